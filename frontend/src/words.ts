/** Numbers as our field writes them. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const formats = new Map<string, Intl.NumberFormat>();

function currencyFormat(currency: string): Intl.NumberFormat {
  let found = formats.get(currency);
  if (!found) {
    try {
      found = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "code" });
    } catch {
      found = new Intl.NumberFormat("en", { minimumFractionDigits: 2 });
    }
    formats.set(currency, found);
  }
  return found;
}

/** `USD 571,379` from minor units; whole units from ten thousand up. */
export function money(minor: number | null | undefined, currency: string, sign = false): string {
  if (minor === null || minor === undefined) return "–";
  const format = currencyFormat(currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const value = minor / 10 ** digits;
  const whole = Math.abs(value) >= 10_000 || Number.isInteger(value);
  const text = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "code",
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  })
    .format(Math.abs(value))
    .replace(/\u00a0/g, " ");
  if (value < 0) return `−${text}`;
  return sign && value > 0 ? `+${text}` : text;
}

/** `Thu 7 Oct`, the same everywhere. */
export function day(iso: string, year = false): string {
  const at = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  const text = `${DAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
  return year ? `${text} ${at.getUTCFullYear()}` : text;
}

export function moment(iso: string): string {
  const at = new Date(iso);
  return `${DAYS[at.getDay()]} ${at.getDate()} ${MONTHS[at.getMonth()]}, ${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

/** `4 3/8` from eighths. */
export function pages(eighths: number): string {
  const whole = Math.floor(eighths / 8);
  const rest = eighths % 8;
  if (!rest) return String(whole);
  return whole ? `${whole} ${rest}/8` : `${rest}/8`;
}

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** `few_moves` or `pay.hold` as words. */
export const plain = (code: string): string => code.replace(/[._]/g, " ");

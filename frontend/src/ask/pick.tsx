/** The gaps of a sentence: menus, dates and amounts. Native fields, so that every phone has its own wheel. */
import type { MenuItem } from "../api/schema";

interface Gap {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}

export function Pick({ label, value, onChange, options, required = true, none }: Gap & { options: readonly MenuItem[]; none?: string }) {
  return (
    <span className="gap">
      <select aria-label={label} value={value} required={required} onChange={(e) => onChange(e.target.value)}>
        {(none !== undefined || !options.some((o) => o.id === value)) && <option value="">{none ?? `${label} …`}</option>}
        {options.map((o) => (
          <option key={o.id} value={o.id}>{o.name}</option>
        ))}
      </select>
    </span>
  );
}

export function DateGap({ label, value, onChange, first, last, required = true }: Gap & { first: string; last: string }) {
  return (
    <span className="gap">
      <input type="date" aria-label={label} value={value} min={first || undefined} max={last || undefined} required={required} onChange={(e) => onChange(e.target.value)} />
    </span>
  );
}

export function TextGap({ label, value, onChange, size = 8, required = true, hint, pattern }: Gap & { size?: number; hint?: string; pattern?: string }) {
  return (
    <span className="gap">
      <input aria-label={label} value={value} size={size} required={required} placeholder={hint} pattern={pattern} title={label} onChange={(e) => onChange(e.target.value)} />
    </span>
  );
}

/** Several of a menu: each chosen one as a chip, and a menu for one more. */
export function PickMany({ label, values, onChange, options, more }: { label: string; values: string[]; onChange: (values: string[]) => void; options: readonly MenuItem[]; more: string }) {
  const left = options.filter((o) => !values.includes(o.id));
  return (
    <span className="chips" role="group" aria-label={label}>
      {values.map((v) => (
        <span key={v} className="chip">
          {v}
          <button type="button" aria-label={`Without ${v}`} onClick={() => onChange(values.filter((x) => x !== v))}>×</button>
        </span>
      ))}
      {left.length > 0 && (
        <Pick label={`${label}, one more`} value="" none={more} required={false} options={left} onChange={(v) => v && onChange([...values, v])} />
      )}
    </span>
  );
}

/** `2027-10-06..2027-10-08`, one date where both are the same. */
export const span = (from: string, to: string): string => (!to || to === from ? from : `${from}..${to}`);

/** Sentences that come and go: what was done, what was refused and why. */
import { useEffect, useState } from "react";

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  more: string[];
}

let put: ((toast: Toast) => void) | null = null;
let last = 0;

export function tell(text: string, bad = false, more: string[] = []): void {
  put?.({ id: ++last, text, bad, more });
}

export function Toasts() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  useEffect(() => {
    put = (toast) => {
      setToasts((known) => [...known.slice(-3), toast]);
      window.setTimeout(
        () => setToasts((known) => known.filter((t) => t.id !== toast.id)),
        toast.bad ? 12_000 : 4_000,
      );
    };
    return () => {
      put = null;
    };
  }, []);
  return (
    <div className="toasts" role="log" aria-label="Messages" aria-live="polite">
      {toasts.map((t) => (
        <div key={t.id} className="toast" data-bad={t.bad || undefined}>
          <div>
            <p>{t.text}</p>
            {t.more.length > 0 && (
              <ul>
                {t.more.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </div>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => setToasts((known) => known.filter((k) => k.id !== t.id))}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}

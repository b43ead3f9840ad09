/** Small things every page uses. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  type ButtonProps,
} from "react-aria-components";
import type { FindingAnswer } from "../api/schema";

export function Button({ kind, className, ...rest }: ButtonProps & { kind?: "main" | "quiet" | "danger" }) {
  return (
    <AriaButton
      {...rest}
      className={`button${kind ? ` ${kind}` : ""}${typeof className === "string" ? ` ${className}` : ""}`}
    />
  );
}

export function Page({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className="page">
      <div className="head">
        <h1>{title}</h1>
        {tools && <div className="tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}

/** What a question came to: its answer, that it is on its way, or why not. */
export function Answer<T>({
  of,
  children,
  none,
}: {
  of: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  none?: ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <>{none ?? <p className="empty">{of.error.message}</p>}</>;
  return <p role="status" className="empty">Reading …</p>;
}

export function Choice({
  label,
  value,
  onChange,
  options,
  hideLabel,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: { id: string; name: string }[];
  hideLabel?: boolean;
}) {
  return (
    <Select
      className="choice"
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key))}
      aria-label={hideLabel ? label : undefined}
    >
      {!hideLabel && <Label>{label}</Label>}
      <AriaButton className="button">
        <SelectValue /> <span aria-hidden="true">▾</span>
      </AriaButton>
      <Popover className="popover">
        <ListBox className="list" items={options}>
          {(option) => <ListBoxItem id={option.id}>{option.name}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}

const MARK = { error: "✕", warning: "!", note: "i" } as Record<string, string>;

export function Findings({
  findings,
  onGo,
  most = 200,
}: {
  findings: FindingAnswer[];
  onGo?: (finding: FindingAnswer) => void;
  most?: number;
}) {
  if (!findings.length) return <p className="empty">Nothing found.</p>;
  return (
    <ul className="findings">
      {findings.slice(0, most).map((f, n) => {
        const where = [f.where.file && `${f.where.file}${f.where.line ? `, line ${f.where.line}` : ""}`, f.where.scene && `scene ${f.where.scene}`]
          .filter(Boolean)
          .join(", ");
        const leads = onGo && (f.where.strip || f.where.date);
        return (
          <li key={`${f.code}-${n}`} data-level={f.level}>
            <span className="mark" aria-hidden="true">
              {MARK[f.level]}
            </span>
            <div>
              <span className="visually-hidden">{f.level}: </span>
              {leads ? (
                <button type="button" className="lead" onClick={() => onGo(f)}>
                  {f.message}
                </button>
              ) : (
                <span>{f.message}</span>
              )}
              {where && <small> {where}</small>}
              {f.fix && <p className="fix">{f.fix}</p>}
              {f.facts.length > 0 && <p className="facts">Rests on: {f.facts.join("; ")}</p>}
            </div>
          </li>
        );
      })}
      {findings.length > most && <li>and {findings.length - most} more</li>}
    </ul>
  );
}

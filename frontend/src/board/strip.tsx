/** One strip: its colour says what the words beside it say too. */
import { Button, GridListItem } from "react-aria-components";
import type { CardAnswer, EntryAnswer } from "../api/schema";

export function Strip({
  id,
  card,
  entry,
  worst,
  hit,
  banners,
}: {
  id: string;
  card: CardAnswer | undefined;
  entry?: EntryAnswer;
  worst?: "error" | "warning";
  hit: boolean;
  banners?: EntryAnswer[];
}) {
  const number = card?.number ?? id;
  return (
    <GridListItem
      id={id}
      textValue={card ? `${number}, ${card.int_ext} ${card.set}, ${card.light}, ${card.pages} pages` : number}
      className="strip"
      data-tone={card?.tone}
      data-dim={hit ? undefined : true}
      data-strip={id}
    >
      {({ allowsDragging, selectionMode }) => (
        <>
          {banners?.map((b, n) => <Banner key={n} entry={b} />)}
          {allowsDragging && selectionMode !== "none" && (
            <DragHandle label={`Drag strip ${number}`} />
          )}
          <b className="number">{number}</b>
          <span className="light">
            {card?.int_ext} {card?.light.toUpperCase()}
          </span>
          <span className="set" title={card?.label || undefined}>
            {card?.label ? `${card.label}: ${card.set}` : card?.set}
          </span>
          <span className="cast">{card?.cast.join(", ")}</span>
          <span className="pages">{card?.pages}</span>
          <span className="hours">{entry?.start}</span>
          <span className="place">{entry?.place}</span>
          <span className="synopsis">{card?.synopsis}</span>
          <span className="flags">
            {card?.pinned && (
              <span title={`Held: ${card.pinned}`}>
                <span aria-hidden="true">⚲</span>
                <span className="visually-hidden">held: {card.pinned}</span>
              </span>
            )}
            {worst && (
              <span data-level={worst} className="mark">
                <span aria-hidden="true">{worst === "error" ? "✕" : "!"}</span>
                <span className="visually-hidden">{worst}</span>
              </span>
            )}
          </span>
        </>
      )}
    </GridListItem>
  );
}

function DragHandle({ label }: { label: string }) {
  return (
    <Button slot="drag" className="handle" aria-label={label}>
      <span aria-hidden="true">⠿</span>
    </Button>
  );
}

/** A line of text between strips. */
export function Banner({ entry }: { entry: EntryAnswer }) {
  return (
    <span className="banner">
      {entry.banner}
      {entry.minutes > 0 && <small> {entry.minutes} min</small>}
    </span>
  );
}

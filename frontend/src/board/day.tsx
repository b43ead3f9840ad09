/** One unit day: its strips, and the day break that comes after them. */
import { memo, useMemo } from "react";
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  GridList,
  Input,
  Label,
  Popover,
  TextField,
  useDragAndDrop,
  type Key,
  type Selection,
} from "react-aria-components";
import type { BoardDayAnswer, CardAnswer, EntryAnswer, SpotAnswer, SpotBody } from "../api/schema";
import { Button, Choice } from "../parts/basics";
import { count, day as dayText, money } from "../words";
import { DRAG, entryKey, spotAt, type Cards } from "./model";
import { Banner, Strip } from "./strip";

export interface Hands {
  drop: (strips: string[], to: SpotBody) => void;
  begin: (strips: string[]) => void;
  end: () => void;
  select: (list: string, keys: Selection) => void;
  change: (day: BoardDayAnswer, change: Record<string, unknown>) => void;
  remove: (day: BoardDayAnswer) => void;
  call: (day: BoardDayAnswer) => void;
}

interface Shown {
  cards: Cards;
  worst: Map<string, "error" | "warning">;
  wanted: (card: CardAnswer | undefined) => boolean;
  hands: Hands;
  editable: boolean;
}

function useStripDrag(
  day: BoardDayAnswer | null,
  boneyard: string[],
  cards: Cards,
  hands: Hands,
  editable: boolean,
) {
  const strips = async (items: Iterable<unknown>): Promise<string[]> => {
    const found: string[] = [];
    for (const item of items as Iterable<{ kind: string; getText?: (type: string) => Promise<string> }>) {
      if (item.kind === "text" && item.getText) found.push(await item.getText(DRAG));
    }
    return found;
  };
  const drop = (given: string[], target: Key | null, after: boolean) =>
    hands.drop(given, spotAt(day, given, target === null ? null : String(target), after, boneyard));
  return useDragAndDrop({
    isDisabled: !editable || day?.locked,
    getItems: (keys) =>
      [...keys].map((key) => ({ [DRAG]: String(key), "text/plain": cards.get(String(key))?.number ?? String(key) })),
    acceptedDragTypes: [DRAG],
    getDropOperation: () => "move",
    onDragStart: (e) => hands.begin([...e.keys].map(String)),
    onDragEnd: () => hands.end(),
    onInsert: async (e) =>
      drop(await strips(e.items), e.target.key, e.target.dropPosition === "after"),
    onRootDrop: async (e) => drop(await strips(e.items), null, false),
    onReorder: (e) => {
      const order = (day ? day.entries.map((x, n) => entryKey(x.strip, n)) : boneyard).filter((k) =>
        e.keys.has(k),
      );
      drop(order, e.target.key, e.target.dropPosition === "after");
    },
  });
}

export const Day = memo(function Day({
  day,
  severalUnits,
  unitName,
  selected,
  preview,
  currency,
  cards,
  worst,
  wanted,
  hands,
  editable,
}: Shown & {
  day: BoardDayAnswer;
  severalUnits: boolean;
  unitName: string;
  selected: Selection;
  preview: SpotAnswer | "asked" | undefined;
  currency: string;
}) {
  const { dragAndDropHooks } = useStripDrag(day, [], cards, hands, editable);
  const list = `${day.date}|${day.unit}`;
  const name = `${day.number ? `Day ${day.number}, ` : ""}${dayText(day.date)}, ${unitName}`;
  const { items, after } = useMemo(() => {
    const list: { id: string; entry: EntryAnswer; banners: EntryAnswer[] }[] = [];
    let waiting: EntryAnswer[] = [];
    for (const entry of day.entries) {
      if (entry.strip) {
        list.push({ id: entry.strip, entry, banners: waiting });
        waiting = [];
      } else waiting.push(entry);
    }
    return { items: list, after: waiting };
  }, [day.entries]);
  return (
    <section className="day" data-locked={day.locked || undefined} id={`day-${list}`} data-day={list}>
      <GridList
        aria-label={name}
        items={items}
        dependencies={[cards, worst, wanted]}
        selectionMode="multiple"
        selectionBehavior="replace"
        selectedKeys={selected}
        onSelectionChange={(keys) => hands.select(list, keys)}
        dragAndDropHooks={dragAndDropHooks}
        renderEmptyState={() => <span className="hint">no strips</span>}
        className="strips"
      >
        {(item) => {
          const card = cards.get(item.entry.strip);
          return (
            <Strip id={item.id} card={card} entry={item.entry} worst={worst.get(item.entry.strip)} hit={wanted(card)} banners={item.banners} />
          );
        }}
      </GridList>
      {after.map((b, n) => (
        <p key={n} className="after"><Banner entry={b} /></p>
      ))}
      <div className="break">
        <b>
          {day.number ? `End of day ${day.number}` : "Idle day"}
          {severalUnits && ` · ${unitName}`}
        </b>
        <span className="date">{dayText(day.date)}</span>
        <span>
          {day.call}–{day.wrap || "?"}
        </span>
        <span>{day.pages} pages</span>
        <span>{day.light}</span>
        {day.overtime_minutes > 0 && <span className="over">{day.overtime_minutes} min overtime</span>}
        {day.errors > 0 && <span className="mark" data-level="error">✕ {day.errors}<span className="visually-hidden"> broken</span></span>}
        {day.warnings > 0 && <span className="mark" data-level="warning">! {day.warnings}<span className="visually-hidden"> warnings</span></span>}
        {preview && <Preview of={preview} currency={currency} />}
        {editable && <DayMenu day={day} name={name} hands={hands} />}
      </div>
    </section>
  );
});

function Preview({ of, currency }: { of: SpotAnswer | "asked"; currency: string }) {
  if (of === "asked") return <span className="preview">…</span>;
  if (of.refused) return <span className="preview" data-bad title={of.refused}>not here</span>;
  return (
    <span className="preview" data-bad={of.breaks > 0 || undefined} title={of.broken.join("\n")}>
      {of.cost !== null && (of.cost === 0 ? "same cost" : money(of.cost, currency, true))}
      {of.breaks > 0 && ` · breaks ${of.breaks}`}
      {of.mends > 0 && ` · mends ${of.mends}`}
    </span>
  );
}

function DayMenu({ day, name, hands }: { day: BoardDayAnswer; name: string; hands: Hands }) {
  return (
    <DialogTrigger>
      <AriaButton className="more" aria-label={`Change ${name}`}>
        {day.locked ? "🔒" : "⋯"}
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog className="daymenu" aria-label={name}>
          {({ close }) => (
            <form
              onSubmit={(e) => {
                e.preventDefault();
                const given = new FormData(e.currentTarget);
                const call = String(given.get("call") ?? "");
                const banner = String(given.get("banner") ?? "").trim();
                if (call && call !== day.call) hands.change(day, { call });
                else if (banner) {
                  const kept = day.entries
                    .map((x, position) => ({ position, text: x.banner, minutes: x.minutes }))
                    .filter((x) => x.text);
                  hands.change(day, { banners: [...kept, { position: day.entries.length, text: banner, minutes: 0 }] });
                }
                close();
              }}
            >
              <h2>{name}</h2>
              <TextField name="call" defaultValue={day.call} isDisabled={day.locked}>
                <Label>Call</Label>
                <Input size={6} />
              </TextField>
              <Choice
                label="Kind of day"
                value={day.light}
                onChange={(light) => {
                  hands.change(day, { light });
                  close();
                }}
                options={["day", "split", "night"].map((id) => ({ id, name: id }))}
              />
              <TextField name="banner" isDisabled={day.locked}>
                <Label>Add a banner</Label>
                <Input placeholder="LUNCH, PRE-RIG …" />
              </TextField>
              <div className="tools">
                <Button type="submit" kind="main">Set</Button>
                <Button onPress={() => { hands.call(day); close(); }} isDisabled={day.locked}>Best call</Button>
                <Button onPress={() => { hands.change(day, { locked: !day.locked }); close(); }}>
                  {day.locked ? "Unlock the day" : "Lock the day"}
                </Button>
                <Button kind="danger" isDisabled={day.locked} onPress={() => { hands.remove(day); close(); }}>
                  Take off the board
                </Button>
              </div>
            </form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

export const Boneyard = memo(function Boneyard({
  strips,
  selected,
  cards,
  worst,
  wanted,
  hands,
  editable,
}: Shown & { strips: string[]; selected: Selection }) {
  const { dragAndDropHooks } = useStripDrag(null, strips, cards, hands, editable);
  return (
    <section className="day boneyard" id="boneyard" data-day="boneyard">
      <h2>
        Boneyard <small>{strips.length ? `${count(strips.length, "strip")} not scheduled` : "everything is scheduled"}</small>
      </h2>
      <GridList
        aria-label="Boneyard"
        items={strips.map((id) => ({ id }))}
        dependencies={[cards, worst, wanted]}
        selectionMode="multiple"
        selectionBehavior="replace"
        selectedKeys={selected}
        onSelectionChange={(keys) => hands.select("boneyard", keys)}
        dragAndDropHooks={dragAndDropHooks}
        renderEmptyState={() => <span className="hint">drop strips here to take them off the schedule</span>}
        className="strips"
      >
        {(item) => {
          const card = cards.get(item.id);
          return <Strip id={item.id} card={card} worst={worst.get(item.id)} hit={wanted(card)} />;
        }}
      </GridList>
    </section>
  );
});

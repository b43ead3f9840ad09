/** A transcript laid on a take: what was said otherwise, confirmed or refused line by line. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, DropZone, FileTrigger, Heading, Modal, ModalOverlay, Text } from "react-aria-components";
import { get, post, upload } from "../api/client";
import type { HearAnswer, HeardLineAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Findings } from "../parts/basics";
import { count } from "../words";
import type { Shown } from "./draft";

export function Heard({ take }: { take: Shown }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)} aria-label={`Transcript of ${take.slate}`}>{take.to_judge ? `${count(take.to_judge, "line")} to confirm` : take.heard ? "As heard" : "Transcript"}</Button>
      <ModalOverlay className="overlay" isDismissable isOpen={open} onOpenChange={setOpen}>
        <Modal className="modal">
          <Dialog>
            <Heading slot="title">Transcript of {take.slate}</Heading>
            <Lay take={take} />
            <Button slot="close">Close</Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function Lay({ take }: { take: Shown }) {
  const client = useQueryClient();
  const [fresh, setFresh] = useState<HearAnswer | null>(null);
  const hear = useAct((transcript: File) => upload<HearAnswer>("set/hear", { transcript, take: take.id }), {
    then: (found) => {
      setFresh(found);
      client.setQueryData(["heard", take.id], found);
    },
    touches: ["set", "cut"],
  });
  return (
    <>
      <DropZone className="drop" getDropOperation={() => "copy"} isDisabled={hear.busy} onDrop={(e) => {
        for (const item of e.items) if (item.kind === "file") void item.getFile().then((file) => hear.act(file));
      }}>
        <Text slot="label">Drop its transcript: SRT, VTT, Whisper's JSON or text</Text>
        <FileTrigger acceptedFileTypes={[".srt", ".vtt", ".json", ".txt"]} onSelect={(files) => files?.[0] && void hear.act(files[0])}>
          <Button isDisabled={hear.busy}>{hear.busy ? "Reading …" : "Choose a file"}</Button>
        </FileTrigger>
      </DropZone>
      {fresh && fresh.findings.length > 0 && <Findings findings={fresh.findings} most={6} />}
      {(take.heard || fresh) && <Lines take={take} />}
    </>
  );
}

function Lines({ take }: { take: Shown }) {
  const found = useQuery({ queryKey: ["heard", take.id], queryFn: () => get<HearAnswer>("set/heard", { take: take.id }) });
  return (
    <Answer of={found}>
      {(heard) => {
        const odd = heard.lines.filter((l) => l.kind !== "as written" && l.chosen);
        return (
          <>
            <p>{heard.transcript}: {count(heard.words, "word")}, {odd.length ? count(odd.length, "line") : "nothing"} otherwise than written.</p>
            <ol className="heard">{odd.map((l) => <Line key={l.number} line={l} take={take} />)}</ol>
          </>
        );
      }}
    </Answer>
  );
}

function Line({ line, take }: { line: HeardLineAnswer; take: Shown }) {
  const client = useQueryClient();
  const [said, setSaid] = useState(line.said);
  const judge = useAct(
    (accepted: boolean) => post<HearAnswer>("set/verdict", { take: take.id, number: line.number, accepted, said: accepted && said !== line.said ? said : null }),
    { then: (now) => client.setQueryData(["heard", take.id], now), touches: ["set", "cut"] },
  );
  const where = line.line ? `line ${line.line.split(".").at(-1)}` : line.after ? `after line ${line.after.split(".").at(-1)}` : "before the first line";
  return (
    <li data-said={line.rejected ? "no" : line.confirmed_by ? "yes" : undefined}>
      <p><b>{line.kind}</b> {where} <small>{[line.timecode, line.speaker, `${line.confidence} % sure`].filter(Boolean).join(", ")}</small></p>
      {line.written && <p className="written">{line.written}</p>}
      {line.kind !== "dropped" && <label className="thumb">Said<textarea rows={2} value={said} onChange={(e) => setSaid(e.target.value)} /></label>}
      <div className="pads">
        <Button aria-pressed={Boolean(line.confirmed_by) && !line.rejected} isDisabled={judge.busy} aria-label={`Right: ${line.kind} ${where}`} onPress={() => void judge.act(true)}>Right</Button>
        <Button aria-pressed={line.rejected} isDisabled={judge.busy} aria-label={`Wrong: ${line.kind} ${where}`} onPress={() => void judge.act(false)}>Wrong</Button>
        <small>{line.rejected ? "refused" : line.confirmed_by ? `confirmed by ${line.confirmed_by}` : "not looked at yet"}</small>
      </div>
    </li>
  );
}

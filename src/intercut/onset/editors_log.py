"""The editor's log: every take as the cutting room reads it, as ALE and as CSV.

References
----------
Avid Log Exchange: a heading, a row of column names, rows; tabs between. There is no public
specification; the names of columns are those Avid Media Composer knows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from intercut.domain.spoken import Said
from intercut.domain.takes import Recording, RollKind, Take, TakeLog, TakeStatus
from intercut.domain.timecode import Rate, Timecode

COLUMNS: Final = (
    "Name",
    "Tape",
    "Start",
    "End",
    "Duration",
    "FPS",
    "Scene",
    "Take",
    "Camera",
    "Camroll",
    "Soundroll",
    "Shoot date",
    "Circled",
    "Status",
    "Lens",
    "Description",
    "Comments",
    "Source File",
)


def log_rows(log: TakeLog) -> tuple[dict[str, str], ...]:
    """One row for each camera of each take (one for a take without), in the order of the log."""
    return tuple(row for take in log.takes for row in _rows(take, log))


def ale_texts(log: TakeLog) -> dict[str, str]:
    """An ALE for each frame rate, by the rate as text: an ALE has but one.

    Takes without timecode have no place in an ALE; they are in the CSV.
    """
    by_rate: dict[Rate, list[dict[str, str]]] = {}
    for take in log.takes:
        if take.rate is not None and take.tc_in is not None and take.tc_out is not None:
            by_rate.setdefault(take.rate, []).extend(_rows(take, log))
    return {str(rate): _ale(rate, rows) for rate, rows in by_rate.items()}


def csv_text(log: TakeLog) -> str:
    """Every take, with a header line; CRLF ends, as RFC 4180 has it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    # A cell that begins like a formula is one to a spreadsheet: it gets an apostrophe.
    writer.writerows(
        {k: f"'{v}" if v[:1] in {"=", "+", "-", "@"} else v for k, v in row.items()}
        for row in log_rows(log)
    )
    return out.getvalue()


def _ale(rate: Rate, rows: Sequence[dict[str, str]]) -> str:
    fps = str(rate).removesuffix(" DF")
    lines = [
        "Heading",
        "FIELD_DELIM\tTABS",
        "VIDEO_FORMAT\t1080",
        "AUDIO_FORMAT\t48khz",
        f"FPS\t{fps}",
        "",
        "Column",
        "\t".join(COLUMNS),
        "",
        "Data",
        *("\t".join(" ".join(row[c].split()) for c in COLUMNS) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _rows(take: Take, log: TakeLog) -> Iterator[dict[str, str]]:
    cameras = [r for r in take.recordings if r.kind is RollKind.CAMERA]
    shown: list[Recording | None] = [*cameras] or [None]
    for recording in shown:
        yield _row(take, recording, log)


def _row(take: Take, recording: Recording | None, log: TakeLog) -> dict[str, str]:
    set_up = next((s for s in log.set_ups if s.id == take.set_up), None)
    frames = take.tc_in.until(take.tc_out) if take.tc_in and take.tc_out else None
    camera = recording.camera if recording is not None else ""
    lens = take.lens or (set_up.lens if set_up else "")
    return {
        "Name": (recording.clip if recording else "") or f"{take.slate}{camera}",
        "Tape": recording.roll if recording else "",
        "Start": str(take.tc_in or ""),
        "End": str(take.tc_out or ""),
        "Duration": _length(frames, take),
        "FPS": str(take.rate or ""),
        "Scene": f"{take.slate.target}{take.slate.set_up}",
        "Take": f"{take.slate.take}{' PU' if take.kind.value == 'pick-up' else ''}",
        "Camera": camera,
        "Camroll": recording.roll if recording else "",
        "Soundroll": take.sound_roll,
        "Shoot date": str(take.date),
        "Circled": "Yes" if take.status is TakeStatus.CIRCLED else "",
        "Status": take.status.value,
        "Lens": lens,
        "Description": set_up.description if set_up else "",
        "Comments": "; ".join(comments(take, log)),
        "Source File": recording.media if recording else "",
    }


def _length(frames: int | None, take: Take) -> str:
    if frames is not None and take.rate is not None:
        return str(Timecode(frames=frames, rate=take.rate))
    if take.stopwatch_ms is not None:
        return f"{take.stopwatch_ms / 1000:.1f} s"
    return ""


def comments(take: Take, log: TakeLog) -> Iterator[str]:
    """What the editor should know of a take, in the order of weight: why it is no good, what was
    said otherwise than written, business, notes."""
    if take.reason:
        yield take.reason
    hearing = log.hearing(take.id)
    for heard in hearing.lines if hearing is not None else ():
        if heard.rejected or not heard.chosen or heard.kind is Said.AS_WRITTEN:
            continue
        sure = "" if heard.confirmed_by else f" ({heard.confidence} %)"
        if heard.kind is Said.ADDED:
            after = f" after {heard.after}" if heard.after else " at the start"
            yield f'ad-lib{after}: "{heard.said}"{sure}'
        elif heard.kind is Said.DROPPED:
            yield f"{heard.line} dropped{sure}"
        else:
            yield f'{heard.line}: "{heard.said}"{sure}'
    for done in take.business:
        yield f"{done.text}{f' after {done.after}' if done.after else ''}"
    for remark in take.notes:
        yield remark.text

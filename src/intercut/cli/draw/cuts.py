"""A stitched scene as a table: what is heard line by line, who is seen, of which take."""

from __future__ import annotations

from rich.table import Table

from intercut.actions.stitch_shapes import lines_of
from intercut.actions.stitching import Stitched
from intercut.actions.words import plural
from intercut.cut import Clip, Cut, Gap, TrackKind, improvised_in


def cut_table(cut: Cut) -> Table:
    """One row for each line and each improvised moment, in the order of the cut."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("at", no_wrap=True)
    table.add_column("frames", justify="right", no_wrap=True)
    table.add_column("line", no_wrap=True)
    table.add_column("seen", no_wrap=True)
    table.add_column("take", no_wrap=True)
    table.add_column("source", no_wrap=True)
    table.add_column("what is said", ratio=1)
    seen = _seen(cut)
    heard: list[Clip | Gap] = [*cut.clips(TrackKind.SOUND), *cut.missing(TrackKind.SOUND)]
    for item in sorted(heard, key=lambda i: i.at):
        clock = str(cut.clock(item.at))
        if isinstance(item, Gap):
            row = (clock, str(item.frames), item.name, "", "", "", item.text)
            table.add_row(*row, style="yellow")
            continue
        last = seen.get(item.end - 1, "")
        row = (
            clock,
            str(item.frames),
            item.name,
            f"{last} (phone)" if any(e == item.frames for _, e in item.far) else last,
            item.take.slate,
            str(item.media.timecode(item.start)),
            " ".join(item.text.split()),
        )
        table.add_row(*row, style="bold" if item.line is None else "")
    return table


def _seen(cut: Cut) -> dict[int, str]:
    """The end in picture at each frame of the cut."""
    return {
        frame: track.end.target
        for track in cut.of_kind(TrackKind.PICTURE)
        for clip in track.clips
        for frame in range(clip.at, clip.end)
    }


def cut_verdict(stitched: Stitched) -> str:
    """What it comes to, in one sentence."""
    cut = stitched.cut
    heard, left = lines_of(cut)
    words = [f"{heard} of {plural(heard + left, 'line')} cut"]
    if left:
        words.append(f"{left} left open")
    made_up = len(improvised_in(cut))
    if made_up:
        words.append(f"{plural(made_up, 'improvised moment')}")
    seconds = cut.rate.seconds(cut.frames)
    minutes, rest = divmod(round(seconds), 60)
    written = [f.name for f in stitched.files]
    if stitched.rough is not None:
        written.append(stitched.rough.name)
    to = ", ".join(written) or "nothing written"
    return (
        f"scene {cut.number}, {cut.style.value}: {', '.join(words)}; "
        f"{minutes}:{rest:02d} at {cut.rate} frames a second; {to}"
    )

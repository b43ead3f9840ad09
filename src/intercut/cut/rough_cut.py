"""The cut to look at and listen to: rendered by ffmpeg, line numbers burned in, far voices filtered.

Each clip is decoded by a process of its own as plain frames and samples, counted here and handed to
one encoder. So every clip has exactly its frames, and a file that breaks off costs its own clip.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import IO, Final

from intercut.cut.burned_in import Lettering, words_over
from intercut.cut.opentimeline import TELEPHONE
from intercut.cut.probe import FileFacts, file_facts, tool
from intercut.cut.timeline import Clip, Cut, Gap, Media, TrackKind
from intercut.domain.finding import Finding, Where, note, warning
from intercut.errors import Unwritable

ENDINGS: Final = (".mp4", ".mov", ".mkv")
SAMPLES: Final = 48_000
"""Samples a second, one channel of 16 bits."""

WIDTHS: Final = (640, 960)
"""Pixels across at least, so that the words can be read, and at most: it is a rough cut."""

SIZE: Final = (640, 360)
"""Pixels where no file says otherwise."""

_FADE_SAMPLES: Final = SAMPLES * 5 // 1000
"""Over how long a clip's sound begins and ends, so that cuts do not click: 5 ms."""

_BAND: Final = f"if(between(f,{TELEPHONE['high_pass_hz']},{TELEPHONE['low_pass_hz']}),0,-90)"
_TELEPHONE: Final = (
    f"firequalizer=gain='{_BAND}':delay=0.05:accuracy=2:wfunc=nuttall:zero_phase=on",
    "atrim=start=0",
)
"""The band of a telephone, as steep as 0.1 s of samples allows, in step with the near voice.

White noise through it keeps its level from 350 to 3,300 Hz and loses 24 dB below 300 and 45 dB
above 3,400 Hz (measured)."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """One stretch of picture: a clip, or black with words on it."""

    at: int
    frames: int
    item: Clip | Gap | None
    voice: Clip | None


@dataclass(slots=True)
class _Work:
    """Everything one rendering needs."""

    cut: Cut
    folder: Path
    font: Path | None
    facts: dict[str, FileFacts] = field(default_factory=dict)
    size: tuple[int, int] = SIZE
    broken: dict[str, str] = field(default_factory=dict)
    odd: dict[str, Finding] = field(default_factory=dict)

    def of(self, media: Media) -> FileFacts:
        """What a file says of itself, asked once."""
        if media.path not in self.facts:
            self.facts[media.path] = file_facts(media.path)
        return self.facts[media.path]


def rough_cut(
    cut: Cut,
    out: Path,
    *,
    font: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Finding, ...]:
    """Render a cut; what could not be shown comes back as findings, and is black or silent.

    Parameters
    ----------
    font
        A font file for the words burned in; ffmpeg's own choice when None.
    progress
        Called with the clips done and all of them.

    Raises
    ------
    Unwritable
        When ffmpeg is missing or fails, or the file cannot be written.
    """
    if out.suffix.casefold() not in ENDINGS:
        msg = f"a rough cut cannot be written as {out.name}."
        raise Unwritable(msg, f"End its name in one of {', '.join(ENDINGS)}.")
    if not out.absolute().parent.is_dir():
        msg = f"{out} cannot be written: there is no folder {out.parent}."
        raise Unwritable(msg, "Make it first.")
    if not cut.frames:
        msg = f"scene {cut.number} has nothing to show."
        raise Unwritable(msg, "Stitch a scene that has lines.")
    tool("ffmpeg"), tool("ffprobe")
    with tempfile.TemporaryDirectory(prefix="intercut-cut-") as folder:
        work = _Work(cut=cut, folder=Path(folder), font=font)
        work.size = _size(work)
        shown, heard = tuple(_shown(cut)), cut.clips(TrackKind.SOUND)
        count = len(shown) + len(heard)
        tell = progress or (lambda _done, _all: None)
        sound = Path(folder, "sound.raw")
        with sound.open("wb") as file:
            _all_sound(work, heard, file, lambda n: tell(n, count))
        whole = Path(folder, f"cut{out.suffix.casefold()}")
        _encode(work, shown, sound, whole, lambda n: tell(len(heard) + n, count))
        _keep(whole, out)
        return tuple(_findings(work))


def _keep(whole: Path, out: Path) -> None:
    partial = out.with_name(f".{out.name}.part")
    try:
        partial.write_bytes(whole.read_bytes())
        partial.replace(out)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        msg = f"{out} cannot be written: {problem.strerror}."
        raise Unwritable(msg) from problem


def _size(work: _Work) -> tuple[int, int]:
    """Width and height of the first picture there is, even, neither too small nor too wide."""
    for clip in work.cut.clips(TrackKind.PICTURE):
        facts = work.of(clip.media) if clip.media.path else FileFacts()
        if facts.width and facts.height:
            width = min(max(facts.width, WIDTHS[0]), WIDTHS[1])
            height = facts.height * width // facts.width
            return max(2, width // 2 * 2), max(2, height // 2 * 2)
    return SIZE


def _shown(cut: Cut) -> Iterator[_Shown]:
    """The picture from the first frame to the last, clip by clip."""
    found: list[Clip | Gap] = [*cut.clips(TrackKind.PICTURE)]
    found += [
        i
        for t in cut.of_kind(TrackKind.PICTURE)
        for i in t.items
        if isinstance(i, Gap) and i.missing
    ]
    voices = cut.clips(TrackKind.SOUND)
    at = 0
    for item in sorted(found, key=lambda i: i.at):
        if item.at > at:
            yield _Shown(at, item.at - at, None, None)
        voice = next((v for v in voices if v.at <= item.at < v.end), None)
        yield _Shown(item.at, item.frames, item, voice)
        at = item.end
    if at < cut.frames:
        yield _Shown(at, cut.frames - at, None, None)


# ------------------------------------------------------------------------------------------ sound


def _sample(cut: Cut, frame: int) -> int:
    """The sample a frame of the cut starts at; rounded from the start, so nothing drifts."""
    return round(cut.rate.seconds(frame) * SAMPLES)


def _all_sound(
    work: _Work, heard: tuple[Clip, ...], file: IO[bytes], tell: Callable[[int], None]
) -> None:
    cut = work.cut
    at = 0
    for n, clip in enumerate(heard):
        first, last = _sample(cut, clip.at), _sample(cut, clip.end)
        file.write(bytes(2 * (first - at)))
        file.write(_sound(work, clip, last - first))
        at = last
        tell(n + 1)
    file.write(bytes(2 * (_sample(cut, cut.frames) - at)))


def _sound(work: _Work, clip: Clip, samples: int) -> bytes:
    """A clip's samples, exactly so many; silence where there are none."""
    media, wanted = _to_hear(clip), 2 * samples
    if not media.path:
        return bytes(wanted)
    if media is clip.guide:
        work.odd.setdefault(
            "guide sound",
            note(
                "cut.guide_sound",
                f"The sound of {clip.take.slate} and maybe other takes is that of the camera: no "
                "file of its sound roll is there.",
                Where(scene=work.cut.number, file=media.file),
                "Log the file of the recorder, and name its folder (--media FOLDER).",
            ),
        )
    facts = work.of(media)
    if facts.problem or not facts.has_sound:
        work.broken.setdefault(media.file, facts.problem or "it has no sound")
        return bytes(wanted)
    near = _decoded(work, clip, samples, ())
    if not clip.far:
        return _faded(near)
    far = _decoded(work, clip, samples, _TELEPHONE)
    offset = _sample(work.cut, clip.at)
    stretches = [
        tuple(_sample(work.cut, clip.at + n) - offset for n in stretch) for stretch in clip.far
    ]
    return _faded(_spliced(near, far, stretches))


def _to_hear(clip: Clip) -> Media:
    """The file a clip is heard from: the recorder's, else the camera's."""
    return clip.guide if clip.guide is not None and not clip.media.path else clip.media


def _decoded(work: _Work, clip: Clip, samples: int, more: tuple[str, ...]) -> bytes:
    """A clip's samples out of its file, through further filters."""
    media = _to_hear(clip)
    start = media.rate.seconds(_into_file(work, media, clip.start))
    filters = (f"aresample={SAMPLES}", "aformat=sample_fmts=s16:channel_layouts=mono", *more)
    command = [
        tool("ffmpeg"), "-nostdin", "-v", "error", "-ss", _decimal(start),
        "-t", _decimal(Fraction(samples, SAMPLES)), "-i", f"file:{media.path}",
        "-map", "0:a:0", "-af", ",".join(filters), "-f", "s16le", "-",
    ]  # fmt: skip
    return _exactly(work, media, command, 2 * samples, bytes(2))


def _spliced(near: bytes, far: bytes, stretches: Sequence[Sequence[int]]) -> bytes:
    """The near samples with the far ones in some stretches, one faded into the other."""
    made, other = _samples(near), _samples(far)
    for first, stop in stretches:
        end = min(stop, len(made))
        plain = made[first:end]
        made[first:end] = other[first:end]
        fade = min(_FADE_SAMPLES, (end - first) // 2)
        for n in range(fade):
            # At the clip's own ends there is nothing to fade from.
            if first > 0:
                made[first + n] = (plain[n] * (fade - n) + other[first + n] * n) // fade
            if end < len(made):
                k = end - 1 - n
                made[k] = (plain[k - first] * (fade - n) + other[k] * n) // fade
    return _bytes(made)


def _faded(sound: bytes) -> bytes:
    """Samples that begin and end in silence."""
    made = _samples(sound)
    fade = min(_FADE_SAMPLES, len(made) // 2)
    for n in range(fade):
        made[n] = made[n] * n // fade
        made[-1 - n] = made[-1 - n] * n // fade
    return _bytes(made)


def _samples(sound: bytes) -> array[int]:
    made = array("h", sound)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def _bytes(sound: array[int]) -> bytes:
    if sys.byteorder == "big":
        sound.byteswap()
    return sound.tobytes()


def _into_file(work: _Work, media: Media, frame: int) -> int:
    """How many frames into its file a source frame lies: by the file's own timecode, else the log's."""
    facts = work.of(media)
    first = facts.first_frame(media.rate)
    if first is None:
        return frame - media.file_start
    day = media.rate.frames_per_day
    if first.frames != media.file_start % day:
        work.odd.setdefault(
            media.file,
            warning(
                "cut.media_timecode",
                f"{media.file} starts at {first}, by the log at {media.timecode(media.file_start)}: "
                "the file is believed.",
                Where(scene=work.cut.number, file=media.file),
                "Correct the timecode in the log.",
            ),
        )
    into = (frame - first.frames) % day
    return into if into <= day // 2 else into - day


# ---------------------------------------------------------------------------------------- picture


def _encode(
    work: _Work, shown: tuple[_Shown, ...], sound: Path, out: Path, tell: Callable[[int], None]
) -> None:
    width, height = work.size
    rate = f"{work.cut.rate.numerator}/{work.cut.rate.denominator}"
    command = [
        tool("ffmpeg"), "-v", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}", "-r", rate,
        "-i", "pipe:0",
        "-f", "s16le", "-ar", str(SAMPLES), "-ac", "1", "-i", f"file:{sound}",
        "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23",
        "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-flags:a", "+bitexact", "-timecode", str(work.cut.start), f"file:{out}",
    ]  # fmt: skip
    errors = Path(work.folder, "encoder.txt")
    with errors.open("wb") as told:
        encoder = subprocess.Popen(  # noqa: S603 - no shell; paths are arguments of their own
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=told
        )
        try:
            assert encoder.stdin is not None
            for n, piece in enumerate(shown):
                encoder.stdin.write(_frames(work, piece, n))
                tell(n + 1)
            encoder.stdin.close()
        except BrokenPipeError:
            pass  # its own words say why, below
        except BaseException:
            encoder.kill()
            encoder.wait()
            raise
        code = encoder.wait()
    if code:
        lines = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        msg = f"ffmpeg could not write the rough cut: {lines[-1] if lines else code}."
        raise Unwritable(msg, "Its libx264 and aac encoders are needed.")


def _frames(work: _Work, piece: _Shown, n: int) -> bytes:
    """The frames of one stretch, exactly so many; black where its file has none."""
    width, height = work.size
    black = b"\x10" * (width * height) + b"\x80" * (width * height // 2)
    item = piece.item
    media = item.media if isinstance(item, Clip) else None
    rate = f"{work.cut.rate.numerator}/{work.cut.rate.denominator}"
    lettering = Lettering(
        width=width, height=height, rate=work.cut.rate, folder=work.folder, font=work.font
    )
    words = words_over(lettering, n, item, piece.voice)
    usable = media is not None and bool(media.path) and _has_picture(work, media)
    if usable and media is not None and isinstance(item, Clip):
        # Half a frame early: the first frame not before that moment is the one meant.
        into = max(Fraction(0), _into_file(work, media, item.start) - Fraction(1, 2))
        seconds = into / media.rate.fps
        source = [
            "-ss", _decimal(seconds), "-t", _decimal(media.rate.seconds(piece.frames + 2)),
            "-i", f"file:{media.path}", "-map", "0:v:0",
        ]  # fmt: skip
        fit = (
            f"setpts=PTS-STARTPTS,fps={rate},scale={width}:{height}:force_original_aspect_ratio=decrease,"
            f"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p"
        )
    else:
        source = ["-f", "lavfi", "-i", f"color=c=black:s={width}x{height}:r={rate}"]
        fit = "format=yuv420p"
    command = [
        tool("ffmpeg"), "-nostdin", "-v", "error", *source,
        "-vf", ",".join(filter(None, (fit, words))), "-frames:v", str(piece.frames),
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "-",
    ]  # fmt: skip
    return _exactly(work, media, command, len(black) * piece.frames, black)


def _has_picture(work: _Work, media: Media) -> bool:
    facts = work.of(media)
    if facts.problem or facts.rate is None:
        work.broken.setdefault(media.file, facts.problem or "it has no picture")
        return False
    if facts.rate != work.cut.rate.fps:
        work.odd.setdefault(
            f"{media.file} rate",
            warning(
                "cut.media_rate",
                f"{media.file} has {float(facts.rate):.3f} frames a second, by the log "
                f"{work.cut.rate}: what is seen is not the frame that was meant.",
                Where(scene=work.cut.number, file=media.file),
                "Correct the rate in the log, or conform the file.",
            ),
        )
    return True


def _exactly(
    work: _Work, media: Media | None, command: list[str], wanted: int, filler: bytes
) -> bytes:
    """What a process prints, cut or filled to so many bytes."""
    done = subprocess.run(  # noqa: S603 - no shell; paths are arguments of their own
        command, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    got = done.stdout[:wanted]
    if done.returncode and media is None:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        msg = f"ffmpeg failed: {lines[-1] if lines else done.returncode}."
        raise Unwritable(msg, "It must be able to draw text (drawtext).")
    if len(got) < wanted:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        # A sample or a frame less at the very end is how files are; more is a file that breaks off.
        if media is not None and wanted - len(got) > max(len(filler), 2 * SAMPLES // 20):
            work.broken.setdefault(media.file, lines[-1] if lines else "it ends too early")
        got = got[: len(got) // len(filler) * len(filler)]
        last = got[-len(filler) :] if got and len(filler) > 2 else filler
        got += last * ((wanted - len(got)) // len(filler))
    return got


def _decimal(seconds: Fraction) -> str:
    """Seconds with a ninth digit after the point: far below a frame and a sample."""
    nanos = round(seconds * 10**9)
    return f"{nanos // 10**9}.{nanos % 10**9:09d}"


def _findings(work: _Work) -> Iterator[Finding]:
    yield from work.odd.values()
    for name, problem in work.broken.items():
        yield warning(
            "cut.media_broken",
            f"{name} could not be used as it should: {problem}.",
            Where(scene=work.cut.number, file=name),
            "Copy the file again, or take it out of the log.",
        )

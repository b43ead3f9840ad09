"""Draws and speaks the takes of Brownstone's call: small films that can be seen, heard and cut.

    python examples/brownstone/takes/make_takes.py [FOLDER]

For each take of the logs beside it that names a file, by the transcript it has: a flat drawing of
that end whose mouth moves with its lines, the words spoken by espeak-ng (cues from off camera by a
flat reader, as on set), the timecode of the log. Needs ffmpeg, sox, espeak-ng and Pillow. What it
made is committed beside it, so that nobody has to run it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

import intercut as ic
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.spoken_lines import spoken_lines
from intercut.domain.spoken import Said, ScriptLine
from intercut.domain.takes import Take, TakeKind, TakeLog
from intercut.domain.timecode import Rate

HERE = Path(__file__).resolve().parent
LOGS = ("lisbon.yaml", "new-york.yaml")
MISHEARD = {"girls": "gulls", "goals": "gulls", "Mag pie": "Magpie", "Sabeen": "Sabine",
            "Auguste": "August", "Goodnight, B": "Goodnight, Bee"}  # fmt: skip
"""What recognisers made of words in the transcripts, and what was said."""

WIDTH, HEIGHT = 320, 180
SAMPLES = 16_000
VOICES = {"CLARA": ("en-us+f3", 42), "SABINE": ("en-us+f4", 62)}
READER = ("en-us+m3", 35)

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Speech:
    """Something heard in a take: seconds from and to, whose voice, and whether it is seen."""

    start: float
    end: float
    text: str
    name: str
    seen: bool


# ---------------------------------------------------------------------------------------- pictures


def person(
    draw: ImageDraw.ImageDraw,
    x: int,
    hair: Colour,
    skin: Colour,
    coat: Colour,
    mouth: int,
    blink: bool,
) -> None:
    """Somebody from the front: ``mouth`` 0 shut to 2 open."""
    neck = (skin[0] - 24, skin[1] - 24, skin[2] - 24)
    draw.rounded_rectangle((x - 14, 140, x + 14, 200), 8, fill=neck)
    draw.ellipse((x - 74, 182, x + 74, 380), fill=coat)
    draw.ellipse((x - 44, 62, x + 44, 176), fill=hair)
    draw.ellipse((x - 35, 76, x + 35, 168), fill=skin)
    draw.pieslice((x - 40, 56, x + 40, 140), 180, 360, fill=hair)
    for eye in (x - 14, x + 14):
        if blink:
            draw.line((eye - 6, 116, eye + 6, 116), fill=(60, 40, 30), width=2)
        else:
            draw.ellipse((eye - 5, 111, eye + 5, 121), fill=(250, 250, 245))
            draw.ellipse((eye - 2, 113, eye + 3, 120), fill=(40, 30, 30))
    high = (2, 8, 14)[mouth]
    draw.ellipse((x - 11, 146 - high // 2, x + 11, 146 + high // 2), fill=(120, 50, 50))


def kitchen(mouth: int, blink: bool) -> Image.Image:
    """One in the morning: the stove lamp, the wall phone with its cord, Clara."""
    image = Image.new("RGB", (480, 270), (72, 56, 48))
    draw = ImageDraw.Draw(image)
    for x in range(0, 480, 40):
        draw.line((x, 150, x, 190), fill=(60, 46, 40))
    for y in (150, 170):
        draw.line((0, y, 480, y), fill=(60, 46, 40))
    draw.rectangle((0, 190, 480, 270), fill=(46, 34, 30))
    draw.polygon([(340, 34), (390, 34), (430, 190), (300, 190)], fill=(104, 82, 58))
    draw.rectangle((336, 18, 394, 36), fill=(210, 180, 110))
    draw.rectangle((404, 150, 470, 190), fill=(96, 98, 100))
    draw.rectangle((416, 156, 458, 170), fill=(16, 18, 16))
    draw.text((424, 157), "1:04", fill=(120, 240, 150))
    draw.rounded_rectangle((40, 60, 84, 140), 6, fill=(150, 44, 36))
    draw.ellipse((50, 80, 74, 104), fill=(220, 210, 190))
    person(draw, 210, (60, 40, 30), (214, 170, 140), (62, 96, 104), mouth, blink)
    draw.line((84, 122, 118, 196), fill=(150, 44, 36), width=3)
    draw.line((118, 196, 250, 158), fill=(150, 44, 36), width=3)
    draw.rounded_rectangle((240, 96, 256, 158), 7, fill=(150, 44, 36))
    return image


def flat(mouth: int, blink: bool) -> Image.Image:
    """Six in the morning: the tall window, the gulls, the key on its nail, Sabine."""
    image = Image.new("RGB", (480, 270), (58, 62, 78))
    draw = ImageDraw.Draw(image)
    sky = [(120, 118, 140), (150, 132, 148), (184, 150, 150), (214, 170, 150), (232, 190, 156)]
    for n, colour in enumerate(sky):
        draw.rectangle((270, 20 + n * 28, 430, 20 + (n + 1) * 28), fill=colour)
    draw.rectangle((270, 160, 430, 200), fill=(96, 112, 134))
    for x, y in ((300, 52), (330, 70), (390, 44)):
        draw.arc((x - 8, y - 4, x, y + 6), 180, 360, fill=(60, 60, 70), width=2)
        draw.arc((x, y - 4, x + 8, y + 6), 180, 360, fill=(60, 60, 70), width=2)
    frame = (40, 42, 52)
    for box in ((346, 20, 352, 200), (262, 14, 438, 20), (262, 200, 438, 208)):
        draw.rectangle(box, fill=frame)
    draw.rectangle((0, 226, 480, 270), fill=(44, 42, 52))
    draw.line((40, 70, 40, 78), fill=(20, 20, 20), width=3)
    draw.rectangle((36, 78, 44, 104), fill=(190, 160, 80))
    draw.ellipse((33, 100, 47, 114), outline=(190, 160, 80), width=3)
    person(draw, 180, (36, 26, 24), (202, 158, 126), (150, 140, 120), mouth, blink)
    draw.rounded_rectangle((208, 104, 218, 152), 4, fill=(24, 24, 28))
    draw.ellipse((60, 190, 110, 226), fill=(200, 190, 170))
    return image


ROOMS: dict[str, Callable[[int, bool], Image.Image]] = {"CLARA": kitchen, "SABINE": flat}


def frames(
    who: str, speeches: list[Speech], rate: Rate, count: int, *, close: bool
) -> Iterator[bytes]:
    """Every frame of a take: the mouth moves three times a second, the eyes close now and then."""
    drawn: dict[tuple[int, bool], bytes] = {}
    own = [s for s in speeches if s.seen]
    for n in range(count):
        at = float(rate.seconds(n))
        speaks = any(s.start <= at < s.end for s in own)
        mouth = 1 + int(at * 6) % 2 if speaks else 0
        state = (mouth, at % 5.3 < 0.16)
        if state not in drawn:
            image = ROOMS[who](*state)
            if close:
                image = image.crop((76, 40, 316, 175))
            drawn[state] = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).tobytes()
        yield drawn[state]


# ------------------------------------------------------------------------------------------- sound


def spoken(speech: Speech, folder: Path, n: int) -> bytes:
    """The samples of one speech, stretched to the time it takes."""
    voice, pitch = VOICES[speech.name] if speech.seen else READER
    raw, fitted = folder / f"{n}.wav", folder / f"{n}-fit.wav"
    text = speech.text.replace("*", "").replace("--", ", ").replace(" - ", ", ")
    run("espeak-ng", "-v", voice, "-p", str(pitch), "-s", "165", "-w", str(raw), text)
    with wave.open(str(raw)) as file:
        seconds = file.getnframes() / file.getframerate()
    tempo = min(2.5, max(0.5, seconds / max(0.2, speech.end - speech.start)))
    loud = "0.9" if speech.seen else "0.35"
    run("sox", "-v", loud, str(raw), "-r", str(SAMPLES), "-b", "16", str(fitted),
        "tempo", "-s", f"{tempo:.3f}")  # fmt: skip
    with wave.open(str(fitted)) as file:
        return bytes(file.readframes(round((speech.end - speech.start) * SAMPLES)))


def sound(speeches: list[Speech], seconds: float, folder: Path) -> Path:
    """All speeches at their times."""
    samples = bytearray(2 * round(seconds * SAMPLES))
    for n, speech in enumerate(speeches):
        said = spoken(speech, folder, n)
        at = 2 * round(speech.start * SAMPLES)
        said = said[: max(0, len(samples) - at)]
        samples[at : at + len(said)] = said
    path = folder / "take.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLES)
        file.writeframes(bytes(samples))
    return path


def run(*command: str) -> None:
    """Run a program; its words are shown when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[:2])} failed: {done.stderr}")


# -------------------------------------------------------------------------------------------- take


def speeches_of(
    take: Take, log: TakeLog, lines: Mapping[str, ScriptLine], who: str
) -> list[Speech]:
    """What is heard in a take: lines as they were said, additions, and the kiss."""
    hearing = log.hearing(take.id)
    found = []
    for heard in hearing.lines if hearing else ():
        if heard.span is None or heard.rejected or heard.kind is Said.DROPPED:
            continue
        line = lines.get(heard.line or "")
        name = line.name if line else heard.roles[0] if heard.roles else who
        # The recogniser's ear is not what was said: a line that was kept is read from the script.
        kept = line is not None and heard.kind is Said.AS_WRITTEN
        text = line.text if line is not None and kept else heard.said
        for wrong, right in MISHEARD.items():
            text = text.replace(wrong, right)
        start, end = heard.span.start_ms / 1000, heard.span.end_ms / 1000
        found.append(Speech(start, end, " ".join(text.split()), name, seen=name == who))
    return sorted(found, key=lambda s: s.start)


def make(take: Take, speeches: list[Speech], who: str, out: Path) -> None:
    """One take as a file."""
    rate, seconds = take.rate, take.seconds
    if rate is None or seconds is None or take.tc_in is None:
        sys.exit(f"take {take.slate} has no timecode")
    close = take.kind is TakeKind.PICK_UP
    with tempfile.TemporaryDirectory() as folder:
        wav = sound(speeches, float(seconds), Path(folder))
        encoder = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-y",
             "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}",
             "-r", f"{rate.numerator}/{rate.denominator}", "-i", "pipe:0", "-i", str(wav),
             "-c:v", "libx264", "-preset", "veryslow", "-crf", "34", "-tune", "animation",
             "-g", "600", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "16k", "-ac", "1",
             "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
             "-flags:a", "+bitexact", "-movflags", "+faststart",
             "-timecode", str(take.tc_in), str(out)],
            stdin=subprocess.PIPE,
        )  # fmt: skip
        assert encoder.stdin is not None
        for frame in frames(who, speeches, rate, rate.frames_at(seconds), close=close):
            encoder.stdin.write(frame)
        encoder.stdin.close()
        if encoder.wait():
            sys.exit(f"{out.name} was not made")
    sys.stdout.write(f"{out.name}: {float(seconds):.0f} s, {out.stat().st_size / 1000:.0f} kB\n")


def main(folder: str = "") -> None:
    """Every take that names a file and was heard."""
    target = Path(folder) if folder else HERE
    script, facts = (HERE.parent / f"brownstone.{e}" for e in ("fountain", "facts.yaml"))
    with (
        tempfile.TemporaryDirectory() as place,
        ic.new(Path(place, "b.intercut"), script=script, facts=facts) as film,
    ):
        from intercut.actions.logging_takes import read_take_file  # once the film is open

        office = film.office
        assert isinstance(office, KeptFilm)
        for name in LOGS:
            read_take_file(office, HERE / name)
        log = take_log(office)
        scenes = {s.id: s for s in film.production.scenes}
        spoken = spoken_lines(office, film.production.scenes)
    for take in log.takes:
        media = next((r.media for r in take.recordings if r.media), "")
        if media and log.hearing(take.id) is not None:
            part = next(p for p in scenes[take.scene].parts if p.id == take.part)
            who = part.on_camera[0]
            lines = {str(line.id): line for line in spoken[take.scene]}
            make(take, speeches_of(take, log, lines, who), who, target / media)


if __name__ == "__main__":
    main(*sys.argv[1:])

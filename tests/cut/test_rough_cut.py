"""The rough cut, looked at frame by frame: its media count their own frames in bars of light."""

from __future__ import annotations

import array
import json
import math
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.cut.phone_call import Shoot

from intercut.cut import Cut, Style, TrackKind
from intercut.cut.burned_in import Lettering, quoted
from intercut.cut.opentimeline import to_timeline
from intercut.cut.probe import file_facts
from intercut.cut.rough_cut import rough_cut
from intercut.cut.timeline import Clip
from intercut.domain.takes import Recording, RollKind
from intercut.domain.timecode import FPS_23_976, FPS_25, RATES, Rate, parse_timecode
from intercut.errors import Unwritable

WIDTH, HEIGHT, BARS = 256, 144, 8

needs_ffmpeg = pytest.mark.skipif(
    not shutil.which("ffmpeg") or not shutil.which("ffprobe"),
    reason="ffmpeg is not installed: no rough cut can be looked at",
)


def film(
    path: Path, rate: Rate, start: str, hertz: int, frames: int = 410, sound: str = ""
) -> Path:
    """A file whose picture says in eight bars which frame it is, and whose sound is one tone."""
    bar = WIDTH // BARS
    light = {True: b"\xeb" * bar, False: b"\x10" * bar}
    rows = [b"".join(light[bool(n >> k & 1)] for k in range(BARS)) for n in range(frames)]
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-y",
         "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}",
         "-r", f"{rate.numerator}/{rate.denominator}", "-i", "pipe:0",
         "-f", "lavfi", "-i", sound or f"sine=f={hertz}:r=48000:d={float(rate.seconds(frames))}",
         "-shortest",
         "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-crf", "20",
         "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", "-timecode", start, str(path)],
        input=b"".join(row * HEIGHT for row in rows), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return path


def shot(
    shoot: Shoot, folder: Path, rate: Rate = FPS_25, *, sound: str = "", **settings: Any
) -> Cut:
    """The call with a file for each end: a low tone in Lisbon, a middle one in the kitchen."""
    shoot = Shoot(scene=shoot.scene, lines=shoot.lines, rate=rate)
    words = [(str(n), 1000 * n, 1000 * n + 700) for n in range(1, 7)]
    found: dict[str, str] = {}
    frames = rate.frames_at(Fraction(8))
    for target, start, hertz in (("17pt1", "10:00:00", 100), ("17pt2", "14:00:00", 1000)):
        mark = ";" if rate.drop else ":"
        path = film(folder / f"{target}.mov", rate, f"{start}{mark}00", hertz, frames, sound)
        found[path.name] = str(path)
        recording = Recording(kind=RollKind.CAMERA, roll=target, media=path.name, frames=frames)
        clock = f"{start}:00"
        end = str(parse_timecode(clock, rate).plus(frames))
        shoot.take(f"{target}/A/1", *words, start=clock, end=end, recordings=[recording])
    return shoot.cut(found=found, **settings)


def frames_of(path: Path) -> list[int]:
    """Which frame of its source each frame of a film shows, modulo 256."""
    done = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-i", str(path), "-f", "rawvideo",
         "-pix_fmt", "gray", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    width, height = 640, 360  # small pictures are made larger, so that the words can be read
    size, bar = width * height, width // BARS
    found = []
    for at in range(0, len(done.stdout), size):
        row = done.stdout[at + width * (height // 2) : at + width * (height // 2 + 1)]
        found.append(sum(1 << n for n in range(BARS) if row[n * bar + bar // 2] > 128))
    return found


def samples_of(path: Path) -> array.array[int]:
    """The samples of a film, 48,000 a second."""
    done = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-i", str(path), "-ac", "1", "-ar", "48000",
         "-f", "s16le", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    return array.array("h", done.stdout)


def loudness(path: Path, start: float, end: float) -> float:
    """Root mean square of the samples between two moments."""
    samples = samples_of(path)[round(start * 48000) : round(end * 48000)]
    return math.sqrt(sum(s * s for s in samples) / len(samples))


def energy(samples: array.array[int], low: float, high: float) -> float:
    """Energy of the samples in a band of frequencies, by their spectrum."""
    wave = np.array(samples, dtype=float)
    power = np.abs(np.fft.rfft(wave * np.hanning(len(wave)))) ** 2
    hertz = np.fft.rfftfreq(len(wave), 1 / 48000)
    return float(power[(hertz >= low) & (hertz < high)].sum())


def streams_of(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What ffprobe says of the picture and of the sound of a film."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-count_frames", "-show_streams", str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    streams = json.loads(done.stdout)["streams"]
    picture = next(s for s in streams if s["codec_type"] == "video")
    return picture, next(s for s in streams if s["codec_type"] == "audio")


@needs_ffmpeg
@pytest.mark.slow
@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_frame_is_the_one_the_timeline_names(
    shoot: Shoot, tmp_path: Path, rate: Rate
) -> None:
    cut = shot(shoot, tmp_path, rate, style=Style.OVERLAP)
    out = tmp_path / "cut.mp4"
    assert rough_cut(cut, out) == ()
    wanted = [
        (clip.start - clip.media.file_start + n) % 256
        for clip in cut.clips(TrackKind.PICTURE)
        for n in range(clip.frames)
    ]
    assert frames_of(out) == wanted
    assert len(wanted) == cut.frames
    picture, sound = streams_of(out)
    assert int(picture["nb_read_frames"]) == cut.frames
    assert Fraction(picture["r_frame_rate"]) == rate.fps
    assert file_facts(str(out)).start == str(cut.start)
    # Lossy sound comes in packets: it is as long as the picture to less than half a frame.
    length = Fraction(sound["duration"])
    assert abs(length - rate.seconds(cut.frames)) < rate.seconds(1) / 2


@needs_ffmpeg
@pytest.mark.slow
def test_a_far_voice_loses_what_a_telephone_does_not_carry(shoot: Shoot, tmp_path: Path) -> None:
    near, far = tmp_path / "near.mp4", tmp_path / "far.mp4"
    cut = shot(shoot, tmp_path)
    rough_cut(cut, near)
    rough_cut(shot(shoot, tmp_path, style=Style.REACTION), far)
    low, middle = (
        next(c for c in cut.clips(TrackKind.SOUND) if c.take.target == end)
        for end in ("17pt1", "17pt2")
    )

    def of(path: Path, clip: Clip) -> float:
        return loudness(path, clip.at / 25 + 0.1, clip.end / 25 - 0.1)

    assert of(far, low) < of(near, low) / 10  # 100 Hz
    assert of(far, middle) > of(near, middle) / 2  # 1,000 Hz


@needs_ffmpeg
@pytest.mark.slow
def test_the_telephone_takes_20_decibels_off_what_lies_outside_its_band(
    shoot: Shoot, tmp_path: Path
) -> None:
    noise = "anoisesrc=r=48000:d=8:seed=7:a=0.3"
    near, far = tmp_path / "near.mkv", tmp_path / "far.mkv"
    cut = shot(shoot, tmp_path, sound=noise)
    rough_cut(cut, near)
    rough_cut(shot(shoot, tmp_path, sound=noise, style=Style.REACTION), far)
    plain, phone = samples_of(near), samples_of(far)
    for clip in cut.clips(TrackKind.SOUND):
        first, end = (round(n / 25 * 48000) for n in (clip.at, clip.end))
        of = [(x[first + 480 : end - 480]) for x in (plain, phone)]

        def loss(low: float, high: float, of: list[array.array[int]] = of) -> float:
            return 10 * math.log10(energy(of[0], low, high) / energy(of[1], low, high))

        assert loss(20, 300) > 20
        assert loss(3400, 15_000) > 20
        assert abs(loss(400, 3200)) < 1


@needs_ffmpeg
@pytest.mark.slow
def test_only_the_far_stretch_of_a_voice_is_on_the_phone(shoot: Shoot, tmp_path: Path) -> None:
    noise = "anoisesrc=r=48000:d=8:seed=7:a=0.3"
    out = tmp_path / "cut.mkv"
    cut = shot(shoot, tmp_path, sound=noise, style=Style.OVERLAP)
    rough_cut(cut, out)
    samples = samples_of(out)
    clip = cut.clips(TrackKind.SOUND)[1]
    ((start, end),) = clip.far
    assert (start, clip.frames > end) == (0, True)
    border = round((clip.at + end) / 25 * 48000)
    last = round(clip.end / 25 * 48000)
    first = round(clip.at / 25 * 48000)

    def high(part: array.array[int]) -> float:
        return energy(part, 5000, 12_000) / len(part) ** 2

    assert high(samples[border + 300 : last - 300]) > 1000 * high(
        samples[first + 300 : border - 300]
    )
    # No click where the phone ends: no step larger than noise itself makes.
    steps = [abs(a - b) for a, b in pairwise(samples[border - 240 : border + 240])]
    assert max(steps) < 2 * max(abs(a - b) for a, b in pairwise(samples[border + 300 : last - 300]))


@needs_ffmpeg
@pytest.mark.slow
def test_the_line_burned_in_is_the_timelines_on_both_sides_of_each_cut(
    shoot: Shoot, tmp_path: Path
) -> None:
    shoot.both_ends()
    cut = shoot.cut()
    rough_cut(cut, tmp_path / "cut.mp4")
    names = [c.name for c in cut.clips(TrackKind.SOUND)]
    width, height = 300, 40
    written = {name: drawn(name, tmp_path, width, height) for name in names}
    done = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-i", str(tmp_path / "cut.mp4"),
         "-vf", f"crop={width}:{height}:0:0", "-f", "rawvideo", "-pix_fmt", "gray", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    shown = np.frombuffer(done.stdout, dtype=np.uint8).reshape(-1, height, width).astype(int)
    assert len(shown) == cut.frames
    for clip in cut.clips(TrackKind.PICTURE):
        for frame in (clip.at, clip.at + clip.frames // 2, clip.end - 1):
            off = {name: int(abs(shown[frame] - image).sum()) for name, image in written.items()}
            assert min(off, key=off.__getitem__) == clip.name
            assert sorted(off.values())[1] > 1.5 * off[clip.name]


def drawn(text: str, folder: Path, width: int, height: int) -> np.ndarray[Any, Any]:
    """A line's name as it is burned in, on black."""
    lettering = Lettering(width=640, height=360, rate=FPS_25, folder=folder, font=None)
    place = f"x={lettering.edge}:y={lettering.edge}:fontsize={lettering.large}"
    filters = lettering.drawn("name.txt", text, place)
    done = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=c=black:s=640x360:r=25",
         "-vf", f"format=yuv420p,{filters},crop={width}:{height}:0:0", "-frames:v", "1",
         "-f", "rawvideo", "-pix_fmt", "gray", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    return np.frombuffer(done.stdout, dtype=np.uint8).reshape(height, width).astype(int)


@needs_ffmpeg
@pytest.mark.slow
def test_without_the_recorders_file_the_camera_is_heard_and_that_is_told(
    shoot: Shoot, tmp_path: Path
) -> None:
    path = film(tmp_path / "a.mov", FPS_25, "10:00:00:00", 1000)
    recordings = [
        Recording(kind=RollKind.CAMERA, roll="A001", media="a.mov", frames=410),
        Recording(kind=RollKind.SOUND, roll="S001"),
    ]
    shoot.take("17pt1/A/1", ("2", 0, 900), start="10:00:00:00", end="10:00:16:10",
               recordings=recordings)  # fmt: skip
    cut = shoot.cut(found={"a.mov": str(path)})
    (clip,) = cut.clips(TrackKind.SOUND)
    assert (clip.media.roll, clip.media.path) == ("S001", "")
    (told,) = rough_cut(cut, tmp_path / "cut.mp4")
    assert told.code == "cut.guide_sound"
    assert loudness(tmp_path / "cut.mp4", clip.at / 25 + 0.1, clip.end / 25 - 0.1) > 1000
    timeline = to_timeline(cut)
    (other,) = [
        r for t in timeline.tracks for c in t.find_clips()
        for key, r in c.media_references().items() if "guide" in key
    ]  # fmt: skip
    assert other.target_url == path.as_uri()


@needs_ffmpeg
@pytest.mark.slow
def test_a_file_that_breaks_off_costs_its_own_clips_and_is_told(
    shoot: Shoot, tmp_path: Path
) -> None:
    cut = shot(shoot, tmp_path)
    (tmp_path / "17pt1.mov").write_bytes(b"no film at all")
    (told,) = rough_cut(cut, tmp_path / "cut.mp4")
    assert told.code == "cut.media_broken"
    assert "17pt1.mov" in told.message
    assert str(tmp_path) not in told.message
    shown = frames_of(tmp_path / "cut.mp4")
    assert len(shown) == cut.frames
    second = cut.clips(TrackKind.PICTURE)[1]
    assert set(shown[second.at : second.end]) == {0}


@needs_ffmpeg
@pytest.mark.slow
def test_the_files_own_timecode_and_rate_are_compared_with_the_log(
    shoot: Shoot, tmp_path: Path
) -> None:
    cut = shot(shoot, tmp_path)
    film(tmp_path / "17pt1.mov", FPS_23_976, "10:00:00:10", 100)
    codes = {f.code for f in rough_cut(cut, tmp_path / "cut.mp4")}
    assert codes == {"cut.media_rate", "cut.media_timecode"}


@needs_ffmpeg
def test_without_media_the_cut_is_black_with_words(shoot: Shoot, tmp_path: Path) -> None:
    shoot.take("17pt1/A/1", ("2", 0, 400))
    shoot.lines = shoot.lines[1:2]
    ticks: list[tuple[int, int]] = []
    told = rough_cut(shoot.cut(), tmp_path / "cut.mkv", progress=lambda n, m: ticks.append((n, m)))
    assert told == ()
    assert ticks == [(1, 2), (2, 2)]
    assert file_facts(str(tmp_path / "cut.mkv")).width == 640


@needs_ffmpeg
@pytest.mark.parametrize(
    "text", ["it's 50% [off]; C:\\x, {n} %{pts}", "No — “é” 日本", "line\none: two = three"]
)
def test_any_letter_may_be_burned_in(shoot: Shoot, tmp_path: Path, text: str) -> None:
    folder = tmp_path / "it's [a]: folder, 100%"
    folder.mkdir()
    shoot.take("17pt1/A/1", ("2", 0, 200, text))
    shoot.lines = (replace(shoot.lines[1], name=text),)
    assert rough_cut(shoot.cut(), folder / "cut.mp4") == ()


def test_escapes_are_made_for_the_filter_and_again_for_the_graph() -> None:
    assert quoted("10:00") == "10\\\\:00"
    assert quoted("a'b") == "a\\\\\\'b"
    assert quoted("x,y") == "x\\,y"


def test_without_ffmpeg_a_sentence_says_so(
    shoot: Shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    shoot.take("17pt1/A/1", ("2", 0, 400))
    with pytest.raises(Unwritable, match="ffmpeg is not installed"):
        rough_cut(shoot.cut(), tmp_path / "cut.mp4")


def test_a_rough_cut_has_the_ending_of_a_film(shoot: Shoot, tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match=r"\.mp4, \.mov, \.mkv"):
        rough_cut(shoot.cut(), tmp_path / "cut.gif")
    with pytest.raises(Unwritable, match="no folder"):
        rough_cut(shoot.cut(), tmp_path / "none" / "cut.mp4")


def test_a_scene_without_lines_has_nothing_to_show(shoot: Shoot, tmp_path: Path) -> None:
    shoot.lines = ()
    with pytest.raises(Unwritable, match="nothing to show"):
        rough_cut(shoot.cut(), tmp_path / "cut.mp4")

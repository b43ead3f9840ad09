"""What a media file says of itself, asked of ffprobe: size, rate, sound, timecode."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from intercut.domain.timecode import Rate, Timecode, parse_timecode
from intercut.errors import Unwritable

TOOLS: Final = ("ffmpeg", "ffprobe")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is in a file. ``rate`` None: no picture; ``start`` the timecode of its first frame,
    "" where it has none; ``problem`` why it cannot be read, "" when it can."""

    width: int = 0
    height: int = 0
    rate: Fraction | None = None
    has_sound: bool = False
    start: str = ""
    problem: str = ""

    def first_frame(self, rate: Rate) -> Timecode | None:
        """Its first frame on the clock it was recorded with, None where that cannot be told."""
        try:
            return parse_timecode(self.start, rate) if self.start else None
        except ValueError:
            return None


def tool(name: str) -> str:
    """Where ffmpeg or ffprobe is.

    Raises
    ------
    Unwritable
        When it is not installed.
    """
    found = shutil.which(name)
    if found is None:
        msg = f"{name} is not installed, so no rough cut can be made."
        raise Unwritable(
            msg, "Install ffmpeg (Debian: apt install ffmpeg); all else works without."
        )
    return found


def file_facts(path: str) -> FileFacts:
    """What a media file says of itself."""
    command = [
        tool("ffprobe"), "-v", "error", "-of", "json", "-show_entries",
        "stream=codec_type,width,height,r_frame_rate:stream_tags=timecode:format_tags=timecode",
        "-i", f"file:{path}",
    ]  # fmt: skip
    done = subprocess.run(  # noqa: S603 - no shell; the path is an argument of its own
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["ffprobe said nothing"]
        return FileFacts(problem=lines[-1].removeprefix(f"file:{path}: "))
    said: dict[str, Any] = json.loads(done.stdout)
    streams: list[dict[str, Any]] = said.get("streams", [])
    picture = next((s for s in streams if s.get("codec_type") == "video"), {})
    starts = [s.get("tags", {}).get("timecode", "") for s in (*streams, said.get("format", {}))]
    return FileFacts(
        width=int(picture.get("width", 0)),
        height=int(picture.get("height", 0)),
        rate=_rate(picture.get("r_frame_rate", "")),
        has_sound=any(s.get("codec_type") == "audio" for s in streams),
        start=next((s for s in starts if s), ""),
    )


def _rate(text: str) -> Fraction | None:
    try:
        return Fraction(text) or None
    except (ValueError, ZeroDivisionError):
        return None

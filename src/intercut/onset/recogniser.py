"""The door for sound: a recogniser the user has installed puts it into words.

No model comes with this program and none is fetched by it. `INTERCUT_RECOGNISER` names a command;
`{audio}` in it stands for the sound and `{out}` for a folder to leave a transcript in. What it
prints or leaves there (SRT, VTT, Whisper's JSON or text) is the transcript.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from intercut.errors import NotFound, Unreadable
from intercut.onset.captions import read_transcript
from intercut.onset.transcript import Transcript

VARIABLE: Final = "INTERCUT_RECOGNISER"
_ENDINGS: Final = (".json", ".vtt", ".srt", ".txt")
"""The best first: Whisper's JSON knows the time of each word."""
_LONGEST_SECONDS: Final = 4 * 3600


def recognised(audio: Path, settings: Mapping[str, str] | None = None) -> Transcript:
    """The words of a sound file, by the user's recogniser.

    Raises
    ------
    NotFound
        When there is no such file, or no recogniser.
    Unreadable
        When the recogniser fails, or leaves no transcript.
    """
    command = (os.environ if settings is None else settings).get(VARIABLE, "").strip()
    if not audio.is_file():
        msg = f"there is no sound at {audio}."
        raise NotFound(msg)
    words = shlex.split(command)
    if not words or shutil.which(words[0]) is None:
        msg = "no recogniser is installed." if not words else f"there is no program {words[0]!r}."
        raise NotFound(
            msg,
            f"Set {VARIABLE} to a command such as `whisper {{audio}} --output_format json "
            "--output_dir {out}`, or give a transcript: --transcript.",
        )
    with tempfile.TemporaryDirectory(prefix="intercut-") as folder:
        places = {"{audio}": str(audio.absolute()), "{out}": folder}
        called = [places.get(w, w) for w in words]
        try:
            done = subprocess.run(  # noqa: S603 - the user's own command, no shell
                called, capture_output=True, check=False, timeout=_LONGEST_SECONDS, cwd=folder
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            msg = f"the recogniser did not come to its end: {problem}."
            raise Unreadable(msg) from problem
        if done.returncode:
            last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
            msg = f"the recogniser failed ({done.returncode}): {' '.join(last)}."
            raise Unreadable(msg, "Try its command by itself.")
        left = sorted(
            (p for p in Path(folder).iterdir() if p.suffix.casefold() in _ENDINGS),
            key=lambda p: (_ENDINGS.index(p.suffix.casefold()), p.name),
        )
        if left:
            return read_transcript(left[0].read_bytes(), left[0].name)
        if done.stdout.strip():
            return read_transcript(done.stdout, f"{audio.stem}.txt")
    msg = "the recogniser left no transcript."
    raise Unreadable(msg, "Let it write SRT, VTT, JSON or text into {out}, or print it.")

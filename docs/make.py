"""The made parts of the documentation: what commands print, tables from the code, the picture.

    python docs/make.py             write everything again
    python docs/make.py --check     say which pages differ from what the program says now

In a page these are made:

- a ``console`` block: each line that begins with ``$ `` is run, in a folder of the page's own that
  holds the examples and ``docs/material``; what follows it is what it printed. A comment above the
  block may say ``<!-- exit 1 -->`` (0 is expected else) and ``<!-- show 12+2 -->``: the first 12
  and the last 2 lines of each command;
- ``<!-- run COMMAND -->`` runs a command nobody sees, at whatever exit code but 2 and above;
- ``<!-- write NAME -->`` and ``<!-- append NAME -->`` put the block below into that file, so that
  what a reader is told to type is what the next command reads;
- a ``python`` block followed by a ``text`` block: the text is what the code printed. All of a page
  run one after the other in one room;
- between ``<!-- made NAME -->`` and ``<!-- end -->``: a table of `docs/tables.py`.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
for _path in (str(ROOT / "src"), str(DOCS)):
    if _path not in sys.path:
        sys.path.insert(0, _path)

from tables import TABLES  # noqa: E402 - the path to it is made above

from intercut.cli.main import main as intercut  # noqa: E402

_BLOCK = re.compile(
    r"(?P<said>(?:^<!-- (?:exit|show|write|append)[^\n]*-->\n)*)"
    r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$"
    r"(?:\n\n```text\n(?P<printed>.*?)^```$)?"
    r"|^<!-- run (?P<hidden>[^\n]*?) -->$"
    r"|^<!-- made (?P<table>[\w-]+) -->\n(?P<old>.*?)^<!-- end -->$",
    re.MULTILINE | re.DOTALL,
)


class WrongExit(Exception):
    """A documented command ends otherwise than the page says."""


def pages() -> list[Path]:
    """Every page that has something made in it."""
    found = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    marks = ("```console", "```python", "<!-- made ", "<!-- run ")
    return [p for p in found if any(m in p.read_text(encoding="utf-8") for m in marks)]


def made(page: Path) -> str:
    """The page as it should read now.

    Raises
    ------
    WrongExit
        When a command ends otherwise than the page says.
    """
    text = page.read_text(encoding="utf-8")
    with _room() as folder:
        run = _Run(page=page, folder=folder)
        return _BLOCK.sub(run.block, text)


@dataclass
class _Run:
    """A page on its way: its folder and the names its Python blocks have made."""

    page: Path
    folder: Path
    names: dict[str, object] = field(default_factory=lambda: {"__name__": "docs"})

    def block(self, found: re.Match[str]) -> str:
        whole = found.group()
        if found["table"]:
            return f"<!-- made {found['table']} -->\n{TABLES[found['table']]()}<!-- end -->"
        if found["hidden"]:
            self.command(found["hidden"], {0, 1, 3})
            return whole
        said = dict(re.findall(r"<!-- (\w+) ([^\n]*?) -->", found["said"]))
        for how, name in said.items():
            if how in {"write", "append"}:
                with (self.folder / name).open("w" if how == "write" else "a") as file:
                    file.write(found["body"])
        if found["kind"] == "console":
            body = self.session(found["body"], said)
            return whole.replace(f"```console\n{found['body']}```", f"```console\n{body}```", 1)
        if found["kind"] == "python" and found["printed"] is not None:
            head, _, _ = whole.rpartition("```text\n")
            return f"{head}```text\n{self.python(found['body'])}```"
        return whole

    def session(self, body: str, said: dict[str, str]) -> str:
        """Each command of a block with what it prints now."""
        exits = {int(code) for code in said.get("exit", "0").split()}
        first, _, last = said.get("show", "").partition("+")
        lines: list[str] = []
        for line in body.splitlines():
            if line.startswith("$ "):
                printed = self.command(line.removeprefix("$ "), exits).splitlines()
                if first and len(printed) > int(first) + int(last or 0) + 1:
                    hidden = len(printed) - int(first) - int(last or 0)
                    ending = printed[len(printed) - int(last or 0) :]
                    printed = [*printed[: int(first)], f"... {hidden} more lines", *ending]
                lines += [line, *printed]
        return "".join(f"{line}\n" for line in lines)

    def command(self, line: str, exits: set[int]) -> str:
        """What a command prints, stdout and stderr as they come."""
        words = shlex.split(line)
        out: Path | None = None
        if len(words) > 2 and words[-2] == ">":
            out = self.folder / words[-1]
            words = words[:-2]
        if words[0] != "intercut":
            raise WrongExit(f"{self.page.name}: only intercut is run here, not `{line}`")
        printed, data = io.StringIO(), io.StringIO()
        with (
            contextlib.redirect_stdout(data if out else printed),
            contextlib.redirect_stderr(printed),
        ):
            code = intercut(words[1:])
        if out:
            out.write_text(data.getvalue(), encoding="utf-8")
        if code not in exits:
            raise WrongExit(
                f"{self.page.name}: `{line}` ends with {code}, not {sorted(exits)}:\n"
                f"{printed.getvalue()}"
            )
        return printed.getvalue()

    def python(self, code: str) -> str:
        """What a piece of Python prints."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, self.page.name, "exec"), self.names)  # noqa: S102 - our own pages
        return printed.getvalue()


@contextlib.contextmanager
def _room() -> Iterator[Path]:
    """A folder with the examples and the material, and a person called Bo in it."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="intercut-docs-") as name:
        folder = Path(name)
        for source in (ROOT / "examples" / "brownstone", ROOT / "examples" / "kitchen"):
            shutil.copytree(source, folder, dirs_exist_ok=True)
        shutil.copytree(DOCS / "material", folder, dirs_exist_ok=True)
        for key in [k for k in os.environ if k.startswith("INTERCUT_")]:
            del os.environ[key]
        os.environ["INTERCUT_NAME"] = "Bo"
        try:
            with contextlib.chdir(folder):
                yield folder
        finally:
            os.environ.clear()
            os.environ.update(before)


def picture() -> bytes:
    """First page of the Brownstone board, as it is printed."""
    import intercut as ic
    from intercut.publish.documents import board_paper
    from intercut.publish.pdf import pictures
    from intercut.publish.reader import Reader

    with (
        _room(),
        ic.new(
            "brownstone.intercut",
            script="brownstone.fountain",
            facts="brownstone.facts.yaml",
        ) as film,
    ):
        plan = film.plan(iterations=PICTURE_ITERATIONS)
        paper = board_paper(
            film.production,
            plan.judgement,
            reader=Reader(),
            document="Stripboard",
            board="main",
            dated="",
        )
        return pictures(paper, "stripboard")[0]


PICTURE = DOCS / "pictures" / "board.png"
PICTURE_ITERATIONS = 4000


def main(arguments: list[str]) -> int:
    """Write everything again, or with ``--check`` say what differs: 1 then."""
    check = "--check" in arguments
    wanted = [Path(a).resolve() for a in arguments if not a.startswith("--")]
    makers: list[tuple[Path, Callable[[], bytes]]] = [
        (page, lambda page=page: made(page).encode()) for page in pages()
    ]
    makers.append((PICTURE, picture))
    stale = 0
    for path, make in makers:
        if wanted and path not in wanted:
            continue
        if check and path == PICTURE:
            continue
        new = make()
        if not path.exists() or path.read_bytes() != new:
            stale += 1
            print(f"{'differs' if check else 'written'}: {path.relative_to(ROOT)}")
            if not check:
                path.write_bytes(new)
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

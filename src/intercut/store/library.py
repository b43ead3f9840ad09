"""One open film: what it is now, what it was, and every write as one whole.

A write either stands complete or leaves the film as it was, whatever happens in between: a full
disk, a killed process, an error of ours. Whoever wrote first wins; the other is told (`Stale`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from intercut.domain.facts import Facts
from intercut.domain.plan import Plan
from intercut.domain.scene import Breakdown
from intercut.errors import NotFound, Stale, Unreadable, Unwritable
from intercut.store import codec, file, leftovers, settings

settings.configure()

from django.db import DatabaseError, connections, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from intercut.store import (  # noqa: E402
    boards,
    events,
    models,
    publications,
    runs,
    sealed,
    take_log,
)
from intercut.store.records import (  # noqa: E402
    RevisionNote,
    ScriptFile,
    State,
)
from intercut.store.refusals import is_damage, refusal  # noqa: E402


class Library:
    """An open film. Close it, or use it in a ``with``: closing leaves one single file."""

    def __init__(self, alias: str, production: int, path: Path | None, *, read_only: bool) -> None:
        self._alias = alias
        self._production = production
        self.path = path
        self.read_only = read_only
        self.boards = boards.Boards(self)
        self.publications = publications.Publications(self)
        self.events = events.Events(self)
        self.runs = runs.Runs(self)
        self.takes = take_log.TakeEntries(self)
        self.reasons = sealed.Reasons(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(problem, DatabaseError) and is_damage(problem):
            msg = f"{self.path or 'the film'} is damaged ({problem})."
            raise Unreadable(msg, "Take a whole copy of it.") from problem

    @property
    def alias(self) -> str:
        """Django's name of the database.

        Raises
        ------
        NotFound
            When the film was closed.
        """
        if self._alias not in connections.settings:
            msg = f"{self.path or 'the film'} was closed."
            raise NotFound(msg, "Open it again.")
        return self._alias

    @property
    def production(self) -> int:
        """Key of the production's row."""
        return self._production

    def close(self) -> None:
        """Write everything into the one file and let go of it; closing twice is fine."""
        if self.path is None or self._alias not in connections.settings:
            return
        if not self.read_only:
            with suppress(DatabaseError), connections[self._alias].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        settings.drop_database(self._alias)

    # ------------------------------------------------------------------------------------ reading

    def version(self) -> int:
        """How many writes the film has seen."""
        return int(self._row().version)

    def revision(self) -> int:
        """Number of the newest revision: as long as it stands, so do script and facts."""
        rows = models.Revision.objects.using(self.alias).filter(production=self._production)
        return int(rows.order_by("number").values_list("number", flat=True).last() or 0)

    def key(self) -> str:
        """The film's own name among all films, given once; a copy of its file keeps it."""
        return str(self._row().key)

    def title(self) -> str:
        """The film's title."""
        return str(self._row().title)

    def state(self, revision: int | None = None) -> State:
        """The film now, or at an earlier revision.

        Raises
        ------
        NotFound
            When there is no such revision.
        """
        found = models.Revision.objects.using(self.alias).filter(production=self._production)
        if revision is not None:
            found = found.filter(number=revision)
        row = found.select_related("breakdown", "facts", "production").order_by("number").last()
        if row is None:
            msg = f"the film has no revision {revision}."
            raise NotFound(msg)
        return State(
            title=row.production.title,
            revision=row.number,
            version=row.production.version,
            breakdown=codec.decode(row.breakdown.data, Breakdown),
            facts=codec.decode(row.facts.data, Facts),
            facts_text=row.facts.text,
        )

    def scripts(self, revision: int | None = None) -> tuple[ScriptFile, ...]:
        """The scripts in force now, or at an earlier revision, in the order they were given."""
        rows = models.Script.objects.using(self.alias).filter(production=self._production)
        if revision is None:
            rows = rows.filter(until=None)
        else:
            rows = rows.filter(since__lte=revision).exclude(until__lte=revision)
        return tuple(
            ScriptFile(name=row.name, episode=row.episode, data=bytes(row.data)) for row in rows
        )

    def drafts(self) -> tuple[int, ...]:
        """The revisions with which a script came in or was replaced, the first one first.

        From one of them until before the next the film speaks of one draft.
        """
        rows = models.Script.objects.using(self.alias).filter(production=self._production)
        return tuple(sorted(set(rows.values_list("since", flat=True))))

    def revisions(self) -> tuple[RevisionNote, ...]:
        """Every revision, the first one first."""
        rows = models.Revision.objects.using(self.alias).filter(production=self._production)
        return tuple(
            RevisionNote(number=r.number, at=r.at, who=r.who, why=r.why, what=r.what) for r in rows
        )

    # ------------------------------------------------------------------------------------ writing

    def require_writable(self) -> None:
        """Let a long piece of work begin only where its result can be kept.

        Raises
        ------
        Unwritable
            When the film can only be read here.
        """
        if self.read_only:
            msg = f"{self.path} can only be read here."
            raise Unwritable(msg, "Copy it to a folder you may write, or ask for the right to.")

    @contextmanager
    def writing(
        self, expected: int | None = None, *, counted: bool = True
    ) -> Iterator[models.Production]:
        """One write: all of it or nothing. Yields the production's row, locked.

        Parameters
        ----------
        counted
            Whether it makes a new version. What is only added to a log makes nobody stale.

        Raises
        ------
        Stale
            When ``expected`` is given and somebody wrote since that version.
        Unwritable
            When the film cannot be written; it stands as it was.
        """
        self.require_writable()
        try:
            with transaction.atomic(using=self.alias):
                rows = models.Production.objects.using(self.alias).select_for_update()
                row = rows.get(pk=self._production)
                if expected is not None and row.version != expected:
                    msg = (
                        f"somebody saved first: the film is at version {row.version}, and this "
                        f"was made from version {expected}."
                    )
                    raise Stale(msg, "Read the film again and repeat the change.")
                yield row
                if counted:
                    row.version += 1
                    row.save(using=self.alias)
        except DatabaseError as problem:
            raise refusal(self.path, problem) from problem

    def revise(
        self,
        *,
        who: str,
        why: str,
        what: str,
        breakdown: Breakdown | None = None,
        facts: Facts | None = None,
        facts_text: str = "",
        scripts: tuple[ScriptFile, ...] | None = None,
        plans: Mapping[str, Plan] | None = None,
        expected: int | None = None,
    ) -> int:
        """Number of the new revision; what is not given stays as it was.

        ``plans`` are boards that have to follow (a new draft numbers scenes anew): each gets the
        plan as one operation that can be taken back.

        Raises
        ------
        Stale, Unwritable
            As `writing`.
        """
        with self.writing(expected) as row:
            rows = models.Revision.objects.using(self.alias).filter(production=row)
            last = rows.order_by("number").last()
            number = 1 if last is None else last.number + 1
            kept_breakdown = last.breakdown if last and breakdown is None else None
            kept_facts = last.facts if last and facts is None else None
            if scripts is not None:
                self._replace_scripts(row, scripts, number)
            if breakdown is not None and breakdown.title:
                row.title = breakdown.title
            if facts is not None and facts.title:
                row.title = facts.title
            models.Revision.objects.using(self.alias).create(
                production=row,
                number=number,
                at=now(),
                who=who,
                why=why,
                what=what,
                breakdown=kept_breakdown
                or models.Breakdown.objects.using(self.alias).create(
                    production=row, data=codec.encode(breakdown)
                ),
                facts=kept_facts
                or models.Facts.objects.using(self.alias).create(
                    production=row, data=codec.encode(facts or Facts()), text=facts_text
                ),
            )
            for name, plan in (plans or {}).items():
                self.boards.replace_within(row, name, plan, who=who, made={"why": why})
            self.events.tell(row, "film", revision=number, who=who)
        return number

    def _row(self) -> models.Production:
        return models.Production.objects.using(self.alias).get(pk=self._production)

    def _replace_scripts(
        self, row: models.Production, scripts: tuple[ScriptFile, ...], number: int
    ) -> None:
        rows = models.Script.objects.using(self.alias)
        rows.filter(production=row, until=None).update(until=number)
        rows.bulk_create(
            models.Script(
                production=row,
                name=script.name,
                episode=script.episode,
                position=position,
                data=script.data,
                sha256=script.sha256,
                since=number,
            )
            for position, script in enumerate(scripts)
        )


def migrate(alias: str) -> None:
    """Bring a database's tables to the newest form and mark its file as ours."""
    executor = MigrationExecutor(connections[alias])
    executor.migrate(executor.loader.graph.leaf_nodes("store"))
    if connections[alias].vendor == "sqlite":
        with connections[alias].cursor() as cursor:
            cursor.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
            cursor.execute(f"PRAGMA user_version = {file.FORMAT}")


def begin(
    alias: str,
    *,
    breakdown: Breakdown,
    who: str,
    why: str,
    facts: Facts | None = None,
    facts_text: str = "",
    scripts: tuple[ScriptFile, ...] = (),
    path: Path | None = None,
) -> Library:
    """A new production in a database whose tables stand, with its first revision."""
    facts = facts or Facts()
    with transaction.atomic(using=alias):
        row = models.Production.objects.using(alias).create(
            key=uuid4(), title=facts.title or breakdown.title, created_at=now()
        )
        library = Library(alias, row.pk, path, read_only=False)
        library.revise(
            who=who,
            why=why,
            what="new",
            breakdown=breakdown,
            facts=facts,
            facts_text=facts_text,
            scripts=scripts,
        )
    return library


def create(
    path: Path,
    *,
    breakdown: Breakdown,
    who: str,
    why: str = "new film",
    facts: Facts | None = None,
    facts_text: str = "",
    scripts: tuple[ScriptFile, ...] = (),
    plans: Mapping[str, Plan] | None = None,
) -> Library:
    """A new film, open. The file appears only once everything is in it.

    Raises
    ------
    Unwritable
        When the file exists already or cannot be made; nothing is left behind then.
    """
    path = path.absolute()
    if path.exists():
        msg = f"{path} exists already."
        raise Unwritable(msg, "Name another file; a new draft goes in by `intercut revise`.")
    if not path.parent.is_dir():
        msg = f"there is no folder {path.parent} to write the film into."
        raise Unwritable(msg, "Make the folder first.")
    leftovers.sweep(path.parent)
    made = path.with_name(leftovers.name_while_made(path.name))
    alias = settings.add_database(settings.sqlite(str(made), wal=False, read_only=False))
    try:
        migrate(alias)
        library = begin(
            alias,
            breakdown=breakdown,
            who=who,
            why=why,
            facts=facts,
            facts_text=facts_text,
            scripts=scripts,
            path=made,
        )
        for name, plan in (plans or {}).items():
            library.boards.add(name, plan, who=who)
        library.close()
        _appear(made, path)
    except DatabaseError as problem:
        raise refusal(path, problem) from problem
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror}."
        raise Unwritable(msg) from problem
    finally:
        settings.drop_database(alias)
        for rest in ("", "-journal", "-wal", "-shm"):
            made.with_name(made.name + rest).unlink(missing_ok=True)
    return open(path)


def _appear(made: Path, path: Path) -> None:
    """Give the finished file its name, never over another file."""
    try:
        os.link(made, path)
    except FileExistsError:
        msg = f"{path} exists already."
        raise Unwritable(msg, "Name another file.") from None
    except OSError:  # a drive without hard links
        made.rename(path)


def open(path: Path, *, read_only: bool = False) -> Library:  # noqa: A001 - as in `ic.open`
    """The film in a file.

    A film of an older version is brought up to date after a copy was put beside it
    (`film.intercut.format-1`). Where the file may not be written it is opened for reading.

    Raises
    ------
    NotFound
        When there is no such file.
    Unreadable
        When it is not a film, or cut short, or damaged.
    NewerFormat
        When a newer program wrote it.
    Unwritable
        When an older film cannot be brought up to date here.
    """
    path = path.absolute()
    header = file.examine(path)
    read_only = read_only or not file.may_write(path)
    immutable = read_only and file.leaves_no_trace(path)
    if not read_only:
        leftovers.sweep(path.parent)
    file.check_whole(path, immutable=immutable)
    wal = not file.on_network_drive(path)
    if header.format < file.FORMAT:
        if read_only:
            msg = f"{path} is of an older intercut and has to be brought up to date first."
            raise Unwritable(msg, "Copy it to a folder you may write and open the copy.")
        file.copy_whole(path, _free_name(path, header.format))
    alias = settings.add_database(
        settings.sqlite(str(path), wal=wal, read_only=read_only, immutable=immutable)
    )
    try:
        if header.format < file.FORMAT:
            migrate(alias)
        row = models.Production.objects.using(alias).order_by("pk").first()
    except DatabaseError as problem:
        settings.drop_database(alias)
        raise refusal(path, problem) from problem
    if row is None:
        settings.drop_database(alias)
        msg = f"there is no production in {path}."
        raise NotFound(msg)
    return Library(alias, row.pk, path, read_only=read_only)


def _free_name(path: Path, old: int) -> Path:
    """A name beside the film for the copy of its old form."""
    for n in range(1, 1000):
        copy = path.with_name(f"{path.name}.format-{old}" + (f"-{n}" if n > 1 else ""))
        if not copy.exists():
            return copy
    msg = f"there are too many old copies beside {path}."
    raise Unwritable(msg, "Move some away.")

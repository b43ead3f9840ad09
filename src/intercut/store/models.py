"""The tables. Every row carries its production, so one database may hold several.

What a program reads back exactly (breakdown, facts, plans, operations) is text of `codec`; the
columns beside it are what lists and locks need.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Production(models.Model):
    """One film or season. ``version`` counts every write; ``current_board`` is the last written."""

    key = models.UUIDField(unique=True)
    title = models.TextField()
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    current_board = models.TextField(default="")

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One state of script, breakdown and facts: who made it, when, why; never changed."""

    production = models.ForeignKey(Production, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    who = models.TextField()
    why = models.TextField()
    what = models.TextField()
    breakdown = models.ForeignKey("Breakdown", models.PROTECT, related_name="revisions")
    facts = models.ForeignKey("Facts", models.PROTECT, related_name="revisions")

    class Meta:
        """Numbered from 1 within the production."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="revision_number"),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"


class Breakdown(models.Model):
    """A breakdown as some revisions have it."""

    production = models.ForeignKey(Production, models.CASCADE, related_name="breakdowns")
    data = models.TextField()

    def __str__(self) -> str:
        return f"breakdown {self.pk}"


class Facts(models.Model):
    """Everything people decided, structured, and as text when a person wrote it so."""

    production = models.ForeignKey(Production, models.CASCADE, related_name="facts")
    data = models.TextField()
    text = models.TextField(default="")

    def __str__(self) -> str:
        return f"facts {self.pk}"


class Script(models.Model):
    """A script's bytes as they came. In force from revision ``since`` until before ``until``."""

    production = models.ForeignKey(Production, models.CASCADE, related_name="scripts")
    name = models.TextField()
    episode = models.TextField(default="")
    position = models.PositiveIntegerField()
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True)

    class Meta:
        """In the order in which the scripts were given."""

        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Board(models.Model):
    """A named living arrangement: a snapshot, and the operations since.

    ``version`` is the number of the last operation, 0 for none. ``parent`` and ``parent_seq`` name
    the board and the moment it was branched from. ``made`` is the JSON of how the snapshot came
    to be (program, seed, cost, bound ...).
    """

    production = models.ForeignKey(Production, models.CASCADE, related_name="boards")
    name = models.TextField()
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="children")
    parent_seq = models.PositiveIntegerField(null=True)
    snapshot = models.TextField()
    version = models.PositiveIntegerField(default=0)
    made = models.TextField(default="{}")
    created_at = models.DateTimeField()
    who = models.TextField()

    class Meta:
        """A name stands for one board of the production."""

        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "name"], name="board_name"),
        ]

    def __str__(self) -> str:
        return self.name


class BoardOperation(models.Model):
    """One change to a board with the change that takes it back.

    ``undoes`` is the seq this one took back; ``made`` as on the board.
    """

    production = models.ForeignKey(Production, models.CASCADE, related_name="operations")
    board = models.ForeignKey(Board, models.CASCADE, related_name="operations")
    seq = models.PositiveIntegerField()
    operation = models.TextField()
    inverse = models.TextField()
    undoes = models.PositiveIntegerField(null=True)
    made = models.TextField(default="{}")
    who = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Numbered from 1 within the board."""

        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["board", "seq"], name="operation_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.board_id}:{self.seq}"


class Published(models.Model):
    """A schedule as people were given it, under its colour; never changed."""

    production = models.ForeignKey(Production, models.CASCADE, related_name="published")
    number = models.PositiveIntegerField()
    colour = models.TextField()
    board = models.TextField()
    board_version = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    plan = models.TextField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    who = models.TextField()

    class Meta:
        """Numbered from 1 within the production."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="published_number"),
        ]

    def __str__(self) -> str:
        return f"{self.colour} ({self.number})"


class Ledger(models.Model):
    """What one publication has to remember for the next: which days are in whose calendar."""

    production = models.ForeignKey(Production, models.CASCADE, related_name="ledgers")
    name = models.TextField()
    data = models.TextField()

    class Meta:
        """One of each name."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "name"], name="ledger_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """Something that happened, told to every open window; written in the change's own transaction.

    ``payload`` is JSON that names what changed, never what it is now.
    """

    production = models.ForeignKey(Production, models.CASCADE, related_name="events")
    kind = models.TextField()
    payload = models.TextField(default="{}")
    at = models.DateTimeField()

    class Meta:
        """In the order of what happened."""

        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.kind}"


class SolveRun(models.Model):
    """A planner's run that somebody asked for, and who is at work on it until when.

    ``question`` is the JSON of its limits; ``curve`` the JSON of how cost and bound closed in;
    ``plan`` the best plan so far ("" while there is none), ``outcome`` the JSON of the verdict.
    """

    production = models.ForeignKey(Production, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    question = models.TextField()
    state = models.TextField()
    wish = models.TextField(default="")
    curve = models.TextField(default="[]")
    plan = models.TextField(default="")
    outcome = models.TextField(default="{}")
    said = models.TextField(default="")
    board = models.TextField(default="")
    revision = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    holder = models.TextField(default="")
    lease_until = models.DateTimeField(null=True)
    who = models.TextField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered from 1 within the production."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="run_number"),
        ]

    def __str__(self) -> str:
        return f"run {self.number}: {self.state}"


class TakeEntry(models.Model):
    """One entry of the take log: only ever added. ``key`` is the name it was given where it was
    written down, ``kind`` and ``data`` the text of `codec`. ``revision`` is the film's, in whose
    script the lines it names are counted; 0 in an entry older than that column."""

    production = models.ForeignKey(Production, models.CASCADE, related_name="take_entries")
    seq = models.PositiveIntegerField()
    key = models.TextField()
    kind = models.TextField()
    data = models.TextField()
    at = models.TextField()
    who = models.TextField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """Numbered from 1 within the production; a name stands for one entry."""

        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "seq"], name="take_entry_seq"),
            models.UniqueConstraint(fields=["production", "key"], name="take_entry_key"),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind}"


class SealedReason(models.Model):
    """Why a keep-apart rule was made, encrypted under a passphrase; see `intercut.store.sealed`.

    ``sealed`` says nothing without the passphrase. It is in no copy, no revision and no export.
    """

    production = models.ForeignKey(Production, models.CASCADE, related_name="reasons")
    rule = models.TextField()
    sealed = models.TextField()
    at = models.DateTimeField()
    who = models.TextField()

    class Meta:
        """One for each rule."""

        ordering: ClassVar = ["rule"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "rule"], name="sealed_rule"),
        ]

    def __str__(self) -> str:
        return f"reason of {self.rule}"

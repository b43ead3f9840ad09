"""Django's settings, made when a film is first opened and never on `import intercut`.

Each open film is a database of its own under an alias of its own, so one process may hold several.
"""

from __future__ import annotations

import os
from typing import Any
from uuid import uuid4

import django
from django.apps import apps
from django.conf import settings
from django.db import connections

WAIT_SECONDS = 10
"""How long a write waits for another program's write before it is refused."""


def configure() -> None:
    """Set Django up for the store alone, unless somebody (the app) already set it up."""
    if not settings.configured:
        # A notebook runs each cell inside an event loop, where Django would refuse to work.
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        settings.configure(
            INSTALLED_APPS=["intercut.store"],
            DATABASES={
                "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
            },
            USE_TZ=True,
            TIME_ZONE="UTC",
        )
    if not apps.ready:
        django.setup()


def sqlite(name: str, *, wal: bool, read_only: bool, immutable: bool = False) -> dict[str, Any]:
    """Settings of one SQLite file. ``name`` is an absolute path.

    Without write-ahead log (a network drive) the roll-back journal is used. ``immutable``: nobody
    can write beside the file, so SQLite needs no lock and leaves nothing behind.
    """
    journal = "WAL" if wal else "DELETE"
    pragmas = f"PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;{_journal(journal, read_only)}"
    query = "?immutable=1" if immutable else "?mode=ro" if read_only else "?mode=rwc"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{_escaped(name)}{query}",
        "OPTIONS": {
            "uri": True,
            "timeout": WAIT_SECONDS,
            "transaction_mode": "DEFERRED" if read_only else "IMMEDIATE",
            "init_command": pragmas,
        },
    }


def _journal(mode: str, read_only: bool) -> str:
    return "" if read_only else f" PRAGMA journal_mode={mode};"


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def add_database(database: dict[str, Any]) -> str:
    """Alias under which a database may be used from now on."""
    configure()
    alias = f"film-{uuid4().hex}"
    completed = connections.configure_settings({"default": {}, alias: dict(database)})
    connections.settings[alias] = completed[alias]
    return alias


def drop_database(alias: str) -> None:
    """Close this thread's connection to a database and forget its alias."""
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]

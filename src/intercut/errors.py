"""What a request can be refused for. Material that is merely off is a `Finding`, never one of these."""

from __future__ import annotations


class IntercutError(Exception):
    """A refusal with a sentence for the person who asked: what is wrong, where, and what to do."""

    code = "refused"

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".strip()


class NotFound(IntercutError):
    """Something named in the request does not exist."""

    code = "not_found"


class NotAllowed(IntercutError):
    """The one who asks may not do or see this."""

    code = "not_allowed"


class Stale(IntercutError):
    """Someone saved first: the version the request was made against is no longer the newest."""

    code = "stale"


class Unreadable(IntercutError):
    """A file that cannot be read at all: not the promised format, too large, or refused for safety."""

    code = "unreadable"


class Unwritable(IntercutError):
    """A file that could not be written; the old state stands whole."""

    code = "unwritable"


class NewerFormat(IntercutError):
    """A file written by a newer version of the program than this one."""

    code = "newer_format"

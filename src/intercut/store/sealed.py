"""Why people are kept apart: sealed under a passphrase, or not kept at all.

A reason may be health or legal data. It never touches the disk in plain text: the key is made of
the passphrase by scrypt, the text is padded (its length tells nothing) and sealed with AES-256-GCM
together with the film and the rule it belongs to. Who has lost the passphrase has lost the reason.
"""

from __future__ import annotations

import base64
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.db.models import QuerySet
from django.utils.timezone import now

from intercut.errors import NotAllowed, NotFound, Unreadable
from intercut.store import models
from intercut.store.opened import OpenFilm

SHORTEST: Final = 8
"""Characters a passphrase has at least."""

_FORMAT: Final = b"\x01"
_SALT, _NONCE, _BLOCK = 16, 12, 512
_COST: Final = 2**15
"""Work of scrypt (N, with r = 8 and p = 1): RFC 7914; about 32 MB and a tenth of a second."""


class Reasons:
    """The sealed reasons of one film."""

    def __init__(self, library: OpenFilm) -> None:
        self._library = library

    def rules(self) -> tuple[str, ...]:
        """The rules a reason is kept for."""
        return tuple(self._mine().values_list("rule", flat=True))

    def seal(self, rule: str, reason: str, passphrase: str, *, who: str) -> None:
        """Keep a reason, in place of any kept before.

        Raises
        ------
        Unreadable
            When there is no reason, or no passphrase worth the name: then nothing is kept.
        Unwritable
            When the film cannot be written.
        """
        if not reason.strip():
            raise Unreadable("there is no reason to keep.")
        if len(passphrase) < SHORTEST:
            msg = f"a reason is kept under a passphrase of {SHORTEST} characters or more."
            raise Unreadable(msg, "Without one nothing is kept.")
        box = _sealed(reason, passphrase, self._bound_to(rule))
        with self._library.writing() as row:
            self._mine().filter(rule=rule).delete()
            models.SealedReason.objects.using(self._library.alias).create(
                production=row, rule=rule, sealed=box, at=now(), who=who
            )

    def opened(self, rule: str, passphrase: str) -> str:
        """The reason of a rule.

        Raises
        ------
        NotFound
            When none is kept.
        NotAllowed
            When the passphrase is another one.
        """
        row = self._mine().filter(rule=rule).first()
        if row is None:
            raise NotFound(f"no reason is kept for rule {rule!r}.")
        return _opened(row.sealed, passphrase, self._bound_to(rule))

    def forget(self, rule: str) -> None:
        """Nothing is kept for a rule any more.

        Raises
        ------
        NotFound
            When nothing was.
        Unwritable
            When the film cannot be written.
        """
        if rule not in self.rules():
            raise NotFound(f"no reason is kept for rule {rule!r}.")
        with self._library.writing():
            self._mine().filter(rule=rule).delete()

    def _mine(self) -> QuerySet[models.SealedReason]:
        rows = models.SealedReason.objects.using(self._library.alias)
        return rows.filter(production=self._library.production)

    def _bound_to(self, rule: str) -> bytes:
        """Film and rule: a seal put onto another rule, or into another film, does not open."""
        films = models.Production.objects.using(self._library.alias)
        key = films.values_list("key", flat=True).get(pk=self._library.production)
        return f"{key}\n{rule}".encode()


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode())


def _sealed(reason: str, passphrase: str, bound: bytes) -> str:
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    text = reason.encode()
    padded = text + b"\x00" * (-len(text) % _BLOCK or _BLOCK)
    box = AESGCM(_key(passphrase, salt)).encrypt(nonce, padded, bound)
    return base64.b64encode(_FORMAT + salt + nonce + box).decode()


def _opened(sealed: str, passphrase: str, bound: bytes) -> str:
    raw = base64.b64decode(sealed)
    salt, nonce = raw[1 : 1 + _SALT], raw[1 + _SALT : 1 + _SALT + _NONCE]
    try:
        padded = AESGCM(_key(passphrase, salt)).decrypt(nonce, raw[1 + _SALT + _NONCE :], bound)
    except InvalidTag:
        raise NotAllowed("this is not the passphrase the reason was sealed with.") from None
    return padded.rstrip(b"\x00").decode()

"""A reason is kept under a passphrase or not at all, and nothing of it can be read without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intercut.domain.scene import Breakdown
from intercut.errors import NotAllowed, NotFound, Unreadable
from intercut.store import library, models
from intercut.store.file import copy_whole
from intercut.store.library import Library

SECRET = "The injunction of 3 May says so."
PASSPHRASE = "a long winter"


@pytest.fixture
def film(tmp_path: Path) -> Iterator[Library]:
    """A film with nothing in it."""
    with library.create(
        tmp_path / "film.intercut",
        breakdown=Breakdown(title="Film", scenes=(), roles=(), sets=()),
        who="Ada",
    ) as made:
        yield made


def bytes_of(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def test_who_knows_the_passphrase_reads_it(film: Library) -> None:
    film.reasons.seal("leads", SECRET, PASSPHRASE, who="Ada")
    assert film.reasons.rules() == ("leads",)
    assert film.reasons.opened("leads", PASSPHRASE) == SECRET


def test_another_passphrase_opens_nothing(film: Library) -> None:
    film.reasons.seal("leads", SECRET, PASSPHRASE, who="Ada")
    with pytest.raises(NotAllowed) as refused:
        film.reasons.opened("leads", "a long summer")
    assert "injunction" not in str(refused.value)


@pytest.mark.parametrize("passphrase", ["", "short"])
def test_without_a_passphrase_nothing_is_kept(film: Library, passphrase: str) -> None:
    with pytest.raises(Unreadable):
        film.reasons.seal("leads", SECRET, passphrase, who="Ada")
    assert film.reasons.rules() == ()


def test_no_byte_of_it_is_in_the_file(film: Library, tmp_path: Path) -> None:
    film.reasons.seal("leads", SECRET, PASSPHRASE, who="Ada")
    found = bytes_of(tmp_path)
    for word in (SECRET, "injunction", PASSPHRASE):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(encoding) not in found


def test_its_length_is_not_told(film: Library) -> None:
    film.reasons.seal("a", "no", PASSPHRASE, who="Ada")
    film.reasons.seal("b", SECRET, PASSPHRASE, who="Ada")
    rows = models.SealedReason.objects.using(film.alias).values_list("sealed", flat=True)
    assert len({len(row) for row in rows}) == 1


def test_a_seal_does_not_open_under_another_rule(film: Library) -> None:
    film.reasons.seal("a", SECRET, PASSPHRASE, who="Ada")
    models.SealedReason.objects.using(film.alias).update(rule="b")
    with pytest.raises(NotAllowed):
        film.reasons.opened("b", PASSPHRASE)


def test_the_same_words_never_look_the_same(film: Library) -> None:
    for rule in ("a", "b"):
        film.reasons.seal(rule, SECRET, PASSPHRASE, who="Ada")
    rows = models.SealedReason.objects.using(film.alias).values_list("sealed", flat=True)
    assert len(set(rows)) == 2


def test_a_new_reason_takes_the_place_of_the_old(film: Library) -> None:
    film.reasons.seal("a", "first", PASSPHRASE, who="Ada")
    film.reasons.seal("a", "second", PASSPHRASE, who="Ada")
    assert film.reasons.rules() == ("a",)
    assert film.reasons.opened("a", PASSPHRASE) == "second"


def test_what_is_forgotten_is_gone(film: Library) -> None:
    film.reasons.seal("a", SECRET, PASSPHRASE, who="Ada")
    film.reasons.forget("a")
    with pytest.raises(NotFound):
        film.reasons.opened("a", PASSPHRASE)
    with pytest.raises(NotFound):
        film.reasons.forget("a")


def test_no_copy_of_the_film_has_it(film: Library, tmp_path: Path) -> None:
    film.reasons.seal("leads", SECRET, PASSPHRASE, who="Ada")
    (sealed,) = models.SealedReason.objects.using(film.alias).values_list("sealed", flat=True)
    copy = tmp_path / "copy" / "film.intercut"
    copy.parent.mkdir()
    copy_whole(tmp_path / "film.intercut", copy)
    assert sealed.encode() not in bytes_of(copy.parent)
    with library.open(copy) as other:
        assert other.reasons.rules() == ()
    assert film.reasons.rules() == ("leads",)

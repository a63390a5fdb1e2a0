"""Persons of a delivery are told by keyed digests, however their numbers are written."""

from __future__ import annotations

import hashlib
import pickle

import pytest

from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.scanning import Recogniser, scan
from tsi_eval.protect.scanning.known import known_from, names

KEY = Key(bytes(32))
KNOWN = known_from("a", {("person", "barn-0017"), ("person", "1234567")}, dict.fromkeys(names("Åsa Öst"), "name"), KEY)


def found(text: str, key: Key = KEY) -> list[str]:
    return [item.what for item in scan("a.txt", text.encode(), Recogniser(KNOWN, key))]


@pytest.mark.parametrize("text", ["barn-0017", "Barn 0017", "BARN0017", "barn/0017", "x barn\n0017", "_barn_0017_"])
def test_an_identifier_is_found_as_it_may_be_written(text: str) -> None:
    assert ["person"] == found(text)


@pytest.mark.parametrize("text", ["barn-0018", "barn-00171", "abarn-0017", "barn 00 17", "barn: x 0017", "0.1234567"])
def test_another_word_is_not(text: str) -> None:
    assert [] == found(text)


def test_a_name_over_two_lines_is_found_also_where_the_second_was_read_before() -> None:
    assert ["name"] == found("Öst\nAnn\nÅsa\nÖst")


def test_a_pseudonym_and_a_hash_are_found() -> None:
    assert ["pseudonym"] == found(KEY.digest("person:a", b"barn-0017"))
    assert ["hash"] == found(hashlib.sha256(b"1234567").hexdigest())


def test_with_another_key_nobody_is_found() -> None:
    assert [] == found("barn-0017", Key(b"k" * 32))


def test_what_is_known_holds_no_name() -> None:
    held = pickle.dumps(KNOWN)

    assert not any(word in held for word in (b"barn", b"0017", b"1234567", "Åsa".encode(), "åsa".encode()))
    assert "Known of a: 14 marks" == repr(KNOWN)

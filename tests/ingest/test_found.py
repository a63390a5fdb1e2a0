"""What was found in files rather than declared, as notes of the receipt."""

from __future__ import annotations

import pytest

from tsi_eval.ingest.found import FACTS, QUIET, Found
from tsi_eval.language import LANGUAGES, keys, say


def notes(*found: dict[str, str]) -> list[str]:
    gathered = Found()
    for one in found:
        gathered.add(one)
    return [say(note, "en") for note in gathered.notes()]


def keys_of(*found: dict[str, str]) -> list[str]:
    gathered = Found()
    for one in found:
        gathered.add(one)
    return [note.key for note in gathered.notes()]


def test_nothing_found_is_nothing_said() -> None:
    assert [] == notes()


def test_setting_is_said_once_with_all_its_values() -> None:
    (note,) = notes({"encoding": "utf-8"}, {"encoding": "cp1252"}, {"encoding": "utf-8"})

    assert "utf-8, cp1252" in note


def test_sign_is_said_in_words() -> None:
    (note,) = notes({"delimiter": ";"})

    assert "semicolon" in note


def test_settings_and_facts_stand_in_an_order_of_their_own() -> None:
    assert ["found.encoding", "found.decimal", "found.titles", "found.secret"] == keys_of(
        {"secret": "", "decimal": ","}, {"titles": "", "encoding": "utf-8"}
    )


def test_name_of_a_sheet_is_searched_and_not_said() -> None:
    assert {"sheet"} == QUIET
    assert [] == keys_of({"sheet": ""})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_has_its_words(language: str) -> None:
    assert {f"found.{name}" for name in FACTS if name not in QUIET} <= keys(language)

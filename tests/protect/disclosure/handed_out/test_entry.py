"""What is kept of a report: it comes back whole, or not at all."""

from __future__ import annotations

import json

import numpy as np
import pytest
from terms import QUESTIONS, found, handed_out, lasting, newcomers

from tsi_eval.protect.disclosure.handed_out.entry import HandedOut, from_text, to_text
from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.pseudonyms.lasting import Lasting


@pytest.fixture(scope="module")
def report() -> HandedOut:
    persons = newcomers(np.random.default_rng(3), (f"p{i}" for i in range(50)))
    return handed_out([found(persons, 0, {name: QUESTIONS[name] for name in ("reached_by_school", "score")})])[0]


def test_it_comes_back_as_it_was(report: HandedOut) -> None:
    assert report == from_text(to_text(report, lasting()), lasting())


def test_it_holds_everybody_whom_it_told_of_and_no_value(report: HandedOut) -> None:
    assert 50 == len(report.persons())
    assert not any(":" in person for person in report.persons())


@pytest.mark.parametrize("cut", [0, 1, 500, -2])
def test_a_part_of_it_is_refused(report: HandedOut, cut: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the error has no words: the register gives it some
        from_text(to_text(report, lasting())[:cut], lasting())


def test_a_changed_one_and_one_of_another_key_are_refused(report: HandedOut) -> None:
    text = to_text(report, lasting())
    for other in (text.replace('"elements": ["', '"elements": ["0'), to_text(report, Lasting(Key(bytes(32))))):
        with pytest.raises(ValueError):  # noqa: PT011
            from_text(other, lasting())


@pytest.mark.parametrize(("version", "is_read"), [(0, False), (1, True), (2, True), (3, False)])
def test_what_earlier_versions_kept_is_read_and_what_later_ones_keep_is_not(
    report: HandedOut, version: int, is_read: bool
) -> None:
    body = json.loads(to_text(report, lasting()).partition("\n")[2])
    if version == 1:
        body["released"] = json.loads(body["released"])
    text = json.dumps(body | {"version": version}, ensure_ascii=False)
    sealed = f"{lasting().digest(text)}\n{text}\n"

    if is_read:
        assert report == from_text(sealed, lasting())
    else:
        with pytest.raises(ValueError):  # noqa: PT011
            from_text(sealed, lasting())

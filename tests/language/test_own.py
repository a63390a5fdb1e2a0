"""Words that somebody brought are said while they are there, and not after."""

from __future__ import annotations

import pytest

from tsi_eval.language import Message, Text, has_sentence, say, with_own

KEY = "note.own_thing"
WORDS = {KEY: Text(sv="{n:count.persons} kom", en="{n:count.persons} came")}


def test_own_words_are_said_in_both_languages_with_the_plurals_of_the_house() -> None:
    with with_own(WORDS):
        assert has_sentence(KEY)
        assert "1 person kom" == say(Message(KEY, {"n": 1}), "sv")
        assert "3 persons came" == say(Message(KEY, {"n": 3}), "en")


def test_they_are_gone_after_the_block() -> None:
    with with_own(WORDS):
        pass

    assert not has_sentence(KEY)
    with pytest.raises(KeyError):
        say(Message(KEY, {"n": 1}), "sv")


def test_one_block_inside_another_knows_both() -> None:
    other = {"note.other": Text(sv="a", en="b")}
    with with_own(WORDS), with_own(other):
        assert has_sentence(KEY)
        assert has_sentence("note.other")


def test_nothing_brought_changes_nothing() -> None:
    with with_own({}):
        assert not has_sentence(KEY)


def test_nobody_s_words_take_the_place_of_the_package_s() -> None:
    key = "method.wilson.name"
    before = say(Message(key), "en")

    with with_own({key: Text(sv="x", en="x")}):
        assert before == say(Message(key), "en")

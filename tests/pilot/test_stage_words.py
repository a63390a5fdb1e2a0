"""Words for yes, no and ongoing: those of everybody, and those that a source adds."""

from __future__ import annotations

import pytest

from tsi_eval.pilot.stage_words import KNOWN, NO, YES, StageWords, plain


def test_declared_words_stand_beside_everybodys() -> None:
    meanings = StageWords(yes=("Klar",), no=("kom  ej",), ongoing=("väntar",)).meanings()

    assert ("yes", "no", "ongoing") == (meanings["klar"], meanings["kom ej"], meanings["väntar"])
    assert ("yes", "no", "ongoing") == (meanings["x"], meanings["–"], meanings["pågår"])


def test_nothing_is_known_but_what_is_listed() -> None:
    assert sum(map(len, KNOWN.values())) == len(StageWords().meanings())


@pytest.mark.parametrize("word", ["Ja", " ja", "JA "])
def test_word_is_the_same_whatever_its_case_and_blanks(word: str) -> None:
    assert "ja" == plain(word)


def test_mac_writes_the_same_word() -> None:
    assert plain("p\u00e5g\u00e5r") == plain("pa\u030aga\u030ar")


@pytest.mark.parametrize(
    ("words", "twice"),
    [
        (StageWords(), []),
        (StageWords(yes=("klar", "Klar")), []),
        (StageWords(yes=("ja",)), []),
        (StageWords(no=("Ja",)), ["ja"]),
        (StageWords(yes=("ok",), no=("OK ",)), ["ok"]),
        (StageWords(yes=("nej", "pågår")), ["nej", "pågår"]),
    ],
)
def test_word_in_two_lists_could_mean_either(words: StageWords, twice: list[str]) -> None:
    assert twice == list(words.twice())


def test_a_stop_after_a_word_says_nothing_and_ej_is_no() -> None:
    meanings = StageWords().meanings()

    assert [YES, NO] == [meanings[plain(word)] for word in ("Ja.", "Ej")]
    assert "." == plain(".")

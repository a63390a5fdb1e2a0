"""What to keep in mind: a question's own in its chapter, what several share in one place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import change
from released_by_hand import refused, words_of

from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.report.caveats import _listed, caveats_of, own_caveats, shared, shared_caveats

ALIKE, ALONE, COMPARED = Message("caveat.no_clusters"), Message("caveat.tallied_again"), Message("compared.periods")


def with_caveats(question: str, *caveats: Message) -> ReleasedFinding:
    return replace(change(question), caveats=caveats)


def test_what_two_share_is_said_once_and_pointed_at() -> None:
    first, second = with_caveats("a", ALIKE, ALONE), with_caveats("b", ALIKE)
    words = words_of(first, second)
    alike, alone = words.message(ALIKE), words.message(ALONE)

    assert {alike: ["Q?", "Q?"]} == shared(words)
    assert ((alone,), ()) == (own_caveats(words, first), own_caveats(words, second))
    assert shared_caveats(words, second) == words.say("caveats.shared_one", numbers="1")


def test_several_are_listed_by_their_numbers() -> None:
    found = [with_caveats(name, ALIKE, ALONE) for name in ("a", "b")]
    words = words_of(*found)

    assert shared_caveats(words, found[0]) == words.say("caveats.shared", numbers="1 och 2")


@pytest.mark.parametrize(
    ("points", "said"),
    [([4], "4"), ([1, 2], "1 och 2"), ([1, 2, 3], "1–3"), ([1, 2, 3, 4, 7, 9, 10], "1–4, 7, 9 och 10")],
)
def test_numbers_that_follow_on_each_other_are_one_run(points: list[int], said: str) -> None:
    assert said == _listed(points, " och ")


def test_one_question_alone_shares_nothing() -> None:
    found = with_caveats("a", ALIKE, ALIKE)
    words = words_of(found)

    assert ({}, "") == (shared(words), shared_caveats(words, found))
    assert (words.message(ALIKE),) == own_caveats(words, found)


def test_a_refused_question_has_nothing_to_doubt() -> None:
    found = replace(refused(Message("refusal.not_yet")), caveats=(ALIKE,))

    assert () == caveats_of(words_of(found), found)

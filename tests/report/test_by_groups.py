"""How many of each declared group came all the way is said in words, where every group is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from released_by_hand import estimate, finding, hidden, words_of
from stages_by_hand import COUNTS, STARTED

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.by_groups import by_groups
from tsi_eval.report.sentences import answers
from tsi_eval.report.words import Words

GROUPS = [
    estimate(Quantity.COUNT, n, n=n, period=period, group=group, axis="stage", unit="persons")
    for group, way in (("form=a", (120, 100)), ("form=b", (80, 60)))
    for period, n in zip(("offered", "started"), way, strict=True)
]


def words(*counts: ReleasedEstimate, groups: tuple[str, ...] = ("form=a", "form=b"), language: str = "sv") -> Words:
    found = finding("participation", Claim.DESCRIBES, [STARTED, *COUNTS, *counts])
    made = words_of(found, language=language)
    asked = tuple(replace(one, groups=groups) for one in made.released.cover.questions)
    return replace(made, released=replace(made.released, cover=replace(made.released.cover, questions=asked)))


def said(made: Words) -> str:
    (found,) = made.asked_findings()
    return by_groups(made, found, found.estimates[0])


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "Efter grupp: a 100 av 120; b 60 av 80."), ("en", "By group: a 100 of 120; b 60 of 80.")],
)
def test_both_ends_of_each_groups_way_are_said_after_the_answer(language: str, text: str) -> None:
    made = words(*GROUPS, language=language)

    assert text == said(made)
    assert answers(made, *made.asked_findings())[0].endswith(text)


@pytest.mark.parametrize("place", range(4))
def test_where_one_number_is_hidden_none_is_said(place: int) -> None:
    counts = [hidden(item) if where == place else item for where, item in enumerate(GROUPS)]

    assert "" == said(words(*counts))


def test_without_groups_or_with_many_the_figure_has_them() -> None:
    assert "" == said(words())
    assert "" == said(words(*GROUPS, groups=("form=a",)))
    assert "" == said(words(*GROUPS, groups=tuple(f"form={name}" for name in "abcde")))

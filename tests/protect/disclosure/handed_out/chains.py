"""Chains of reports about one pilot: what happens between them, and how each of them asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from families import AFTER, BEFORE, CHANGES, USUAL, Asking, Chance, Change, families, report_of
from reading_over_terms import Read, read
from terms import handed_out

from tsi_eval.designs import Participation, PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Findings
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut

MOST_PERSONS = 20
SIX = {f"score_{i}": 0.04 * i for i in range(6)}
ONE = {"score": 0.1}

# What another report calls the same things.
CALLED: Mapping[str, str] = {
    "school": "unit_of",
    "norra": "a",
    "södra": "b",
    "östra": "c",
    "started": "enrolled",
    "finished": "done",
    BEFORE: "HT",
    AFTER: "VT",
    "score": "points",
}
RENAMED: Mapping[str, Design] = {
    "how_many": Participation(stages=("enrolled", "done")),
    "how_many_where": Participation(stages=("enrolled", "done"), by="unit_of"),
    "better": PrePost(outcome="points", before="HT", after="VT"),
}
OTHERWISE: Mapping[str, Design] = {
    "halfway": Participation(stages=("started", "halfway")),
    "by_form": Participation(stages=("started", "finished"), by="form"),
    "went_on_by_school": Participation(stages=("halfway", "finished"), by="school"),
    "again": PrePost(outcome="score", before=BEFORE, after=AFTER, scale="ordinal"),
}
STEPS: Mapping[str, Design] = {
    "by_form": Participation(stages=("started", "halfway", "finished"), by="form"),
    "by_school": Participation(stages=("started", "halfway", "finished"), by="school"),
}
OF_SIX: Mapping[str, Design] = {name: PrePost(outcome=name, before=BEFORE, after=AFTER) for name in SIX}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a chain asks.

    Attributes:
        asked: The ways in which its reports ask, in turn.
        outcomes: Outcome → share of blank answers.
        few: Persons that are enough under its policies.
    """

    asked: Sequence[Asking]
    outcomes: Mapping[str, float] = field(default_factory=lambda: ONE)
    few: int = 5


_USUAL, _OTHERWISE = Asking(questions=USUAL), Asking(questions=OTHERWISE)
_RENAMED = Asking(questions=RENAMED, called=CALLED, pilot="copied")
WAYS: Mapping[str, Way] = {
    "as usual": Way(asked=(_USUAL,)),
    "renamed": Way(asked=(_USUAL, _RENAMED)),
    "asked otherwise": Way(asked=(_USUAL, _OTHERWISE, Asking(questions=STEPS))),
    "strict": Way(asked=(replace(_USUAL, policy="strict"),), few=10),
    "six questions": Way(asked=(Asking(questions=OF_SIX),), outcomes=SIX),
    "fewer and more questions": Way(
        asked=(_USUAL, Asking(questions={"reached": USUAL["reached"]}), _OTHERWISE, _RENAMED, _USUAL)
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Reports that were handed out one after the other.

    Attributes:
        found: What each found.
        reports: What was handed out.
        asked: How each asked.
    """

    found: Sequence[Findings] = field(repr=False)
    reports: Sequence[HandedOut]
    asked: Sequence[Asking]

    def read(self) -> list[list[Read]]:
        """Return what each report renewed, in the words of every report."""
        every: list[list[Read]] = []
        for i, (found, report, asked) in enumerate(zip(self.found, self.reports, self.asked, strict=True)):
            called, earlier = {new: old for old, new in asked.called.items()}, [one for some in every for one in some]
            every.append(read(i, found, report.released, called, earlier))
        return every


def chain_of(
    way: Way,
    changes: Sequence[Change],
    chance: Chance,
    many: Callable[[Chance], int] = lambda chance: int(chance.integers(1, MOST_PERSONS + 1)),
    first: int | None = None,
) -> Chain:
    """Hand out a first report, and another after each change."""
    size = first or int(chance.integers(40, 121))
    persons = families(chance, [f"b{i:04}" for i in range(size)], way.outcomes)
    asked = [way.asked[i % len(way.asked)] for i in range(len(changes) + 1)]
    found = [report_of(persons, 0, asked[0])]
    for term, change in enumerate(changes, start=1):
        persons = change(persons, many(chance), chance)
        found.append(report_of(persons, term, asked[term]))
    return Chain(found=found, reports=handed_out(found), asked=asked)


def pair(seed: int) -> tuple[str, Chain]:
    """Return a pair of reports of its number's way and change, and what that is called."""
    name, change = list(WAYS)[seed % len(WAYS)], CHANGES[seed // len(WAYS) % len(CHANGES)]
    return f"{name}, {change.__name__}", chain_of(WAYS[name], [change], np.random.default_rng(seed))


def six(seed: int, many: int = 6) -> tuple[str, Chain]:
    """Return six reports of its number's way and random changes, and what the way is called."""
    name, chance = list(WAYS)[seed % len(WAYS)], np.random.default_rng(seed)
    changes = [CHANGES[int(chance.integers(len(CHANGES)))] for _ in range(many - 1)]
    return name, chain_of(WAYS[name], changes, chance)

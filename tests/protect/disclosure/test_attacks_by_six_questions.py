"""Six questions about overlapping persons, and a reader who solves all of them as one programme.

Two ask how many came and stayed, by school and by form; two how much a score and a worry changed;
two how they differ between schools and forms. Not everybody was measured, and not the same persons
in both. To the reader a person is of one of some hundred sorts, and each shown number says how many
there are of some of them. He asks of each set that the report's words name, and of what each has
more than another, whether it can be nobody, or five or more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

import made
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from attacker import MORE_THAN_ANY, Attacker, Set
from scipy.optimize import Bounds, milp

from tsi_eval import Study, release
from tsi_eval.analysis.delivery import received
from tsi_eval.designs import Comparison, Participation, PrePost
from tsi_eval.findings import Quantity
from tsi_eval.findings.released import Released, ReleasedEstimate

FEW = 4
SCHOOLS, FORMS, STAGES = ("a", "b", "c"), ("x", "y"), ("offered", "started", "completed")
BEFORE, AFTER = "T0", "T1"


@dataclass(frozen=True)
class Sort:
    """A sort of person: what can be said of one in this report's words."""

    school: str
    form: str
    stages: int
    score: tuple[bool, bool]
    worry: tuple[bool, bool]


TIMES = tuple(product((False, True), repeat=2))
SORTS = tuple(Sort(*item) for item in product(SCHOOLS, FORMS, range(1, len(STAGES) + 1), TIMES, TIMES))
Which = Callable[[Sort], bool]


def those(*which: Which) -> Set:
    return np.array([all(test(sort) for test in which) for sort in SORTS])


def in_group(group: str) -> Which:
    name, _, label = group.partition("=")
    return lambda sort: not name or getattr(sort, name) == label


def at_stage(stage: str) -> Which:
    return lambda sort: sort.stages > STAGES.index(stage)


def at(outcome: str, *occasions: str) -> Which:
    return lambda sort: all(getattr(sort, outcome)[occasion == AFTER] for occasion in occasions)


def but_not(outcome: str, one: str, other: str) -> Which:
    return lambda sort: at(outcome, one)(sort) and not at(outcome, other)(sort)


def measured(outcome: str, group: str) -> Which:
    return {
        "before": at(outcome, BEFORE),
        "after": at(outcome, AFTER),
        "before_only": but_not(outcome, BEFORE, AFTER),
        "after_only": but_not(outcome, AFTER, BEFORE),
    }.get(group, at(outcome, BEFORE, AFTER))


def meant(item: ReleasedEstimate) -> tuple[Set, Set | None]:
    """Return whom a number is about, and for a share whom it counts."""
    share = item.quantity == Quantity.SHARE
    if item.design == "participation":
        whole = those(in_group(item.group), at_stage(STAGES[0] if share else item.period))
        return whole, those(in_group(item.group), at_stage(item.period)) if share else None
    if item.design == "comparison":
        alike = in_group("" if item.quantity == Quantity.MEAN_DIFFERENCE else item.group)
        there = those(alike, at(item.outcome, AFTER))
        return (those(alike), there) if share or item.quantity == Quantity.RESPONSE else (there, None)
    if item.quantity == Quantity.RESPONSE:
        # Of those measured first, who was measured again: here nobody says who was asked.
        return those(measured(item.outcome, "before")), those(measured(item.outcome, "both"))
    return those(measured(item.outcome, item.group)), None


class Reader(Attacker):
    """An attacker of these six questions."""

    def __init__(self) -> None:
        super().__init__(meant=meant, both=lambda outcome: those(at(outcome, BEFORE, AFTER)))
        self.learns(those(), 1, MORE_THAN_ANY)

    def other(self, whom: Set, sign: int) -> npt.NDArray[np.int64]:
        """Return persons of each sort that agree with all of it: most of a set, or fewest."""
        whole, bounds = np.ones(len(SORTS)), Bounds(0, MORE_THAN_ANY)
        solved = milp(-sign * whom.astype(float), constraints=self.limits(), integrality=whole, bounds=bounds)
        assert solved.status == 0, "what is shown contradicts itself"
        return np.round(solved.x).astype(np.int64)

    def contradicts(self, persons: npt.NDArray[np.int64]) -> bool:
        sums = np.array(self.rows) @ persons
        return bool(((sums < np.array(self.low) - 1e-9) | (sums > np.array(self.high) + 1e-9)).any())


def named() -> dict[str, Set]:
    """Return the sets that the report's words name."""
    groups = ("", *(f"school={name}" for name in SCHOOLS), *(f"form={name}" for name in FORMS))
    found = {f"{stage} {group}": those(in_group(group), at_stage(stage)) for stage in STAGES for group in groups}
    for outcome in ("score", "worry"):
        names = ("before", "after", "both", "before_only", "after_only")
        found |= {f"{outcome} {name}": those(measured(outcome, name)) for name in names}
    found |= {f"score {AFTER} {group}": those(in_group(group), at("score", AFTER)) for group in groups[:4]}
    return found | {f"worry {AFTER} {group}": those(in_group(group), at("worry", AFTER)) for group in groups[4:]}


def targets() -> dict[str, Set]:
    """Return the named sets, and what each has more than another; the same persons once."""
    once: dict[bytes, tuple[str, Set]] = {whom.tobytes(): (name, whom) for name, whom in named().items()}
    for (one, first), (other, second) in combinations(named().items(), 2):
        once.setdefault((first & ~second).tobytes(), (f"{one} less {other}", first & ~second))
        once.setdefault((second & ~first).tobytes(), (f"{other} less {one}", second & ~first))
    return dict(once.values())


TARGETS = targets()


def drawn(seed: int) -> list[Sort]:
    """Return 3 to 40 persons: most of two schools, some who left, some who did not answer."""
    rng = np.random.default_rng(seed)
    n, schools = int(rng.integers(3, 41)), rng.integers(2, 4)
    weights = rng.dirichlet(np.full(schools, 1.5))
    stays, answers = rng.choice([1.0, 0.9, 0.7], 2), rng.choice([1.0, 0.95, 0.8], 4)
    persons = []
    for _ in range(n):
        left = 1 + int(rng.random() < stays[0])
        stages = left + int(left > 1 and rng.random() < stays[1])
        there = rng.random(4) < answers
        score, worry = (bool(there[0]), bool(there[1])), (bool(there[2]), bool(there[3]))
        school, form = SCHOOLS[rng.choice(schools, p=weights)], FORMS[int(rng.random() < 0.4)]
        persons.append(Sort(school, form, stages, score, worry))
    return persons


def study_of(persons: list[Sort], seed: int) -> Study:
    rng = np.random.default_rng([1, seed])
    people = [(f"p{i}", sort) for i, sort in enumerate(persons)]
    values = [
        (name, occasion, outcome, float(rng.integers(0, top + 1)))
        for name, sort in people
        for outcome, top in (("score", 40), ("worry", 4))
        for occasion in (BEFORE, AFTER)
        if at(outcome, occasion)(sort)
    ]
    enrolment = [(name, stage) for name, sort in people for stage in STAGES[: sort.stages]]
    return Study.from_frames(
        persons=pd.DataFrame([(name, s.school, s.form) for name, s in people], columns=["person", "school", "form"]),
        enrolment=pd.DataFrame(enrolment, columns=["person", "stage"]),
        measures=pd.DataFrame(values, columns=["person", "occasion", "outcome", "value"]) if values else None,
        declared={"stage": STAGES, "occasion": (BEFORE, AFTER)},
    )


def reported(study: Study, persons: list[Sort]) -> Released:
    """Return a report of every question that this study can be asked."""
    first_school, first_form = (min(getattr(sort, name) for sort in persons) for name in ("school", "form"))
    designs = {
        "by_school": Participation(stages=STAGES, by="school"),
        "by_form": Participation(stages=STAGES, by="form"),
        "score": PrePost(outcome="score", before=BEFORE, after=AFTER, imputations=0),
        "worry": PrePost(outcome="worry", before=BEFORE, after=AFTER, imputations=0),
        "schools": Comparison(outcome="score", occasion=AFTER, group="school", reference=first_school),
        "forms": Comparison(outcome="worry", occasion=AFTER, group="form", reference=first_form),
    }
    asked = {name: design for name, design in designs.items() if not design.lacks(study)}
    return release(made.findings(*(made.asked(name, of.answer(study)) for name, of in asked.items()), received(study)))


def learned(persons: list[Sort], released: Released) -> Iterator[str]:
    """Yield the sets of 1 to 4 persons that the reader knows to be so few."""
    reader, true = Reader(), np.array([persons.count(sort) for sort in SORTS])
    reader.reads(released)
    assert not reader.contradicts(true)
    others = true[np.newaxis]
    for name, whom in TARGETS.items():
        if not 0 < true[whom].sum() <= FEW:
            continue
        for sign in (1, -1):
            if is_open(others, whom):
                break
            others = np.vstack([others, reader.other(whom, sign)])
        if not is_open(others, whom):
            yield name


def is_open(others: npt.NDArray[np.int64], whom: Set) -> bool:
    """Tell whether the set is nobody, or five or more, for some persons of those known to agree."""
    sizes = others @ whom
    return bool(((sizes == 0) | (sizes > FEW)).any())


def attacked(seeds: range) -> tuple[int, int, list[tuple[int, str]]]:
    """Return how many small sets were attacked, how many counts are shown, and what was learned."""
    tried = shown = 0
    found = []
    for seed in seeds:
        persons = drawn(seed)
        released = reported(study_of(persons, seed), persons)
        true = np.array([persons.count(sort) for sort in SORTS])
        tried += sum(0 < true[whom].sum() <= FEW for whom in TARGETS.values())
        shown += sum(item.n is not None for item in made.items(released))
        found += [(seed, name) for name in learned(persons, released)]
    print(f"tried {tried} sets in {len(seeds)} pilots, learned {len(found)}, shown {shown} numbers")  # noqa: T201
    return tried, shown, found


def test_six_questions_together_give_no_few() -> None:
    tried, shown, found = attacked(range(4))
    assert tried > 50
    assert shown > 50
    assert [] == found


@pytest.mark.slow
def test_six_questions_of_a_thousand_pilots_give_no_few() -> None:
    _, _, found = attacked(range(1000))
    assert [] == found

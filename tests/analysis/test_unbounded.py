"""A scale of few values must have its ends declared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tsi_eval import analyse
from tsi_eval.analysis.unbounded import unbounded
from tsi_eval.errors import DataError
from tsi_eval.findings import Measured
from tsi_eval.pilot.pilot_study import PilotStudy


def worry(values: list[float], minimum: float | None = None, maximum: float | None = None) -> Measured:
    persons = {f"p{i}": value for i, value in enumerate(values)}
    return Measured(outcome="worry", occasion="T0", values=persons, minimum=minimum, maximum=maximum, step=1.0)


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        (worry([1, 2, 3, 2]), ["E269"]),
        (worry([1, 2, 3, 2], 0.0), ["E269"]),
        (worry([1, 2, 3, 2], 0.0, 4.0), []),
        (worry([0, 5, 10]), ["E269"]),
        (worry([0, 5, 11, 13.5]), []),
        (worry([]), []),
    ],
)
def test_at_most_eleven_values_without_an_end_are_refused(item: Measured, codes: list[str]) -> None:
    assert codes == [problem.code for problem in unbounded([item])]


def test_two_occasions_are_one_scale() -> None:
    assert 1 == len(list(unbounded([worry([1, 2, 3]), replace(worry([0, 4]), occasion="T1")])))


def test_it_is_said_with_what_to_declare() -> None:
    (problem,) = unbounded([worry([1, 2, 3])])

    assert "minimum and maximum" in problem.text("en")
    assert "minimum och maximum" in problem.text("sv")
    assert "worry" in problem.text("sv")


@pytest.mark.parametrize(("policy", "refused"), [("default", True), ("internal", False)])
def test_an_analysis_is_refused_unless_everything_may_be_shown(study: PilotStudy, policy: str, refused: bool) -> None:
    scale = replace(study.outcomes["score"], minimum=None, maximum=None, step=10.0)
    rows = study.table("measures")
    coarse = rows.assign(value=rows["value"] // 10 * 10)
    changed = replace(
        study,
        pilot=replace(study.pilot, policy=policy),
        outcomes={**study.outcomes, "score": scale},
        _tables={**study._tables, "measures": coarse},
    )
    if not refused:
        assert analyse(changed).measured
        return
    with pytest.raises(DataError) as error:
        analyse(changed)
    assert ["E269"] == [problem.code for problem in error.value.problems]

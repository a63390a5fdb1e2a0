"""Those whom persons belong to are protected with them, in every question."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tsi_eval import release
from tsi_eval.designs import Participation, PrePost
from tsi_eval.designs.behind import with_those_behind
from tsi_eval.errors import UsageError
from tsi_eval.findings import Finding, Quantity
from tsi_eval.language import Text
from tsi_eval.study import Outcome, Study

PARENTS = 40
LOWER = 6  # three children, both of whose parents answered lower
ASKED = PrePost(outcome="worry", before="T0", after="T1", scale="ordinal")
WORRY = {"worry": Outcome(label=Text(sv="oro", en="worry"), unit=Text(sv="poäng", en="points"), minimum=0, maximum=40)}


def studied(clusters: tuple[str, ...] = ("child",), *, names: str = "c") -> Study:
    before = np.random.default_rng(3).integers(10, 30, PARENTS)
    after = before + np.where(np.arange(PARENTS) < LOWER, -3, 2)
    waves = {"T0": before, "T1": after}
    measures = [
        pd.DataFrame({"person": range(PARENTS), "occasion": at, "outcome": "worry", "value": values})
        for at, values in waves.items()
    ]
    stages = {"offered": range(PARENTS), "started": range(LOWER, PARENTS)}
    enrolment = [pd.DataFrame({"person": list(there), "stage": stage}) for stage, there in stages.items()]
    persons = pd.DataFrame({"person": range(PARENTS), "child": [f"{names}{i // 2}" for i in range(PARENTS)]})
    return Study.from_frames(
        persons=persons,
        measures=pd.concat(measures),
        enrolment=pd.concat(enrolment),
        outcomes=WORRY,
        clusters=clusters,
    )


def shown(finding: Finding, group: str) -> bool:
    counts = (one for one in release(finding, data="real").findings[0].estimates if one.quantity is Quantity.COUNT)
    return any(one.estimate is not None for one in counts if one.group == group)


def test_six_parents_of_three_children_are_hidden() -> None:
    finding = ASKED.answer(studied())

    assert not shown(finding, "moved_lower")
    assert shown(finding, "both")


def test_parents_who_belong_to_nobody_are_six_persons() -> None:
    assert shown(ASKED.answer(studied(())), "moved_lower")


def test_the_children_of_those_between_two_stages_are_protected() -> None:
    """All 40 were offered and 34 started: the six who did not are three children."""
    asked = Participation(stages=("offered", "started"))

    both = [
        release(asked.answer(studied(clusters)), data="real").frame()["status"].eq("shown").all()
        for clusters in ((), ("child",))
    ]
    assert both == [True, False]


def test_a_cell_stands_once_where_the_design_names_it_too() -> None:
    study = studied()
    finding = replace(ASKED, clusters="child").answer(study)

    assert finding.estimates == with_those_behind(finding, study, allowed=True).estimates
    for item in finding.estimates:
        assert (
            len({cell.members for cell in item.basis if cell.members})
            == len([cell for cell in item.basis if cell.members])
            or item.quantity is not Quantity.COUNT
        )


def test_a_child_that_is_called_as_a_parent_is_somebody_else() -> None:
    finding = ASKED.answer(studied(names=""))

    (lower,) = (item for item in finding.estimates if item.group == "moved_lower")
    assert {"child 0", "child 1", "child 2"} in [set(cell.members) for cell in lower.basis]
    assert not shown(finding, "moved_lower")


@pytest.mark.parametrize(("clusters", "said"), [("", True), ("child", False)])
def test_an_interval_that_does_not_allow_for_it_says_so(clusters: str, said: bool) -> None:
    finding = PrePost(outcome="worry", before="T0", after="T1", clusters=clusters).answer(studied())

    assert said == ("caveat.together_as_one" in [caveat.key for caveat in finding.caveats])


def test_persons_who_all_stand_alone_change_nothing() -> None:
    study = studied()
    alone = replace(study, together=("person_alone",))
    alone._tables["persons"]["person_alone"] = [f"x{i}" for i in range(PARENTS)]  # type: ignore[index]

    finding = ASKED.answer(alone)
    assert [item.basis for item in finding.estimates] == [item.basis for item in ASKED.answer(studied(())).estimates]


@pytest.mark.parametrize("clusters", [("chid",), ("person",)])
def test_a_column_that_persons_lack_is_refused(clusters: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as error:
        studied(clusters)

    assert "E159" == error.value.problems[0].code


def test_one_name_is_one_column() -> None:
    assert ("child",) == studied("child").together  # type: ignore[arg-type]

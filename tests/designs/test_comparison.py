"""Groups side by side: what chance assigned may be called caused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from example_study import STUDY, Planted

from tsi_eval.designs import Comparison
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Claim, Quantity
from tsi_eval.study import Study

PLAIN = Comparison(outcome="zq_score", occasion="zq_after", group="zq_arm", reference="zq_a")
EXAMPLES: tuple[Design, ...] = (
    PLAIN,
    replace(PLAIN, outcome="zq_mood", randomised="simple"),
    replace(PLAIN, randomised="within_blocks", blocks="zq_town", clusters="zq_family"),
)


def apart() -> Study:
    """Return two groups of two hundred, of which one is planted two higher."""
    rng = np.random.default_rng(5)
    group = np.repeat(["a", "b"], 200)
    people = [f"p{i:03d}" for i in range(group.size)]
    values = np.round(rng.normal(20, 5, group.size) + 2 * (group == "b"))
    return Study.from_frames(
        persons=pd.DataFrame({"person": people, "arm": group}),
        measures=pd.DataFrame({"person": people, "occasion": "T1", "outcome": "s", "value": values}),
    )


PLANTED = (
    Planted(design=Comparison(outcome="s", occasion="T1", group="arm", reference="a"), study=apart(), truth=2.0),
)


@pytest.mark.parametrize(
    ("randomised", "blocks", "claim"),
    [
        ("no", "", Claim.DIFFERS),
        ("simple", "", Claim.CAUSED),
        ("within_blocks", "school", Claim.CAUSED),
        ("no", "school", Claim.DIFFERS),
    ],
)
def test_a_cause_is_claimed_only_when_chance_assigned(randomised: str, blocks: str, claim: Claim) -> None:
    design = Comparison(outcome="s", occasion="T1", group="g", reference="a", randomised=randomised, blocks=blocks)  # type: ignore[arg-type]

    assert claim is design.claim


def test_randomised_within_blocks_claims_a_cause_only_within_them() -> None:
    persons = STUDY.table("persons")
    persons["school"] = [f"s{i // 20}" for i in range(len(persons))]
    study = Study.from_frames(persons=persons, measures=STUDY.table("measures"))
    design = replace(PLAIN, randomised="within_blocks", blocks="school")

    claims = {e.method: e.claim for e in design.answer(study).estimates if e.quantity is Quantity.MEAN_DIFFERENCE}

    assert {"blocked_hc1": Claim.CAUSED, "plain_hc1": Claim.DIFFERS} == claims

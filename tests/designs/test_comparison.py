"""Groups side by side: what chance assigned may be called caused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from answers import number
from example_study import STUDY, Planted

from tsi_eval.designs import Comparison
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Answerable, Claim, Quantity
from tsi_eval.language import Text, say
from tsi_eval.study import Study

PLAIN = Comparison(outcome="zq_score", occasion="zq_after", group="zq_arm", reference="zq_a")
EXAMPLES: tuple[Design, ...] = (
    PLAIN,
    replace(PLAIN, outcome="zq_mood", randomised="simple"),
    replace(PLAIN, randomised="within_blocks", blocks="zq_family", clusters="zq_family"),
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

    assert {"blocked_hc2": Claim.CAUSED, "plain_hc2": Claim.DIFFERS} == claims


def with_persons(**columns: object) -> Study:
    """Return the example's study with other columns of the persons."""
    persons = STUDY.table("persons").assign(**columns)
    return Study.from_frames(persons=persons, measures=STUDY.table("measures"), outcomes=STUDY.outcomes)


@pytest.mark.parametrize("known", [0, 24, 60])
def test_person_of_no_known_cluster_stands_alone_and_is_not_left_out(known: int) -> None:
    study = with_persons(town=[f"t{i // 4}" if i < known else None for i in range(60)])

    finding, plain = replace(PLAIN, clusters="town").answer(study), PLAIN.answer(study)

    for quantity in (Quantity.MEAN_DIFFERENCE, Quantity.MEAN, Quantity.SHARE):
        said = [{e.estimate for e in item.estimates if e.quantity is quantity} for item in (finding, plain)]
        assert said[0] == said[1]
    with_result = {e.group: e.basis[0].numerator for e in finding.estimates if e.note == "with_result"}
    assert {"zq_arm=zq_a": 25, "zq_arm=zq_b": 25} == with_result


def test_person_of_no_known_block_is_said_and_not_left_out() -> None:
    (problem,) = replace(PLAIN, blocks="zq_town").lacks(STUDY)

    assert ("E323", "blocks", 2, 50) == (problem.code, *(problem.params[name] for name in ("key", "count", "of")))


def test_only_group_is_not_said_to_be_empty() -> None:
    (problem,) = replace(PLAIN, group="all", reference="c").lacks(with_persons(all="c"))

    assert ("E324", "all", "c") == (problem.code, problem.params["column"], problem.params["group"])


@pytest.mark.parametrize("measured", [0, 6, 10])
def test_group_that_is_not_compared_is_left_out_of_everything(measured: int) -> None:
    third = [i >= 50 or i >= 50 - measured for i in range(60)]
    arms = ["zq_c" if of_it else arm for of_it, arm in zip(third, STUDY.table("persons")["zq_arm"], strict=True)]
    study = with_persons(zq_arm=arms)

    finding = replace(PLAIN, compared=("zq_b",)).answer(study)

    assert Answerable.ESTIMABLE is finding.feasibility.answerable
    assert not any("zq_c" in e.group for e in finding.estimates)
    assert 50 - measured == number(finding, Quantity.MEAN_DIFFERENCE).n
    assert ("E142" if measured == 0 else "") == "".join(problem.code for problem in PLAIN.lacks(study))


def test_families_without_values_are_counted_and_not_listed() -> None:
    (problem,) = replace(PLAIN, group="zq_family", reference="f00").lacks(STUDY)

    assert "E142" == problem.code
    assert "groups without values: 5" in problem.text("en")
    assert "f29" not in problem.text("en")


@pytest.mark.parametrize(
    ("options", "columns", "reason"),
    [
        ({"clusters": "town"}, {"town": "t"}, "refusal.few_units"),
        ({"clusters": "town"}, {"town": [f"t{i % 4}" for i in range(60)]}, "refusal.few_units"),
        ({"blocks": "town"}, {"town": STUDY.table("persons")["zq_arm"]}, "refusal.no_fit"),
        ({"blocks": "town"}, {"town": [f"t{i}" for i in range(60)]}, "refusal.many_blocks"),
    ],
)
def test_groups_that_can_not_be_compared_are_refused_for_what_it_is_due_to(
    options: dict[str, str], columns: dict[str, object], reason: str
) -> None:
    feasibility = replace(PLAIN, **options).feasibility(with_persons(**columns))  # type: ignore[arg-type]

    assert feasibility.reason is not None
    assert reason == feasibility.reason.key


def test_groups_within_which_nothing_varies_can_be_told_apart() -> None:
    measures = STUDY.table("measures").query("occasion == 'zq_after' and outcome == 'zq_score'")
    arms = STUDY.table("persons").set_index("person")["zq_arm"]
    flat = measures.assign(value=measures["person"].map(arms).map({"zq_a": 3.0, "zq_b": 5.0}))
    study = Study.from_frames(persons=STUDY.table("persons"), measures=flat)

    feasibility = PLAIN.feasibility(study)

    assert feasibility.reason is not None
    assert "refusal.no_spread" == feasibility.reason.key


def test_a_wait_says_from_what_to_what_and_that_those_who_still_wait_are_not_in_it() -> None:
    words = Text(sv="från förfrågan till mötet", en="from the enquiry to the meeting")
    wait = replace(STUDY, outcomes={**STUDY.outcomes, "zq_score": replace(STUDY.outcomes["zq_score"], waits=words)})

    found, other = PLAIN.answer(wait), PLAIN.answer(STUDY)

    assert "Väntan är räknad från förfrågan till mötet." in {say(message, "sv") for message in found.caveats}
    assert "The wait is counted from the enquiry to the meeting." in {say(message, "en") for message in found.caveats}
    assert (None, False) == (found.grounds.missing, other.grounds.missing is None)
    about = {"compared.waits", "caveat.still_waiting"}
    assert (about, set()) == tuple(about & {message.key for message in item.caveats} for item in (found, other))
    assert found.estimates == other.estimates

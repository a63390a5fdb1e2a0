"""The scales of a pilot's questionnaires, as outcomes like any other."""

from __future__ import annotations

from tsi_eval.errors import Problem
from tsi_eval.pilot.questionnaire_scales import scale_outcomes
from tsi_eval.pilot.source import InstrumentUse, Source


def source(key: str, prefix: str = "sdq") -> Source:
    use = InstrumentUse(key=key, items="p{item:02}", prefix=prefix)
    return Source(id="forms", table="measures", files=("f.csv",), person="id", columns={"date": "d"}, instrument=use)


def test_each_scale_goes_from_the_least_to_the_most_that_its_items_give() -> None:
    found = scale_outcomes((source("sdq_parent"),), [])

    # Five items of 0, 1 or 2 points; the four scales of difficulties together are twenty items.
    assert (0, 10) == (found["sdq_emotional"].minimum, found["sdq_emotional"].maximum)
    assert (0, 40) == (found["sdq_total"].minimum, found["sdq_total"].maximum)
    assert {"poäng"} == {outcome.unit.sv for outcome in found.values()}


def test_scale_is_called_by_the_prefix_and_the_questionnaire() -> None:
    found = scale_outcomes((source("sdq_parent", prefix="home"),), [])

    assert all(name.startswith("home_") for name in found)
    assert found["home_total"].label.en == "total difficulties (SDQ, parents)"


def test_published_spread_comes_with_where_it_was_published() -> None:
    found = scale_outcomes((source("sdq_parent"),), [])

    assert found["sdq_total"].sd is not None
    assert found["sdq_total"].reliability is not None
    assert found["sdq_total"].reference.sv.endswith("(Goodman 2001; Meltzer m.fl. 2000)")
    assert found["sdq_total"].reference.en.endswith("(Goodman 2001; Meltzer et al. 2000)")


def test_unknown_questionnaire_is_said_and_the_others_are_read() -> None:
    problems: list[Problem] = []

    found = scale_outcomes((source("sdq_parnt"), source("sdq_parent")), problems)

    assert 1 == len(problems)
    assert "sdq_total" in found


def test_source_without_a_questionnaire_has_no_scales() -> None:
    assert {} == scale_outcomes((Source(id="a", table="persons", files=("p.csv",), person="id"),), [])

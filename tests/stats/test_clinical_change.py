"""Which persons left the clinical range by a reliable change."""

from __future__ import annotations

import math
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stats_results import code_of

from tsi_eval.stats.clinical_change import clinically_significant_change, cutoffs
from tsi_eval.stats.individual_change import reliable_change

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "reliable_change.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12
THREE_DECIMALS = 0.5e-3
GROUPS = {"clinical_mean": 18.0, "clinical_sd": 5.0, "norm_mean": 8.0, "norm_sd": 5.8}
ERROR = {"sd": 5.8, "reliability": 0.82}
CLASSES = ("recovered", "improved", "unchanged", "deteriorated")

persons = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30)
rules = st.sampled_from(["a", "b", "c"])


@pytest.mark.parametrize("case", ORACLES["cutoffs"], ids=lambda case: case["c"])
def test_cutoffs_give_the_verified_numbers(case: dict[str, Any]) -> None:
    found = cutoffs(**{name: case[name] for name in GROUPS})

    assert pytest.approx((case["a"], case["b"]), rel=ROUNDING) == (found.a, found.b)
    assert pytest.approx(case["c"], abs=THREE_DECIMALS) == found.c
    assert case["lower_is_better"] == found.lower_is_better


def test_cutoff_c_is_equally_far_from_both_means_in_their_own_deviations() -> None:
    c = cutoffs(**GROUPS).c

    assert pytest.approx((18 - c) / 5, rel=ROUNDING) == (c - 8) / 5.8


@pytest.mark.parametrize("case", ORACLES["clinical"], ids=lambda case: case["cutoff"])
def test_classes_are_those_found_by_hand(case: dict[str, Any]) -> None:
    given = {name: case[name] for name in ("sd", "reliability", "cutoff", "level", *GROUPS)}

    found = clinically_significant_change(case["before"], case["after"], **given)

    assert pytest.approx(case["end"], rel=ROUNDING) == found.cutoff
    assert tuple(case["classes"]) == found.classes
    assert case["n_clinical_before"] == found.n_clinical_before
    assert [case["classes"].count(name) for name in CLASSES] == [getattr(found, f"n_{name}") for name in CLASSES]
    assert (case["cutoff"], case["level"], len(case["before"])) == (found.rule, found.level, found.n)


def test_rounding_does_not_decide_the_range() -> None:
    # The cut-off is 0.3 but for rounding; someone at it is in the clinical range before, and has
    # not left it after.
    groups = {"clinical_mean": 0.6, "clinical_sd": 1.0, "norm_mean": 0.0, "norm_sd": 1.0}

    found = clinically_significant_change([0.1 + 0.2, 0.9], [-0.7, 0.3], sd=0.1, reliability=0.9, **groups)

    assert ("recovered", "improved") == found.classes
    assert found.n_clinical_before == 2


@given(persons, rules)
@settings(max_examples=50, deadline=None)
def test_classes_refine_the_reliable_changes(pairs: list[tuple[int, int]], rule: Any) -> None:
    before, after = zip(*pairs, strict=True)

    found = clinically_significant_change(before, after, cutoff=rule, **ERROR, **GROUPS)
    reliable = reliable_change(before, after, **ERROR)

    assert found.n_recovered + found.n_improved == reliable.n_decreased
    assert (found.n_unchanged, found.n_deteriorated) == (reliable.n_unchanged, reliable.n_increased)
    assert found.n_recovered <= found.n_clinical_before <= found.n == len(pairs)


@given(persons, rules)
@settings(max_examples=50, deadline=None)
def test_turning_the_scale_changes_no_class(pairs: list[tuple[int, int]], rule: Any) -> None:
    before, after = zip(*pairs, strict=True)
    turned = GROUPS | {"clinical_mean": -18.0, "norm_mean": -8.0}

    found = clinically_significant_change(before, after, cutoff=rule, **ERROR, **GROUPS)
    other = clinically_significant_change([-v for v in before], [-v for v in after], cutoff=rule, **ERROR, **turned)

    assert found.classes == other.classes
    assert found.lower_is_better
    assert not other.lower_is_better


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"clinical_sd": 0.0}, "E140"),
        ({"norm_sd": -1.0}, "E140"),
        ({"norm_mean": 18.0}, "E250"),
        ({"norm_mean": math.nan}, "E145"),
        ({"clinical_sd": math.inf}, "E145"),
        ({"clinical_sd": 1e308}, "E145"),
        ({"norm_sd": 1.7e308, "clinical_sd": 0.8e308}, "E145"),
    ],
)
def test_cutoffs_refuse_what_gives_no_range(given: dict[str, float], code: str) -> None:
    assert code == code_of(cutoffs, **(GROUPS | given))


def test_large_units_have_finite_cutoffs() -> None:
    found = cutoffs(**{name: value * 1e200 for name, value in GROUPS.items()})

    assert pytest.approx([value * 1e200 for value in (8.0, 19.6, 144.4 / 10.8)], rel=ROUNDING) == [
        found.a,
        found.b,
        found.c,
    ]


@pytest.mark.parametrize(
    ("before", "after", "options", "code"),
    [
        ([], [], {}, "E141"),
        ([1.0, 2.0], [3.0], {}, "E147"),
        ([math.nan], [3.0], {}, "E145"),
        ([1.0], [3.0], {"cutoff": "d"}, "E138"),
        ([1.0], [3.0], {"sd": 0.0}, "E140"),
        ([1.0], [3.0], {"norm_mean": 18.0}, "E250"),
        ([1.0], [3.0], {"reliability": 1.0}, "E148"),
        ([1.0], [3.0], {"level": 95}, "E148"),
    ],
)
def test_what_cannot_be_classed_is_refused(
    before: list[float], after: list[float], options: dict[str, Any], code: str
) -> None:
    assert code == code_of(clinically_significant_change, before, after, **(ERROR | GROUPS | options))


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.float32, np.int64, Decimal, Fraction])
def test_cutoffs_of_small_numpy_numbers_are_those_of_pythons(kind: Any) -> None:
    # a: 25 - 2 · 100; b: 10 + 2 · 5; c: (100 · 10 + 5 · 25) / 105
    found = cutoffs(clinical_mean=kind(25), clinical_sd=kind(100), norm_mean=kind(10), norm_sd=kind(5))

    assert pytest.approx([-175.0, 20.0, 1125 / 105], rel=1e-12) == [found.a, found.b, found.c]
    assert found == cutoffs(clinical_mean=25, clinical_sd=100, norm_mean=10, norm_sd=5)

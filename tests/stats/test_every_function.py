"""What every public statistic promises, asked of each in turn.

`CALLS` holds one call of each function. A function that is added to `QUESTIONS` and not here fails.
"""

from __future__ import annotations

import ast
import copy
import datetime as dt
import inspect
import itertools
import math
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from stats_results import code_of, numbers

from tsi_eval import stats
from tsi_eval.errors import NotEstimable

ROUNDING = 1e-9
CHOICES = (
    r"bool|Literal.*|Method|Rule|Formula|Form|OddsMethod|McNemarMethod|Side|Standardiser|Variance|Weights|Zeros|Family|Covariance"
    r"|ShareMethod|DifferenceMethod|RiskMethod|OddsRatioMethod|RatioMethod|Measure|DifferenceError|RateMethod|TwoSided"
)
# What stands where one number should, and is none.
NO_NUMBERS: list[Any] = [
    None,
    "0.5",
    b"1",
    [0.5],
    np.array([0.5, 0.6]),
    pd.NA,
    pd.NaT,
    0.5 + 0j,
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("Infinity"),
    10**400,
    -(10**400),
    True,
    np.True_,
    np.ma.masked,
    np.datetime64("2023-01-01"),
    np.timedelta64(1, "D"),
    dt.date(2023, 1, 1),
    dt.timedelta(1),
    {},
    len,
]
# A cell may be yes or no, which are 1 and 0; a missing one is asked for by itself.
NO_CELLS = [bad for bad in NO_NUMBERS if not (bad is None or isinstance(bad, bool | np.bool_) or str(bad) == "NaN")]
# What a field may be called in every record, and means the same in all.
VOCABULARY = {"estimate", "se", "ci_low", "ci_high", "level", "n", "statistic", "df", "p_value"}
# Other names for the same things.
SYNONYMS = re.compile(
    r"low|high|lower|upper|t|z|f|q|chi2|p|pvalue|se_log|std_err|conf_\w+|.*control.*|stat|dof|alpha_level"
)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of a function.

    Attributes:
        given: Its arguments by name; lists are data, texts are choices.
        rows: Names of the arguments whose places belong together; their order means nothing.
        gaps: Names of the arguments in which the function says what a missing value means.
        by_person: Fields that have one value a person, in the persons' order.
        any_interval: Whether the method promises no interval around its estimate.
    """

    given: Mapping[str, Any]
    rows: tuple[tuple[str, ...], ...] = ()
    gaps: tuple[str, ...] = ()
    by_person: tuple[str, ...] = field(default=())
    any_interval: bool = False


BEFORE = [12.0, 9.0, 15.0, 8.0, 11.0, 10.0, 14.0, 7.0, 13.0, 16.0, 9.0, 12.0, 11.0, 10.0]
AFTER = [10.0, 9.0, 16.0, 5.0, 9.0, 4.0, 12.0, 8.0, 9.0, 13.0, 8.0, 12.0, 7.0, 9.0]
SOME_AFTER = [*AFTER[:10], math.nan, *AFTER[11:13], math.nan]
PAIR = {"before": BEFORE, "after": AFTER}
TOGETHER = (("before", "after"),)
CLUSTERS = list("aabbccddeeffgg")
GROUPS = list("rsrsrsrsrsrsrs")
ANSWERS = [[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 3, 4], [2, 1, 2], [5, 4, 4]]
YES_NO = [[0, 1, 1], [0, 0, 1], [0, 1, 1], [1, 1, 1], [1, 0, 1]]
COURSE = {
    "values": [1.0, 3, 2, 5, 4, 5, 2, 2.5],
    "occasions": list("abababab"),
    "persons": [1, 1, 2, 2, 3, 3, 4, 4],
    "order": ["a", "b"],
}
NORMS = {"clinical_mean": 18.0, "clinical_sd": 5.0, "norm_mean": 8.0, "norm_sd": 5.8}
POWER = {"power": 0.8, "level": 0.95}
MONTHS = list(range(30))
MONTHLY = [8.0, 12, 9, 11, 10, 13, 7, 10, 9, 12, 11, 8, 10, 9, 12, 11, 8, 10, 5, 6, 4, 7, 5, 6, 5, 4, 7, 6, 5, 5]

TWO_GROUPS = {"successes_1": 48, "n_1": 80, "successes_2": 56, "n_2": 70}
STRATA = {
    "successes_1": [5.0, 20.0, 8.0],
    "n_1": [40.0, 50.0, 30.0],
    "successes_2": [9.0, 30.0, 20.0],
    "n_2": [40.0, 50.0, 30.0],
}
BY_STRATUM = (("successes_1", "n_1", "successes_2", "n_2"),)

CALLS: dict[str, Call] = {
    "adjusted": Call(given={"p_values": [0.01, 0.04, 0.03], "method": "holm"}),
    "at_ends": Call(
        given={"values": [0.0, 0, 3, 10], "minimum": 0.0, "maximum": 10.0, "level": 0.9}, rows=(("values",),)
    ),
    "clinically_significant_change": Call(
        given={**PAIR, "sd": 5.8, "reliability": 0.82, **NORMS, "cutoff": "c", "level": 0.9},
        rows=TOGETHER,
        by_person=("classes",),
    ),
    "clustered_mean": Call(given={"values": AFTER, "clusters": CLUSTERS, "level": 0.9}, rows=(("values", "clusters"),)),
    "cochran_q": Call(given={"answers": YES_NO}, rows=(("answers",),)),
    "cohen_kappa": Call(given={"table": [[20, 5], [10, 15]], "level": 0.9}),
    "conditional_rate_ratio": Call(
        given={"events_before": 20, "events_after": 11, "exposure_before": 2.0, "exposure_after": 3.0, "level": 0.9}
    ),
    "cronbach_alpha": Call(given={"items": ANSWERS, "level": 0.9}, rows=(("items",),)),
    "cutoffs": Call(given=NORMS),
    "d_av": Call(given={**PAIR, "level": 0.9}, rows=TOGETHER),
    "d_z": Call(given={**PAIR, "level": 0.9}, rows=TOGETHER),
    "detectable_change": Call(given={"n": 40, "sd": 5.0, "correlation": 0.7, "icc": 0.1, "cluster_size": 2.0, **POWER}),
    "detectable_difference": Call(given={"n": 40, "sd": 5.0, "icc": 0.1, "cluster_size": 2.0, **POWER}),
    "detectable_share_difference": Call(given={"p1": 0.4, "n": 150, "formula": "normal", **POWER}),
    "difference_in_means": Call(
        given={"values": AFTER, "groups": GROUPS, "reference": "r", "clusters": CLUSTERS, "level": 0.9},
        rows=(("values", "groups", "clusters"),),
    ),
    "directions": Call(given={**PAIR, "level": 0.9}, rows=TOGETHER),
    "expected_movement": Call(
        given={"baseline": BEFORE, "population_mean": 14.0, "reliability": 0.75, "reliability_range": [0.6, 0.9]},
        rows=(("baseline",),),
    ),
    "expected_movement_above": Call(
        given={"cutoff": 17.0, "population_mean": 10.0, "population_sd": 5.0, "reliability": 0.8, "side": "above"}
    ),
    "friedman": Call(given={"values": ANSWERS}, rows=(("values",),)),
    "glass_pre": Call(given={**PAIR, "level": 0.9}, rows=TOGETHER),
    "hedges_correction": Call(given={"df": 10}),
    "imputed_change": Call(
        given={
            "before": BEFORE,
            "after": SOME_AFTER,
            "covariates": AFTER[::-1],
            "imputations": 5,
            "seed": 1,
            "level": 0.9,
        },
        rows=(("before", "after", "covariates"),),
        gaps=("after",),
    ),
    "intraclass_correlation": Call(given={"ratings": ANSWERS, "form": "2,1", "level": 0.9}, rows=(("ratings",),)),
    "lee_bounds": Call(
        given={"treated": [3.0, 5, 4, 9], "n_treated": 5, "comparison": [1.0, 2, 2.5], "n_comparison": 5, "level": 0.9},
        rows=(("treated",), ("comparison",)),
    ),
    "matched_odds_ratio": Call(given={"gained": 25, "lost": 2, "level": 0.9, "method": "midp"}),
    "mcnemar": Call(given={"gained": 16, "lost": 6, "method": "corrected"}),
    "mean": Call(given={"values": BEFORE, "level": 0.9}, rows=(("values",),)),
    "newcombe_difference": Call(given={"successes_1": 48, "n_1": 80, "successes_2": 56, "n_2": 70, "level": 0.9}),
    "observed_beyond_expected": Call(
        given={**PAIR, "population_mean": 14.0, "reliability": 0.75, "level": 0.9}, rows=TOGETHER
    ),
    "occasions_gee": Call(given={**COURSE, "level": 0.9}, rows=(("values", "occasions", "persons"),)),
    "occasions_mixed": Call(given={**COURSE, "level": 0.9}, rows=(("values", "occasions", "persons"),)),
    "one_way_anova": Call(given={"values": AFTER, "labels": GROUPS}, rows=(("values", "labels"),)),
    "ordinary_least_squares": Call(
        given={
            "design": [[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 3.0]],
            "outcome": [1.0, 3.0, 5.0, 8.0],
            "level": 0.9,
        },
        rows=(("design", "outcome"),),
    ),
    "paired_effects": Call(  # its draws go by place, so that the order is no matter of the persons alone
        given={**PAIR, "resamples": 200, "seed": 1, "level": 0.8}, any_interval=True
    ),
    "paired_equivalence": Call(
        given={**PAIR, "margin_low": -3.0, "margin_high": 4.0, "level": 0.9, "clusters": CLUSTERS},
        rows=(("before", "after", "clusters"),),
    ),
    "paired_share_difference": Call(given={"both": 59, "lost": 6, "gained": 16, "neither": 80, "level": 0.9}),
    "paired_t": Call(given={**PAIR, "level": 0.9}, rows=TOGETHER),
    "pairs_needed": Call(
        given={"change": 2.0, "sd": 5.0, "correlation": 0.5, "icc": 0.1, "cluster_size": 2.0, **POWER}
    ),
    "probability_of_improvement": Call(given={**PAIR, "level": 0.9}, rows=TOGETHER),
    "rank_biserial": Call(given={**PAIR, "level": 0.9, "zeros": "pratt"}, rows=TOGETHER),
    "rate_ratio": Call(
        given={**PAIR, "exposure_before": AFTER, "exposure_after": BEFORE, "level": 0.9},
        rows=(("before", "after", "exposure_before", "exposure_after"),),
    ),
    "reliable_change": Call(
        given={**PAIR, "sd": 3.0, "reliability": 0.82, "level": 0.9}, rows=TOGETHER, by_person=("directions",)
    ),
    "rubin": Call(
        given={"estimates": [1.0, 2.0, 3.5], "variances": [4.0, 5.0, 4.5], "complete_df": 19.0, "level": 0.9},
        rows=(("estimates", "variances"),),
    ),
    "segmented_counts": Call(
        given={
            "counts": MONTHLY,
            "months": MONTHS,
            "start": 18,
            "exposure": [100.0 + month % 5 for month in MONTHS],
            "jumps": [9],
            "season": False,
            "lags": 2,
            "level": 0.9,
        }
    ),
    "share_equivalence": Call(
        given={"successes_1": 18, "n_1": 40, "successes_2": 19, "n_2": 40, "margin": 0.3, "level": 0.9}
    ),
    "simultaneous_level": Call(given={"level": 0.95, "m": 5}),
    "smallest_detectable_change": Call(given={"n": 20, "sd": 1.0, **POWER}),
    "stuart_maxwell": Call(given={"table": [[35, 5, 0], [15, 20, 5], [10, 5, 5]]}),
    "tail_bounds": Call(given={"before": BEFORE, "after": SOME_AFTER}, rows=TOGETHER, gaps=("after",)),
    "two_group_n": Call(given={"difference": 2.0, "sd": 5.0, "icc": 0.1, "cluster_size": 2.0, **POWER}),
    "two_proportion_n": Call(given={"p1": 0.45, "p2": 0.6, "formula": "arcsine", **POWER}),
    "weighted_kappa": Call(given={"table": [[8, 2, 0], [1, 7, 2], [0, 2, 8]], "weights": "quadratic", "level": 0.9}),
    "wilcoxon_signed_rank": Call(given=PAIR, rows=TOGETHER),
    "wilson": Call(given={"successes": 42, "n": 310, "level": 0.9}),
    "worst_case_change": Call(
        given={"before": BEFORE, "after": SOME_AFTER, "minimum": 0.0, "maximum": 20.0}, rows=TOGETHER, gaps=("after",)
    ),
    "breslow_day": Call(given={**STRATA, "tarone": False}, rows=BY_STRATUM),
    "chi_square": Call(given={"table": [[20, 5], [10, 15]], "corrected": True}),
    "difference_of_estimates": Call(
        given={"estimate_1": -1.0, "se_1": 0.5, "estimate_2": -3.0, "se_2": 0.6, "level": 0.9}
    ),
    "fisher_test": Call(given=TWO_GROUPS),
    "linear_by_linear": Call(
        given={"table": [[10, 8, 4], [6, 9, 9]], "row_scores": [1.0, 2.0], "column_scores": [1.0, 2.0, 5.0]}
    ),
    "mantel_haenszel": Call(
        given={
            **STRATA,
            "measure": "risk_difference",
            "corrected": True,
            "difference_error": "greenland_robins",
            "level": 0.9,
        },
        rows=BY_STRATUM,
    ),
    "observed_over_expected": Call(
        given={
            "events": [5.0, 9.0],
            "exposures": [100.0, 90.0],
            "standard_rates": [0.04, 0.08],
            "method": "byar",
            "level": 0.9,
        },
        rows=(("events", "exposures", "standard_rates"),),
    ),
    "odds_ratio": Call(given={**TWO_GROUPS, "method": "log", "level": 0.9}),
    "rate": Call(given={"events": 11, "exposure": 12.0, "method": "midp", "level": 0.9}),
    "rate_test": Call(given={"events": 11, "expected": 6.0, "convention": "minlike"}),
    "ratio_of_estimates": Call(
        given={"estimate_1": 10.0, "se_1": 1.0, "estimate_2": 12.0, "se_2": 1.5, "method": "log", "level": 0.9}
    ),
    "ratio_of_rates": Call(
        given={
            "events_1": 20,
            "exposure_1": 2.0,
            "events_2": 11,
            "exposure_2": 3.0,
            "method": "log",
            "convention": "minlike",
            "level": 0.9,
        }
    ),
    "risk_ratio": Call(given={**TWO_GROUPS, "method": "log", "level": 0.9}),
    "share": Call(given={"successes": 42, "n": 310, "method": "midp", "level": 0.9}),
    "share_difference": Call(given={**TWO_GROUPS, "method": "agresti_caffo", "level": 0.9}),
    "standardised_rate": Call(
        given={
            "events": [5.0, 9.0],
            "exposures": [100.0, 90.0],
            "standard": [30.0, 70.0],
            "method": "normal",
            "level": 0.9,
        },
        rows=(("events", "exposures", "standard"),),
    ),
    "strata_alike": Call(given={**STRATA, "measure": "risk_ratio"}, rows=BY_STRATUM),
    "trend_in_shares": Call(
        given={"successes": [3.0, 9.0, 7.0], "totals": [20.0, 25.0, 18.0], "scores": [0.0, 1.0, 4.0]},
        rows=(("successes", "totals", "scores"),),
    ),
}
# These answer with a number, or with one for each number that they are given.
NUMBERS = {
    "adjusted",
    "detectable_change",
    "detectable_difference",
    "detectable_share_difference",
    "hedges_correction",
    "pairs_needed",
    "simultaneous_level",
    "smallest_detectable_change",
    "two_group_n",
    "two_proportion_n",
}
FUNCTIONS = sorted(name for name in stats.__all__ if name[0].islower())
RECORDS = sorted(name for name in stats.__all__ if name[0].isupper())
every_function = pytest.mark.parametrize("name", FUNCTIONS)
every_record = pytest.mark.parametrize("name", RECORDS)


def shown(value: Any) -> str:
    return repr(value)[:20]


def answer(name: str, **changed: Any) -> Any:
    return getattr(stats, name)(**{**CALLS[name].given, **changed})


def records_in(found: Any) -> Iterator[Any]:
    """Yield the records of an answer, those inside others too."""
    for part in found if isinstance(found, tuple) else (found,):
        if is_dataclass(part):
            yield part
            for each in fields(part):
                yield from records_in(getattr(part, each.name))


def lists(name: str) -> list[str]:
    return [each for each, value in CALLS[name].given.items() if isinstance(value, list)]


def is_table(values: Any) -> bool:
    return isinstance(values[0], list)


def is_data(values: list[Any]) -> bool:
    """Return whether a list holds numbers that are measured or counted, and no labels."""
    return is_table(values) or isinstance(values[0], float)


def sections(text: str) -> list[str]:
    return re.findall(r"^ *(Args|Returns|Raises|References|Example|Attributes):$", text, flags=re.MULTILINE)


def described(text: str, section: str) -> set[str]:
    """Return the names that a section of a docstring describes."""
    body = text.split(f"{section}:\n", 1)[1].split("\n\n", 1)[0]
    return set(re.findall(r"^    (\w+): ", body, flags=re.MULTILINE))


def same(first: Any, second: Any) -> bool:
    return bool(np.array_equal(first, second)) if isinstance(first, np.ndarray) else bool(first == second)


def test_every_function_has_its_call_and_no_call_is_left_over() -> None:
    assert FUNCTIONS == sorted(CALLS)


def test_dir_lists_functions_and_their_records_and_nothing_else() -> None:
    assert sorted(stats.__all__) == dir(stats)
    assert all(inspect.isfunction(getattr(stats, name)) for name in FUNCTIONS)
    assert all(is_dataclass(getattr(stats, name)) for name in RECORDS)


def test_names_for_type_checkers_are_those_of_the_questions() -> None:
    tree = ast.parse(Path(str(stats.__file__)).read_text(encoding="utf-8"))
    imported = {
        alias.name: str(node.module).removeprefix("tsi_eval.stats.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("tsi_eval.stats.")
        for alias in node.names
    }

    assert imported == {
        name: module
        for modules in stats.QUESTIONS.values()
        for module, names in modules.items()
        for name in names.split()
    }


def test_a_name_is_listed_under_one_question_only() -> None:
    listed = [name for modules in stats.QUESTIONS.values() for names in modules.values() for name in names.split()]

    assert sorted(set(listed)) == sorted(listed)


def test_the_help_lists_every_function_under_its_question() -> None:
    text = str(stats.__doc__)

    for question, modules in stats.QUESTIONS.items():
        below = text.split(f"\n{question}\n", 1)[1].split("\n\n", 1)[0]
        expected = [name for names in modules.values() for name in names.split() if name[0].islower()]
        assert expected == below.replace(",", " ").split()


def test_no_module_takes_the_place_of_a_function_once_all_are_imported() -> None:
    modules = [each.name for each in pkgutil.walk_packages(stats.__path__, "tsi_eval.stats.")]
    for module in modules:
        import_module(module)

    assert set(stats.__all__).isdisjoint(module.rsplit(".", 1)[1] for module in modules)
    assert all(inspect.isfunction(getattr(stats, name)) for name in FUNCTIONS)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'wilsson'"):
        _ = stats.wilsson


def test_a_function_loads_only_what_it_needs() -> None:
    code = (
        "import sys, tsi_eval as tsi; tsi.stats.wilson(42, 310); "
        "print(*(name for name in sys.modules if name.startswith('tsi_eval.stats.')), "
        "*(name for name in ('pandas', 'statsmodels', 'scipy.stats', 'scipy.optimize') if name in sys.modules))"
    )

    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert ["tsi_eval.stats.inputs", "tsi_eval.stats.proportion", "tsi_eval.stats.result"] == sorted(
        found.stdout.split()
    )


@every_function
def test_answers_are_frozen_slotted_records_of_public_types(name: str) -> None:
    found = answer(name)

    if name in NUMBERS:
        assert isinstance(found, float | int | np.ndarray)
        return
    for record in records_in(found):
        assert type(record).__name__ in RECORDS
        assert type(record).__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert not hasattr(record, "__dict__")


@every_record
def test_fields_have_the_names_that_all_records_use(name: str) -> None:
    record = getattr(stats, name)
    names = {each.name for each in fields(record)}

    assert names == described(inspect.getdoc(record) or "", "Attributes")
    assert [] == [each for each in names - VOCABULARY if SYNONYMS.fullmatch(each)]


@every_record
def test_an_interval_has_both_ends_and_its_level(name: str) -> None:
    names = {each.name for each in fields(getattr(stats, name))}

    assert ("ci_low" in names) == ("ci_high" in names)
    assert "ci_low" not in names or "level" in names


@every_function
def test_the_estimate_lies_in_its_interval(name: str) -> None:
    for record in records_in(answer(name)):
        given = {each: getattr(record, each) for each in ("ci_low", "estimate", "ci_high") if hasattr(record, each)}
        if len(given) == 3 and not CALLS[name].any_interval:
            assert np.all(np.asarray(given["ci_low"]) <= np.asarray(given["estimate"]))
            assert np.all(np.asarray(given["estimate"]) <= np.asarray(given["ci_high"]))


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if "level" in CALLS[name].given])
def test_a_level_outside_0_and_1_is_refused(name: str) -> None:
    for level in (0.0, 1.0, -0.5, 95, math.nan, math.inf):
        assert "E148" == code_of(answer, name, level=level)


@every_function
def test_every_function_that_takes_a_level_is_asked_with_one(name: str) -> None:
    assert ("level" in inspect.signature(getattr(stats, name)).parameters) == ("level" in CALLS[name].given)


@every_function
def test_missing_and_infinite_numbers_are_refused_by_code(name: str) -> None:
    for each, value in CALLS[name].given.items():
        for bad in (math.nan, math.inf, -math.inf):
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert re.fullmatch(r"E\d{3}", code_of(answer, name, **{each: bad}))
            elif isinstance(value, list) and is_data(value) and not (each in CALLS[name].gaps and math.isnan(bad)):
                assert re.fullmatch(r"E\d{3}", code_of(answer, name, **{each: with_one(value, bad)}))


def with_one(values: list[Any], bad: Any) -> list[Any]:
    """Return the values with the last one replaced; of a table, the last cell."""
    changed = copy.deepcopy(values)
    row = changed[-1] if is_table(changed) else changed
    row[-1] = bad
    return changed


@every_function
def test_a_missing_label_is_refused_by_code(name: str) -> None:
    for each in lists(name):
        if not is_data(CALLS[name].given[each]):
            labels = CALLS[name].given[each]
            assert code_of(answer, name, **{each: [*labels[:-1], None]}) in {"E145", "E138"}


@every_function
@pytest.mark.parametrize("bad", NO_NUMBERS, ids=shown)
def test_what_is_no_number_is_refused_by_code_in_every_place_of_one(name: str, bad: Any) -> None:
    for each in single_numbers(name):
        if bad is not None or "None" not in annotation(name, each):
            assert re.fullmatch(r"E\d{3}", code_of(answer, name, **{each: bad})), each


@every_function
@pytest.mark.parametrize("bad", NO_CELLS, ids=shown)
def test_what_is_no_number_is_refused_by_code_in_every_row_of_numbers(name: str, bad: Any) -> None:
    for each in rows_of_numbers(name):
        assert re.fullmatch(r"E\d{3}", code_of(answer, name, **{each: with_one(CALLS[name].given[each], bad)})), each


@every_function
@pytest.mark.parametrize("kind", ["text", "bytes", "complex", "day", "duration", "masked", "set", "one", "itself"])
def test_a_row_of_what_is_no_number_is_refused_by_code(name: str, kind: str) -> None:
    for each in rows_of_numbers(name):
        assert re.fullmatch(r"E\d{3}", code_of(answer, name, **{each: no_row(CALLS[name].given[each], kind)})), each


def no_row(values: list[Any], kind: str) -> Any:
    """Return the values in an array, or another thing, that holds no numbers."""
    array = np.array(values, dtype=np.float64)
    itself: list[Any] = []
    itself.append(itself)
    given: dict[str, Any] = {
        "text": array.astype(str),
        "bytes": array.astype("S24"),
        "complex": array.astype(complex),
        "day": np.nan_to_num(array).astype("int64").astype("datetime64[D]"),
        "duration": np.nan_to_num(array).astype("int64").astype("timedelta64[D]"),
        "masked": np.ma.masked_array(array, mask=np.arange(array.size).reshape(array.shape) == 0),
        "set": set(array.ravel().tolist()),
        "one": float(array.ravel()[0]),
        "itself": itself,
    }
    return given[kind]


@every_function
@pytest.mark.parametrize(
    "kind", [Decimal, Fraction, np.array, np.float64, np.longdouble], ids=lambda kind: kind.__name__
)
def test_a_number_of_another_kind_gives_the_same_answer(name: str, kind: Any) -> None:
    for each in single_numbers(name):
        value = CALLS[name].given.get(each)
        given = str(value) if kind in {Decimal, Fraction} else value
        assert value is None or repr(answer(name)) == repr(answer(name, **{each: kind(given)})), each


@every_function
def test_rows_of_decimals_give_the_same_answer(name: str) -> None:
    for each in rows_of_numbers(name):
        values = CALLS[name].given[each]
        decimals = [list(map(as_decimal, row)) for row in values] if is_table(values) else list(map(as_decimal, values))
        assert repr(answer(name)) == repr(answer(name, **{each: decimals})), each


def as_decimal(value: float) -> Decimal | None:
    return None if math.isnan(value) else Decimal(str(value))


@every_function
def test_a_choice_that_is_none_is_refused_by_code(name: str) -> None:
    for each in inspect.signature(getattr(stats, name)).parameters:
        if re.fullmatch(CHOICES, annotation(name, each)):
            for bad in (None, "no", [], {}, pd.NA, np.array(["c", "holm"]), 2):
                assert "E138" == code_of(answer, name, **{each: bad}), each


@every_function
@pytest.mark.parametrize("size", [1e-320, 1e-310, 1e-200, 1e-160, 1e-120, 1e120, 1e160, 1e200, 1e306])
def test_tiny_and_huge_numbers_give_finite_answers_or_a_refusal(name: str, size: float) -> None:
    places = [*single_numbers(name), *rows_of_numbers(name)]
    given = {each: times(CALLS[name].given[each], size) for each in places if CALLS[name].given.get(each) is not None}
    several = [tuple(given), tuple(rows_of_numbers(name)), *itertools.combinations(given, 2)]
    for chosen in [*((each,) for each in given), *several]:
        try:
            found = answer(name, **{each: given[each] for each in chosen})
        except NotEstimable:
            continue
        assert np.isfinite(found if name in NUMBERS else numbers(found)).all(), chosen


def times(value: Any, size: float) -> Any:
    return [times(each, size) for each in value] if isinstance(value, list) else value * size


def annotation(name: str, parameter: str) -> str:
    return str(inspect.signature(getattr(stats, name)).parameters[parameter].annotation)


def single_numbers(name: str) -> list[str]:
    """Return the parameters that take one number."""
    parameters = inspect.signature(getattr(stats, name)).parameters
    return [each for each in parameters if re.match(r"(int|float)\b", annotation(name, each))]


def rows_of_numbers(name: str) -> list[str]:
    """Return the arguments of the call that are rows or tables of numbers."""
    given = CALLS[name].given
    return [
        each
        for each in lists(name)
        if re.search(r"VectorLike|Matrix|Counts|Months|NDArray|\[int\]", annotation(name, each)) and given[each]
    ]


@every_function
def test_what_is_given_is_never_changed(name: str) -> None:
    arrays = {each: np.array(CALLS[name].given[each]) for each in lists(name)}
    for array in arrays.values():
        array.flags.writeable = False
    copies = copy.deepcopy(dict(CALLS[name].given))

    assert same(answer(name), answer(name, **arrays))
    assert repr(copies) == repr(dict(CALLS[name].given))


@every_function
@pytest.mark.parametrize("kind", ["tuple", "array", "series", "nullable"])
def test_lists_tuples_arrays_and_series_give_the_same(name: str, kind: str) -> None:
    changed = {each: as_kind(CALLS[name].given[each], kind) for each in lists(name)}

    assert same(answer(name), answer(name, **changed))


def as_kind(values: list[Any], kind: str) -> Any:
    """Return a list, or a list of lists, as another kind of row or table."""
    if kind == "tuple":
        return tuple(map(tuple, values)) if is_table(values) else tuple(values)
    if kind == "array":
        return np.array(values)
    if is_table(values):
        return pd.DataFrame(values, index=range(7, 7 + len(values)))
    gaps = any(isinstance(value, float) and math.isnan(value) for value in values)
    series = pd.Series(values, index=[7] * len(values))
    return series if kind == "series" or gaps else series.convert_dtypes()


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if CALLS[name].rows])
def test_the_order_of_rows_means_nothing(name: str) -> None:
    call, moved = CALLS[name], {}
    for rows in call.rows:
        order = np.random.default_rng(5).permutation(len(call.given[rows[0]]))
        for each in rows:
            moved[each] = [call.given[each][i] for i in order]

    expected, found = (comparable(answer(name, **changed), call.by_person) for changed in ({}, moved))

    assert pytest.approx(expected, rel=ROUNDING, abs=ROUNDING) == found


def comparable(found: Any, by_person: tuple[str, ...]) -> list[float]:
    """Return the numbers of an answer, without those that stand in the persons' order."""
    parts = found if isinstance(found, tuple) else (found,)
    return [
        number
        for part in parts
        for each in fields(part)
        if each.name not in by_person
        for number in numbers(getattr(part, each.name))
    ]


@every_function
def test_the_docstring_has_all_its_parts(name: str) -> None:
    function = getattr(stats, name)
    text = inspect.getdoc(function) or ""

    assert ["Args", "Returns", "Raises", "References", "Example"] == sections(text)
    assert set(inspect.signature(function).parameters) == described(text, "Args")
    assert ">>> " in text


@every_function
def test_a_refusal_is_said_in_the_docstring(name: str) -> None:
    """The codes of refusals that a call can meet are among those that the docstring names."""
    text = inspect.getdoc(getattr(stats, name)) or ""

    assert "NotEstimable: " in text
    for each, value in CALLS[name].given.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            with pytest.raises(NotEstimable) as error:
                answer(name, **{each: math.nan})
            code = error.value.problems[0].code
            assert code in text or "As " in text or "or as" in text

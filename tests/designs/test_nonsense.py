"""Nonsense is refused where it is written: in Python, and in a pilot's files.

Each row of the table is a design's options that are in order, with one of them changed to what
can't be meant. The refusal has the code that is written here, and names that option.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tsi_eval.designs import DESIGNS, Comparison
from tsi_eval.designs.contract import StandardDesign
from tsi_eval.designs.cost_offset.design import OwnSurcharge
from tsi_eval.designs.pre_post import Benchmark, Clinical, Matters, Selected
from tsi_eval.errors import DeclarationError, UsageError
from tsi_eval.language import LANGUAGES, Text
from tsi_eval.options import Options
from tsi_eval.pilot.load import load_pilot

INFINITE = float("inf")
WORDS = {"sv": "ord", "en": "words"}
MATTERS = {"change": 2.0, "reason": WORDS}
SELECTED = {"mean": 8.0, "source": WORDS}
CLINICAL = {"clinical_mean": 20.0, "clinical_sd": 5.0, "norm_mean": 10.0, "norm_sd": 5.0, "source": WORDS}
BENCHMARK = {"name": "meta", "low": 0.2, "high": 0.5, "n": 900}
# Options that are in order.
RIGHT: Mapping[str, dict[str, Any]] = {
    "participation": {"stages": ["offered", "started"]},
    "attendance": {"sessions": ["s1", "s2", "s3"], "of": "started", "completed": 2},
    "open_arenas": {"units": ["north"]},
    "pre_post": {"outcome": "score", "before": "T0", "after": "T1"},
    "occasions": {"outcome": "score", "occasions": ["T0", "T1", "T2"]},
    "comparison": {"outcome": "score", "occasion": "T1", "group": "arm", "reference": "a"},
    "tally_share": {"part": ["self"], "whole": ["self", "school"]},
    "time_series": {"series": ["self"], "start": "2023-08"},
    "absence": {"units": ["north"], "start": "HT2023"},
    "cost_offset": {"price_year": 2023},
}
# Options that are records of their own, in Python.
RECORDS: Mapping[str, type[Options]] = {
    "matters": Matters,
    "selected": Selected,
    "clinical": Clinical,
    "benchmark": Benchmark,
    "surcharge": OwnSurcharge,
}
KINDS: Mapping[str, Callable[..., StandardDesign]] = {design.name: design for design in DESIGNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nonsense:
    """Options that can't be meant.

    Attributes:
        design: The design.
        options: What is changed of the options that are in order.
        key: The option that the refusal names.
        code: Of the refusal in Python.
        in_toml: Of the refusal in TOML, where a value of the wrong form has a code of its own.
        toml_key: The key in TOML, where it is more exact.
    """

    design: str
    options: dict[str, Any] = field(repr=False)
    key: str
    code: str = "E291"
    in_toml: str = ""
    toml_key: str = ""


def wrong_form(design: str, key: str, value: object, toml_key: str = "") -> Nonsense:
    """Return an option with a value that is none of what it may be."""
    return Nonsense(design=design, options={key: value}, key=key, in_toml="E155", toml_key=toml_key or key)


def wrong_record(option: str, right: dict[str, Any], key: str, value: object, design: str = "pre_post") -> Nonsense:
    """Return an option that is a record, with a value that is none of what it may be."""
    path = f"{option}.{key}"
    return Nonsense(design=design, options={option: right | {key: value}}, key=path, in_toml="E155", toml_key=path)


def contradiction(code: str, design: str, key: str, **options: object) -> Nonsense:
    """Return options that can't be meant together."""
    return Nonsense(design=design, options=options, key=key, code=code, in_toml=code, toml_key=key)


NONSENSE = (
    # A value that is none of what it may be.
    wrong_form("pre_post", "scale", "ordnal"),
    wrong_form("pre_post", "level", 95),
    wrong_form("pre_post", "level", 0),
    wrong_form("pre_post", "level", 1.0),
    wrong_form("pre_post", "level", INFINITE),
    wrong_form("pre_post", "level", "0.95"),
    wrong_form("pre_post", "power", 80),
    wrong_form("pre_post", "at_least", INFINITE),
    wrong_form("pre_post", "imputations", 201),
    wrong_form("pre_post", "imputations", -1),
    wrong_form("pre_post", "imputations", 2.5),
    wrong_form("pre_post", "reliable", "yes"),
    wrong_form("pre_post", "adjust", "holmes"),
    wrong_form("pre_post", "also", "mood"),
    wrong_form("pre_post", "outcome", " "),
    wrong_form("pre_post", "after", 1),
    wrong_form("pre_post", "clusters", " "),
    wrong_form("occasions", "occasions", ["T0", "T1"]),
    wrong_form("occasions", "scale", "counts"),
    wrong_form("occasions", "model", "lmer"),
    wrong_form("occasions", "level", -0.5),
    wrong_form("comparison", "randomised", "yes"),
    wrong_form("comparison", "compared", "b"),
    wrong_form("comparison", "reference", ""),
    wrong_form("comparison", "level", 99),
    wrong_form("participation", "stages", "ab"),
    wrong_form("participation", "stages", ["offered"]),
    wrong_form("participation", "stages", ["offered", ""], "stages.2"),
    wrong_form("participation", "by", 3),
    wrong_form("participation", "level", 95),
    wrong_form("attendance", "sessions", []),
    wrong_form("attendance", "completed", 0),
    wrong_form("attendance", "completed", True),
    wrong_form("attendance", "of", ""),
    wrong_form("open_arenas", "units", []),
    wrong_form("open_arenas", "units", "north"),
    wrong_form("open_arenas", "since", 2023),
    wrong_form("tally_share", "part", []),
    wrong_form("tally_share", "whole", []),
    wrong_form("tally_share", "kind", "pupils"),
    wrong_form("tally_share", "omit_months", [13], "omit_months.1"),
    wrong_form("tally_share", "omit_months", list(range(1, 13))),
    wrong_form("time_series", "family", "gauss"),
    wrong_form("time_series", "series", []),
    wrong_form("time_series", "omit_months", [0], "omit_months.1"),
    wrong_form("time_series", "jumps", "2022-01"),
    wrong_form("time_series", "level", 0.0),
    wrong_form("time_series", "start", ""),
    wrong_form("absence", "units", []),
    wrong_form("absence", "comparison", "south"),
    wrong_form("cost_offset", "price_year", 23),
    wrong_form("cost_offset", "price_year", "2023"),
    wrong_form("cost_offset", "sector", "staten"),
    wrong_form("cost_offset", "basis", "plan"),
    wrong_form("cost_offset", "break_even", [7], "break_even.1"),
    wrong_record("matters", MATTERS, "change", 0),
    wrong_record("matters", MATTERS, "change", INFINITE),
    wrong_record("selected", SELECTED, "mean", INFINITE),
    wrong_record("clinical", CLINICAL, "norm_sd", -5.0),
    wrong_record("clinical", CLINICAL, "cutoff", "d"),
    wrong_record("benchmark", BENCHMARK, "n", 0),
    wrong_record("benchmark", BENCHMARK, "name", ""),
    wrong_record("benchmark", BENCHMARK, "cite", "Högström (2017)"),
    wrong_record("surcharge", {"percent": 45.0, "source": "x"}, "percent", -1.0, "cost_offset"),
    wrong_record("surcharge", {"percent": 45.0, "source": "x"}, "source", " ", "cost_offset"),
    # Values that can't be meant together.
    contradiction("E292", "pre_post", "after", after="T0"),
    contradiction("E292", "pre_post", "also", also=["mood", "score"]),
    contradiction("E293", "pre_post", "also", also=["mood", "mood"]),
    contradiction("E280", "pre_post", "at_least", at_least=3.0),
    contradiction("E280", "pre_post", "reliable", scale="ordinal", reliable=True),
    contradiction("E280", "pre_post", "also", scale="ordinal", also=["mood"]),
    contradiction("E280", "pre_post", "matters", scale="counts", matters=MATTERS),
    contradiction("E280", "pre_post", "benchmark", scale="binary", benchmark=BENCHMARK),
    contradiction("E291", "pre_post", "level", level=0.5, matters=MATTERS),
    contradiction("E291", "pre_post", "power", power=0.05),
    contradiction("E291", "pre_post", "power", level=0.1),
    contradiction("E291", "pre_post", "imputations", imputations=1),
    contradiction(
        "E292", "pre_post", "clinical.norm_mean", clinical=CLINICAL | {"clinical_mean": 0.0, "norm_mean": 0.0}
    ),
    contradiction("E295", "pre_post", "adjust", adjust="bonferroni"),
    contradiction("E291", "pre_post", "matters.reason.en", matters=MATTERS | {"reason": {"sv": "ord", "en": " "}}),
    contradiction("E291", "pre_post", "selected.source.sv", selected=SELECTED | {"source": {"sv": "", "en": "x"}}),
    contradiction("E292", "pre_post", "clinical.norm_mean", clinical=CLINICAL | {"norm_mean": 20.0}),
    contradiction("E291", "pre_post", "benchmark.high", benchmark=BENCHMARK | {"high": 0.1}),
    contradiction("E293", "occasions", "occasions", occasions=["T0", "T1", "T0"]),
    contradiction("E280", "occasions", "at_least", at_least=3.0),
    contradiction("E280", "occasions", "model", scale="ordinal", model="gee"),
    contradiction("E292", "comparison", "compared", compared=["b", "a"]),
    contradiction("E293", "comparison", "compared", compared=["b", "b"]),
    contradiction("E292", "comparison", "blocks", blocks="arm"),
    contradiction("E292", "comparison", "clusters", clusters="arm"),
    contradiction("E162", "comparison", "blocks", randomised="within_blocks"),
    contradiction("E293", "participation", "stages", stages=["offered", "started", "offered"]),
    contradiction("E293", "attendance", "sessions", sessions=["s1", "s1"]),
    contradiction("E282", "attendance", "completed", completed=4),
    contradiction("E293", "open_arenas", "units", units=["north", "north"]),
    contradiction("E233", "open_arenas", "since", since="aug 2023"),
    contradiction("E294", "open_arenas", "until", since="2023-08", until="2023-08"),
    contradiction("E292", "tally_share", "part", part=["school", "self"]),
    contradiction("E293", "tally_share", "whole", whole=["self", "school", "self"]),
    contradiction("E293", "tally_share", "omit_months", omit_months=[7, 7]),
    contradiction("E294", "tally_share", "start", start="2023-08", since="2023-08"),
    contradiction("E294", "tally_share", "until", start="2023-08", until="2022-01"),
    contradiction("E233", "tally_share", "start", start="HT2023"),
    contradiction("E233", "time_series", "start", start="0000-08"),
    contradiction("E294", "time_series", "start", since="2023-09"),
    contradiction("E294", "time_series", "jumps", since="2022-01", jumps=["2022-01"]),
    contradiction("E292", "time_series", "jumps", jumps=["2023-08"]),
    contradiction("E293", "time_series", "jumps", jumps=["2022-01", "2022-01"]),
    contradiction("E233", "time_series", "jumps", jumps=["VT2022"]),
    contradiction("E293", "time_series", "series", series=["self", "self"]),
    contradiction("E233", "absence", "start", start="2023-08"),
    contradiction("E292", "absence", "comparison", comparison=["south", "north"]),
    contradiction("E293", "absence", "units", units=["north", "north"]),
    contradiction("E293", "cost_offset", "per", per=["contacts", "contacts"]),
    contradiction("E295", "cost_offset", "units", units=["north"], per=["started"]),
    contradiction("E295", "cost_offset", "stages", stages=["offered", "started"], per=["contacts"]),
)
every_nonsense = pytest.mark.parametrize(
    "item", NONSENSE, ids=[f"{item.design}-{item.key}-{place}" for place, item in enumerate(NONSENSE)]
)


def in_python(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options as a researcher writes them: records and words by their classes."""
    return {key: value_in_python(key, value) for key, value in options.items()}


def value_in_python(key: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return RECORDS[key](**in_python(value)) if key in RECORDS else Text(**value)


def in_toml(value: object) -> str:
    """Return a value as it is written in TOML, tables inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {in_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_toml, value)) + "]"
    return "inf" if value == INFINITE else json.dumps(value, ensure_ascii=False)


def asked(design: str, options: Mapping[str, Any]) -> str:
    """Return a `questions.toml` that asks one question."""
    question = {"id": "q", "design": design, "role": "primary", "direction": "none", "text": WORDS, "options": options}
    lines = "".join(f"{key} = {in_toml(value)}\n" for key, value in question.items())
    return f"declared = 2026-11-01\n\n[[question]]\n{lines}"


def place_of(item: Nonsense) -> tuple[Any, str]:
    """Return the class in whose call the option stands, and its name there."""
    record, _, inside = item.key.partition(".")
    return (RECORDS[record], inside) if inside else (KINDS[item.design], item.key)


@pytest.mark.parametrize("design", RIGHT)
def test_options_that_are_in_order_have_nothing_wrong_with_them(
    design: str, files: dict[str, str], write: Callable[..., Path]
) -> None:
    assert KINDS[design](**in_python(RIGHT[design]))
    options = RIGHT[design] | {"nonsense": 1}

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"questions.toml": asked(design, options)}))

    assert ["question.q.options.nonsense"] == [problem.params["key"] for problem in error.value.problems]


@every_nonsense
def test_nonsense_is_refused_in_python_with_the_option_named(item: Nonsense) -> None:
    with pytest.raises(UsageError) as error:
        KINDS[item.design](**in_python(RIGHT[item.design] | item.options))

    (problem,) = error.value.problems
    assert (item.code, item.key) == (problem.code, problem.params["key"])
    assert problem.params["place"] == "{.__name__}({}=…)".format(*place_of(item))
    for language in LANGUAGES:
        first, where, do = problem.lines(language)
        assert "–" not in first + where + do, "a place that nothing fills"


@every_nonsense
def test_nonsense_is_refused_in_toml_with_file_and_key(
    item: Nonsense, files: dict[str, str], write: Callable[..., Path]
) -> None:
    options = RIGHT[item.design] | item.options

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"questions.toml": asked(item.design, options)}))

    (problem,) = error.value.problems
    key = f"question.q.options.{item.toml_key}"
    assert (item.in_toml, "questions.toml", key) == (problem.code, problem.params["file"], problem.params["key"])
    for language in LANGUAGES:
        assert f"questions.toml, {key}" in problem.lines(language)[1]


def test_blocks_of_a_comparison_may_be_its_clusters() -> None:
    design = Comparison(
        outcome="y", occasion="T1", group="arm", reference="a", randomised="within_blocks", blocks="s", clusters="s"
    )

    assert ("s", "s") == (design.blocks, design.clusters)

"""What a source may say of whom it asked, and what that means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tsi_eval import load_pilot
from tsi_eval.errors import DeclarationError
from tsi_eval.language import Text
from tsi_eval.pilot.declared_asked import asked_problems, askings_of, division_problems
from tsi_eval.pilot.source import InstrumentUse, Source
from tsi_eval.study import Asking, Outcome, Unit

UNITS = tuple(
    Unit(id=name, kind="school", label=Text(sv=name, en=name), pupils=n) for name, n in (("a", 40), ("b", 60))
)
STAGES = Source(id="stages", table="enrolment", files=("s.csv",), person="id", stages={"offered": "E", "started": "S"})


def forms(asked: Any) -> Source:
    return Source(id="forms", table="measures", files=("f.csv",), person="id", outcomes={"y": ("Y",)}, asked=asked)


def poll(asked: Any, answered: str = "who") -> Source:
    series = {"yes": "Ja", "who": "Svarande"}
    return Source(id="poll", table="counts", files=("p.csv",), series=series, asked=asked, answered=answered)


@pytest.fixture
def refused(write: Callable[..., Path]) -> Callable[[dict[str, str]], list[str]]:
    """Return a function that gives the codes for which a pilot's files are refused."""

    def codes(files: dict[str, str]) -> list[str]:
        with pytest.raises(DeclarationError) as error:
            load_pilot(write(files))
        return [problem.code for problem in error.value.problems]

    return codes


def problems(declared: Source) -> list[tuple[Any, ...]]:
    found = asked_problems((declared, STAGES), ("T0", "T1"), UNITS)
    return [(problem.code, problem.params["key"], problem.params.get("suggestion")) for problem in found]


@pytest.mark.parametrize(
    "declared",
    [
        forms({"T0": 60, "T1": 46}),
        forms("started"),
        forms(""),
        poll("pupils"),
        poll({"VT2024": 90}),
        poll({"maj 2024": {"a": 40, "b": 60}}),
        poll("", ""),
    ],
)
def test_what_may_be_said(declared: Source) -> None:
    assert [] == problems(declared)


@pytest.mark.parametrize(
    ("declared", "code", "key", "meant"),
    [
        (forms({"T2": 60}), "E159", "source.forms.asked", "T0"),
        (forms("startad"), "E159", "source.forms.asked", "started"),
        (forms("pupils"), "E159", "source.forms.asked", "offered, started"),
        (forms({"T0": {"a": 60}}), "E155", "source.forms.asked.T0", None),
        (poll({"våren": 90}), "E155", "source.poll.asked.våren", None),
        (poll({"2024": 90}), "E155", "source.poll.asked.2024", None),
        (poll({"VT2024": {"c": 90}}), "E159", "source.poll.asked.VT2024", "a"),
        (poll("started"), "E155", "source.poll.asked", None),
        (poll("pupils", ""), "E154", "source.poll.answered", None),
        (poll("", "who"), "E154", "source.poll.asked", None),
        (poll("pupils", "whom"), "E159", "source.poll.answered", "who"),
    ],
)
def test_what_can_t_be_meant(declared: Source, code: str, key: str, meant: str | None) -> None:
    ((found, where, suggestion),) = problems(declared)

    assert (code, key) == (found, where)
    assert meant is None or str(suggestion).startswith(meant) or meant in str(suggestion)


@pytest.mark.parametrize("asked", ["{ T0 = 0 }", "{ T0 = -3 }", "{ T0 = 2.5 }", '{ T0 = "60" }', "{ T0 = true }", "60"])
def test_no_number_of_persons(asked: str, files: dict[str, str], refused: Any) -> None:
    given = files["sources.toml"].replace("[[source]]", f"[[source]]\nasked = {asked}", 1)

    assert "E155" in refused({**files, "sources.toml": given})


def test_tables_that_are_no_questionnaires_have_no_such_key(files: dict[str, str], refused: Any) -> None:
    listed = '\n[[source]]\nid = "list"\ntable = "persons"\nfiles = ["l.csv"]\nperson = "id"\nasked = "pupils"\n'

    assert "E153" in refused({**files, "sources.toml": files["sources.toml"] + listed})


def asked(declared: Source, months: Mapping[str, set[str]] | None = None) -> tuple[Asking, ...]:
    return askings_of((declared,), {"y": Outcome.plain("y"), "q_total": Outcome.plain("q_total")}, UNITS, months or {})


def test_a_number_an_occasion() -> None:
    assert (Asking(source="forms", answers=("y",), period="T0", n=60),) == asked(forms({"T0": 60}))


def test_all_at_a_stage() -> None:
    assert (Asking(source="forms", answers=("y",), stage="started"),) == asked(forms("started"))


def test_scales_of_a_questionnaire_were_asked_for_together() -> None:
    use = InstrumentUse(key="sdq_parent", items="p{item}", prefix="q")
    source = Source(id="sdq", table="measures", files=("f.csv",), person="id", instrument=use, asked={"T0": 3})

    assert ("q_total",) == asked(source)[0].answers


def test_times_are_written_as_tables_write_them() -> None:
    assert {"2024-05", "VT2024"} == {item.period for item in asked(poll({"maj 2024": 9, "vt 24": 90}))}


def test_all_pupils_in_each_month_with_answers() -> None:
    found = asked(poll("pupils"), {"who": {"2023-05", "2024-05"}})

    assert [("2023-05", "a", 40), ("2023-05", "b", 60), ("2024-05", "a", 40), ("2024-05", "b", 60)] == [
        (item.period, item.unit, item.n) for item in found
    ]


def test_the_embedded_example_says_it_in_each_way() -> None:
    declared = {source.id: source.asked for source in load_pilot("data_raw/familjeteamet").sources if source.asked}

    assert {"sdq", "pupil_poll", "staff_poll"} == set(declared)


@pytest.mark.parametrize(
    ("divided", "key"), [({"sx": {"g": 1}}, "unit.a.pupils_by"), ({"sex": {"gurl": 1}}, "unit.a.pupils_by.sex")]
)
def test_pupils_are_divided_as_persons_are(divided: Any, key: str) -> None:
    unit = Unit(id="a", kind="school", label=Text(sv="a", en="a"), pupils_by=divided)
    listed = Source(
        id="l",
        table="persons",
        files=("l.csv",),
        person="id",
        columns={"sex": "Kön"},
        values={"sex": {"f": "girl", "p": "boy"}},
    )

    (problem,) = division_problems((unit,), (listed,))
    assert ("E159", key) == (problem.code, problem.params["key"])

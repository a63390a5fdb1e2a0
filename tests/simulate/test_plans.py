"""Plans are read strictly: a fault is refused with the file and its place in it."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tsi_eval.errors import UsageError
from tsi_eval.simulate.known import pilot_names
from tsi_eval.simulate.plans import Plan, plan, read

LISTED = '[[subject]]\nkind = "listed"\nid = "children"\npersons = 17\nperson = "B{:03}"\n'
QUESTIONNAIRE = """
[[subject]]
kind = "questionnaires"
id = "tests"
people = ["children", ""]
keys = ["Barn", "Datum"]
answers = { kind = "again", again = 12 }
scales = [{ kind = "steps", id = "relation", limits = [0.0], shift = { T0 = 0.0 } }]
columns = [{ kind = "COLUMN", scale = "SCALE", label = "x {}" }]
occasions = []
"""


@pytest.mark.parametrize("pilot", pilot_names())
def test_every_plan_is_read_and_its_subjects_have_names_of_their_own(pilot: str) -> None:
    names = [subject.id for subject in plan(pilot).subject]

    assert names
    assert sorted(set(names)) == sorted(names)


def test_a_subject_is_found_by_its_name() -> None:
    planted = read(LISTED, "x.toml")

    assert planted.subject[0] is planted["children"]
    assert 17 == planted["children"].persons
    with pytest.raises(KeyError):
        planted["parents"]


def test_a_plan_without_a_calendar_has_no_terms() -> None:
    assert () == read(LISTED, "x.toml").terms
    assert ("HT2023", "VT2024", "HT2024") == plan("familjeteamet").terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LISTED + "person_s = 3\n", ["x.toml", "subject.0.listed.person_s"]),
        (LISTED.replace("persons = 17\n", ""), ["x.toml", "subject.0.listed.persons"]),
        (LISTED.replace("17", '"17"'), ["subject.0.listed.persons"]),
        (LISTED.replace("listed", "lottery"), ["subject.0", "lottery"]),
        ("planted = 1\n" + LISTED, ["planted"]),
        ("[[subject]\n", ["x.toml", "line 1"]),
    ],
)
def test_a_fault_is_refused_with_its_place(text: str, words: list[str]) -> None:
    with pytest.raises(ValueError, match=r"x\.toml") as error:
        read(text, "x.toml")

    assert [word for word in words if word not in str(error.value)] == []


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(ValueError, match=r"x\.toml") as error:
        read(LISTED.replace("17", '"17"') + "more = 1\n", "x.toml")

    assert 2 == len(str(error.value).splitlines())


@pytest.mark.parametrize(
    ("column", "scale", "words"),
    [("value", "relations", "no scale is called relations"), ("spread", "relation", "only a sum can be spread")],
)
def test_a_column_of_no_scale_or_of_one_that_is_no_sum_is_refused(column: str, scale: str, words: str) -> None:
    text = LISTED + QUESTIONNAIRE.replace("COLUMN", column).replace("SCALE", scale)

    with pytest.raises(ValueError, match=words):
        read(text, "x.toml")


POLL = """
[[subject]]
kind = "poll"
id = "staff"
stream = ["staff"]
month = 5
asked = { a = 70 }
response = 0.75
share = { VT2023 = 0.42 }
form = { name = "enkat_{delivery}.csv" }
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LISTED + LISTED, ["two subjects are called children"]),
        (QUESTIONNAIRE.replace("COLUMN", "value").replace("SCALE", "relation"), ["tests measures children, which no"]),
        (POLL, ["staff comes term by term and needs", "staff names a unit that is none: a"]),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(text: str, words: list[str]) -> None:
    with pytest.raises(ValueError, match=r"x\.toml") as error:
        read(text, "x.toml")

    assert [word for word in words if word not in str(error.value)] == []


def test_a_season_has_twelve_months() -> None:
    text = files("tsi_eval").joinpath("simulate", "pilots", "konsultationsteam.toml").read_text(encoding="utf-8")
    short = text.replace("season = [0.95, ", "season = [")

    assert short != text
    with pytest.raises(ValueError, match=r"x\.toml: subject\.1\.monthly\.season"):
        read(short, "x.toml")


def test_an_unknown_pilot_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        plan("skolfamm")

    assert {"name": "skolfamm", "known": ", ".join(pilot_names())} == error.value.problems[0].params


def test_a_plan_is_frozen() -> None:
    with pytest.raises(AttributeError):
        plan("skolfam").unit = ()  # type: ignore[misc]
    assert isinstance(plan("skolfam"), Plan)

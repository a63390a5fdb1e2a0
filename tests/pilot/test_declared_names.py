"""Names that a declaration uses must be declared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tsi_eval.designs.needs import Needs
from tsi_eval.errors import Problem
from tsi_eval.language import Message
from tsi_eval.pilot.declared_names import Known, source_problems, unknown, unmet
from tsi_eval.pilot.source import Source
from tsi_eval.pilot.stage_words import StageWords
from tsi_eval.study import Outcome

PEOPLE = Source(
    id="people",
    table="persons",
    files=("p.csv",),
    person="id",
    columns={"arm": "grupp"},
    values={"arm": {"A": "a", "B": "b"}},
    clusters={"family": "familj"},
)
LOG = Source(
    id="log",
    table="enrolment",
    files=("log.csv",),
    person="id",
    columns={"stage": "steg"},
    values={"stage": {"erbjuden": "offered", "startat": "started"}},
)
FORMS = Source(
    id="forms", table="measures", files=("f.csv",), person="id", columns={"date": "datum"}, outcomes={"score": ("q",)}
)
SOURCES = (PEOPLE, LOG, FORMS)
OUTCOMES = {"score": Outcome.plain("score")}
KNOWN = Known(sources=SOURCES, outcomes=("score",), windows=("T0", "T1"), units=("north",), prices=("care_day",))


def of_sources(*sources: Source) -> list[tuple[Any, ...]]:
    found = source_problems(sources, OUTCOMES, ("T0", "T1"))
    return [(problem.code, problem.params.get("key", problem.params.get("name"))) for problem in found]


@pytest.mark.parametrize(
    ("needs", "what", "name", "suggestion"),
    [
        (Needs(outcomes=("scores",)), "outcome", "scores", "score"),
        (Needs(occasions=("T0", "T3")), "window", "T3", "T0, T1"),
        (Needs(columns=("amr",)), "column", "amr", "arm"),
        (Needs(clusters=("familly",)), "cluster", "familly", "family"),
        (Needs(stages=("startd",)), "stage", "startd", "started"),
        (Needs(units=("nort",)), "unit", "nort", "north"),
        (Needs(prices=("care_days",)), "price", "care_days", "care_day"),
        (Needs(tables=("measure",)), "table", "measure", "measures"),
        (Needs(values=(("arm", "c"),)), "value", "c", "a, b"),
    ],
    ids=lambda item: item if isinstance(item, str) else "",
)
def test_name_that_nothing_declares_is_said_with_the_closest(
    needs: Needs, what: str, name: str, suggestion: str
) -> None:
    (problem,) = unmet("question.q.options", needs, KNOWN)

    said = problem.params["what"]
    assert ("E159", "question.q.options", name) == (problem.code, problem.params["key"], problem.params["name"])
    assert what == (said.key.removeprefix("what.") if isinstance(said, Message) else said)
    assert suggestion == problem.params["suggestion"]


def test_clusters_may_be_columns_of_the_persons() -> None:
    assert [] == list(unmet("q", Needs(clusters=("arm", "family")), KNOWN))


def test_files_that_hold_labels_as_they_are_may_hold_any() -> None:
    plain = Known(
        sources=(replace(LOG, values={}), replace(PEOPLE, values={})),
        outcomes=(),
        windows=(),
        units=(),
        prices=(),
    )

    assert [] == list(unmet("q", Needs(stages=("anything",), series=("any",), values=(("arm", "z"),)), plain))


def test_what_could_not_be_read_is_not_held_against_the_questions() -> None:
    unread = replace(KNOWN, outcomes=None, prices=None)

    assert [] == list(unmet("q", Needs(outcomes=("x",), prices=("y",)), unread))


def test_sources_in_order_have_no_problems() -> None:
    assert [] == of_sources(*SOURCES)


def test_values_of_a_misspelt_column_are_refused_with_the_column_that_was_meant() -> None:
    source = replace(PEOPLE, values={"amr": {"A": "a"}})

    (problem,) = source_problems((source,), OUTCOMES, ())

    assert ("E159", "source.people.values", "amr", "arm") == (
        problem.code,
        *(problem.params[part] for part in ("key", "name", "suggestion")),
    )


def test_values_of_a_column_of_numbers_are_refused() -> None:
    source = Source(
        id="c",
        table="contacts",
        files=("c.csv",),
        columns={"unit": "U", "period": "P", "arena": "A", "who": "W", "n": "N"},
        values={"arena": {"x": "corridor"}, "unit": {"N": "north"}, "n": {"många": "9"}},
    )

    assert [("E159", "source.c.values")] == of_sources(source)


def test_values_of_a_required_column_that_is_not_declared_are_one_problem() -> None:
    assert [("E154", "source.log.columns.stage")] == of_sources(replace(LOG, columns={}))


def test_ids_outcomes_and_windows_of_sources_are_declared_once() -> None:
    wide = replace(FORMS, id="wide", columns={}, outcomes={"score": {"T0": ("a",), "T9": ("b",)}, "mood": ("m",)})

    found = of_sources(FORMS, FORMS, wide)

    assert ("E158", None) == found[0]
    assert {("E159", "source.wide.outcomes"), ("E159", "source.wide.outcomes.score")} <= set(found)


def test_outcomes_and_windows_of_days_are_declared() -> None:
    days = replace(FORMS, columns={}, outcomes={}, days={"wait": {"T0": ("a", "b")}, "score": {"T9": ("a", "b")}})

    assert [("E159", "source.forms.days"), ("E159", "source.forms.days.score")] == of_sources(days)
    assert [] == of_sources(replace(days, days={"score": {"T0": ("a", "b")}}))


def test_dates_are_of_persons_only() -> None:
    assert [] == of_sources(replace(PEOPLE, dates={"first": "Första"}))
    assert [("E153", "source.forms.dates")] == of_sources(replace(FORMS, dates={"first": "Första"}))


def test_word_of_two_lists_is_refused_by_its_name() -> None:
    source = replace(
        LOG, columns={"stage": "steg", "present": "var med"}, words=StageWords(yes=("ok",), no=("OK", "avböjde"))
    )

    (problem,) = source_problems((source,), OUTCOMES, ())

    assert ("E362", "log", "ok") == (problem.code, problem.params["source"], problem.params["word"])


def test_words_that_nobody_reads_are_refused() -> None:
    words = StageWords(yes=("ok",))

    assert [("E154", "source.log.columns.present")] == of_sources(replace(LOG, words=words))
    assert [("E153", "source.forms.words")] == of_sources(replace(FORMS, words=words))
    assert [] == of_sources(replace(LOG, columns={}, values={}, stages={"started": "startat"}, words=words))


@pytest.mark.parametrize("name", ["row", "person", "stage", "arm"])
def test_cluster_is_never_called_as_a_column_is(name: str) -> None:
    source = replace(PEOPLE, clusters={name: "familj"})

    assert ("E289", name) in of_sources(source)


def test_identifiers_are_declared_once() -> None:
    source = replace(PEOPLE, columns={"arm": "familj"}, values={})

    found = [p for p in source_problems((source,), OUTCOMES, ()) if p.code == "E288"]

    assert ["familj"] == [problem.params["column"] for problem in found]


def test_unknown_names_without_any_like_them_list_some_that_are_known() -> None:
    (problem,) = unknown("a.toml", "k", "thing", ("zzz", "b"), list("abcdefgh"))
    (nothing,) = unknown("a.toml", "k", "thing", ("zzz",), ())

    assert isinstance(problem, Problem)
    assert ("a, b, c, d, e, f", "–") == (problem.params["suggestion"], nothing.params["suggestion"])


def test_unknown_stage_is_called_by_its_word() -> None:
    (problem,) = unmet("question.q.options", Needs(stages=("startd",)), KNOWN)

    assert "Okänt namn (steg): ”startd”." in problem.text("sv")
    assert "stage" not in problem.text("sv")


WIDE = replace(FORMS, columns={}, outcomes={"score": {"T0": ("before",), "T1": ("after",)}})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (replace(WIDE, columns={"date": "datum"}), [("E401", "date")]),
        (replace(WIDE, columns={"occasion": "när"}), [("E401", "occasion")]),
        (replace(WIDE, fixed={"date": "2024-01"}), [("E401", "date")]),
        (replace(WIDE, sections="date"), [("E401", "date")]),
        (
            replace(WIDE, outcomes={}, days={"score": {"T0": ("a", "b")}}, columns={"date": "datum"}),
            [("E401", "date")],
        ),
        (WIDE, []),
        (FORMS, []),
        # The date is of the outcome in rows.
        (replace(WIDE, columns={"date": "datum"}, outcomes={**WIDE.outcomes, "score": ("q",)}), []),
    ],
)
def test_what_says_when_is_refused_where_each_value_has_its_occasion(
    source: Source, expected: list[tuple[str, str]]
) -> None:
    assert expected == of_sources(source)


def test_whom_contacts_were_with_must_be_among_the_declared_words() -> None:
    met = {"who": {"elev": "pupil", "förälder": "guardian"}}
    contacts = Source(id="c", table="contacts", files=("c.csv",), columns={"who": "Vem"}, values=met)
    known = replace(KNOWN, sources=(*SOURCES, contacts))

    (problem,) = unmet("question.q.options", Needs(who=("pupl",)), known)

    assert ("E159", "pupl", "pupil") == (problem.code, problem.params["name"], problem.params["suggestion"])
    assert [] == list(unmet("question.q.options", Needs(who=("pupil",)), known))
    # Files that hold their words in plain text may hold any.
    assert [] == list(unmet("question.q.options", Needs(who=("elev",)), KNOWN))

"""A later report in which some numbers are new and others are not: each older one has its date."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from chapters_by_hand import prose, tables
from later_report import june, later
from released_by_hand import JUNE, released

from tsi_eval import Report
from tsi_eval.findings.released import Released, from_json, to_json
from tsi_eval.language import LANGUAGES
from tsi_eval.report.figures import figure_of, flow_of
from tsi_eval.report.parts import Chapter, Figure, Table
from tsi_eval.report.pieces import pieces
from tsi_eval.report.sentences import answers

OF_JUNE = "30 juni 2025"
KEPT, NEW = ("reached", "worry", "paired"), ("groups", "contacts", "months")


@cache
def report(language: str = "sv") -> Report:
    return Report(later(), language)


def texts(chapter: Chapter) -> str:
    """Return all words of a chapter."""
    said = [part.note + part.caption if isinstance(part, Table) else "" for part in chapter.parts]
    said += [part.source + part.title for part in chapter.parts if isinstance(part, Figure)]
    return "\n".join((*prose(chapter), *said))


def table(chapter: Chapter, id_: str) -> Table:
    return next(part for part in tables(chapter) if part.id == id_)


@pytest.mark.parametrize("brief", [False, True])
def test_each_sentence_of_a_kept_answer_has_its_date_and_no_other(brief: bool) -> None:
    words = report().words
    dated = {
        found.question: all(f"({OF_JUNE})" in sentence for sentence in answers(words, found, brief=brief))
        for found in words.asked_findings()
    }

    assert dated == dict.fromkeys(KEPT, True) | dict.fromkeys(NEW, False)


def test_an_older_answer_s_sentence_is_of_one_date_though_the_total_is_new() -> None:
    (sentence,) = answers(report().words, later().finding("reached"))

    assert f"({OF_JUNE}). Steg för steg: erbjudna 200, började 160, fullföljde 107." in sentence


def test_main_messages_and_summary_have_the_dates() -> None:
    assert len(KEPT) == texts(report().messages()).count(f"({OF_JUNE}).")
    assert len(KEPT) == sum(f"({OF_JUNE})" in row[1] for row in tables(report().summary())[0].rows)


def test_the_rule_stands_once_in_a_report() -> None:
    said = [texts(chapter) for chapter in report().every_chapter().values()]

    assert 1 == "\n".join(said).count("förnyas när minst fem")


def test_the_report_of_june_has_neither_dates_nor_the_rule() -> None:
    said = "\n".join(texts(chapter) for chapter in Report(june(), "sv").every_chapter().values())

    assert "förnyas" not in said
    assert f"({OF_JUNE})" not in said
    assert "från rapporten den" not in said


def test_a_question_that_is_older_as_a_whole_says_so_once_beside_its_figure() -> None:
    chapter = report().question("worry")
    said = f"Siffrorna är från rapporten den {OF_JUNE}."

    assert prose(chapter)[2].startswith(said)
    assert 1 == texts(chapter).count(said)
    assert {""} == {part.note for part in tables(chapter)}


@pytest.mark.parametrize("question", KEPT)
def test_a_figure_of_older_numbers_says_so_in_its_source(question: str) -> None:
    words, found = report().words, later().finding(question)
    figures = [figure for figure in (figure_of(words, found), flow_of(words, found)) if figure is not None]

    assert figures
    for figure in figures:
        assert figure.source.endswith(f"Figurens siffror är från rapporten den {OF_JUNE}.")


def test_a_title_has_the_date_of_its_answer_and_older_parts_of_a_newer_whole_are_not_drawn() -> None:
    words = report().words
    reached, contacts = (figure_of(words, later().finding(name)) for name in ("reached", "contacts"))

    assert reached is not None
    assert reached.title.endswith(f"({OF_JUNE})")
    assert contacts is None


def test_a_table_of_several_dates_marks_its_older_numbers() -> None:
    stages = table(report().question("reached"), "series-reached")
    contacts = table(report().question("contacts"), "supporting-contacts")
    schools = table(report().question("groups"), "supporting-groups")

    assert (("alla", "210", "160 (80,0\u00a0% av 200)\\*", "107 (53,5\u00a0% av 200)\\*"),) == stages.rows
    assert ["248", "171\\*", "77\\*"] == [row[2] for row in contacts.rows]
    assert f"\\* Från rapporten den {OF_JUNE}." == stages.note == contacts.note
    assert "Siffrorna är från rapporten den 31 januari 2025." == schools.note


def test_what_was_delivered_and_the_appendix_have_dates_of_their_own() -> None:
    assert OF_JUNE in table(report().quality(), "receipt").note
    assert f"Siffrorna är från rapporten den {OF_JUNE}." == table(report().appendix(), "all-worry").note
    assert "" == table(report().appendix(), "all-months").note


def test_a_correction_stands_first_and_on_the_cover() -> None:
    assert prose(report().messages())[1].startswith(f"**Den här rapporten rättar rapporten den {OF_JUNE}.**")
    assert "rättar" not in prose(Report(june(), "sv").messages())[1]


def test_numbers_of_one_report_alone_make_a_flow() -> None:
    made = later()
    found = made.finding("paired")
    mixed = replace(found, estimates=(*found.estimates[:-1], replace(found.estimates[-1], as_of=None)))

    assert flow_of(report().words, found) is not None
    assert flow_of(Report(released(mixed), "sv").words, mixed) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_piece_can_be_shown_in_a_notebook(language: str) -> None:
    chapters = report(language).every_chapter().values()

    assert pieces(chapters) == pieces(Report(again(later()), language).every_chapter().values())


def again(made: Released) -> Released:
    return from_json(to_json(made))


def test_the_table_for_other_programs_has_the_dates() -> None:
    frame = later().frame()

    assert {JUNE} == set(frame[frame["question"] == "worry"]["as_of"])

"""What changed since the last report: its answers beside those of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from released_by_hand import DAY, PROVENANCE, finding, headline, hidden, released

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import LastReport, ReleasedEstimate
from tsi_eval.report.changes import changes
from tsi_eval.report.parts import Chapter, Prose, Table
from tsi_eval.report.words import Words

NBSP = "\N{NO-BREAK SPACE}"
NOW = headline(
    Quantity.MEAN_CHANGE, -3.2, ci_low=-5.1, ci_high=-1.3, outcome="score", group="both", n=50, decimals=1,
    claim=Claim.CHANGED,
)  # fmt: skip
THEN = replace(NOW, estimate=-2.0, ci_low=-4.0, ci_high=0.0)
WORRY = replace(NOW, outcome="worry", estimate=1.0, ci_low=None, ci_high=None)
WHAT = "genomsnittlig förändring, mätta båda gångerna"


def shown(*now: ReleasedEstimate, then: tuple[ReleasedEstimate, ...] = (), day: date = date(2025, 6, 1)) -> Chapter:
    last = LastReport(report_date=day, answers=then, data={"people": "1", "log": "2"})
    made = replace(PROVENANCE, data={"people": "1", "log": "3", "forms": "4"})
    found = finding("pre_post", Claim.CHANGED, now)
    return changes(Words(replace(released(found), last=last, provenance=made), "sv"))


def table_of(chapter: Chapter) -> Table:
    table = chapter.parts[1]
    assert isinstance(table, Table)
    return table


def intro_of(chapter: Chapter) -> str:
    prose = chapter.parts[0]
    assert isinstance(prose, Prose)
    return prose.markdown


def test_without_an_earlier_report_there_is_no_chapter() -> None:
    assert () == changes(Words(released(finding("pre_post", Claim.CHANGED, [NOW])), "sv")).parts


def test_each_answer_stands_beside_the_same_answer_then() -> None:
    table = table_of(shown(NOW, WORRY, then=(THEN,)))

    assert ("fråga", "mått", "förra rapporten", "nu") == table.header
    assert (
        ("Q?", WHAT, f"−2,0 (−4,0{NBSP}till{NBSP}0,0)", f"−3,2 (−5,1{NBSP}till{NBSP}−1,3)"),
        ("", WHAT, "inget svar då", "1,0"),
    ) == table.rows
    assert "" == table.note


def test_an_answer_of_another_group_is_another_answer() -> None:
    table = table_of(shown(NOW, then=(replace(THEN, group="arm=a"),)))

    assert "inget svar då" == table.rows[0][2]


def test_a_hidden_answer_of_then_is_two_dots_with_the_reason() -> None:
    table = table_of(shown(NOW, then=(hidden(THEN),)))

    assert ".." == table.rows[0][2]
    assert ".. visas inte, för att inget medelvärde för några få personer ska gå att läsa ut." == table.note


def test_an_answer_that_neither_report_shows_has_no_row() -> None:
    worry = hidden(WORRY)

    table = table_of(shown(NOW, worry, then=(THEN,)))
    sentence = shown(worry).parts[1]

    assert 1 == len(table.rows)
    assert (
        "Visas inte, för att inget medelvärde för några få personer ska gå att läsa ut: Q? (mätta båda gångerna)."
        == table.note
    )
    assert isinstance(sentence, Prose)
    assert sentence.markdown.endswith("visas inte, för att inget medelvärde för några få personer ska gå att läsa ut.")


def test_it_says_which_sources_are_new_or_changed() -> None:
    assert "Nya eller ändrade leveranser: log, forms." in intro_of(shown(NOW))


def test_the_last_report_is_dated_only_when_it_is_older() -> None:
    assert "Den är daterad 1 juni 2025." in intro_of(shown(NOW))
    assert "Den är daterad" not in intro_of(shown(NOW, day=DAY))

"""A caveat that explains numbers is said where they are shown, and under their table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers_about_change import changed, estimate, finding, imputed, words_of
from chapters_by_hand import tables
from released_by_hand import hidden, refused

from tsi_eval.findings import Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.report.caveats import caveats_of
from tsi_eval.report.explained import messages_of, under_table
from tsi_eval.report.glossary import terms
from tsi_eval.report.question import chapter_of
from tsi_eval.report.sources import cited

RELIABLE = estimate(Quantity.SMALLEST_RELIABLE, 8.5, method="reliable_change")
PUBLISHED = estimate(Quantity.BENCHMARK, -1.2, method="published", group="benchmark=b", unit="sd")
SECOND = replace(changed(-2.0, 1.0), role=Role.SECONDARY, outcome="worry")
# A caveat, and a number that it explains.
PAIRS = [
    ("reliable_change", RELIABLE),
    ("benchmark", PUBLISHED),
    ("imputed", imputed(-5.0)),
    ("secondary", SECOND),
    ("selected", estimate(Quantity.EXPECTED_CHANGE, -1.8)),
]


def with_caveat(key: str, *beside: ReleasedEstimate) -> ReleasedFinding:
    found = finding(changed(-6.0, -2.0), *beside)
    return replace(found, caveats=(Message(f"caveat.{key}", {"source": "s"}), Message("caveat.no_comparison")))


@pytest.mark.parametrize(("key", "number"), PAIRS)
def test_what_explains_a_number_is_left_out_where_it_is_hidden_or_was_not_made(
    key: str, number: ReleasedEstimate
) -> None:
    shown, gone = with_caveat(key, number), with_caveat(key, hidden(number))

    assert [f"caveat.{key}", "caveat.no_comparison"] == [message.key for message in messages_of(shown)]
    for found in (gone, with_caveat(key)):
        assert ["caveat.no_comparison"] == [message.key for message in messages_of(found)]


@pytest.mark.parametrize(("key", "number"), PAIRS[:2])
def test_what_explains_a_tables_numbers_stands_under_it_and_not_among_what_holds_for_the_answer(
    key: str, number: ReleasedEstimate, language: str
) -> None:
    found = with_caveat(key, number)
    words = words_of(found, language)
    said = words.message(found.caveats[0])

    assert said not in caveats_of(words, found)
    assert said == under_table(words, found, found.estimates)
    assert "" == under_table(words, found, found.estimates[:1])
    assert [True] == [said in table.note for table in tables(chapter_of(words, found)) if number in table.shows]


def test_glossary_and_sources_go_by_what_is_said() -> None:
    hidden_one, shown = with_caveat("cited"), with_caveat("cited", PUBLISHED)
    cites = Message("caveat.cited", {"key": "@wilcoxon1945"})
    hidden_one, shown = (replace(found, caveats=(cites,)) for found in (hidden_one, shown))

    assert "wilcoxon1945" not in cited(words_of(hidden_one, "sv"))
    assert "wilcoxon1945" in cited(words_of(shown, "sv"))
    assert terms(words_of(hidden_one, "sv")) != ()


def test_of_a_refused_question_nothing_is_doubted() -> None:
    found = replace(refused(Message("refusal.not_yet")), caveats=(Message("caveat.no_comparison"),))

    assert [] == list(messages_of(found))

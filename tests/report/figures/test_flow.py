"""Who was measured when: drawn once a report, and only where somebody is missing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from drawings import DRAFT, MARK, PAPER_POINTS, Drawing, check_labels, drawn, drawn_flow, drawn_flow_again
from findings_with_figures import (
    DECIDED,
    FLOWS,
    change,
    paired,
    words_of,
)
from released_by_hand import estimate

from tsi_eval.findings import Answerable, Feasibility, Quantity
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.report.figures import flow_of
from tsi_eval.report.figures.canvas import LIGHT, PALETTE, PAPER, SOFT
from tsi_eval.report.parts import figure_caption


def asked(**counts: int | None) -> ReleasedFinding:
    """Return a finding of which it is known that 80 were asked."""
    found = paired(**counts)
    outcome = next(item.outcome for item in found.estimates if item.axis == "flow")
    rate = estimate(Quantity.RESPONSE, 0.75, n=80, outcome=outcome, group="before", period="T0", decimals=3)
    return replace(found, estimates=(*found.estimates, rate))


class TestFlow:
    """Who was measured when."""

    @pytest.fixture(params=FLOWS)
    def answer(self, request: pytest.FixtureRequest) -> ReleasedFinding:
        return FLOWS[request.param]

    def test_it_has_its_own_name_words_and_mark(self, answer: ReleasedFinding, language: str) -> None:
        figure, other = drawn_flow(answer, language), drawn(DECIDED["means"], language)
        seen = Drawing(figure.svg)

        assert ("figure-flow-q", "figure-q") == (figure.id, other.id)
        assert not {figure.title, figure.subtitle, figure.alt} & {other.title, other.subtitle, other.alt}
        assert figure.alt not in figure_caption(figure.title, figure.subtitle, figure.source)
        assert f"{MARK[language]} {DRAFT[language]}" in seen.words
        assert DRAFT[language] in Drawing(drawn_flow(answer, language, "real").svg).words
        assert seen.colours <= PALETTE
        assert min(size for _, size in seen.labels) > PAPER_POINTS
        assert drawn_flow_again(answer, language).svg == figure.svg
        assert not re.search(r"\{|\}|\\|None|nan", figure.alt + figure.title + figure.source)

    def test_title_says_how_many_of_those_first_measured(self, language: str) -> None:
        assert {"sv": "50 av 60 mättes båda gångerna", "en": "50 of 60 were measured both times"}[
            language
        ] == drawn_flow(FLOWS["both ways"], language).title
        assert drawn_flow(FLOWS["both ways"], language).source.endswith("n = 60.")

    def test_the_filled_part_is_those_measured_both_times(self) -> None:
        seen = Drawing(drawn_flow(FLOWS["both ways"]).svg)
        first, second = seen.widths_of(SOFT)
        whole = [width for width in seen.widths_of(PAPER) if width != max(seen.widths_of(PAPER))]

        assert first == second
        assert any(width * 50 / 60 == pytest.approx(first, abs=0.01) for width in whole)
        assert any(width * 50 / 54 == pytest.approx(first, abs=0.01) for width in whole)
        assert LIGHT in seen.colours

    def test_those_measured_only_once_are_numbered(self, language: str) -> None:
        words = Drawing(drawn_flow(FLOWS["both ways"], language).svg).words
        once = {"sv": "bara då", "en": "only then"}[language]

        assert [10, 4] == [n for n in (10, 4) if any(f"({n} {once})" in text for text in words)]

    @pytest.mark.parametrize(("name", "silent"), [("nobody left", "första"), ("nobody new", "andra")])
    def test_nobody_is_not_written_beside_a_bar(self, name: str, silent: str) -> None:
        words = " ".join(Drawing(drawn_flow(FLOWS[name]).svg).words)

        assert 1 == words.count("bara då")
        assert f"bara mätta {silent} gången 0" in drawn_flow(FLOWS[name]).alt

    def test_hidden_counts_stay_hidden(self, language: str) -> None:
        figure = drawn_flow(FLOWS["hidden"], language)
        words = [*Drawing(figure.svg).words, figure.alt]

        assert any(".. " in text for text in words)
        assert not any(re.search(r"(?<!\d)(10|4) (bara|only|measured)", text) for text in words)

    @pytest.mark.parametrize("answer", [paired(before=None), paired(after=None), paired(both=None)])
    def test_without_one_of_its_bars_there_is_no_figure(self, answer: ReleasedFinding) -> None:
        assert flow_of(words_of(answer), answer) is None

    def test_nobody_missing_is_no_figure(self) -> None:
        answer = paired(after=60, both=60, before_only=0, after_only=0)

        assert flow_of(words_of(answer), answer) is None
        assert flow_of(words_of(change(0.3, 2.5)), change(0.3, 2.5)) is None

    def test_the_same_numbers_are_drawn_once_in_a_report(self) -> None:
        first, again, later, others = (
            paired("a"),
            paired("b"),
            paired("c", period="T0 > T2"),
            paired("d", after=55, after_only=5),
        )
        words = words_of(first, again, later, others)

        figures = {answer.question: flow_of(words, answer) for answer in (first, again, later, others)}
        assert [name for name, figure in figures.items() if figure is not None] == ["a", "c", "d"]
        assert {figure.id for figure in figures.values() if figure} == {
            "figure-flow-a",
            "figure-flow-c",
            "figure-flow-d",
        }

    def test_what_cannot_be_drawn_first_is_drawn_later(self) -> None:
        hidden, shown = paired("a", both=None), paired("b")

        assert flow_of(words_of(hidden, shown), shown) is not None

    def test_without_an_answer_nobody_is_said_to_be_in_it(self) -> None:
        counts = tuple(paired(after=0, both=0, before_only=60, after_only=0).estimates[1:])
        reason = Message("refusal.not_yet")
        answer = replace(
            paired(), estimates=counts, feasibility=Feasibility(answerable=Answerable.REFUSED, reason=reason)
        )

        assert flow_of(words_of(answer), answer) is None

    def test_labels_end_inside_in_swedish(self, answer: ReleasedFinding) -> None:
        check_labels(drawn_flow(answer).svg)

    def test_labels_end_inside_in_english(self) -> None:
        check_labels(drawn_flow(FLOWS["many"], "en").svg)

    def test_those_who_were_asked_stand_first(self, language: str) -> None:
        figure = drawn_flow(asked(), language)
        expected = {
            "sv": "50 av 80 tillfrågade mättes båda gångerna",
            "en": "50 of 80 who were asked were measured both times",
        }

        assert expected[language] == figure.title
        assert figure.source.endswith("n = 80.")
        assert {"sv": "tillfrågade 80", "en": "asked 80"}[language] in figure.alt
        assert 3 == len(Drawing(figure.svg).widths_of(SOFT))

    @pytest.mark.parametrize(("after", "figures"), [(50, 0), (None, 0), (54, 1)])
    def test_what_the_sentence_on_who_answered_says_is_not_drawn(self, after: int | None, figures: int) -> None:
        found = asked(after=after, after_only=None if after is None else after - 50)
        first = next(item for item in found.estimates if item.quantity is Quantity.RESPONSE)
        answer = replace(found, estimates=(*found.estimates, replace(first, estimate=0.625, group="both")))

        assert figures == (flow_of(words_of(answer), answer) is not None)

    def test_the_second_time_may_be_hidden_where_it_is_known_who_was_asked(self, language: str) -> None:
        figure = drawn_flow(asked(after=None, after_only=None), language)

        assert {"sv": "visas inte", "en": "not shown"}[language] in " ".join(Drawing(figure.svg).words)
        assert 2 == len(Drawing(figure.svg).widths_of(SOFT))

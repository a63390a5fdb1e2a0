"""What holds of every figure: its words, its drawing, and what is hidden in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
import released_by_hand
from drawings import (
    DRAFT,
    HIDDEN,
    MARK,
    PAPER_POINTS,
    Drawing,
    check_labels,
    drawn,
    drawn_again,
    number_of,
)
from findings_with_figures import (
    COUNTED,
    DECIDED,
    HIDDEN_IN,
    LABELS,
    SHAPES,
    UNDECIDED,
    words_of,
)
from released_by_hand import finding, headline

from tsi_eval import Report
from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import Released, ReleasedFinding
from tsi_eval.report.document import document_of
from tsi_eval.report.figures import figure_of, flow_of
from tsi_eval.report.figures.canvas import PALETTE, PAPER, STYLES
from tsi_eval.report.parts import Figure, figure_caption
from tsi_eval.report.sentences import headlines


class TestEveryFigure:
    def test_alt_text_is_its_own_words_with_the_answers_number(self, answer: ReleasedFinding, language: str) -> None:
        words, figure = words_of(answer, language=language), drawn(answer, language)
        hidden = answer is HIDDEN_IN["waterfall"]

        assert figure.alt not in {figure.title, figure.subtitle, figure.source}
        assert figure.alt not in figure_caption(figure.title, figure.subtitle, figure.source)
        assert 60 < len(figure.alt) < 500
        assert 1 <= len(re.findall(r"[^.]\.(?: |$)", figure.alt)) <= 4
        assert (number_of(answer, words) in figure.alt) is not hidden
        assert not re.search(r"\{|\}|\\|None|nan", figure.alt)

    def test_title_subtitle_and_source_are_one_line_each(self, answer: ReleasedFinding, language: str) -> None:
        figure = drawn(answer, language)

        assert len({figure.title, figure.subtitle, figure.source}) == 3
        assert not [text for text in (figure.title, figure.subtitle) if text.endswith(".") or ". " in text]
        assert figure.title[0].isupper() or figure.title[0].isdigit()
        assert figure.source.startswith(MARK[language][:-1])
        assert re.search(r"n = \S", figure.source)

    def test_same_values_give_the_same_bytes(self, answer: ReleasedFinding) -> None:
        assert drawn_again(answer).svg == drawn(answer).svg
        assert "<dc:date>" not in drawn(answer).svg

    def test_text_can_be_read_in_print_and_colours_are_ours(self, answer: ReleasedFinding, language: str) -> None:
        seen = Drawing(drawn(answer, language).svg)

        assert len(seen.labels) > 4
        assert min(size for _, size in seen.labels) > PAPER_POINTS
        assert STYLES[0][0] in seen.colours or "#5b9aa5" in seen.colours
        assert seen.colours <= PALETTE

    def test_marks_of_synthetic_data_and_of_drafts_are_inside_and_only_there(
        self, answer: ReleasedFinding, language: str
    ) -> None:
        real = Drawing(drawn(answer, language, "real").svg).words

        assert f"{MARK[language]} {DRAFT[language]}" in Drawing(drawn(answer, language).svg).words
        assert DRAFT[language] in real
        assert not [word for word in real if MARK[language] in word]

    def test_numbers_are_written_as_the_language_writes_them(self, answer: ReleasedFinding, language: str) -> None:
        labels = " ".join(Drawing(drawn(answer, language).svg).words)

        assert not re.search(r"\d\.\d" if language == "sv" else r"\d,\d(?!\d\d)", labels)
        assert not re.search(r"(?<!\w)-\d", labels), "a hyphen is no minus"

    def test_text_is_never_turned(self, answer: ReleasedFinding) -> None:
        assert "rotate(" not in drawn(answer).svg

    def test_all_labels_are_inside_the_drawing(self, answer: ReleasedFinding, language: str) -> None:
        svg = drawn(answer, language).svg
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
        assert box
        width, height = map(float, box.groups())
        places = re.findall(r"<!-- .*? -->\s*<g[^>]*?translate\((-?[\d.]+) (-?[\d.]+)\)", svg, flags=re.DOTALL)

        assert len(places) > 4
        assert all(0 <= float(x) < width and 0 < float(y) <= height for x, y in places)

    def test_labels_end_inside_and_stand_clear_of_each_other(self, answer: ReleasedFinding, language: str) -> None:
        check_labels(drawn(answer, language).svg)


class TestHidden:
    """What is hidden has neither a label nor a length."""

    @pytest.mark.parametrize("name", HIDDEN_IN)
    def test_what_is_hidden_is_said_to_be(self, name: str, language: str) -> None:
        assert any(HIDDEN[language] in text for text in Drawing(drawn(HIDDEN_IN[name], language).svg).words)

    @pytest.mark.parametrize("name", COUNTED)
    def test_nothing_is_said_to_be_hidden_when_nothing_is(self, name: str, language: str) -> None:
        assert not any(HIDDEN[language] in text for text in Drawing(drawn(COUNTED[name], language).svg).words)


@pytest.mark.parametrize("name", UNDECIDED)
def test_points_are_hollow_where_the_answer_is_undecided_and_filled_where_not(name: str) -> None:
    def markers(answer: ReleasedFinding) -> set[str]:
        # Markers are defined once and used by name; their fill stands where they are used.
        uses = re.findall(r'<use xlink:href="#m\w+"[^>]*style="fill: (#\w+); stroke: (#\w+)', drawn(answer).svg)
        return {fill.lower() for fill, stroke in uses if stroke.lower() == STYLES[0][0]} - {"none"}

    hollow, filled = markers(UNDECIDED[name]), markers(DECIDED[name])

    assert PAPER in hollow
    assert STYLES[0][0] in filled
    assert PAPER not in filled


@pytest.mark.parametrize("name", [name for name in UNDECIDED if name != "timeline"])
def test_an_undecided_interval_is_as_strong_as_a_decided_one(name: str) -> None:
    def strokes(answer: ReleasedFinding) -> set[str]:
        return set(re.findall(rf"stroke: {STYLES[0][0]}; stroke-width: ([\d.]+)", drawn(answer).svg))

    assert strokes(UNDECIDED[name]) == strokes(DECIDED[name])
    assert "2" in strokes(UNDECIDED[name])


def test_decimals_are_commas_in_swedish_and_points_in_english() -> None:
    assert "1,4" in Drawing(drawn(DECIDED["means"], "sv").svg).words
    assert "1.4" in Drawing(drawn(DECIDED["means"], "en").svg).words


def test_a_figure_shows_its_title_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    figure = drawn(DECIDED["means"])

    figure._ipython_display_()

    assert figure.title in shown[0]["text/markdown"]
    assert shown[1] == figure._repr_mimebundle_()[0]


def test_caption_in_a_document_is_number_and_title_then_subtitle_and_source() -> None:
    figure, words = drawn(DECIDED["means"]), words_of(DECIDED["means"])
    data, about = figure._repr_mimebundle_()

    text = document_of({"cells": [{"outputs": [{"data": data, "metadata": about}]}]}, words).markdown

    assert f"![**Figur 1. {figure.title}.** {figure.subtitle}. {figure.source}](figures/figure-q.svg)" in text
    assert f'alt="{figure.alt}"' in text


@pytest.fixture(scope="module")
def figures_of_pilot(released_tiny: Released) -> Callable[[str], list[Figure]]:
    """Return a function that gives the small pilot's figures in a language, drawn once."""

    @cache
    def made(language: str) -> list[Figure]:
        chapters = Report(released_tiny, language).questions()
        return [part for chapter in chapters for part in chapter.parts if isinstance(part, Figure)]

    return made


class TestPilot:
    def test_every_question_has_a_figure_without_a_person(
        self, figures_of_pilot: Callable[[str], list[Figure]], language: str
    ) -> None:
        figures = figures_of_pilot(language)

        expected = ["figure-reached", "figure-changed", "figure-groups"]
        assert expected == [figure.id for figure in figures]
        for figure in figures:
            assert not re.search(r"barn\d{3}", figure.svg + figure.alt)
            assert f"{MARK[language]} {DRAFT[language]}" in Drawing(figure.svg).words
            # A marker for each of 60 children would be as many uses of it.
            assert (
                max((figure.svg.count(f'#{name}"') for name in re.findall(r'id="(m\w+)"', figure.svg)), default=0) < 20
            )

    def test_alt_texts_hold_the_headlines_number(
        self, figures_of_pilot: Callable[[str], list[Figure]], released_tiny: Released, language: str
    ) -> None:
        report = Report(released_tiny, language)
        figures = [figure for figure in figures_of_pilot(language) if "-flow-" not in figure.id]
        for figure, asked in zip(figures, released_tiny.cover.questions, strict=True):
            item = headlines(released_tiny.finding(asked.id))[0]
            assert report.words.value(report.words.read(item)) in figure.alt


def test_a_finding_that_no_shape_fits_has_no_figure() -> None:
    answer = finding("any", Claim.DESCRIBES, [headline(Quantity.SHARE, 0.5)])

    assert figure_of(words_of(answer), answer) is None
    assert flow_of(words_of(answer), answer) is None


def test_a_figure_is_named_by_its_question_in_letters_that_every_format_can_link_to() -> None:
    answer = replace(DECIDED["means"], question="my_question")

    assert "figure-my-question" == drawn_again(answer).id


def test_an_approved_report_on_real_data_has_no_mark(language: str) -> None:
    answer = next(iter(SHAPES.values()))
    words = released_by_hand.words_of(answer, language=language, data="real", labels=LABELS, status="approved")
    figure = figure_of(words, answer)

    assert figure is not None
    assert DRAFT[language] not in Drawing(figure.svg).words

"""Each figure is drawn once more for a narrow window: smaller, with the same numbers."""

from __future__ import annotations

import re

import pytest
from drawings import DRAFT, HIDDEN, MARK, Drawing, check_labels, drawn, for_phone
from findings_with_figures import FLOWS, SHAPES

from tsi_eval import Report
from tsi_eval.findings.released import Released
from tsi_eval.report.figures import for_phones
from tsi_eval.report.figures.canvas import PALETTE
from tsi_eval.report.parts import Figure

LEAST_PIXELS = 11
WINDOW = 390


@pytest.mark.parametrize("name", [*SHAPES, *FLOWS])
def test_labels_end_inside_stand_clear_and_can_be_read(name: str, language: str) -> None:
    drawings = for_phone(name, language)

    assert drawings
    for svg in drawings.values():
        check_labels(svg)
        width = float(re.findall(r'viewBox="0 0 ([\d.]+) ', svg)[0])
        assert min(size for _, size in Drawing(svg).labels) * WINDOW / width >= LEAST_PIXELS
        assert Drawing(svg).colours <= PALETTE
        assert "rotate(" not in svg
        assert f"{MARK[language]} {DRAFT[language]}" in Drawing(svg).words


@pytest.mark.parametrize("name", SHAPES)
def test_numbers_and_what_is_hidden_are_those_of_the_page(name: str, language: str) -> None:
    # Numbers of axes are fewer; these are of the drawing itself.
    wide, narrow = (
        " ".join(Drawing(svg).words)
        for svg in (drawn(SHAPES[name], language).svg, for_phone(name, language)["figure-q"])
    )

    assert narrow.count(HIDDEN[language]) == wide.count(HIDDEN[language])
    assert set(re.findall(r"\d+[.,]\d+ ?%?", narrow)) >= set(re.findall(r"\d+[.,]\d+ %", wide))


def test_they_are_drawn_of_the_same_figures(released_tiny: Released, language: str) -> None:
    report = Report(released_tiny, language)
    chapters = [report.summary(), *report.questions()]
    figures = {part.id for chapter in chapters for part in chapter.parts if isinstance(part, Figure)}

    assert for_phones(report.words).keys() == figures
    assert for_phones(report.words) == for_phones(report.words)

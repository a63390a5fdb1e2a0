"""Columns of a table in Word: no word is broken where there is room, and all fit on the page."""

from __future__ import annotations

import doctest

import pytest

from tsi_eval.report.formats import word_widths
from tsi_eval.report.formats.letters import em
from tsi_eval.report.formats.word_widths import SIZES, TEXT_WIDTH, Fitted, fitted

HEADINGS = ["mått", "vilka", "när", "värde", "osäkerhetsintervall", "medelfel", "p-värde", "n"]


class TestFitted:
    @pytest.mark.parametrize(
        "rows",
        [
            [["n"], ["1"]],
            [["fråga", "svar"], ["en lång fråga " * 20, "ett ännu längre svar " * 40]],
            [["osäkerhetsintervall"] * 9, ["standardavvikelser"] * 9],
            [["", ""], ["", ""]],
        ],
    )
    def test_columns_fit_on_the_page(self, rows: list[list[str]]) -> None:
        widths = fitted(rows).widths

        assert len(widths) == len(rows[0])
        assert min(widths) > 0
        assert sum(widths) <= TEXT_WIDTH

    def test_a_table_that_fits_is_a_little_wider_than_its_words(self) -> None:
        assert doctest.testmod(word_widths).attempted > 0
        assert doctest.testmod(word_widths).failed == 0

    def test_a_column_is_no_narrower_than_its_longest_word(self) -> None:
        first, second = fitted([["a", "b"], ["osäkerhetsintervall", "ord " * 200]], 6000).widths

        assert first >= em("osäkerhetsintervall") * 170
        assert first + second == 6000

    def test_no_heading_is_broken_beside_long_words_in_another_column(self) -> None:
        row = ["genomsnittlig förändring (poäng), parad jämförelse " * 3, "mätta båda gångerna", "HT\u00a02023"]
        row += ["−1,33", "−2,36\u00a0till\u00a0−0,31", "0,50", "0,013", "1\u00a0188"]

        fit = fitted([HEADINGS, row])

        assert fit.size == SIZES[0]
        for width, heading in zip(fit.widths, HEADINGS, strict=True):
            assert width > max(em(word, bold=True) * 170 for word in heading.split())

    def test_an_interval_is_never_broken_when_another_column_can_be(self) -> None:
        number = "1\u00a0865,85\u00a0till\u00a01\u00a0900,12"

        _, second = fitted([["fråga", "intervall"], ["en lång fråga " * 10, number]]).widths

        assert second >= em(number) * 170

    def test_a_table_of_many_long_words_has_smaller_letters_and_whole_words(self) -> None:
        rows = [["osäkerhetsintervall"] * 5, ["1"] * 5]

        fit = fitted(rows, 8500)

        assert fit.size == SIZES[1]
        assert min(fit.widths) > em("osäkerhetsintervall", bold=True) * 150

    def test_what_can_not_fit_is_shrunk_alike(self) -> None:
        assert Fitted((1000, 1000, 1000), SIZES[-1]) == fitted([["osäkerhetsintervall"] * 3] * 2, 3000)

    def test_one_row_alone_has_widths_too(self) -> None:
        assert TEXT_WIDTH >= sum(fitted([["a", "b"]]).widths) > 0

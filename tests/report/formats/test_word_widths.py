"""Columns of a table in Word: no word is broken where there is room, and all fit on the page."""

from __future__ import annotations

import pytest

from tsi_eval.report.formats.word_widths import TEXT_WIDTH, widths


class TestWidths:
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
        fitted = widths(rows)

        assert len(fitted) == len(rows[0])
        assert min(fitted) > 0
        assert sum(fitted) <= TEXT_WIDTH

    def test_a_table_that_fits_is_a_little_wider_than_its_words(self) -> None:
        assert [3762, 2238] == widths([["när", "värde"], ["före starten", "24,6 %"]], 10_000)

    def test_a_column_is_no_narrower_than_its_longest_word(self) -> None:
        first, second = widths([["a", "b"], ["osäkerhetsintervall", "ord " * 200]], 6000)

        assert first >= 19 * 90
        assert first + second == 6000

    def test_an_interval_is_never_broken_when_another_column_can_be(self) -> None:
        number = "1\u00a0865,85\u00a0till\u00a01\u00a0900,12"

        _, second = widths([["fråga", "intervall"], ["en lång fråga " * 10, number]])

        assert second >= 90 * len(number)

    def test_what_can_not_fit_is_shrunk_alike(self) -> None:
        assert [1000, 1000, 1000] == widths([["osäkerhetsintervall"] * 3] * 2, 3000)

    def test_one_row_alone_has_widths_too(self) -> None:
        assert TEXT_WIDTH >= sum(widths([["a", "b"]])) > 0

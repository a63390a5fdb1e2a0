"""Tables of released values: which rows and columns they have, and what stands under them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers_about_change import UNIT, bounds, changed, estimate, finding, words_of, written
from released_by_hand import hidden
from stages_by_hand import COUNTS, STARTED

from tsi_eval.findings import Quantity, Role
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.result_tables import estimates_table

NBSP = "\N{NO-BREAK SPACE}"
GONE = {"estimate": None, "n": None, "ci_low": None, "ci_high": None, "status": "suppressed", "reason": "few"}
FEW = "för att inget om några få personer ska gå att läsa ut"
FEW_IN_MEAN = "för att inget medelvärde för några få personer ska gå att läsa ut"


class TestEstimates:
    def test_secondary_outcomes_are_named_with_what_was_adjusted(self, language: str) -> None:
        items = [
            changed(-2.0, 1.0, role=Role.SECONDARY, outcome=outcome, unit=outcome, note="adjusted_holm")
            for outcome in ("worry", "score")
        ]
        words = words_of(finding(*items), language)

        table = estimates_table(words, "t", "T", items)

        unit = UNIT[language]
        assert [f"Sömn ({unit})", f"Oro ({unit})"] == [row[0] for row in table.rows]
        assert words.say("note_under.adjusted_holm") in table.note
        assert "Holm" in table.note
        assert words.say("note.adjusted_holm") not in " ".join(cell for row in table.rows for cell in row)

    def test_an_interval_of_another_level_says_so_under_the_table(self, language: str) -> None:
        answer = changed(-2.0, 1.0)
        narrower = replace(answer, level=0.9, quantity=Quantity.EQUIVALENCE, role=Role.SENSITIVITY)
        words = words_of(finding(answer, narrower), language)

        both, alone = (estimates_table(words, "t", "T", items) for items in ([answer, narrower], [answer]))

        assert "90" in both.note
        assert words.quantity(narrower) in both.note
        assert "90" not in alone.note

    def test_what_the_p_of_two_one_sided_tests_asks_is_said_where_it_is_shown(self, language: str) -> None:
        answer = changed(-2.0, 1.0, p_value=0.04)
        small = replace(answer, quantity=Quantity.EQUIVALENCE, role=Role.SENSITIVITY)
        words = words_of(finding(answer, small), language)

        notes = [
            estimates_table(words, "t", "T", items).note
            for items in ([answer, small], [answer], [answer, replace(small, p_value=None)])
        ]

        assert [True, False, False] == [words.say("note_under.equivalence_p") in note for note in notes]

    @pytest.mark.parametrize("method", ["bonferroni", "holm", "hochberg", "benjamini_hochberg", "benjamini_yekutieli"])
    def test_each_adjustment_names_itself(self, method: str, language: str) -> None:
        item = changed(-2.0, 1.0, role=Role.SECONDARY, note=f"adjusted_{method}", p_value=0.04)

        note = estimates_table(words_of(finding(item), language), "t", "T", [item]).note

        assert note.count(method.title().replace("_", "–")) >= 1

    def test_rows_of_another_outcome_name_it(self, language: str) -> None:
        main = estimate(Quantity.MEAN, 12.0, period="T0", ci_low=11.0, ci_high=13.0, level=0.95)
        other = replace(main, outcome="worry", unit="worry")
        count = estimate(Quantity.COUNT, 31, n=31, group="moved_lower", unit="persons", outcome="worry")
        words = words_of(finding(main, other, count), language)

        first, second, third = (row[0] for row in estimates_table(words, "t", "T", [main, other, count]).rows)

        assert "Oro" not in first
        assert f"Sömn: {first}" == second
        assert third.startswith("Sömn: ")

    def test_a_row_of_no_outcome_names_none(self, language: str) -> None:
        rows = [changed(1.0, 2.0), estimate(Quantity.COUNT, 31, n=31, outcome="", unit="persons")]

        table = estimates_table(words_of(finding(*rows), language), "t", "T", rows)

        assert not any(":" in row[0] for row in table.rows)

    @pytest.mark.parametrize(
        ("quantities", "notes"),
        [
            ([Quantity.BOUNDS], ["bounds"]),
            ([Quantity.BENCHMARK], ["published"]),
            ([Quantity.BREAK_EVEN], ["range"]),
            ([Quantity.BOUNDS, Quantity.BENCHMARK, Quantity.BOUNDS], ["bounds", "published"]),
        ],
    )
    def test_a_range_is_explained_by_what_it_is(
        self, quantities: list[Quantity], notes: list[str], language: str
    ) -> None:
        items = [estimate(quantity, 2.0, ci_low=1.0, ci_high=3.0) for quantity in quantities]
        words = words_of(finding(*items), language)

        assert " ".join(words.say(f"note_under.{key}") for key in notes) == estimates_table(words, "t", "T", items).note

    def test_an_interval_and_a_hidden_range_are_no_ranges(self, language: str) -> None:
        words = words_of(finding(), language)
        ranges = {words.say(f"note_under.{key}") for key in ("bounds", "published", "range")}

        table = estimates_table(words, "t", "T", [changed(1.0, 2.0), hidden(bounds(-1.0, 2.0))])

        assert not any(note in table.note for note in ranges)

    @pytest.mark.parametrize(
        ("value", "sign", "decimals"), [(0.01, "≤\u00a0", 2), (0.02, "", 2), (0.5, "", 2), (1.0, "", 2)]
    )
    def test_a_tests_smallest_p_is_said_to_be_a_bound(
        self, value: float, sign: str, decimals: int, language: str
    ) -> None:
        item = estimate(Quantity.TEST, value, unit="p", method="wilcoxon", role=Role.SENSITIVITY, decimals=2)

        table = estimates_table(words_of(finding(item), language), "t", "T", [item])

        place = table.header.index(words_of(finding(item), language).say("column.value"))
        assert sign + written(value, language, decimals) == table.rows[0][place]

    @pytest.mark.parametrize(("value", "sign"), [(0.001, "≤\u00a0"), (0.002, ""), (0.041, "")])
    def test_a_p_beside_an_estimate_is_a_bound_from_a_thousandth(self, value: float, sign: str, language: str) -> None:
        item = changed(1.0, 2.0, p_value=value)
        words = words_of(finding(item), language)

        table = estimates_table(words, "t", "T", [item])

        assert sign + written(value, language, 3) == table.rows[0][table.header.index(words.say("column.p"))]

    def test_columns_that_would_be_empty_are_left_out(self) -> None:
        table = estimates_table(words_of(finding(), "sv"), "t", "T", [STARTED])

        assert ("mått", "vilka", "när", "värde", "osäkerhetsintervall", "n") == table.header
        interval = f"74,4{NBSP}till{NBSP}85,6{NBSP}%"
        assert (("andel", "alla", "started", f"80,0{NBSP}%", interval, "200"),) == table.rows
        assert 3 == table.text_columns

    def test_what_every_row_says_stands_in_the_caption(self) -> None:
        both = [replace(STARTED, group="both", period=period) for period in ("started", "started")]
        words = words_of(finding(), "sv")

        table = estimates_table(words, "t", "T", both)
        exact = estimates_table(words, "t", "T", both, exact=True)

        assert ("mått", "värde") == table.header[:2]
        assert "T (mätta båda gångerna, started)" == table.caption
        assert ("mått", "vilka", "när") == exact.header[:3]

    def test_beside_nothing_but_counts_n_is_left_out(self) -> None:
        alone = estimates_table(words_of(finding(), "sv"), "t", "T", COUNTS)
        mixed = estimates_table(words_of(finding(), "sv"), "t", "T", [*COUNTS, STARTED])

        assert "n" not in alone.header
        assert "n" == mixed.header[-1]

    def test_a_share_has_the_decimals_that_its_interval_supports_and_all_in_the_appendix(self) -> None:
        rough = replace(STARTED, ci_low=0.41, ci_high=0.99)
        words = words_of(finding(), "sv")

        read, exact = (estimates_table(words, "t", "T", [rough], exact=exact).rows[0][3] for exact in (False, True))

        assert (f"80{NBSP}%", f"80,0{NBSP}%") == (read, exact)

    def test_without_estimates_it_is_empty(self) -> None:
        table = estimates_table(words_of(finding(), "sv"), "t", "T", [])

        assert ((), ()) == (table.header, table.rows)


class TestHiddenRows:
    def test_a_hidden_number_has_no_row_and_is_named_under_the_table(self) -> None:
        shown, gone = changed(1.0, 2.0), hidden(changed(-6.0, -2.0, group="gender=girl"))

        table = estimates_table(words_of(finding(), "sv"), "t", "T", [shown, gone])

        assert isinstance(table, Table)
        assert 1 == len(table.rows)
        assert f"Visas inte, {FEW_IN_MEAN}: genomsnittlig förändring (girl)." == table.note

    def test_where_all_are_hidden_one_sentence_stands_instead(self, language: str) -> None:
        words = words_of(finding(), language)

        found = estimates_table(words, "t", "T", [hidden(changed(1.0, 2.0)), hidden(changed(2.0, 3.0))])

        assert Prose(markdown=words.say("hidden.whole", what="T", why=words.say("why.few_in_mean"))) == found

    def test_a_hidden_interval_is_said_beside_one_that_is_shown(self, language: str) -> None:
        items = [changed(1.0, 2.0), replace(changed(1.0, 2.0, group="gender=girl"), ci_low=None, ci_high=None)]
        words = words_of(finding(), language)

        table = estimates_table(words, "t", "T", items)

        place = table.header.index(words.say("column.interval"))
        assert words.say("figure.hidden") == table.rows[1][place] != table.rows[0][place]
        assert words.say("interval.hidden_beside") == table.note

    def test_a_column_of_hidden_intervals_is_left_out(self, language: str) -> None:
        items = [replace(changed(1.0, 2.0), ci_low=None, ci_high=None)] * 2
        words = words_of(finding(), language)

        table = estimates_table(words, "t", "T", items)

        assert words.say("column.interval") not in table.header
        assert "" == table.note

"""Ids and numbers in a reader's words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from released_by_hand import estimate, finding, hidden, same, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.language import Message, Text

NBSP = "\N{NO-BREAK SPACE}"
MEAN = estimate(Quantity.MEAN, 12.34, ci_low=11.1, ci_high=13.5, decimals=2, n=1188)
SHARE = estimate(Quantity.SHARE, 0.2849, ci_low=0.2411, ci_high=0.3302, decimals=3, unit="share")
BOUNDS = estimate(Quantity.BOUNDS, 2.0, ci_low=-1.5, ci_high=5.5, decimals=1)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "label"),
        [
            ("T0", "hösten"),
            ("moved_higher", "högre efter än före"),
            ("gender=?", "uppgift saknas"),
            ("2023-08", f"aug{NBSP}2023"),
            ("HT2023", f"HT{NBSP}2023"),
            ("school=Åsö_1", r"Åsö\_1"),
            ("no_label", r"no\_label"),
        ],
    )
    def test_an_id_is_said_by_the_first_that_has_a_word_for_it(self, name: str, label: str) -> None:
        words = words_of(labels={"T0": same("hösten")})

        assert label == words.label(name)

    def test_a_pilot_s_label_comes_before_the_house_s_word_but_not_for_a_group(self) -> None:
        words = words_of(labels={"before": same("hösten")})

        assert "hösten" == words.label("before")
        assert words.say("group.before") == words.group_name("before") != "hösten"

    def test_a_pilot_s_words_are_safe_in_markdown(self) -> None:
        assert r"\<b\>A\_1" == words_of(labels={"x": same("<b>A_1")}).label("x")
        assert r"a \* b" == words_of().text(Text(sv="a *  b", en=""))

    @pytest.mark.parametrize(
        ("period", "said"),
        [("", "–"), ("T0", "hösten"), ("T0 > T1", "hösten till våren"), ("T1 > 2023-08", f"våren till aug{NBSP}2023")],
    )
    def test_a_period_is_an_occasion_or_from_one_to_another(self, period: str, said: str) -> None:
        assert said == words_of(labels={"T0": same("hösten"), "T1": same("våren")}).period(period)

    def test_a_group_is_everyone_itself_or_compared_with_another(self) -> None:
        words = words_of(labels={"arm=a": same("grupp A"), "arm=b": same("grupp B")})

        assert "alla" == words.group(MEAN)
        assert "grupp A" == words.group(replace(MEAN, group="arm=a"))
        compared = words.group(replace(MEAN, group="arm=a", reference="arm=b"))
        assert compared.startswith("grupp A")
        assert compared.endswith("grupp B")

    @pytest.mark.parametrize(
        ("unit", "group", "said"),
        [("sd", "", "standardavvikelser"), ("score", "", "poäng"), ("", "price=a", "placeringar"), ("x", "", "")],
    )
    def test_a_unit_is_the_house_s_the_group_s_or_the_outcome_s(self, unit: str, group: str, said: str) -> None:
        words = words_of(labels={"unit:score": same("poäng"), "unit:price=a": same("placeringar")})

        assert said == words.unit(replace(MEAN, unit=unit, group=group))

    def test_a_number_is_named_by_its_note_its_unit_or_its_quantity(self) -> None:
        words = words_of()

        assert "medelvärde" == words.quantity(MEAN)
        assert "antal personer" == words.quantity(estimate(Quantity.COUNT, 3.0, unit="persons"))
        assert "antal" == words.quantity(estimate(Quantity.COUNT, 3.0, unit="x"))
        assert "antal efter delat med antal före" == words.quantity(
            estimate(Quantity.RATE_RATIO, 1.0, note="events_ratio")
        )


class TestNumbers:
    @pytest.mark.parametrize(
        ("item", "sv", "en"),
        [
            (MEAN, "12,34", "12.34"),
            (replace(MEAN, decimals=-1), "12", "12"),
            (estimate(Quantity.COUNT, 1188.0), f"1{NBSP}188", "1,188"),
            (SHARE, f"28,5{NBSP}%", "28.5%"),
            (estimate(Quantity.SHARE_DIFFERENCE, -0.072, decimals=3), "−7,2", "−7.2"),
            (estimate(Quantity.TEST, 0.01, decimals=2), f"≤{NBSP}0,01", f"≤{NBSP}0.01"),
            (estimate(Quantity.TEST, 0.02, decimals=2), "0,02", "0.02"),
            (hidden(MEAN), "..", ".."),
            (BOUNDS, "–", "–"),
        ],
    )
    def test_a_value_is_written_by_its_kind_with_its_decimals(self, item: object, sv: str, en: str) -> None:
        assert (sv, en) == tuple(words_of(language=language).value(item) for language in ("sv", "en"))

    @pytest.mark.parametrize("value", [0.0, -0.004, -0.85, -1.13])
    def test_a_likeness_of_nought_or_below_has_no_size(self, value: float) -> None:
        item = estimate(Quantity.INTRACLASS, value, decimals=2)

        assert words_of().value(item) == "0 eller lägre: inte mer lika än av en slump"
        assert words_of(language="en").value(item) == "0 or below: no more alike than by chance"

    def test_a_likeness_above_nought_is_a_number(self) -> None:
        assert words_of().value(estimate(Quantity.INTRACLASS, 0.25, decimals=2)) == "0,25"

    def test_a_band_is_at_most_or_at_least(self) -> None:
        low = estimate(Quantity.SHARE, None, status="banded", ci_low=0.0, ci_high=0.1, decimals=2)
        high = estimate(Quantity.SHARE, None, status="banded", ci_low=0.9, ci_high=1.0, decimals=2)

        assert (f"högst 10{NBSP}%", f"minst 90{NBSP}%") == (words_of().value(low), words_of().value(high))

    @pytest.mark.parametrize(
        ("item", "interval"),
        [
            (MEAN, f"11,10{NBSP}till{NBSP}13,50"),
            (SHARE, f"24,1{NBSP}till{NBSP}33,0{NBSP}%"),
            (BOUNDS, f"−1,5{NBSP}till{NBSP}5,5"),
            (replace(MEAN, ci_low=None), "–"),
            (hidden(MEAN), "–"),
        ],
    )
    def test_an_interval_has_its_sign_once_and_breaks_nowhere(self, item: object, interval: str) -> None:
        assert interval == words_of().interval(item)

    @pytest.mark.parametrize(
        ("low", "high", "decimals", "read"),
        [
            (11.1, 13.5, 2, 1),
            (90.0, 210.0, 2, 0),
            (0.241, 0.33, 3, 3),
            (0.1, 0.9, 3, 2),
            (12.34, 12.34, 2, 2),
            (11.1, 13.5, 0, 0),
        ],
    )
    def test_a_number_is_read_with_two_digits_of_its_uncertainty(
        self, low: float, high: float, decimals: int, read: int
    ) -> None:
        item = replace(MEAN, quantity=Quantity.RATE, ci_low=low, ci_high=high, decimals=decimals)

        assert read == words_of().read(item).decimals

    def test_a_mean_is_read_with_the_decimals_that_it_was_released_with(self) -> None:
        assert MEAN == words_of().read(MEAN)

    def test_without_an_interval_a_number_is_read_as_it_is(self) -> None:
        item = replace(MEAN, ci_low=None, ci_high=None)

        assert item == words_of().read(item)

    def test_the_size_of_a_number_has_no_sign(self) -> None:
        assert ("−3,20", "3,20") == (words_of().figure_of(MEAN, -3.2), words_of().figure_of(MEAN, -3.2, absolute=True))

    def test_counts_levels_and_p_values(self) -> None:
        words = words_of()

        assert ("..", "0", f"1{NBSP}188") == (words.count(None), words.count(0), words.count(1188))
        assert (f"95{NBSP}%", f"90{NBSP}%") == (
            words.level(replace(MEAN, level=None)),
            words.level(replace(MEAN, level=0.9)),
        )
        assert ("–", f"≤{NBSP}0,001", "0,041") == tuple(
            words.p_value(replace(MEAN, p_value=value)) for value in (None, 0.001, 0.041)
        )

    @pytest.mark.parametrize(
        ("quantity", "unit", "in_points"),
        [
            (Quantity.SHARE_DIFFERENCE, "", True),
            (Quantity.BOUNDS, "share", True),
            (Quantity.BOUNDS, "score", False),
            (Quantity.SHARE, "share", False),
        ],
    )
    def test_differences_of_shares_are_in_percentage_points(
        self, quantity: Quantity, unit: str, in_points: bool
    ) -> None:
        assert in_points is words_of().in_points(estimate(quantity, 0.1, unit=unit))


class TestQuestions:
    def test_a_question_is_short_where_it_has_a_short_name(self) -> None:
        found = finding("any", Claim.DESCRIBES, [])
        plain, short = words_of(found), words_of(found, short=same("Kort_namn"))

        assert ("Q?", "Q?") == (plain.asked(found), plain.short(found))
        assert ("Q?", r"Kort\_namn") == (short.asked(found), short.short(found))

    def test_the_date_and_messages_are_in_the_language(self) -> None:
        message = Message("word.from_to", {"first": "a", "last": "b"})

        assert ("2 januari 2026", "a till b") == (words_of().date(), words_of().message(message))
        assert ("2 January 2026", "a to b") == (
            words_of(language="en").date(),
            words_of(language="en").message(message),
        )

    def test_findings_of_questions_come_in_the_declared_order_without_the_receipt(self) -> None:
        found = [finding("any", Claim.DESCRIBES, [], question=name) for name in ("b", "a")]
        receipt = finding("receipt", Claim.DESCRIBES, [], question="receipt")

        assert tuple(found) == words_of(receipt, *found).asked_findings()

    def test_a_heading_has_its_level(self) -> None:
        assert ("# Ordlista", "## Ordlista") == (words_of().heading("glossary", 1), words_of().heading("glossary", 2))


@pytest.mark.parametrize(("share", "read"), [(0.735, "73,5\N{NO-BREAK SPACE}%"), (0.734, "73\N{NO-BREAK SPACE}%")])
def test_a_number_that_lies_half_way_keeps_a_decimal(share: float, read: str) -> None:
    item = estimate(Quantity.SHARE, share, ci_low=0.6, ci_high=0.9, decimals=3)
    words = words_of(finding("any", Claim.DESCRIBES, [item]))

    assert read == words.value(words.read(item))

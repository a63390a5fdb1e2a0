"""What fills the places of a sentence: each word and number as the reader meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from released_by_hand import JUNE, estimate, finding, headline, same, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.pilot.words_of_designs import ANSWER
from tsi_eval.report.places import first_stage, percent_from_one, places
from tsi_eval.report.words import NO_INTERVAL

NBSP = "\N{NO-BREAK SPACE}"
CHANGE = headline(
    Quantity.MEAN_CHANGE, -3.2, ci_low=-5.1, ci_high=-1.3, decimals=1, n=50, outcome="score", unit="score",
    group="both", period="T0 > T1",
)  # fmt: skip
LABELS = {"score": same("Oro"), "unit:score": same("poäng"), "T0": same("hösten"), "T1": same("våren")}


def filled(*items: ReleasedEstimate, **about: object) -> dict[str, str]:
    """Return what fills the places of a sentence about the first of these."""
    found = finding("any", Claim.CHANGED, items)
    return places(words_of(found, **about), found, found.estimates[0])


def test_own_words_may_ask_for_what_is_filled_and_for_nothing_else() -> None:
    assert ANSWER == filled(CHANGE).keys()


def test_a_change_fills_its_places_as_the_docstring_says() -> None:
    filling = filled(CHANGE, labels=LABELS)

    expected = {
        "group": "mätta båda gångerna",
        "outcome": "Oro",
        "period": "hösten till våren",
        "value": "−3,2",
        "size": "3,2",
        "unit": "poäng",
        "way": "lägre",
        "moved": "sjönk",
        "towards": "nedåt",
        "interval": f"−5,1{NBSP}till{NBSP}−1,3",
        "n": "50",
    }
    assert expected == {name: filling[name] for name in expected}


def test_what_the_finding_has_no_number_for_is_a_dash_or_empty() -> None:
    filling = filled(CHANGE)

    assert {"–"} == {filling[name] for name in ("matters", "up", "down", "same", "before", "after", "counted", "price")}
    assert {""} == {filling[name] for name in ("reference", "numerator", "payer", "price_year", "path", "first")}


@pytest.mark.parametrize(("value", "moved"), [(1.4, "steg"), (-1.4, "sjönk"), (0.04, "ändrades"), (-0.04, "ändrades")])
def test_a_number_that_is_read_as_nothing_neither_rose_nor_fell(value: float, moved: str) -> None:
    assert moved == filled(headline(Quantity.MEAN_CHANGE, value, decimals=1))["moved"]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (1_188_412.0, f"1{NBSP}190{NBSP}000"),
        (750_705.0, f"751{NBSP}000"),
        (987.0, "987"),
        (12.0, "12"),
        (0.0, "0"),
        (-53_622.0, f"−53{NBSP}600"),
    ],
)
def test_money_is_said_with_three_digits(amount: float, said: str) -> None:
    assert said == filled(headline(Quantity.COST, amount))["value"]


def test_a_share_s_numerator_is_the_count_of_the_same_group_and_period() -> None:
    share = headline(Quantity.SHARE, 0.4, group="arm=a", period="T1")
    counts = [
        estimate(Quantity.COUNT, n, n=n, group=group, period=period)
        for n, group, period in ((7, "arm=b", "T1"), (8, "arm=a", "T0"), (9, "arm=a", "T1"))
    ]

    assert "9" == filled(share, *counts)["numerator"]
    assert "" == filled(share, *counts[:2])["numerator"]


def test_those_who_moved_are_counted_each_way_and_hidden_where_they_are_few() -> None:
    counts = [
        estimate(Quantity.COUNT, n, n=n, group=group)
        for n, group in ((31, "moved_higher"), (None, "moved_lower"), (12, "moved_nowhere"))
    ]
    filling = filled(CHANGE, *counts)

    assert ("31", "..", "12") == (filling["up"], filling["down"], filling["same"])


def test_stages_are_a_row_of_names_and_counts() -> None:
    stages = [
        estimate(Quantity.COUNT, n, n=n, period=period, axis="stage")
        for n, period in ((200, "offered"), (None, "done"))
    ]
    group = estimate(Quantity.COUNT, 90, n=90, period="offered", axis="stage", group="arm=a")
    found = finding("participation", Claim.DESCRIBES, [headline(Quantity.SHARE, 0.5), *stages, group])
    words = words_of(found, labels={"offered": same("erbjudna"), "done": same("fullföljde")})

    filling = places(words, found, found.estimates[0])

    assert ("erbjudna 200, fullföljde ..", "erbjudna") == (filling["path"], filling["first"])
    assert "" == first_stage(words, finding("any", Claim.DESCRIBES, []))


def test_without_stages_kinds_of_person_are_the_row() -> None:
    kinds = [estimate(Quantity.COUNT, n, n=n, group=f"who={kind}") for n, kind in ((171, "pupil"), (77, "guardian"))]
    of_term = estimate(Quantity.COUNT, 50, n=50, group="who=pupil", period="HT2023")

    assert "pupil 171, guardian 77" == filled(headline(Quantity.RATE, 21.4), *kinds, of_term)["path"]


def test_numbers_beside_the_answer_are_found_by_quantity_and_period() -> None:
    items = [
        estimate(Quantity.SHARE, 0.313, decimals=3, period="before_start"),
        estimate(Quantity.SHARE, 0.385, decimals=3, period="after_start"),
        estimate(Quantity.COUNT, 397.0, period="since_start"),
        estimate(Quantity.EXPECTED, 316.0, period="since_start"),
    ]
    filling = filled(headline(Quantity.SHARE_DIFFERENCE, 0.072), *items)

    assert (f"31,3{NBSP}%", f"38,5{NBSP}%") == (filling["before"], filling["after"])
    assert ("397", "316") == (filling["counted"], filling["expected"])


def test_a_price_is_the_one_of_the_same_post_and_said_to_be_assumed_where_its_source_says_so() -> None:
    answer = headline(Quantity.BREAK_EVEN, 1.4, group="price=place", decimals=1)
    prices = [
        estimate(Quantity.UNIT_PRICE, value, group=f"price={name}") for value, name in ((9.0, "other"), (5.0, "place"))
    ]
    assumed = {"source:price=place": Text(sv="ANTAGANDE: x", en="ASSUMPTION: x")}

    assert "5" == filled(answer, *prices)["price"]
    assert "" == filled(answer, *prices)["doubt"]
    assert "ett antaget pris" in filled(answer, *prices, labels=assumed)["doubt"]


def test_what_rests_on_an_unverified_price_says_so_and_other_prices_follow() -> None:
    answer = headline(Quantity.BREAK_EVEN, 1.4, group="price=place", decimals=1, note="units_of_unverified")
    other = estimate(Quantity.BREAK_EVEN, 19.1, group="price=talk", decimals=1, note="units_of_unverified")
    sure = estimate(Quantity.BREAK_EVEN, 3.0, group="price=day")
    hidden = estimate(Quantity.BREAK_EVEN, None, group="price=night")
    labels = {"price=talk": Text(sv="samtal", en="talk"), "unit:price=talk": Text(sv="styck", en="each")}

    filling = filled(answer, other, sure, hidden, labels=labels)

    assert ", ett obekräftat pris" == filling["doubt"]
    assert filling["others"].startswith(
        " Räknat på ett annat pris motsvarar kostnaden ungefär 19,1 styck (samtal, ett obekräftat pris). Räknat på ett annat pris motsvarar"
    )
    assert "" == filled(answer)["others"]


@pytest.mark.parametrize(
    ("ratio", "low", "high", "percent", "interval"),
    [
        (1.26, 0.97, 1.63, "+26", f"−3{NBSP}till{NBSP}+63"),
        (0.8, 0.5, 1.0, "−20", f"−50{NBSP}till{NBSP}0"),
        (1.001, None, None, "0", NO_INTERVAL),
    ],
)
def test_a_ratio_is_said_in_per_cent_from_one(
    ratio: float, low: float | None, high: float | None, percent: str, interval: str
) -> None:
    item = estimate(Quantity.RATE_RATIO, ratio, ci_low=low, ci_high=high)

    assert (percent, interval) == percent_from_one(words_of(), item)


def test_a_number_of_another_report_has_its_date_beside_it() -> None:
    old = replace(headline(Quantity.SHARE, 0.62, n=50, period="done", decimals=2), as_of=JUNE)
    count = estimate(Quantity.COUNT, 33.0, n=33, period="done")
    stages = [
        estimate(Quantity.COUNT, 60.0, n=60, period="offered", axis="stage"),
        replace(estimate(Quantity.COUNT, 50.0, n=50, period="started", axis="stage"), as_of=JUNE),
    ]

    filling = filled(old, count, *stages)

    assert "33 (nu)" == filling["numerator"]
    # Fifty had been offered it when the answer was counted; sixty are in the table, and not here.
    assert "offered 50, started 50" == filling["path"]
    assert "33 (30 juni 2025)" == filled(replace(old, as_of=None), replace(count, as_of=JUNE))["numerator"]


def test_kinds_of_another_report_leave_the_sentence_with_their_brackets() -> None:
    rate = headline(Quantity.RATE, 12.0)
    kinds = [
        replace(estimate(Quantity.COUNT, n, n=int(n), group=f"who={name}"), as_of=JUNE)
        for name, n in (("pupil", 40.0), ("guardian", 52.0))
    ]

    assert NO_INTERVAL == filled(rate, *kinds)["path"]
    assert "pupil 40, guardian 52" == filled(replace(rate, as_of=JUNE), *kinds)["path"]

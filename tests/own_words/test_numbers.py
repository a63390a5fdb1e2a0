"""Numbers that are typed in people's own texts."""

from __future__ import annotations

from datetime import date

import pytest

from tsi_eval.own_words.numbers import Times, number_in, share_in


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Av 80 var {q1.n} kvar", "sv", "80"),
        ("läsåret 2023/24", "sv", "2023/24"),
        ("en ½ termin", "sv", "½"),
        ("Hälften av {q1.n}", "sv", "Hälften"),
        ("It doubled.", "en", "doubled"),
        ("Av {q1.n} var {q2.value} kvar, en i taget", "sv", ""),
    ],
)
def test_numbers_outside_places_are_found(text: str, language: str, number: str) -> None:
    assert number == number_in(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("fyrtio barn", "sv"),
        ("fyrtiofem barn", "sv"),
        ("tvåhundra barn", "sv"),
        ("etthundratjugotre barn", "sv"),
        ("vart tredje barn", "sv"),
        ("var fjärde elev", "sv"),
        ("varannan elev", "sv"),
        ("hälften av dem", "sv"),
        ("en tredjedel av dem", "sv"),
        ("två tredjedelar av dem", "sv"),
        ("dubbelt så många", "sv"),
        ("två gånger så många", "sv"),
        ("antalet halverades", "sv"),
        ("ett tiotal barn", "sv"),
        ("ett dussin barn", "sv"),
        ("forty children", "en"),
        ("forty-five children", "en"),
        ("one hundred and two children", "en"),
        ("every third child", "en"),
        ("every other child", "en"),
        ("half of them", "en"),
        ("a third of them", "en"),
        ("two thirds of them", "en"),
        ("twice as many", "en"),
        ("it doubled", "en"),
        ("a dozen children", "en"),
    ],
)
def test_numbers_as_words_are_numbers(text: str, language: str) -> None:
    assert number_in(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ett barn och en vuxen", "sv"),
        ("en och en", "sv"),
        ("den tredje terminen", "sv"),
        ("testet gjordes två gånger", "sv"),
        ("sexa och femma", "sv"),
        ("one of the children", "en"),
        ("the third term", "en"),
        ("tested twice", "en"),
        ("often and tender", "en"),
    ],
)
def test_articles_ordinals_and_how_often_are_none(text: str, language: str) -> None:
    assert "" == number_in(text, language)


TIMES = Times(years=frozenset({2023, 2024, 2025}), days=frozenset({date(2024, 10, 15)}))


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("läsåret 2024/25", "sv", ""),
        ("2023/2024 och 2024–25", "sv", ""),
        ("under 2024 och 2025", "sv", ""),
        ("åren 2023–2025", "sv", ""),
        ("hösten 2023, HT2023, HT23 och ht 2023", "sv", ""),
        ("i augusti 2023 och 2024-08", "sv", ""),
        ("den 15 oktober 2024, 2024-10-15", "sv", ""),
        ("on 15 October 2024, October 15, 2024", "en", ""),
        ("in autumn 2023, the school year 2023/24", "en", ""),
        ("läsåret 2025/26", "sv", "2025/26"),
        ("läsåret 2023/25", "sv", "2023/25"),
        ("under 2022", "sv", "2022"),
        ("av 2024 elever", "sv", "2024"),
        ("den 16 oktober 2024", "sv", "16"),
        ("under 2024,5", "sv", "2024,5"),
        ("från 2024 %", "sv", "2024"),
        ("the 2024 pupils", "en", "2024"),
    ],
)
def test_only_declared_times_may_be_typed(text: str, language: str, number: str) -> None:
    assert number == number_in(text, language, TIMES)


def test_shares_are_found_in_digits_and_words() -> None:
    assert "40 %" == share_in("av dem 40 % nu", "sv")
    assert "fyrtio procent" == share_in("av dem fyrtio procent", "sv")
    assert "2.5 per cent" == share_in("some 2.5 per cent", "en")
    assert "" == share_in("hur många procent, av tio", "sv")

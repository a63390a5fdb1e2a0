"""Who is in the numbers, in words, and in the main messages where many are missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import prose
from released_by_hand import JUNE, estimate, finding, headline, same, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.overview import messages
from tsi_eval.report.question import chapter_of
from tsi_eval.report.response import about, many_missing, rates

NBSP = "\N{NO-BREAK SPACE}"
PERIODS = ("before_start", "after_start")
LABELS = {"y": same("Oro"), "T0": same("före"), "T1": same("efter"), "done": same("klara"), "arm=a": same("grupp A")}


def rate(value: float | None, n: int | None, group: str = "both", **more: object) -> ReleasedEstimate:
    about_it = {
        "outcome": "y",
        "group": group,
        "period": "T0" if group == "before" else "T0 > T1",
        "decimals": 3,
        "n": n,
    }
    return estimate(Quantity.RESPONSE, value, **(about_it | more))


def count(group: str, n: int | None) -> ReleasedEstimate:
    return estimate(Quantity.COUNT, n, n=n, outcome="y", group=group, axis="flow", unit="persons")


def changed(*found: ReleasedEstimate, before: int | None = 45, both: int | None = 33) -> ReleasedFinding:
    more = {"outcome": "y", "group": "both", "period": "T0 > T1", "unit": "y", "ci_low": -3.0, "ci_high": -0.5}
    answer = headline(Quantity.MEAN_CHANGE, -1.5, n=33, decimals=1, **more)
    return finding("pre_post", Claim.CHANGED, [answer, count("before", before), count("both", both), *found])


FIRST, AGAIN = rate(0.75, 60, "before"), rate(0.55, 60)
OF_FIRST = rate(0.733, 45, note="measured_again")


def said(found: ReleasedFinding, language: str = "sv") -> str:
    return about(words_of(found, language=language, labels=LABELS), found)


def test_the_worked_example() -> None:
    found = changed(FIRST, AGAIN)

    assert f"Av 60 tillfrågade mättes 45 första gången (75{NBSP}%) och 33 båda gångerna (55{NBSP}%)." == said(found)
    assert "Of 60 who were asked, 45 were measured the first time (75%) and 33 both times (55%)." == said(found, "en")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (changed(OF_FIRST), "Av 45 som mättes första gången mättes 33 båda gångerna (73 %)."),
        (
            changed(rate(1.0, 45, note="measured_again"), both=45),
            "Alla 45 som mättes första gången mättes båda gångerna.",
        ),
        (changed(rate(None, None, "before"), AGAIN), "Av 60 tillfrågade mättes 33 båda gångerna (55 %)."),
        (changed(FIRST, rate(None, None)), "Av 60 tillfrågade mättes 45 första gången (75 %)."),
        (changed(FIRST, AGAIN, both=None), "Av 60 tillfrågade mättes 45 första gången (75 %)."),
        (
            changed(rate(None, None, "before"), rate(None, None)),
            "Hur många av de tillfrågade som svarade visas inte, för att skydda enskilda.",
        ),
        (changed(rate(None, None, note="measured_again")), ""),
        (changed(), ""),
    ],
)
def test_what_is_not_shown_is_not_said(found: ReleasedFinding, expected: str) -> None:
    assert expected == said(found).replace(NBSP, " ")


def test_numbers_of_two_reports_are_not_put_together() -> None:
    older = replace(AGAIN, as_of=JUNE)

    assert "33" not in said(changed(FIRST, older))


def test_older_rates_have_their_date() -> None:
    words = words_of(changed(OF_FIRST), labels=LABELS)
    older = [replace(item, as_of=JUNE) for item in changed(FIRST, AGAIN).estimates]
    both = replace(changed(), estimates=tuple(older))
    text = f"Av 60 tillfrågade mättes 45 första gången (75{NBSP}%) och 33 båda gångerna (55{NBSP}%) (30 juni 2025)."
    assert text.replace(NBSP, " ") == said(both).replace(NBSP, " ")
    mixed = replace(
        both, estimates=tuple(replace(item, as_of=None if "before" in item.group else JUNE) for item in older)
    )
    assert "(75 %) och 33 båda gångerna (55 %, 30 juni 2025)." in said(mixed).replace(NBSP, " ")
    again = replace(changed(OF_FIRST), estimates=tuple(replace(i, as_of=JUNE) for i in changed(OF_FIRST).estimates))
    assert "(73 %) (30 juni 2025)." in about(words, again).replace(NBSP, " ")
    assert "73 % (30 juni 2025)." in many_missing(words, again).replace(NBSP, " ")


def test_how_many_of_them_had_completed() -> None:
    done = rate(0.818, 33, period="done", note="had_completed")

    assert said(changed(FIRST, AGAIN, done)).endswith(f"Av de 33 hade 82{NBSP}% nått ”klara”.")
    assert (FIRST.estimate, AGAIN.estimate) == tuple(item.estimate for item in rates(changed(FIRST, AGAIN, done)))


def polled(before: float | None, after: float | None) -> ReleasedFinding:
    about_it = {"outcome": "y", "group": "tallied=person", "decimals": 3}
    items = [estimate(Quantity.SHARE, 0.4, n=90, period=period, unit="share", **about_it) for period in PERIODS]
    found = [
        rate(value, 120 if value else None, "tallied=person", outcome="", period=period)
        for period, value in zip(PERIODS, (before, after), strict=True)
    ]
    answer = headline(Quantity.SHARE_DIFFERENCE, 0.1, n=90, ci_low=0.01, ci_high=0.2, **about_it)
    return finding("tally_share", Claim.CHANGED, [answer, *items, *found])


def test_polls() -> None:
    expected = f"90 av 120 tillfrågade svarade före starten (75{NBSP}%) och 90 av 120 från starten (76{NBSP}%)."

    assert expected == said(polled(0.75, 0.758))
    assert f"90 av 120 tillfrågade svarade från starten (76{NBSP}%)." == said(polled(None, 0.758))


def test_groups_side_by_side() -> None:
    share = estimate(Quantity.SHARE, 0.914, n=200, outcome="y", group="arm=a", note="with_result", decimals=3)
    found = finding("comparison", Claim.DIFFERS, [share])

    assert f"Andel i gruppen som har ett resultat: grupp A 91{NBSP}% av 200." == said(found)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (changed(FIRST, AGAIN), "33 av 60 tillfrågade mättes båda gångerna, 55 %."),
        (changed(OF_FIRST), "33 av 45 mättes båda gångerna, 73 %."),
        (changed(rate(0.95, 60, "before"), rate(0.81, 60)), ""),
        (changed(rate(0.95, 60, "before"), rate(0.8, 60)), "33 av 60 tillfrågade mättes båda gångerna, 80 %."),
        (polled(0.6, 0.758), "90 av 120 tillfrågade svarade före starten, 60 %."),
        (polled(0.85, 0.95), ""),
        (changed(rate(None, None)), ""),
    ],
)
def test_a_fifth_are_many(found: ReleasedFinding, expected: str) -> None:
    assert expected == many_missing(words_of(found, labels=LABELS), found).replace(NBSP, " ")


def test_it_stands_in_the_chapter_and_among_the_main_messages() -> None:
    found = changed(FIRST, AGAIN)
    words = words_of(found, labels=LABELS)

    assert any(text.startswith(f"{said(found)} ") for text in prose(chapter_of(words, found)))
    assert many_missing(words, found) in " ".join(prose(messages(words)))


def test_those_who_came_beside_those_who_could_have() -> None:
    shares = [("took_part", 0.65, 40, "came"), ("could_have", 0.44, 500, "came")]
    items = [rate(value, n, "arm=a", outcome="", period=at, note=note) for note, value, n, at in shares]
    found = finding("participation", Claim.DESCRIBES, items)
    words = words_of(found, labels={**LABELS, "came": same("start")})

    expected = "Av de 40 vid ”start”, bredvid de 500 elever som kunde ha kommit: grupp A 65 % av dem som kom och 44 % av eleverna."
    assert expected == about(words, found).replace(NBSP, " ")

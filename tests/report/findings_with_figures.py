"""Findings of every shape that has a figure: decided, undecided, and with something hidden."""

from __future__ import annotations

from dataclasses import replace

import released_by_hand
from released_by_hand import estimate, finding, same

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Text
from tsi_eval.report.words import Words

LABELS = {"score": same("Kvot"), "offered": same("A1"), "started": same("B1"), "done": same("C1")}
LABELS |= {f"unit=school_{n}": Text(sv=f"Skola {n}", en=f"School {n}") for n in range(9)}
LABELS |= {f"session_{n}": Text(sv=f"träff {n}", en=f"session {n}") for n in range(1, 11)}
# Children who were measured both times, and the way that each moved.
MOVED = {"moved_higher": 58, "moved_nowhere": 20, "moved_lower": 31}


def funnel(started: float | None = 0.8, n_started: int | None = 160, group: float | None = None) -> ReleasedFinding:
    def point(share: float | None, period: str, name: str = "") -> ReleasedEstimate:
        ends = {} if share is None else {"ci_low": share - 0.0521, "ci_high": share + 0.0521, "n": 200}
        return estimate(
            Quantity.SHARE, share, period=period, axis="stage", unit="share", decimals=3, group=name, **ends
        )

    counts = [("offered", 200), ("started", n_started), ("done", 107)]
    items = [
        estimate(
            Quantity.COUNT, n, n=n, period=period, axis="stage", unit="persons", status="shown" if n else "suppressed"
        )
        for period, n in counts
    ]
    last = replace(point(0.535, "done"), role=Role.HEADLINE)
    series = {"all": [point(started, "started"), point(0.535, "done")]}
    if group is not None:
        series["arm=a"] = [point(None, "started", "arm=a"), point(group, "done", "arm=a")]
    return finding("participation", Claim.DESCRIBES, [last, *items], series)


def change(low: float, high: float) -> ReleasedFinding:
    about = {"outcome": "score", "unit": "score", "n": 437, "group": "both", "decimals": 1}
    mean = [
        estimate(Quantity.MEAN, 12.3 + k, ci_low=11.1 + k, ci_high=13.5 + k, period=t, **about)
        for k, t in enumerate(("T0", "T1"))
    ]
    answer = estimate(
        Quantity.MEAN_CHANGE, 1.4, ci_low=low, ci_high=high, period="T0 > T1", role=Role.HEADLINE, **about
    )
    return finding("pre_post", Claim.CHANGED, [answer, *mean])


def share_change(low: float, high: float) -> ReleasedFinding:
    about = {"outcome": "score", "decimals": 3, "n": 437}
    items = [
        estimate(Quantity.SHARE, 0.313 + 0.072 * k, ci_low=0.25 + 0.07 * k, ci_high=0.37 + 0.07 * k, period=t, **about)
        for k, t in enumerate(("before_start", "after_start"))
    ]
    more = {"period": "before_start > after_start", "unit": "points_of_share", "role": Role.HEADLINE}
    answer = estimate(Quantity.SHARE_DIFFERENCE, 0.072, ci_low=low, ci_high=high, **about, **more)
    return finding("tally_share", Claim.CHANGED, [answer, *items])


def occasions(low: float = -5.1, high: float = -1.3, hidden: int | None = None) -> ReleasedFinding:
    about = {"outcome": "score", "unit": "score", "group": "measured", "decimals": 1}

    def point(place: int, value: float) -> ReleasedEstimate:
        shown = {"ci_low": value - 1.1, "ci_high": value + 1.1, "n": 437 - 20 * place}
        at = {"period": f"T{place}", "axis": "occasion"}
        if place == hidden:
            return estimate(Quantity.MEAN, None, **about, **at)
        return estimate(Quantity.MEAN, value, **about, **at, **shown)

    more = {"role": Role.HEADLINE, "period": "T0 > T2", "n": 437}
    answer = estimate(Quantity.MEAN_CHANGE, -3.2, ci_low=low, ci_high=high, **about, **more)
    points = [point(place, value) for place, value in enumerate((14.2, 12.6, 11.0))]
    return finding("occasions", Claim.CHANGED, [answer], {"means": points})


def attended(points: list[ReleasedEstimate]) -> ReleasedFinding:
    about = {"unit": "share", "role": Role.HEADLINE, "note": "enough_sessions", "decimals": 3, "n": 85}
    answer = estimate(Quantity.SHARE, 0.682, ci_low=0.577, ci_high=0.771, period="started", **about)
    counts = [
        estimate(Quantity.COUNT, n, n=n, group=group, period="started", unit="persons")
        for group, n in (("started", 85), ("enough_sessions", 58))
    ]
    return finding("attendance", Claim.DESCRIBES, [answer, *counts], {"sessions": points})


def sessions(hidden: int | None = None) -> ReleasedFinding:
    def point(place: int) -> ReleasedEstimate:
        about = {"period": f"session_{place + 1}", "axis": "session", "unit": "share", "decimals": 3}
        if place == hidden:
            return estimate(Quantity.SHARE, None, **about)
        value = 0.957 - 0.041 * place
        return estimate(Quantity.SHARE, value, ci_low=value - 0.0871, ci_high=min(1.0, value + 0.0871), n=85, **about)

    return attended([point(place) for place in range(10)])


def halves() -> ReleasedFinding:
    about = {"axis": "half", "unit": "sessions", "note": "sessions_attended", "decimals": 1, "n": 85}
    return attended(
        [
            estimate(Quantity.MEAN, value, ci_low=value - 0.31, ci_high=value + 0.31, period=f"{half}_half", **about)
            for half, value in (("first", 4.2), ("second", 3.4))
        ]
    )


def moved(
    low: float = 0.55, high: float = 0.77, quantity: Quantity = Quantity.IMPROVEMENT, **other: int | None
) -> ReleasedFinding:
    about = {"outcome": "score", "period": "T0 > T1"}
    more = {"group": "both", "role": Role.HEADLINE, "n": 109, "decimals": 2}
    answer = estimate(quantity, 0.62, ci_low=low, ci_high=high, **about, **more)
    counts = [
        estimate(Quantity.COUNT, n, n=n, group=way, unit="persons", **about) for way, n in (MOVED | other).items()
    ]
    return finding("pre_post", Claim.CHANGED, [answer, *counts])


def paired(question: str = "q", period: str = "T0 > T1", **other: int | None) -> ReleasedFinding:
    """Return a change with who was measured when.

    60 were measured before, 54 after and 50 of them both times, unless `other` says otherwise.
    """
    people = {"before": 60, "after": 54, "both": 50, "before_only": 10, "after_only": 4} | other
    about = {"axis": "flow", "outcome": "score", "unit": "persons"}
    counts = [estimate(Quantity.COUNT, n, n=n, group=group, **about) for group, n in people.items()]
    answer = estimate(
        Quantity.MEAN_CHANGE, 1.4, ci_low=0.3, ci_high=2.5, period=period, group="both", outcome="score", decimals=1,
        role=Role.HEADLINE, n=people["both"],
    )  # fmt: skip
    return replace(finding("pre_post", Claim.CHANGED, [answer, *counts]), question=question)


def difference(low: float, high: float, claim: Claim = Claim.DIFFERS) -> ReleasedFinding:
    about = {"outcome": "score", "unit": "score", "group": "arm=a", "reference": "arm=b", "period": "T1", "n": 437}
    answer = estimate(
        Quantity.MEAN_DIFFERENCE,
        2.7,
        ci_low=low,
        ci_high=high,
        decimals=1,
        role=Role.HEADLINE,
        method="blocked_cr1",
        **about,
    )
    other = replace(answer, estimate=2.4, role=Role.SENSITIVITY, method="plain_cr1")
    return finding("comparison", claim, [answer, other])


def series(band: float = 61.0, low: float = 0.97, hidden: int | None = None) -> ReleasedFinding:
    months = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)]

    def point(quantity: Quantity, place: int, name: str, **more: object) -> ReleasedEstimate:
        value = None if place == hidden else 30.0 + place
        return estimate(quantity, value, period=months[place], axis="month", unit="counted", group=name, **more)

    lines = {
        "observed": [point(Quantity.COUNT, place, "observed") for place in range(24)],
        "expected": [point(Quantity.EXPECTED, place, "expected", ci_low=20.0, ci_high=band) for place in range(18, 24)],
    }
    items = [
        estimate(
            Quantity.RATE_RATIO, 1.26, ci_low=low, ci_high=1.63, scale="log", period="since_start", outcome="score",
            role=Role.HEADLINE, decimals=2, n=1188,
        ),
        estimate(Quantity.COUNT, 397.0, n=397, period="since_start", unit="counted", outcome="score"),
        estimate(
            Quantity.EXPECTED, 316.0, ci_low=251.0, ci_high=397.0, period="since_start", unit="counted", outcome="score"
        ),
    ]  # fmt: skip
    return finding("time_series", Claim.DIVERGED, items, lines, "2023-07")


def contacts(parent: float | None = 77.0) -> ReleasedFinding:
    def count(group: str, value: float | None) -> ReleasedEstimate:
        return estimate(Quantity.COUNT, value, group=group, unit="contacts", n=None if value is None else int(value))

    rate = estimate(Quantity.RATE, 21.4, unit="per_100_term", role=Role.HEADLINE, n=248, decimals=1, level=None)
    return finding(
        "open_arenas",
        Claim.DESCRIBES,
        [rate, count("", 248.0), count("who=pupil", 171.0), count("who=guardian", parent)],
    )


def costs(total: float | None = None, **parts: float | None) -> ReleasedFinding:
    if total is None:
        total = sum(value or 0.0 for name, value in parts.items() if name.startswith("kind_"))
    items = [
        estimate(Quantity.COST, value, group=name.replace("_", "=", 1), unit="sek", price_year=2023, level=None)
        for name, value in parts.items()
    ]
    whole = estimate(
        Quantity.COST, total, unit="sek", price_year=2023, n=14, note="budget", role=Role.HEADLINE, level=None
    )
    return finding("cost_offset", Claim.DESCRIBES, [whole, *items])


WHOLE_COSTS = {"kind_staff": 666_211.0, "kind_other": 84_494.0, "payer_social": 630_159.0, "payer_school": 120_546.0}


def cells(rows: int = 6, periods: int = 4, *, hidden: bool = False) -> ReleasedFinding:
    """Return contacts of schools by term, more than can be told apart as lines."""
    terms = [f"{half}{year}" for year in range(2018, 2025) for half in ("VT", "HT")][:periods]
    about = {"axis": "term", "unit": "contacts", "decimals": 0}
    lines = {
        f"unit=school_{row}": [
            estimate(Quantity.COUNT, 10.0 + 3 * row + place, period=term, group=f"unit=school_{row}", **about)
            for place, term in enumerate(terms)
        ]
        for row in range(rows)
    }
    if hidden:
        first = lines["unit=school_0"][0]
        lines["unit=school_0"][0] = replace(first, estimate=None, n=None, status="suppressed", reason="few")
    answer = estimate(Quantity.COUNT, 340.0, n=340, unit="contacts", role=Role.HEADLINE, decimals=0)
    return finding("open_arenas", Claim.DESCRIBES, [answer], lines)


UNDECIDED = {"means": change(-0.3, 3.1), "shares": share_change(-0.01, 0.15), "differences": difference(-0.4, 5.8)}
UNDECIDED |= {"timeline": series(), "course": occasions(-7.0, 0.6)}
DECIDED = {"means": change(0.3, 2.5), "shares": share_change(0.01, 0.13), "differences": difference(0.4, 5.0)}
DECIDED |= {"timeline": series(low=1.1), "course": occasions()}
COUNTED = {"stages": funnel(), "bars": contacts(), "waterfall": costs(**WHOLE_COSTS)}
COUNTED |= {"sessions": sessions(), "halves": halves(), "moves": moved()}
HIDDEN_IN = {
    "stages": funnel(None, None),
    "groups": funnel(group=0.491),
    "bars": contacts(None),
    "waterfall": costs(750_705.0, **WHOLE_COSTS | {"kind_other": None, "payer_school": None}),
    "timeline": series(hidden=9),
    "occasions": occasions(hidden=1),
    "sessions": sessions(hidden=3),
    # The probability rests on every way, and is not shown without one of them; ranks may be.
    "moves": moved(quantity=Quantity.RANK_BISERIAL, moved_nowhere=None, moved_higher=None),
}
SHAPES = {f"undecided-{k}": v for k, v in UNDECIDED.items()} | {f"decided-{k}": v for k, v in DECIDED.items()}
SHAPES |= COUNTED | {f"hidden-{k}": v for k, v in HIDDEN_IN.items()} | {"wide-band": series(band=400.0)}
SHAPES |= {"caused": difference(0.4, 5.0, Claim.CAUSED), "saved": costs(kind_staff=500e3, kind_other=-120e3)}
SHAPES |= {"undecided-moves": moved(0.41, 0.79), "cells": cells()}
FLOWS = {
    "both ways": paired(),
    "nobody left": paired(before=50, before_only=0),
    "nobody new": paired(after=50, after_only=0),
    "many": paired(before=5800, after=4100, both=3900, before_only=1900, after_only=200),
    "hidden": paired(before_only=None, after_only=None),
}


def words_of(*answers: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Words:
    """Return the words of a report on these findings."""
    return released_by_hand.words_of(*answers, language=language, data=data, labels=LABELS)

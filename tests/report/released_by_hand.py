"""Released values made by hand, so that a test says in one line what a report holds.

No pilot and no analysis is needed for them. Everything is blank that a test does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tsi_eval.findings import Answerable, Asked, Claim, Cover, Feasibility, Provenance, Quantity, Role, judged
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message, Text
from tsi_eval.report.words import Words

DECLARED = date(2026, 1, 1)
DAY = date(2026, 1, 2)
# Of earlier reports.
JUNE, JANUARY = date(2025, 6, 30), date(2025, 1, 31)
PROVENANCE = Provenance(declaration_sha256="0" * 64, declared=DECLARED, data={}, data_hash="sha256", versions={})


def same(text: str) -> Text:
    """Return words that are the same in both languages."""
    return Text(sv=text, en=text)


def estimate(quantity: Quantity, value: float | None, **about: object) -> ReleasedEstimate:
    """Return an estimate as it was released: shown when it has a value, else suppressed.

    It has a level where it has an interval. A level alone says that the interval is hidden.
    """
    blank: dict[str, object] = {
        "question": "q",
        "design": "",
        "role": Role.SUPPORTING,
        "claim": Claim.DESCRIBES,
        **dict.fromkeys(("outcome", "group", "reference", "period", "axis", "unit", "method", "note", "payer"), ""),
        "scale": "identity",
        **dict.fromkeys(("se", "ci_low", "ci_high", "p_value", "price_year", "n")),
        "level": None if about.get("ci_low") is None else 0.95,
        "status": "shown" if value is not None else "suppressed",
        "reason": "" if value is not None else "few",
        "decimals": 0,
    }
    return ReleasedEstimate(**(blank | {"quantity": quantity, "estimate": value} | about))  # type: ignore[arg-type]


def headline(quantity: Quantity, value: float | None, **about: object) -> ReleasedEstimate:
    """Return an estimate that answers its question."""
    return estimate(quantity, value, **({"role": Role.HEADLINE} | about))


def judged_answer(item: ReleasedEstimate, *beside: ReleasedEstimate) -> ReleasedEstimate:
    """Return an estimate with its verdict, as if its numbers had never been rounded.

    What matters is taken from what is shown beside it. A verdict that it has is kept, and what is
    not shown has none.
    """
    if item.status != "shown":
        return replace(item, verdict=None)
    declared = (
        other.estimate
        for other in beside
        if other.quantity is Quantity.SMALLEST_THAT_MATTERS and other.outcome == item.outcome
    )
    return replace(item, verdict=item.verdict or judged(item, next(declared, None)))  # type: ignore[arg-type]


def kept(found: ReleasedFinding, day: date = JUNE) -> ReleasedFinding:
    """Return a finding as it stands in a later report that left it as it was."""
    return replace(
        found,
        estimates=tuple(replace(item, as_of=day) for item in found.estimates),
        series={name: tuple(replace(point, as_of=day) for point in points) for name, points in found.series.items()},
    )


def hidden(item: ReleasedEstimate) -> ReleasedEstimate:
    """Return an estimate as it leaves when it may not be shown."""
    numbers = dict.fromkeys(("estimate", "se", "ci_low", "ci_high", "p_value", "n", "verdict"))
    return replace(item, **numbers, status="suppressed", reason="few_in_mean")  # type: ignore[arg-type]


def finding(
    design: str,
    claim: Claim,
    estimates: Iterable[ReleasedEstimate],
    series: Mapping[str, Iterable[ReleasedEstimate]] | None = None,
    start: str = "",
    caveats: tuple[Message, ...] = (),
    question: str = "q",
) -> ReleasedFinding:
    """Return a finding whose numbers all make its claim, each with its verdict."""
    items = tuple(estimates)
    return ReleasedFinding(
        question=question,
        design=design,
        claim=claim,
        feasibility=Feasibility(answerable=Answerable.ESTIMABLE),
        estimates=tuple(replace(judged_answer(item, *items), claim=claim) for item in items),
        series={name: tuple(points) for name, points in (series or {}).items()},
        caveats=caveats,
        start=start,
    )


def refused(reason: Message, design: str = "pre_post") -> ReleasedFinding:
    """Return a finding of a question that could not be answered."""
    feasibility = Feasibility(answerable=Answerable.REFUSED, reason=reason)
    return replace(finding(design, Claim.CHANGED, ()), feasibility=feasibility)


def released(
    *findings: ReleasedFinding,
    data: str = "synthetic",
    role: str = "primary",
    labels: Mapping[str, Text] | None = None,
    question: str = "Q?",
    short: Text | None = None,
    **cover: object,
) -> Released:
    """Return a report's released values, with a question for each finding that is no receipt."""
    asked = tuple(
        Asked(
            id=item.question,
            text=same(question),
            short=short or same(""),
            design=item.design,
            direction="none",
            role=role,
            declared=DECLARED,
        )
        for item in findings
        if item.question != "receipt"
    )
    usual: dict[str, object] = {
        "pilot": "p",
        "title": same("P"),
        "summary": same("S"),
        "municipality": "K",
        "period": same("2024"),
        "data": data,
        "policy": "default",
        "report_date": DAY,
        "labels": labels or {},
        "questions": asked,
        "texts": {},
        "source": same(""),
    }
    return Released(cover=Cover(**(usual | cover)), findings=findings, provenance=PROVENANCE)  # type: ignore[arg-type]


def words_of(*findings: ReleasedFinding, language: str = "sv", **about: object) -> Words:
    """Return the words of a report on these findings; `about` goes to `released`."""
    return Words(released(*findings, **about), language)  # type: ignore[arg-type]


def with_groups(words: Words, *groups: str) -> Words:
    """Return the words of a report whose every question is divided by these declared groups."""
    cover = words.released.cover
    asked = tuple(replace(item, groups=groups) for item in cover.questions)
    return replace(words, released=replace(words.released, cover=replace(cover, questions=asked)))

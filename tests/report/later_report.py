"""A pilot's later report, made by hand: some numbers are new, and others of June or of January.

- "reached": ten families have come. Their number is new, and the answer is of June.
- "worry": all of it is of June.
- "groups": the answer is new, and the groups are of January.
- "contacts": the answer is new, and who they were with is of June.
- "months": all of it is new.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from findings_with_figures import LABELS, change, contacts, funnel, paired, series
from released_by_hand import JANUARY, JUNE, estimate, finding, headline, kept, released, same

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import Correction, Released, ReleasedFinding, last_of
from tsi_eval.language import Text

DAY = date(2025, 12, 15)
NAMES = {
    "reached": "Hur många fullföljde?",
    "worry": "Minskade oron?",
    "paired": "Vilka mättes?",
    "groups": "Hur många per skola?",
    "contacts": "Hur många kontakter?",
    "months": "Förändrades ärendena?",
}
MORE = {
    "score": same("Oro"),
    "offered": Text(sv="erbjudna", en="offered"),
    "started": Text(sv="började", en="started"),
    "done": Text(sv="fullföljde", en="completed"),
    "school=nora": same("Nora"),
    "school=askersund": same("Askersund"),
    "unit:score": same("poäng"),
}


def _named(found: ReleasedFinding, question: str) -> ReleasedFinding:
    return replace(
        found,
        question=question,
        estimates=tuple(replace(item, question=question) for item in found.estimates),
        series={
            name: tuple(replace(point, question=question) for point in points) for name, points in found.series.items()
        },
    )


def _of_schools() -> ReleasedFinding:
    about = {"unit": "persons", "period": "started"}
    whole = headline(Quantity.COUNT, 68.0, n=68, **about)
    nora, askersund = (
        estimate(Quantity.COUNT, value, n=int(value), group=f"school={name}", **about)
        for name, value in (("nora", 22.0), ("askersund", 38.0))
    )
    return finding("any", Claim.DESCRIBES, [whole, nora, askersund])


def _findings() -> tuple[ReleasedFinding, ...]:
    made = (funnel(), change(-2.9, -0.1), paired(), _of_schools(), contacts(), series())
    receipt = finding(
        "receipt",
        Claim.DESCRIBES,
        [estimate(Quantity.COUNT, 12.0, group="people", unit="files", question="receipt", design="receipt")],
        question="receipt",
    )
    return (*(_named(found, question) for found, question in zip(made, NAMES, strict=True)), receipt)


def june() -> Released:
    """Return the report of June."""
    return _released(*_findings(), day=JUNE)


def later() -> Released:
    """Return the report of December, which corrects June's."""
    reached, worry, both, groups, arenas, months, receipt = _findings()
    old = kept(reached)
    total = next(item for item in reached.estimates if item.period == "offered")
    total = replace(total, estimate=210.0, n=210)
    reached = replace(old, estimates=tuple(total if item.period == "offered" else item for item in old.estimates))
    by_school = kept(groups, JANUARY).estimates[1:]
    groups = replace(groups, estimates=(replace(groups.estimates[0], estimate=74.0, n=74), *by_school))
    kinds = kept(arenas).estimates[2:]
    arenas = replace(arenas, estimates=(*arenas.estimates[:2], *kinds))
    found = (reached, kept(worry), kept(both), groups, arenas, months, kept(receipt))
    corrects = Correction(
        report=JUNE,
        why=Text(sv="En fil från Nora lästes två gånger.", en="A file from Nora was read twice."),
        changed=("groups",),
        exception="Eva Ek, socialchef",
        exception_why=Text(sv="Ett för högt antal har redan använts i budgeten.", en="The budget rests on it."),
    )
    return replace(_released(*found, day=DAY), last=last_of(june()), corrects=corrects)


def _released(*found: ReleasedFinding, day: date) -> Released:
    made = released(*found, labels=LABELS | MORE, report_date=day)
    asked = tuple(replace(item, text=same(NAMES[item.id])) for item in made.cover.questions)
    return replace(made, cover=replace(made.cover, questions=asked))

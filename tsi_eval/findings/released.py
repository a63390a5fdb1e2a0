"""What may leave: findings after disclosure control, and their one file form, `released.json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from tsi_eval.errors import UsageError
from tsi_eval.findings import (
    RECEIPT,
    Claim,
    Cover,
    Feasibility,
    Provenance,
    Quantity,
    Rating,
    Role,
    Turned,
    Verdict,
    is_of_a_group,
)
from tsi_eval.findings.cover import NO_TEXT
from tsi_eval.findings.finding import unknown_question
from tsi_eval.in_brief import brief, html_table
from tsi_eval.language import Message, Text

if TYPE_CHECKING:
    import pandas as pd
    from pydantic import TypeAdapter

WHOLE_NUMBERS = ("n", "price_year", "decimals")
# What a verdict says, as columns of a table.
OF_VERDICT = ("leaves_out_nothing", "matter")
# What a rating says.
OF_RATING = ("security", "security_reasons")
# What gives another answer.
TURNED = "turned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedEstimate:
    """An estimate after disclosure control.

    Attributes:
        status: "shown", "suppressed" or "banded"; numbers of a suppressed estimate are None. A
            banded one has only `ci_low` and `ci_high`, the band that its value lies in.
        reason: Key of why it was suppressed or banded, or "".
        decimals: Decimals that may be shown, of the unit as stored.
        as_of: The date of the report in which it was renewed last, where this one left it as it
            was; None for a number of this report.
        verdict: What its exact interval lets one say; None where there is nothing to judge, and of
            a number that is not shown.
        rating: How secure it is, and why; None of all but answers that may be secure or not, and of
            answers from reports that were made before there were ratings.
        turned: Shown ways of computing an answer that give another one.

    The other fields are those of `Estimate`, rounded as the policy says.
    """

    question: str
    design: str
    quantity: Quantity
    role: Role
    claim: Claim
    outcome: str
    group: str
    reference: str
    period: str
    axis: str
    unit: str
    scale: str
    estimate: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    level: float | None
    n: int | None
    p_value: float | None
    method: str
    note: str
    price_year: int | None
    payer: str
    status: str
    reason: str
    decimals: int
    as_of: date | None = None
    verdict: Verdict | None = None
    rating: Rating | None = None
    turned: tuple[Turned, ...] = ()

    def __repr__(self) -> str:
        value = brief(self.estimate) if self.estimate is not None else self.status
        ends = f" ({brief(self.ci_low)} to {brief(self.ci_high)})" if self.ci_low is not None else ""
        of = ", ".join(filter(None, (self.outcome, self.group, self.reference, self.period)))
        return f"ReleasedEstimate({self.quantity} {value}{ends}, n={self.n}{', ' if of else ''}{of})"

    def row(self) -> dict[str, Any]:
        """Return column → value, in the order of `COLUMNS`.

        The verdict has a column a word. Of the rating all reasons are one column, each with the
        steps that it costs: "design 0; missing 1; reliability 1". What gives another answer is one
        too: "segmented_without_breaks way".
        """
        numbers = {name: getattr(self, name) for name in _PLAIN}
        verdict = {name: getattr(self.verdict, name, None) for name in OF_VERDICT}
        turned = "; ".join(f"{other.method} {other.how}" for other in self.turned) or None
        return numbers | verdict | dict(zip(OF_RATING, _as_columns(self.rating), strict=True)) | {TURNED: turned}


def _as_columns(rating: Rating | None) -> tuple[str | None, str | None]:
    if rating is None:
        return None, None
    return rating.security.value, "; ".join(f"{reason.ground} {reason.lost}" for reason in rating.reasons)


# The columns of a number in a table.
_PLAIN = tuple(item.name for item in fields(ReleasedEstimate) if item.name not in {"verdict", "rating", TURNED})
COLUMNS = (*_PLAIN, *OF_VERDICT, *OF_RATING, TURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFinding:
    """A finding after disclosure control.

    Its fields are those of `Finding`, without partitions; a series is its points, by its name.
    """

    question: str
    design: str
    claim: Claim
    feasibility: Feasibility
    estimates: tuple[ReleasedEstimate, ...]
    series: Mapping[str, tuple[ReleasedEstimate, ...]]
    caveats: tuple[Message, ...]
    start: str = ""

    def __repr__(self) -> str:
        shown = sum(estimate.status == "shown" for _, estimate in self.every_estimate())
        hidden = sum(1 for _ in self.every_estimate()) - shown
        return f"ReleasedFinding({self.question!r}, {self.design}, {self.claim}, {shown} shown, {hidden} hidden)"

    def every_estimate(self) -> Iterator[tuple[str, ReleasedEstimate]]:
        """Yield (series name or "", estimate): the estimates, then each series' points."""
        for estimate in self.estimates:
            yield "", estimate
        for name, points in self.series.items():
            for point in points:
                yield name, point


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReport:
    """The answers of the report before this one, as they were released.

    Attributes:
        report_date: Its date.
        answers: The estimates that answered its questions.
        totals: Beside them, how many persons there were of all: no numbers of groups.
    """

    report_date: date
    answers: tuple[ReleasedEstimate, ...]
    totals: tuple[ReleasedEstimate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a report corrects.

    Attributes:
        report: The date of the report that is corrected.
        why: Why.
        changed: Ids of the questions whose shown numbers changed.
        exception: Who signed that the difference may tell of few, by name and function, or "".
        exception_why: Why, or no text.
    """

    report: date
    why: Text
    changed: tuple[str, ...]
    exception: str = ""
    exception_why: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """Everything that may leave: the only thing that a report sees.

    Attributes:
        cover: What the report may know of the pilot.
        findings: One a question, in the declared order, and the receipt.
        provenance: What they were made from.
        last: What the report before this one said, or None.
        corrects: What it corrects, or None.
    """

    cover: Cover
    findings: tuple[ReleasedFinding, ...]
    provenance: Provenance
    last: LastReport | None = None
    corrects: Correction | None = None

    def __repr__(self) -> str:
        return f"Released({self.cover.pilot!r}, policy={self.cover.policy}, {len(self.findings)} findings)"

    def _repr_html_(self) -> str:
        rows = (_counted(finding) for finding in self.findings)
        return html_table(repr(self), ("question", "design", "claim", "shown", "hidden"), rows)

    def finding(self, question: str) -> ReleasedFinding:
        """Return the finding of one question.

        Raises:
            UsageError: Nobody asked it (E159).
        """
        for finding in self.findings:
            if finding.question == question:
                return finding
        asked = (finding.question for finding in self.findings if finding.question != RECEIPT)
        raise UsageError(unknown_question("released", question, asked))

    def frame(self) -> pd.DataFrame:
        """Return estimates and series as one tidy table, a row each."""
        import pandas as pd  # noqa: PLC0415  the records themselves need no pandas

        rows: list[dict[str, Any]] = [
            {"series": series} | estimate.row()
            for finding in self.findings
            for series, estimate in finding.every_estimate()
        ]
        return pd.DataFrame(rows, columns=["series", *COLUMNS]).astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))


def _counted(finding: ReleasedFinding) -> tuple[str, ...]:
    """Return a finding's question, design and claim, and how many numbers are shown and hidden."""
    shown = [estimate.status == "shown" for _, estimate in finding.every_estimate()]
    return (finding.question, finding.design, finding.claim, str(sum(shown)), str(len(shown) - sum(shown)))


def last_of(previous: Released) -> LastReport:
    """Return what a later report says of an earlier one: answers and totals, without their n."""
    estimates = [replace(item, n=None) for finding in previous.findings for item in finding.estimates]
    answers = tuple(item for item in estimates if item.role is Role.HEADLINE)
    return LastReport(
        report_date=previous.cover.report_date, answers=answers, totals=tuple(filter(is_total, estimates))
    )


def is_total(item: ReleasedEstimate) -> bool:
    """Tell whether a number says how many persons there are of all, beside the answer."""
    is_count = item.quantity is Quantity.COUNT and item.unit == "persons"
    return is_count and item.role is not Role.HEADLINE and item.design != RECEIPT and not is_of_a_group(item)


def to_json(released: Released) -> str:
    """Return the file form; the same released values give the same bytes."""
    # Most reports have no designs of their own, and are the same text as before there were any.
    unsaid = {} if released.cover.words else {"cover": {"words"}}
    if not released.provenance.designs:
        unsaid["provenance"] = {"designs"}
    return _adapter().dump_json(released, indent=1, exclude=unsaid).decode() + "\n"


def from_json(text: str) -> Released:
    """Read the file form.

    Raises:
        ValueError: When the text is not a `released.json` of this version.
    """
    return _adapter().validate_json(text, strict=True)


def prepare() -> None:
    """Get ready to read and write the file form, which is slow the first time."""
    _adapter()


@cache
def _adapter() -> TypeAdapter[Released]:
    from pydantic import TypeAdapter  # noqa: PLC0415  only those who read or write the file pay for it

    return TypeAdapter(Released)

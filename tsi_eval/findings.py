"""What was found, before disclosure control, and the words that findings share with what is released."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tsi_eval.language import Message, Text

NO_TEXT = Text(sv="", en="")
# Note of a mean change in whole steps, that stands where the counts of movers may not.
WHOLE_STEPS = "steps"
# Note of a share that stood at the lowest or highest value of a scale.
AT_AN_END = "at_an_end"


class Claim(StrEnum):
    """What a design lets a report say, from the weakest to the strongest."""

    DESCRIBES = "describes"
    DIFFERS = "differs"
    CHANGED = "changed"
    DIVERGED = "diverged"
    CAUSED = "caused"


class Kind(StrEnum):
    """What a cell counts; the first four are protected."""

    PERSON = "person"
    HOUSEHOLD = "household"
    STAFF = "staff"
    EVENT_ABOUT_PERSON = "event_about_person"
    ORGANISATION = "organisation"
    EVENT = "event"
    MONEY = "money"


class Quantity(StrEnum):
    """What a number is."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"
    MEAN_CHANGE = "mean_change"
    MEAN_DIFFERENCE = "mean_difference"
    EFFECT_SIZE_Z = "d_z"
    EFFECT_SIZE_AV = "d_av"
    EFFECT_SIZE_GLASS = "glass_pre"
    EFFECT_SIZE_NORM = "norm_sd"
    BENCHMARK = "benchmark"
    RANK_BISERIAL = "rank_biserial"
    IMPROVEMENT = "probability_of_improvement"
    ODDS_RATIO = "odds_ratio"
    TEST = "test"
    CONCORDANCE = "concordance"
    INTRACLASS = "intraclass"
    CORRELATION = "correlation"
    SMALLEST_DETECTABLE = "smallest_detectable_change"
    SMALLEST_RELIABLE = "smallest_reliable_change"
    SMALLEST_THAT_MATTERS = "smallest_that_matters"
    EQUIVALENCE = "equivalence"
    CUTOFF = "cutoff"
    EXPECTED_CHANGE = "expected_change"
    BEYOND_EXPECTED = "beyond_expected"
    BOUNDS = "bounds"
    SHARE_DIFFERENCE = "share_difference"
    RATE = "rate"
    RATE_CHANGE = "rate_change"
    RATE_RATIO = "rate_ratio"
    EXPECTED = "expected"
    ABSENCE = "absence_rate"
    ABSENCE_CHANGE = "absence_change"
    COST = "cost"
    UNIT_COST = "unit_cost"
    UNIT_PRICE = "unit_price"
    BREAK_EVEN = "break_even"


class Verdict(StrEnum):
    """Whether a question can be answered."""

    ESTIMABLE = "estimable"
    DESCRIPTIVE = "descriptive"
    REFUSED = "refused"


class Role(StrEnum):
    """What an estimate is for: the answer, an answer beside it, a part of the picture, or a check of the answer."""

    HEADLINE = "headline"
    SECONDARY = "secondary"
    SUPPORTING = "supporting"
    SENSITIVITY = "sensitivity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The persons, households or events that a number rests on.

    Attributes:
        kind: What is counted.
        n: Its size.
        members: Pseudonyms of exactly these persons, so that `release` sees which sets overlap, whatever question they come from;
            empty for tallies and other things that have no persons. Never printed, gone after release.
        tallies: For what has no persons: its smallest tallies, (name, count) each, so that `release` sees which tallies overlap. The
            same name is the same tally everywhere.
        group: Name of a cell that has neither members nor tallies; the same name is the same cell everywhere.
        numerator: Size of the part that a share is of, or None.
        numerator_members: The persons of that part.
        numerator_group: Name of that part, when it has neither members nor tallies.
        numerator_tallies: The smallest tallies of that part, which may be tallied beside the whole.
        rest_tallies: The smallest tallies of what is in the whole and not in the part.
    """

    kind: Kind
    n: int
    members: frozenset[str] = field(default=frozenset(), repr=False)
    tallies: frozenset[tuple[str, int]] = field(default=frozenset(), repr=False)
    group: str = ""
    numerator: int | None = None
    numerator_members: frozenset[str] = field(default=frozenset(), repr=False)
    numerator_group: str = ""
    numerator_tallies: frozenset[tuple[str, int]] = field(default=frozenset(), repr=False)
    rest_tallies: frozenset[tuple[str, int]] = field(default=frozenset(), repr=False)


def people(members: frozenset[str], part: frozenset[str] | None = None, kind: Kind = Kind.PERSON) -> Cell:
    """Return the cell of these persons; with `part`, of a share of them.

    Raises:
        ValueError: When the part is not inside.
    """
    if part is not None and not part <= members:
        raise ValueError
    return Cell(
        kind=kind,
        n=len(members),
        members=members,
        numerator=None if part is None else len(part),
        numerator_members=part or frozenset(),
    )


def tallied(tallies: Mapping[str, int], kind: Kind) -> Cell:
    """Return the cell of these tallies: name → count."""
    return Cell(kind=kind, n=sum(tallies.values()), tallies=frozenset(tallies.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A total and the parts that make it up, for tallies: whoever knows all but one knows the last.

    Sets of persons need none: their members say how they add up.

    Attributes:
        total: The whole.
        parts: Cells that don't overlap and sum to the whole; parts need not be shown anywhere.
    """

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasibility:
    """Whether a question can be answered with these data, and why not."""

    verdict: Verdict
    reason: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A number that is a sum of others: computed from what is shown of them, it says nothing more than they do.

    Attributes:
        constant: What is added.
        terms: (name of an estimate, as in `derived_from`; "estimate", "ci_low" or "ci_high"; weight) each.
    """

    constant: float
    terms: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number with its uncertainty and what it rests on.

    Attributes:
        question: The question it answers.
        design: The design that made it.
        quantity: What it is.
        role: Answer, supporting figure, or sensitivity check.
        claim: What may be said of it.
        outcome: The outcome's id, or "".
        group: "column=value", a unit as "unit=a", a part that the design names such as "both", or "" for all.
        reference: The group it is compared with, or "".
        period: Occasion or window, or "".
        axis: Name of the axis when it is a point of a series, or "".
        unit: "persons", "share", "sd", or the outcome's id for the outcome's own unit.
        scale: "identity", "log" or "logit".
        estimate: The number.
        se: Standard error, or None.
        ci_low: Lower bound, or None.
        ci_high: Upper bound, or None.
        level: Confidence level, or None.
        n: Persons it rests on.
        p_value: Only where a hypothesis was declared.
        method: Key of the method in the catalogue.
        note: Key of what the number is, where the quantity alone does not say it, or "".
        step: Smallest step of the outcome's scale; decides how many decimals are safe.
        price_year: Year of the money, or None.
        payer: Who pays, or "".
        basis: The cells it rests on; never empty, dropped at release.
        derived_from: Names of estimates that give this one back when known together.
        lines: "estimate", "ci_low" or "ci_high" → how it follows from others; the release computes it again from what it shows of them.
        instead: What takes its place when it may not be shown, such as the same answer by a method that needs fewer counts.
    """

    question: str
    design: str
    quantity: Quantity
    claim: Claim
    estimate: float
    n: int
    basis: tuple[Cell, ...]
    role: Role = Role.SUPPORTING
    outcome: str = ""
    group: str = ""
    reference: str = ""
    period: str = ""
    axis: str = ""
    unit: str = ""
    scale: str = "identity"
    se: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    level: float | None = None
    p_value: float | None = None
    method: str = ""
    note: str = ""
    step: float = 1.0
    price_year: int | None = None
    payer: str = ""
    derived_from: tuple[str, ...] = ()
    lines: Mapping[str, Line] = field(default_factory=dict)
    instead: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Estimates along an axis, in its order: a stage, a month, a threshold.

    Attributes:
        name: Of the line.
        axis: Of what it runs along.
        points: In order.
        grain: When a finding offers the same series in several grains: 0 for the finest, and so on. Of those with the same `choice`,
            only the finest of which every point may be shown is released; None for a series that stands alone.
        choice: Name of what is offered in several grains, or "".
    """

    name: str
    axis: str
    points: tuple[Estimate, ...]
    grain: int | None = None
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one question, or the reason why there is none; `start` is the month or term from which a figure marks a start."""

    question: str
    design: str
    claim: Claim
    feasibility: Feasibility
    estimates: tuple[Estimate, ...] = field(default=(), repr=False)
    series: tuple[Series, ...] = field(default=(), repr=False)
    partitions: tuple[Partition, ...] = ()
    caveats: tuple[Message, ...] = ()
    start: str = ""

    def every_estimate(self) -> Iterator[Estimate]:
        """Yield the estimates, then each series' points."""
        yield from self.estimates
        for series in self.series:
            yield from series.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as the report shows it; `short` is the same in a few words, or the whole question again."""

    id: str
    text: Text
    design: str
    direction: str
    role: str
    declared: date
    # A report made before questions had short names has none.
    short: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the report may know of the pilot: titles and words, no files, no rows.

    Attributes:
        pilot: The pilot's id.
        title: Its title.
        summary: What it is, in a sentence or two.
        municipality: Who runs it.
        period: The time the report is about, in words.
        data: "synthetic", "public" or "real".
        policy: The disclosure policy's id.
        report_date: The declared date; the only date in a report.
        labels: Words for ids: outcomes, columns, "column=value", occasions and stages; "unit:<outcome>" for units.
        questions: In the declared order.
        texts: The people's own chapters, by language and slot, in Markdown.
        source: Where public data come from, or "".
        status: "draft" or "approved".
        approved_by: Who approved it, or "".
    """

    pilot: str
    title: Text
    summary: Text
    municipality: str
    period: Text
    data: str
    policy: str
    report_date: date
    labels: Mapping[str, Text]
    questions: tuple[Asked, ...]
    texts: Mapping[str, Mapping[str, str]]
    source: Text
    status: str = "draft"
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the findings were made from: hashes, versions, and the declaration's date.

    Hashes of real data are keyed (HMAC), so that a small file can't be guessed from its hash.
    """

    declaration_sha256: str
    declared: date
    data: Mapping[str, str]
    data_hash: str
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found, before disclosure control; shows its questions, never its numbers."""

    cover: Cover
    findings: tuple[Finding, ...] = field(repr=False)
    provenance: Provenance = field(repr=False)

"""What a design says of an answer so that its security can be judged.

A design knows what its answer rests on, and no other room keeps a list of designs. It says who
should be in the answer and who is, how many independent units there are, whether what was measured
has a known reliability, and in which period the answer can first be seen. What a design does not
say is not known, and what is not known is not taken to be good.

Numbers are named and not given, as in `Estimate.derived_from`: what may be said of them is decided
when they are released. The rule itself stands in `findings/security.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Declared(StrEnum):
    """When a question was declared, beside the data that answer it.

    Attributes:
        BEFORE: Before there were any.
        AFTER: When there were some.
        UNKNOWN: The days of the data are not known, or the declaration lies among them.
    """

    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Who should be in an answer, and who is, as names of the finding's numbers.

    Attributes:
        of: Name of the count of those who should be in it; or of the share of them who are.
        there: Name of the count of those who are; "" for the answer's own n, or beside a share.
    """

    of: str
    there: str = ""


class UnitKind(StrEnum):
    """What the independent units of an answer are.

    Attributes:
        PERSONS: Persons, each for itself.
        TOGETHER: What persons belong to, such as families or schools.
        MONTHS: Months of a series, on the side of the start that has fewer.
        UNKNOWN: Nobody knows: events may be the same person's, or persons share circumstances that
            nobody has named.
    """

    PERSONS = "persons"
    TOGETHER = "together"
    MONTHS = "months"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The independent units of an answer.

    Attributes:
        kind: What they are.
        names: Persons: names of the numbers of whose n the smallest counts; () for the answer's
            own n.
        count: Units together and months: how many. Of units together the number is never shown.
    """

    kind: UnitKind = UnitKind.UNKNOWN
    names: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the security of a finding's answers is judged by.

    Attributes:
        missing: Who should be in the answer and who is; of several, those are meant whose group is
            the answer's. () where all that happened is registered, so that nobody is missing; None
            where it is not known.
        units: The independent units.
        reliable: Whether the reliability of what was measured is known; None for what is counted,
            which has none to know.
        first: The occasion, month or term in which the answer can first be seen, or "" where it is
            not known. Of a series it is the first from the start on.
        declared: When the question was declared, beside that; filled in by the analysis.
    """

    missing: tuple[Missing, ...] | None = None
    units: Units = field(default_factory=Units)
    reliable: bool | None = False
    first: str = ""
    declared: Declared = Declared.UNKNOWN

"""The disclosure policies: the one table of what may be shown.

A pilot declares a policy by its name; every step of `release` asks `policy_for` which rules hold
for one kind of cell.

Worked example. Under `staff5` a share of staff may be of five persons, with three in the part. The
same pilot's children get `default`: ten, with five in the part. Money and organisations are not
protected, and have no rules. Under `public` a share of 1 among 3 is shown, since its data are
published already; for data that are not, nothing leaves (`check_data`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Kind

PROTECTED = frozenset({Kind.PERSON, Kind.HOUSEHOLD, Kind.STAFF, Kind.EVENT_ABOUT_PERSON})
UNPROTECTED = frozenset({Kind.ORGANISATION, Kind.EVENT, Kind.MONEY})
PUBLIC_DATA = "public"


class Decimals(StrEnum):
    """How the decimals of means, changes and intervals are chosen.

    Attributes:
        BY_ERROR: Two digits of the standard error. The exact sum of ten or more is no secret.
        SEVERAL_SUMS: So few that n and a mean leave several sums open.
        FREE: Ten significant digits.
    """

    BY_ERROR = "by_error"
    SEVERAL_SUMS = "several_sums"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be shown of numbers that rest on persons.

    Attributes:
        name: The policy's id.
        count: Counts from 1 to one less than this are hidden.
        share_of: A share's denominator must be at least this.
        share_part: A share's numerator and complement must each be 0 or at least this.
        band_below: In groups smaller than this, shares at or near 0 % and 100 % are shown as a
            band.
        mean: Means and model cells must rest on at least this many persons.
        median: Medians must.
        quartile: Quartiles must.
        moved: A number is renewed when at least this many have come, left or changed since an
            earlier report; 1 or less means always.
        round_to: Counts are rounded to a multiple of this, and shares computed from rounded counts;
            1 means exact.
        share_decimals: Decimals of a share in per cent.
        decimals: How the decimals of means, changes and intervals are chosen.
    """

    name: str
    count: int
    share_of: int
    share_part: int
    band_below: int
    mean: int
    median: int
    quartile: int
    moved: int
    round_to: int = 1
    share_decimals: int = 1
    decimals: Decimals = Decimals.BY_ERROR


DEFAULT = Policy(
    name="default", count=5, share_of=10, share_part=5, band_below=20, mean=10, median=20, quartile=40, moved=5
)
STRICT = Policy(
    name="strict",
    count=10,
    share_of=10,
    share_part=10,
    band_below=20,
    mean=10,
    median=20,
    quartile=40,
    moved=10,
    round_to=5,
    share_decimals=0,
    decimals=Decimals.SEVERAL_SUMS,
)
STAFF5 = Policy(name="staff5", count=5, share_of=5, share_part=3, band_below=0, mean=5, median=10, quartile=20, moved=3)
INTERNAL = Policy(
    name="internal",
    count=1,
    share_of=1,
    share_part=0,
    band_below=0,
    mean=1,
    median=1,
    quartile=1,
    moved=1,
    decimals=Decimals.FREE,
)
PUBLIC = replace(INTERNAL, name="public", count=0, share_of=0, mean=0, median=0, quartile=0, moved=0)
POLICIES = (DEFAULT, STRICT, STAFF5, INTERNAL, PUBLIC)


def check_data(policy: str, data: str) -> None:
    """Refuse the policy `public` for data that are not public.

    Args:
        policy: The pilot's policy.
        data: What its data are: "synthetic", "public" or "real".

    Raises:
        ProtectionError: They are not public (E268): then nothing may leave.
    """
    if policy == PUBLIC.name and data != PUBLIC_DATA:
        raise ProtectionError(Problem(code="E268"))


def policy_for(name: str, kind: Kind) -> Policy | None:
    """Return the rules for one kind of cell, or None when the kind is not protected.

    `staff5` is for staff only: children and families in the same pilot get `default`.

    Args:
        name: The pilot's policy.
        kind: What the cell counts.

    Raises:
        ProtectionError: When the policy or the kind is unknown (E180): then nothing may leave.
    """
    found = next((policy for policy in POLICIES if policy.name == name), None)
    if found is None or kind not in PROTECTED | UNPROTECTED:
        raise ProtectionError(Problem(code="E180"))
    if kind in UNPROTECTED:
        return None
    if found is STAFF5 and kind is not Kind.STAFF:
        return replace(DEFAULT, name=name)
    return found

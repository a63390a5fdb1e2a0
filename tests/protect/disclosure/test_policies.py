"""The table 'Disclosure policies' of the design, row by row and column by column."""

from __future__ import annotations

from dataclasses import replace

import made
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Estimate, Guard, Kind, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.deciding import decide
from tsi_eval.protect.disclosure.policies import (
    DEFAULT,
    POLICIES,
    PROTECTED,
    STAFF5,
    UNPROTECTED,
    Decimals,
    check_data,
    policy_for,
)

ABOUT_PERSONS = (Kind.PERSON, Kind.HOUSEHOLD, Kind.EVENT_ABOUT_PERSON)
NOT_ABOUT_PERSONS = (Kind.ORGANISATION, Kind.EVENT, Kind.MONEY)
HIDDEN_COUNTS = {"default": range(1, 5), "strict": range(1, 10), "staff5": range(1, 5), "internal": range(0)}
HIDDEN_COUNTS |= {"public": range(0)}
FEWEST_IN_MEAN = {"default": 10, "strict": 10, "staff5": 10, "internal": 1}
# A rate is judged like the count that it is of, a difference of shares like its shares.
COUNTED = {Quantity.COUNT, Quantity.SHARE, Quantity.RESPONSE, Quantity.RATE, Quantity.SHARE_DIFFERENCE}
# What needs more than a mean does is tried in `values/test_supported.py`.
NEED_MORE = {Quantity.MEDIAN, Quantity.QUARTILE, Quantity.COEFFICIENT, Quantity.INTRACLASS}
NOT_COUNTS = [quantity for quantity in Quantity if quantity not in COUNTED | NEED_MORE]
LOW, HIGH = "low", "high"


def only_number(estimate: Estimate, policy: str) -> ReleasedEstimate:
    (item,) = made.items(made.released(estimate, policy=policy))
    return item


def status(estimate: Estimate, policy: str) -> str:
    return decide((estimate,), (), policy)[0].status


@pytest.mark.parametrize("n", range(13))
@pytest.mark.parametrize("kind", [*ABOUT_PERSONS, Kind.STAFF])
@pytest.mark.parametrize("policy", HIDDEN_COUNTS)
def test_count_is_hidden_when_small(policy: str, kind: Kind, n: int) -> None:
    expected = "suppressed" if n in HIDDEN_COUNTS[policy] else "shown"

    assert expected == status(made.count("g", n, kind), policy)


@pytest.mark.parametrize("n", range(13))
@pytest.mark.parametrize("kind", NOT_ABOUT_PERSONS)
@pytest.mark.parametrize("policy", HIDDEN_COUNTS)
def test_count_not_about_persons_is_shown(policy: str, kind: Kind, n: int) -> None:
    assert n == only_number(made.count("g", n, kind), policy).estimate


@pytest.mark.parametrize("n", range(13))
@pytest.mark.parametrize("kind", [*ABOUT_PERSONS, Kind.STAFF])
@pytest.mark.parametrize("policy", HIDDEN_COUNTS)
def test_rate_is_judged_like_its_count(policy: str, kind: Kind, n: int) -> None:
    count = made.count("g", n, kind)

    assert status(count, policy) == status(made.estimate(Quantity.RATE, n / 3, *count.basis), policy)


def test_strict_rate_is_of_the_rounded_count() -> None:
    rates = [made.estimate(Quantity.RATE, n / 3, *made.count("g", n).basis) for n in (13, 17)]

    assert [5.0, 5.0] == [only_number(rate, "strict").estimate for rate in rates]


@pytest.mark.parametrize("numerator", [0, 1, 4, 5, 16, 35, 36, 40])
@pytest.mark.parametrize("policy", HIDDEN_COUNTS)
def test_difference_of_shares_is_judged_like_its_shares(policy: str, numerator: int) -> None:
    sure, other = made.share("p", 20, "g", 40), made.share("q", numerator, "h", 40)
    shown = {status(sure, policy), status(other, policy)} == {"shown"}

    for basis in ((*sure.basis, *other.basis), (*other.basis, *sure.basis)):
        difference = made.estimate(Quantity.SHARE_DIFFERENCE, 0.5 - numerator / 40, *basis)
        assert ("shown" if shown else "suppressed") == status(difference, policy)


@pytest.mark.parametrize("place", [0, 1])
def test_difference_is_hidden_where_a_share_would_be_a_band(place: int) -> None:
    banded, sure = made.share("p", 2, "g", 15).basis[0], made.share("q", 20, "h", 40).basis[0]
    basis = (banded, sure) if place == 0 else (sure, banded)

    assert "suppressed" == status(made.estimate(Quantity.SHARE_DIFFERENCE, 0.4, *basis), "default")


@pytest.mark.parametrize(("n", "shown"), [(0, 0), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (102, 100)])
def test_strict_rounds_counts_to_five(n: int, shown: int) -> None:
    item = only_number(made.count("g", n), "strict")

    assert (shown, shown) == (item.estimate, item.n)


@pytest.mark.parametrize(
    ("numerator", "n", "expected"),
    [
        (0, 9, "suppressed"),
        (5, 9, "suppressed"),
        (9, 9, "suppressed"),
        (0, 10, LOW),
        (4, 10, LOW),
        (5, 10, "shown"),
        (6, 10, HIGH),
        (10, 10, HIGH),
        (0, 19, LOW),
        (4, 19, LOW),
        (5, 19, "shown"),
        (14, 19, "shown"),
        (15, 19, HIGH),
        (19, 19, HIGH),
        (0, 20, "shown"),
        (1, 20, "suppressed"),
        (4, 20, "suppressed"),
        (5, 20, "shown"),
        (15, 20, "shown"),
        (16, 20, "suppressed"),
        (19, 20, "suppressed"),
        (20, 20, "shown"),
    ],
)
@pytest.mark.parametrize("policy", ["default", "staff5"])
@pytest.mark.parametrize("kind", ABOUT_PERSONS)
def test_share_of_persons_at_every_boundary(policy: str, kind: Kind, numerator: int, n: int, expected: str) -> None:
    item = only_number(made.share("part", numerator, "g", n, kind), policy)

    bands = {LOW: (0.0, round(4 / n, 3)), HIGH: (round((n - 4) / n, 3), 1.0)}
    assert ("banded" if expected in bands else expected) == item.status
    if expected in bands:
        assert (None, *bands[expected], n) == (item.estimate, item.ci_low, item.ci_high, item.n)


@pytest.mark.parametrize(
    ("numerator", "n", "expected"),
    [
        (0, 9, "suppressed"),
        (9, 9, "suppressed"),
        (0, 20, "shown"),
        (9, 20, "suppressed"),
        (10, 20, "shown"),
        (11, 20, "suppressed"),
        (20, 20, "shown"),
        (10, 21, "shown"),
        (12, 21, "suppressed"),
    ],
)
def test_share_under_strict_at_every_boundary(numerator: int, n: int, expected: str) -> None:
    assert expected == status(made.share("part", numerator, "g", n), "strict")


@pytest.mark.parametrize(
    ("numerator", "n", "expected"),
    [
        (0, 4, "suppressed"),
        (4, 4, "suppressed"),
        (0, 5, "shown"),
        (2, 5, "suppressed"),
        (3, 5, "suppressed"),
        (5, 5, "shown"),
        (3, 6, "shown"),
        (4, 6, "suppressed"),
        (0, 19, "shown"),
        (2, 19, "suppressed"),
        (16, 19, "shown"),
        (17, 19, "suppressed"),
        (19, 19, "shown"),
    ],
)
def test_share_of_staff_under_staff5_at_every_boundary(numerator: int, n: int, expected: str) -> None:
    assert expected == status(made.share("part", numerator, "g", n, Kind.STAFF), "staff5")


@pytest.mark.parametrize(("numerator", "n"), [(0, 1), (1, 1), (1, 2), (1, 20), (20, 20)])
def test_internal_shows_every_share(numerator: int, n: int) -> None:
    assert pytest.approx(numerator / n) == only_number(made.share("part", numerator, "g", n), "internal").estimate


@pytest.mark.parametrize("quantity", NOT_COUNTS)
@pytest.mark.parametrize("kind", ABOUT_PERSONS)
@pytest.mark.parametrize("policy", FEWEST_IN_MEAN)
def test_mean_or_model_rests_on_enough_persons(policy: str, kind: Kind, quantity: Quantity) -> None:
    fewest = FEWEST_IN_MEAN[policy]

    def at(n: int) -> str:
        return status(made.estimate(quantity, 1.0, made.count("g", n, kind).basis[0]), policy)

    # Where counts are rounded, what follows from them exactly is not shown at all.
    enough = "suppressed" if policy == "strict" and quantity.record.guard is Guard.PARTS else "shown"
    assert ("suppressed", enough) == (at(fewest - 1), at(fewest))


def test_mean_of_staff_under_staff5_rests_on_five() -> None:
    assert ["suppressed", "shown"] == [status(made.mean("g", n, kind=Kind.STAFF), "staff5") for n in (4, 5)]


def test_every_cell_of_a_model_must_be_large_enough() -> None:
    cells = [made.count(group, n).basis[0] for group, n in (("all", 39), ("a", 30), ("b", 9))]

    assert "suppressed" == status(made.estimate(Quantity.MEAN_DIFFERENCE, 1.0, *cells), "default")


@pytest.mark.parametrize(("policy", "expected"), [("default", 0.395), ("staff5", 0.395), ("strict", 0.33)])
def test_share_has_the_policys_decimals_and_counts(policy: str, expected: float) -> None:
    assert expected == only_number(made.share("part", 17, "g", 43), policy).estimate


def test_strict_interval_comes_from_rounded_counts() -> None:
    same = [only_number(made.share("part", k, "g", n, level=0.95), "strict") for k, n in ((17, 43), (15, 45))]

    assert same[0] == same[1]


def test_internal_shows_numbers_as_they_are() -> None:
    item = only_number(made.mean("g", 2, 1 / 3, se=0.1), "internal")

    assert (0.3333333333, 0.1, 2) == (item.estimate, item.se, item.n)


@pytest.mark.parametrize("policy", ["", "Default", "none", "staff"])
def test_unknown_policy_releases_nothing(policy: str) -> None:
    with pytest.raises(ProtectionError, match="E180"):
        release(made.findings(made.finding("q", [made.count("g", 100)]), policy=policy))


def test_unknown_kind_releases_nothing() -> None:
    with pytest.raises(ProtectionError, match="E180"):
        policy_for("default", "animal")  # type: ignore[arg-type]
    with pytest.raises(ProtectionError, match="E180"):
        release(made.findings(made.finding("q", [made.count("g", 100, "animal")])))


@pytest.mark.parametrize("n", range(10, 20))
def test_strict_shows_no_share_of_fewer_than_twenty(n: int) -> None:
    assert "shown" not in {status(made.share("part", k, "g", n), "strict") for k in range(n + 1)}


@pytest.mark.parametrize("n", [10, 14, 18])
def test_strict_band_is_as_wide_as_it_says(n: int) -> None:
    shown = [only_number(made.share("part", k, "g", n), "strict") for k in range(n + 1)]

    assert min(shown.count(shown[0]), shown.count(shown[n])) >= 10


def test_strict_band_does_not_give_back_the_exact_group() -> None:
    bands = [only_number(made.share("part", 0, "g", n), "strict") for n in (13, 17)]

    assert bands[0] == bands[1]


def test_share_without_a_numerator_releases_nothing() -> None:
    with pytest.raises(ProtectionError):
        only_number(made.estimate(Quantity.SHARE, 3 / 40, made.count("g", 40).basis[0]), "default")


def test_persons_behind_money_are_rounded() -> None:
    cells = (made.count("cost", 12, Kind.MONEY).basis[0], made.count("completed", 12).basis[0])

    assert 123456.789 != only_number(made.estimate(Quantity.MEAN, 123456.789, *cells), "default").estimate


def test_staff_have_a_policy_of_their_own_under_staff5_and_children_the_default() -> None:
    staff, children = policy_for("staff5", Kind.STAFF), policy_for("staff5", Kind.PERSON)

    assert staff is STAFF5
    assert children == replace(DEFAULT, name="staff5")


@pytest.mark.parametrize("kind", NOT_ABOUT_PERSONS)
@pytest.mark.parametrize("policy", HIDDEN_COUNTS)
def test_what_is_not_about_persons_has_no_rules(policy: str, kind: Kind) -> None:
    assert policy_for(policy, kind) is None


def test_every_kind_is_protected_or_not() -> None:
    assert set(Kind) == PROTECTED | UNPROTECTED
    assert not PROTECTED & UNPROTECTED


def test_only_internal_and_public_show_exact_values() -> None:
    assert ["internal", "public"] == [policy.name for policy in POLICIES if policy.decimals is Decimals.FREE]


@pytest.mark.parametrize(("numerator", "n"), [(0, 1), (1, 1), (1, 3), (2, 3), (0, 12), (19, 20)])
def test_public_hides_and_bands_nothing(numerator: int, n: int) -> None:
    share = only_number(made.share("part", numerator, "g", n), "public")
    value = only_number(made.mean("g", n, 1 / 3), "public")

    assert ("shown", pytest.approx(numerator / n)) == (share.status, share.estimate)
    assert ("shown", 0.3333333333) == (value.status, value.estimate)


@pytest.mark.parametrize("data", ["synthetic", "real", ""])
def test_public_is_refused_for_data_that_are_not(data: str) -> None:
    findings = made.findings(made.finding("q", [made.count("g", 40)]), policy="public")

    with pytest.raises(ProtectionError, match="E268"):
        release(replace(findings, cover=replace(findings.cover, data=data)))


@pytest.mark.parametrize("policy", [policy.name for policy in POLICIES if policy.name != "public"])
@pytest.mark.parametrize("data", ["synthetic", "public", "real"])
def test_other_policies_are_for_data_of_every_kind(policy: str, data: str) -> None:
    check_data(policy, data)

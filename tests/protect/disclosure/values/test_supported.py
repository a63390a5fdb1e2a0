"""What models and clusters must rest on beside enough persons, and medians and quartiles on."""

from __future__ import annotations

import made
import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Cell, Estimate, Kind, Quantity, Support
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.values.supported import is_supported, states_support


def coefficient(level: int, df: int = 36, leverage: float = 0.2, whole: int = 40) -> Estimate:
    """Return a coefficient of so many persons, which sets some of them apart."""
    support = Support(residual_df=df, leverage=leverage)
    return made.number(Quantity.COEFFICIENT, 1.0, made.cell(whole), made.cell(level), support=support)


@pytest.mark.parametrize(
    ("number", "enough"),
    [
        (coefficient(12), True),
        (coefficient(8), False),
        (coefficient(32), False),
        (coefficient(12, df=9), False),
        (coefficient(12, leverage=0.6), False),
        (coefficient(12, leverage=0.5, df=10), True),
    ],
)
def test_a_coefficient_needs_ten_on_both_sides_and_a_fit_that_nobody_carries(number: Estimate, enough: bool) -> None:
    assert enough is is_supported(number)
    assert ("shown" if enough else "suppressed") == alone(number, "default").status
    assert "shown" == alone(number, "internal").status


@pytest.mark.parametrize(
    ("clusters", "enough"),
    [((22, 6, 5, 4, 3), False), ((20, 6, 5, 5, 4), True), ((10, 10, 10, 10), False), ((5, 5, 5, 5, 5), True)],
)
def test_how_alike_clusters_are_needs_five_and_none_over_half(clusters: tuple[int, ...], enough: bool) -> None:
    number = made.number(Quantity.INTRACLASS, 0.1, made.cell(sum(clusters)), support=Support(clusters=clusters))

    assert enough is is_supported(number)


def test_a_correlation_of_staff_needs_ten_where_a_mean_needs_five() -> None:
    def status(quantity: Quantity, n: int) -> str:
        return alone(made.number(quantity, 0.1, made.cell(n, kind=Kind.STAFF)), "staff5").status

    assert ["shown", "suppressed", "shown"] == [
        status(Quantity.EFFECT_SIZE_NORM, 9),
        status(Quantity.CORRELATION, 9),
        status(Quantity.CORRELATION, 10),
    ]


@pytest.mark.parametrize(
    ("policy", "kind", "median", "quartile"),
    [
        ("default", Kind.PERSON, 20, 40),
        ("strict", Kind.PERSON, 20, 40),
        ("staff5", Kind.PERSON, 20, 40),
        ("staff5", Kind.STAFF, 10, 20),
        ("internal", Kind.PERSON, 1, 1),
    ],
)
def test_median_and_quartile_need_more_persons(policy: str, kind: Kind, median: int, quartile: int) -> None:
    for quantity, fewest in ((Quantity.MEDIAN, median), (Quantity.QUARTILE, quartile)):
        of = {
            n: alone(made.number(quantity, 3.0, made.cell(n, kind=kind)), policy).status for n in (fewest, fewest - 1)
        }
        assert {fewest: "shown", fewest - 1: "suppressed"} == of


@pytest.mark.parametrize(
    ("quantity", "basis", "support"),
    [
        (Quantity.COEFFICIENT, (made.cell(40), made.cell(12)), None),
        (Quantity.COEFFICIENT, (made.cell(40), made.cell(12)), Support(residual_df=36)),
        (Quantity.INTRACLASS, (made.cell(40),), Support()),
        (Quantity.INTRACLASS, (made.cell(40),), Support(clusters=(10, 10, 10))),
    ],
)
def test_a_number_that_does_not_say_what_it_rests_on_stops_the_release(
    quantity: Quantity, basis: tuple[Cell, ...], support: Support | None
) -> None:
    number = made.number(quantity, 0.1, *basis, support=support)

    assert not states_support(number)
    with pytest.raises(ProtectionError) as error:
        made.released(number)
    assert ["E287"] == [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    ("quantity", "sizes", "shown"),
    [
        # A step of a curve: at risk, whom it happened to, whom nobody followed further.
        (Quantity.SURVIVAL, (40, 6, 5), True),
        (Quantity.SURVIVAL, (40, 0, 0), True),
        (Quantity.SURVIVAL, (40, 4, 5), False),
        (Quantity.SURVIVAL, (40, 6, 2), False),
        (Quantity.SURVIVAL, (9, 0, 0), False),
        # The four cells of a table of two groups.
        (Quantity.RISK_RATIO, (60, 12, 18, 20, 10), True),
        (Quantity.RISK_RATIO, (60, 26, 4, 20, 10), False),
    ],
)
def test_every_count_behind_a_curve_or_a_ratio_may_be_shown(
    quantity: Quantity, sizes: tuple[int, ...], shown: bool
) -> None:
    cells = [made.cell(n, 100 * i) for i, n in enumerate(sizes)]

    assert shown is (alone(made.number(quantity, 0.8, *cells), "default").status == "shown")


@pytest.mark.parametrize("quantity", [Quantity.SURVIVAL, Quantity.RISK_RATIO, Quantity.ODDS_RATIO])
def test_a_ratio_without_its_table_stops_the_release(quantity: Quantity) -> None:
    with pytest.raises(ProtectionError) as error:
        made.released(made.number(quantity, 0.8, made.cell(60), made.cell(20)))
    assert ["E181"] == [problem.code for problem in error.value.problems]

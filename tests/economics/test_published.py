"""Reading the published figures that come with the package."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from tsi_eval.economics.index import PriceIndex
from tsi_eval.economics.published import no_figure, published
from tsi_eval.economics.staff import WorkingTime


def test_a_table_is_read_as_the_kind_that_is_asked_for() -> None:
    assert (165.0, "ASSUMPTION") == (
        published("working_time", WorkingTime).hours_per_month,
        published("working_time", WorkingTime).source,
    )
    assert "KPI" == published("kpi", PriceIndex).id


def test_a_table_of_another_kind_is_not_taken() -> None:
    with pytest.raises(ValidationError):
        published("kpi", WorkingTime)


def test_a_table_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="cpi"):
        published("cpi", dict)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([], "–"),
        ([2020], "2020"),
        ([2019, 2020, 2021], "2019–2021"),
        ([2021, 2019, 2020, 2014, 2013], "2013–2014, 2019–2021"),
        ([2013, 2015, 2017], "2013, 2015, 2017"),
    ],
)
def test_a_year_without_a_figure_is_refused_with_the_years_that_have_one(years: list[int], expected: str) -> None:
    error = no_figure("E221", 2030, years, series="KPI")

    assert [("E221", {"series": "KPI", "year": 2030, "years": expected})] == [
        (problem.code, dict(problem.params)) for problem in error.problems
    ]


def test_economics_is_loaded_without_numpy() -> None:
    code = "import sys, tsi_eval.economics as e; e.kpi(); e.load_prices(); print('numpy' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.strip()

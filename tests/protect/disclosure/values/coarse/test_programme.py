"""The search for another table that fits what is known."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.protect.disclosure.values.coarse.programme import Known, Moment, Options, Row, programme_of
from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.coarse.tables import table_of

TWELVE = {f"p{i}": float(value) for i, value in enumerate([0, *[1] * 8, 2, 2, 2])}
TABLE = table_of(TWELVE, {}, [frozenset(TWELVE)], Scale(minimum=0.0, step=1.0, size=3))
PLACES = np.array([0, 1, 2])


def known(options: Options, *rows: Row) -> Known:
    return Known(table=TABLE, rows=rows, moments=(Moment(weights=PLACES, options=options),), most=np.array([12] * 3))


def another(of: Known, place: int, low: float, high: float, own: int | None = None) -> list[int] | None:
    columns = (PLACES == place).astype(np.int64)
    found = programme_of(of).another(columns, low, high, own)
    return None if found is None else found.tolist()


def test_squares_leave_no_other_table() -> None:
    both = known({14: (20, 20)})

    assert both.fits(TABLE.counts)
    assert another(both, 0, 0, 0) is None
    assert another(both, 0, 5, np.inf) is None


def test_sum_alone_leaves_others() -> None:
    alone = known({14: (0.0, np.inf)})

    assert [0, 10, 2] == another(alone, 0, 0, 0)
    assert [4, 2, 6] == another(alone, 2, 6, 6)


@pytest.mark.parametrize(("own", "found"), [(None, True), (0, False)])
def test_somebody_must_be_where_the_reader_is(own: int | None, found: bool) -> None:
    assert found == (another(known({14: (0.0, np.inf)}), 0, 0, 0, own) is not None)


def test_each_sum_has_squares_of_its_own() -> None:
    several = known({14: (20, 20), 13: (17, 17), 15: (23, 23)})
    found = programme_of(several).another(np.array([1, 0, 0]), 0, 0, None)

    assert found is None or several.fits(found)
    # 15 with 23 is (1, 7, 4) alone, and 13 with 17 is (1, 9, 2).
    assert {(1, 8, 3), (1, 9, 2), (1, 7, 4)} == {
        (a, b, 12 - a - b) for a in range(13) for b in range(13 - a) if several.fits(np.array([a, b, 12 - a - b]))
    }


def test_row_bounds_a_sum_of_columns() -> None:
    rose = Row(weights=np.array([0.0, 0.0, 1.0]), low=4, high=5)

    assert not known({14: (0.0, np.inf)}, rose).fits(TABLE.counts)
    assert [0, 10, 2] != another(known({14: (0.0, np.inf)}, rose), 2, 0, 12)


def test_what_nothing_fits_is_not_found() -> None:
    assert not known({99: (0.0, np.inf)}).fits(TABLE.counts)
    assert another(known({99: (0.0, np.inf)}), 0, 0, 12) is None

"""Money with its price year.

Prices and surcharges have their sources; amounts are moved between years by an index, the cost of
staff is calculated from salaries, and `break_even` says what must be avoided to cover a cost.
"""

from tsi_eval.economics.breakeven import break_even
from tsi_eval.economics.index import PriceIndex, kpi, to_year
from tsi_eval.economics.money import Money
from tsi_eval.economics.prices import Price
from tsi_eval.economics.rates import Rates, load_prices, load_prices_and_rates
from tsi_eval.economics.staff import Surcharge, WorkingTime, staff_cost, surcharge, working_time

__all__ = [
    "Money",
    "Price",
    "PriceIndex",
    "Rates",
    "Surcharge",
    "WorkingTime",
    "break_even",
    "kpi",
    "load_prices",
    "load_prices_and_rates",
    "staff_cost",
    "surcharge",
    "to_year",
    "working_time",
]

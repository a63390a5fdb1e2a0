"""Money with its price year: prices and surcharges with their sources, indexing, the cost of staff, break-even."""

from tsi_eval.economics.breakeven import break_even
from tsi_eval.economics.index import PriceIndex, kpi, to_year
from tsi_eval.economics.money import Money
from tsi_eval.economics.prices import Price, load_prices
from tsi_eval.economics.staff import Surcharge, WorkingTime, staff_cost, surcharge, working_time

__all__ = [
    "Money",
    "Price",
    "PriceIndex",
    "Surcharge",
    "WorkingTime",
    "break_even",
    "kpi",
    "load_prices",
    "staff_cost",
    "surcharge",
    "to_year",
    "working_time",
]

"""What a pilot cost, and how much it would have to spare somebody to pay for itself.

The cost is given for each contact and each family too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from annotated_types import Ge, Le

from tsi_eval.designs.contract import DESCRIPTIVE, Found, StandardDesign, caveats
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Name
from tsi_eval.designs.rules import once_each
from tsi_eval.designs.tallies import cell_of, rows_of, without_rows
from tsi_eval.designs.usable import unusable_numbers
from tsi_eval.economics import Money, Surcharge, break_even, kpi, staff_cost, surcharge, to_year, working_time
from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.findings import Cell, Claim, Estimate, Feasibility, Kind, Quantity, Role, people
from tsi_eval.language import Message
from tsi_eval.options import Options
from tsi_eval.study import Study
from tsi_eval.study.tables import COSTS

if TYPE_CHECKING:
    import pandas as pd

STAFF, OTHER = "staff", "other"
HOUR, MONTH = "hour", "month"
CONTACTS = "contacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSurcharge(Options):
    """A municipality's own surcharge on salaries.

    Attributes:
        percent: Per cent of the salary.
        source: Where it comes from, or the word ASSUMPTION.
    """

    option: ClassVar[str] = "surcharge"

    percent: Annotated[float, Ge(0)]
    source: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOffset(StandardDesign):
    """What did the pilot cost, and what would have to be avoided for it to pay for itself?

    The cost is given per contact and per family too.

    Staff time is salary plus the employer's surcharge; premises and overhead are in it only when
    the delivery holds them. Break-even is a question, not an answer: the data hold nothing about
    what was avoided. An average price is not saved when one case fewer comes, and what one payer
    spends another may save, so payers are never summed.

    Attributes:
        price_year: All amounts are expressed in this year's prices, by the consumer price index.
        sector: Whose standard surcharge: "kommun" or "region".
        surcharge: The municipality's own surcharge instead, for years that have no published one,
            or None.
        per: What to divide by: "contacts", or stages.
        stages: Stages in order, when `per` names any; a person counts at one only when present at
            every stage before it.
        units: Schools whose contacts are counted, or () for all.
        break_even: Ids of prices.
        basis: Whether the amounts are what was planned or what was spent.
    """

    name: ClassVar[str] = "cost_offset"

    price_year: Annotated[int, Ge(1900), Le(2100)]
    sector: Literal["kommun", "region"] = "kommun"
    surcharge: OwnSurcharge | None = None
    per: tuple[Name, ...] = ()
    stages: tuple[Name, ...] = ()
    units: tuple[Name, ...] = ()
    break_even: tuple[Name, ...] = ()
    basis: Literal["budget", "accounts"] = "budget"

    @property
    def claim(self) -> Claim:
        """A sum describes."""
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        """The costs, the prices, and what to divide by."""
        contacts = CONTACTS in self.per
        stages = (*self.stages, *(item for item in self.per if item != CONTACTS))
        return Needs(
            tables=(COSTS.name, "contacts") if contacts else (COSTS.name,),
            stages=tuple(dict.fromkeys(stages)),
            units=self.units,
            prices=self.break_even,
        )

    def contradictions(self) -> Iterator[Problem]:
        """Yield names that stand twice (E293), and options that would be read over (E295).

        Schools only choose among contacts, and stages only say whom a stage of `per` contains.
        """
        yield from once_each(self, "per", "stages", "units", "break_even")
        if self.units and CONTACTS not in self.per:
            yield self.refusal("E295", "units", needed=Message("needed.contacts"))
        if self.stages and set(self.per) <= {CONTACTS}:
            yield self.refusal("E295", "stages", needed=Message("needed.per"))

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the costs.

        None at all (E141), numbers that are none (E298), a kind or measure that is not known
        (E234), a year without index or surcharge (E221), or a school without contacts (E142).
        """
        rows = study.table(COSTS.name)
        if rows.empty:
            return (Problem(code="E141", params={"name": COSTS.name}),)
        if problems := tuple(unusable_numbers(rows, COSTS.name, "quantity", "price", "price_year")):
            return problems
        wrong = (~rows["kind"].isin([STAFF, OTHER])) | ((rows["kind"] == STAFF) & ~rows["measure"].isin([HOUR, MONTH]))
        unfilled = rows[["quantity", "price", "price_year"]].isna().any(axis=1)
        if wrong.any() or unfilled.any():
            return (Problem(code="E234", params={"count": int((wrong | unfilled).sum()), "of": len(rows)}),)
        try:
            self._total(rows)
            [self._price(study, name) for name in self.break_even]
        except NotEstimable as error:
            return error.problems
        return tuple(self._undivided(study))

    def _undivided(self, study: Study) -> Iterator[Problem]:
        """Yield a school without contacts, since its costs would be divided by those of others.

        A stage that nobody has come to yet is no fault: the cost is not divided by it, and that is
        said.
        """
        contacts = rows_of(study, CONTACTS, units=self.units)
        for unit in without_rows(contacts, "unit", self.units):
            yield Problem(code="E142", params={"group": f"{CONTACTS}, {unit}"})

    def judged(self, study: Study) -> Feasibility:
        """A sum can always be made."""
        del study
        return DESCRIPTIVE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Sum the costs in one year's prices, divide them, and ask what must be avoided."""
        del refused
        rows = study.table(COSTS.name)
        return Found(
            estimates=(self._whole(rows), *self._even(study, rows), *self._per(study, rows), *self._costs(rows)),
            caveats=(*self._caveats(rows), *self._of_divisors(study), *self._of_prices()),
        )

    def _total(self, rows: pd.DataFrame) -> Money:
        total = Money(0.0, self.price_year)
        posts: Any = rows.itertuples()
        for post in posts:
            total += to_year(self._cost(post), self.price_year, kpi())
        return total

    def _cost(self, post: Any) -> Money:
        price = Money(float(post.price), int(post.price_year))
        if post.kind != STAFF:
            return price * float(post.quantity)
        hours = working_time().hours_per_month if post.measure == HOUR else 1.0
        return staff_cost(float(post.quantity) / hours, price, self._surcharge(price.year))

    def _surcharge(self, year: int) -> Surcharge:
        if self.surcharge is None:
            return surcharge(self.sector, year)
        assumed = self.surcharge.source.upper().startswith("ASSUMPTION")
        return Surcharge(percent=self.surcharge.percent, verified=not assumed, source=self.surcharge.source)

    def _price(self, study: Study, name: str, amount: float | None = None) -> Money:
        price = study.prices[name].money
        return to_year(price if amount is None else Money(amount, price.year), self.price_year, kpi())

    def _range(self, study: Study, name: str, total: Money) -> dict[str, float]:
        """Return how many units the ends of an assumed range of prices would take.

        The dearest price takes the fewest.
        """
        price = study.prices[name]
        if price.low is None or price.high is None:
            return {}
        ends = (break_even(total, self._price(study, name, amount)) for amount in (price.high, price.low))
        return dict(zip(("ci_low", "ci_high"), ends, strict=True))

    def _whole(self, rows: pd.DataFrame) -> Estimate:
        return self._money(Quantity.COST, self._total(rows), _posts(rows, "all"), role=Role.HEADLINE, note=self.basis)

    def _costs(self, rows: pd.DataFrame) -> Iterator[Estimate]:
        for column in ("kind", "payer"):
            for value in sorted(rows[column].unique()):
                part = rows[rows[column] == value]
                payer = {"payer": value} if column == "payer" else {}
                cell = _posts(part, f"{column}={value}")
                yield self._money(Quantity.COST, self._total(part), cell, group=f"{column}={value}", **payer)

    def _per(self, study: Study, rows: pd.DataFrame) -> Iterator[Estimate]:
        total = self._total(rows)
        for name in self.per:
            cell = self._divisor(study, name)
            if cell.n:
                yield self._money(Quantity.UNIT_COST, total / cell.n, cell, group=f"per={name}", role=Role.HEADLINE)

    def _divisor(self, study: Study, name: str) -> Cell:
        if name == CONTACTS:
            return cell_of(rows_of(study, CONTACTS, units=self.units), CONTACTS, Kind.EVENT_ABOUT_PERSON)
        persons = study.present(name)
        for stage in self.stages[: self.stages.index(name)] if name in self.stages else ():
            persons &= study.present(stage)
        return people(persons, kind=Kind.PERSON)

    def _even(self, study: Study, rows: pd.DataFrame) -> Iterator[Estimate]:
        total, posts = self._total(rows), _posts(rows, "all")
        for name in self.break_even:
            about: dict[str, Any] = {"group": f"price={name}", "payer": study.prices[name].payer}
            units = break_even(total, self._price(study, name))
            role = Role.HEADLINE if name == self.break_even[0] else Role.SUPPORTING
            yield self.estimate(
                Quantity.BREAK_EVEN,
                units,
                posts,
                unit="units",
                method="break_even",
                role=role,
                **about,
                **self._range(study, name, total),
            )
            yield self._money(
                Quantity.UNIT_PRICE, self._price(study, name), posts, method="price", note="price_converted", **about
            )
            yield self._money(Quantity.UNIT_PRICE, study.prices[name].money, posts, method="price", **about)

    def _money(self, quantity: Quantity, money: Money, cell: Cell, **more: Any) -> Estimate:
        fields: dict[str, Any] = {"method": "cost"} | more
        return self.estimate(quantity, money.amount, cell, unit="sek", price_year=money.year, **fields)

    def _caveats(self, rows: pd.DataFrame) -> Iterator[Message]:
        staff = rows[rows["kind"] == STAFF]
        if any(not self._surcharge(int(year)).verified for year in staff["price_year"].unique()):
            yield from caveats("surcharge_assumed" if self.surcharge else "surcharge_not_verified")
        if (staff["measure"] == HOUR).any():
            yield from caveats("hours_assumed")
        if rows["source"].str.upper().str.startswith("ASSUMPTION").any():
            yield from caveats("costs_assumed")
        if (rows["price_year"] != self.price_year).any():
            yield from caveats("indexed")

    def _of_prices(self) -> Iterator[Message]:
        if self.break_even:
            yield from caveats("break_even", "average_prices")

    def _of_divisors(self, study: Study) -> Iterator[Message]:
        """Yield what is doubtful of a cost that is divided, and that some divisors count nobody."""
        counts = [self._divisor(study, name).n for name in self.per]
        if any(counts):
            yield from caveats("whole_cost_divided")
        if not all(counts):
            yield from caveats("nobody_to_divide_by")
        reached = (stage for stage in (*self.stages, *self.per) if stage != CONTACTS)
        if any(study.ongoing(stage) for stage in reached):
            yield from caveats("some_on_the_way")


def _posts(rows: pd.DataFrame, name: str) -> Cell:
    return Cell(kind=Kind.MONEY, n=len(rows), group=f"costs|{name}")

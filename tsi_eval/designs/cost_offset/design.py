"""What a pilot cost, and how much it would have to spare somebody to pay for itself.

The cost is given for each contact and each family too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from annotated_types import Ge, Le

from tsi_eval.designs.contract import DESCRIPTIVE, Found, StandardDesign, caveats
from tsi_eval.designs.cost_offset.valuing import HOUR, MONTH, OTHER, STAFF, OwnSurcharge, Valuing
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Name
from tsi_eval.designs.rules import once_each
from tsi_eval.designs.tallies import cell_of, rows_of, without_rows
from tsi_eval.designs.usable import unusable_numbers
from tsi_eval.economics import Money, Price, break_even
from tsi_eval.errors import Problem
from tsi_eval.findings import Cell, Claim, Estimate, Feasibility, Kind, Note, Quantity, Role, people
from tsi_eval.language import Message
from tsi_eval.study import Study
from tsi_eval.study.tables import COSTS

if TYPE_CHECKING:
    import pandas as pd

CONTACTS = "contacts"


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
        surcharge: The municipality's own surcharge instead, the same for all years, or None.
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
        (E234), a year without an index (E221) or a surcharge (E385), or a school without contacts
        (E142).
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
        lacking = tuple(self._valuing(study).lacks(rows, self._amounts(study)))
        return lacking or tuple(self._undivided(study))

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
        rows, valuing = study.table(COSTS.name), self._valuing(study)
        total = valuing.total(rows)
        return Found(
            estimates=(
                self._money(Quantity.COST, total, _posts(rows, "all"), role=Role.HEADLINE, note=self.basis),
                *self._even(study, rows, total),
                *self._per(study, total),
                *self._costs(rows, valuing),
            ),
            caveats=(
                *valuing.caveats(rows, self._amounts(study)),
                *self._of_rows(rows),
                *self._of_divisors(study),
                *self._of_prices(study),
            ),
        )

    def _valuing(self, study: Study) -> Valuing:
        return Valuing(price_year=self.price_year, sector=self.sector, own=self.surcharge, rates=study.rates)

    def _amounts(self, study: Study) -> list[Money]:
        return [study.prices[name].money for name in self.break_even]

    def _costs(self, rows: pd.DataFrame, valuing: Valuing) -> Iterator[Estimate]:
        for column in ("kind", "payer"):
            for value in sorted(rows[column].unique()):
                part = rows[rows[column] == value]
                payer = {"payer": value} if column == "payer" else {}
                cell = _posts(part, f"{column}={value}")
                yield self._money(Quantity.COST, valuing.total(part), cell, group=f"{column}={value}", **payer)

    def _per(self, study: Study, total: Money) -> Iterator[Estimate]:
        for name in self.per:
            cell = self._divisor(study, name)
            if cell.n:
                yield self._money(Quantity.UNIT_COST, total / cell.n, cell, group=f"per={name}", role=Role.HEADLINE)

    def _divisor(self, study: Study, name: str) -> Cell:
        if name == CONTACTS:
            return cell_of(rows_of(study, CONTACTS, units=self.units), CONTACTS, Kind.EVENT_ABOUT_PERSON)
        persons = study.present(name)
        for stage in self._before(name):
            persons &= study.present(stage)
        return people(persons, kind=Kind.PERSON)

    def _before(self, name: str) -> tuple[str, ...]:
        """Return the stages at which a person must have been to count at this one."""
        return self.stages[: self.stages.index(name)] if name in self.stages else ()

    def _even(self, study: Study, rows: pd.DataFrame, total: Money) -> Iterator[Estimate]:
        valuing, posts = self._valuing(study), _posts(rows, "all")
        for name in self.break_even:
            price = study.prices[name]
            about: dict[str, Any] = {"group": f"price={name}", "payer": price.payer}
            now = valuing.price(price.money)
            yield self.estimate(
                Quantity.BREAK_EVEN,
                break_even(total, now),
                posts,
                unit="units",
                method="break_even",
                role=Role.HEADLINE if name == self.break_even[0] else Role.SUPPORTING,
                note="" if price.verified else Note.UNITS_OF_UNVERIFIED,
                **about,
                **_range(valuing, price, total),
            )
            note = Note.CONVERTED if price.verified else Note.CONVERTED_UNVERIFIED
            yield self._money(Quantity.UNIT_PRICE, now, posts, method="price", note=note, **about)
            note_of_own_year = "" if price.verified else Note.UNVERIFIED
            yield self._money(Quantity.UNIT_PRICE, price.money, posts, method="price", note=note_of_own_year, **about)

    def _money(self, quantity: Quantity, money: Money, cell: Cell, **more: Any) -> Estimate:
        fields: dict[str, Any] = {"method": "cost"} | more
        return self.estimate(quantity, money.amount, cell, unit="sek", price_year=money.year, **fields)

    def _of_rows(self, rows: pd.DataFrame) -> Iterator[Message]:
        if any(source.upper().startswith("ASSUMPTION") for source in rows["source"].unique()):
            yield from caveats("costs_assumed")
        if (rows["price_year"] != self.price_year).any():
            yield from caveats("indexed")

    def _of_prices(self, study: Study) -> Iterator[Message]:
        if self.break_even:
            yield from caveats("break_even", "average_prices")
        for name in self.break_even:
            if not study.prices[name].verified:
                yield Message("caveat.price_unverified", {"price": study.prices[name].label})

    def _of_divisors(self, study: Study) -> Iterator[Message]:
        """Yield what is doubtful of a cost that is divided, and that some divisors count nobody."""
        counts = [self._divisor(study, name).n for name in self.per]
        if any(counts):
            yield from caveats("whole_cost_divided")
        if not all(counts):
            yield from caveats("nobody_to_divide_by")
        # Who is on the way to a later stage is among those by whom the cost is divided.
        reached = {stage for name in self.per if name != CONTACTS for stage in (*self._before(name), name)}
        if any(study.ongoing(stage) for stage in reached):
            yield from caveats("some_on_the_way")


def _range(valuing: Valuing, price: Price, total: Money) -> dict[str, float]:
    """Return how many units the ends of an assumed range of prices would take.

    The dearest price takes the fewest.
    """
    if price.low is None or price.high is None:
        return {}
    ends = (break_even(total, valuing.price(Money(amount, price.price_year))) for amount in (price.high, price.low))
    return dict(zip(("ci_low", "ci_high"), ends, strict=True))


def _posts(rows: pd.DataFrame, name: str) -> Cell:
    return Cell(kind=Kind.MONEY, n=len(rows), group=f"costs|{name}")

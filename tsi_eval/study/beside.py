"""What a researcher gives beside her own frames: outcomes, units, prices, labels, closed months."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from annotated_types import MaxLen
from pydantic import StringConstraints

from tsi_eval.economics.prices import Price
from tsi_eval.economics.rates import Rates
from tsi_eval.errors import Param, Problem
from tsi_eval.language import Text
from tsi_eval.options import OptionError, Options
from tsi_eval.periods import MonthNumber
from tsi_eval.strict import FILLED
from tsi_eval.study.outcome import Outcome
from tsi_eval.study.unit import Unit, twice

Label = Annotated[str, StringConstraints(pattern=FILLED)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside(Options):
    """What stands beside the frames, and what they are held against.

    Names are kept as the rows have theirs: as text, without blanks around it, and with an å that is
    one sign. A name that only looked the same would be taken for one that no row has yet, and its
    scale would hold nobody's values.

    Attributes:
        outcomes: Outcomes by id.
        units: Units; when there are none, every unit is known.
        prices: Unit prices by id.
        rates: The price index and surcharges, by year.
        declared: Column → labels that it may hold though no row has them yet.
        closed_months: Months of every year in which a series may have a hole.
        labels: Id → its words.
        clusters: Columns of the persons that say whom they belong to.
    """

    outcomes: Mapping[Label, Outcome]
    units: tuple[Unit, ...]
    prices: Mapping[Label, Price]
    rates: Rates
    declared: Mapping[Label, tuple[Label, ...]]
    closed_months: Annotated[tuple[MonthNumber, ...], MaxLen(11)]
    labels: Mapping[Label, Text]
    clusters: tuple[Label, ...]

    def contradictions(self) -> Iterator[Problem]:
        """Yield the ids that more than one unit has (E293)."""
        for name in twice(self.units):
            yield self.refusal("E293", "units", value=name)

    def refusal(self, code: str, key: str, **params: Param) -> Problem:
        """Return a problem with one argument of the call that takes the frames."""
        return _refusal(code, key, **params)


def beside(**given: object) -> Beside:
    """Return what was given beside the frames, each name and label as the rows have theirs.

    Raises:
        OptionError: What can't be meant (E291), or two names or units that are the same (E293).
    """
    for key in ("outcomes", "prices", "declared", "labels"):
        given[key] = _named(key, given[key])
    if isinstance(labels := given["labels"], Mapping):
        given["labels"] = {name: _text(words) for name, words in labels.items()}
    given["clusters"] = _labels(given["clusters"])
    declared = given["declared"]
    if isinstance(declared, Mapping):
        given["declared"] = {column: _labels(labels) for column, labels in declared.items()}
    # What is of another type is refused where the record is made.
    options: Any = given
    return Beside(**options)


def _named(key: str, given: object) -> object:
    """Return what is given by name, each name as the rows have theirs."""
    if not isinstance(given, Mapping):
        return {} if given is None else given
    found: dict[object, object] = {}
    for name, value in given.items():
        known = label(name)
        if known in found:
            raise OptionError(_refusal("E293", key, value=str(known)))
        found[known] = value
    return found


def _labels(given: object) -> object:
    """Return the labels of one column; a single label is a label, and not a list of its letters."""
    if isinstance(given, (list, tuple, set, frozenset)):
        return tuple(map(label, given))
    return (label(given),) if isinstance(given, str) else given


def _text(given: object) -> object:
    """Return words in both languages; words in one are said in both."""
    return Text(sv=given, en=given) if isinstance(given, str) else given


def label(given: object) -> object:
    """Return a name or a label as rows have it: whole numbers are taken as their digits.

    Example:
        >>> label(" north "), label(7)
        ('north', '7')
    """
    if isinstance(given, (int, np.integer)) and not isinstance(given, bool):
        return str(int(given))
    return unicodedata.normalize("NFC", given).strip() if isinstance(given, str) else given


def _refusal(code: str, key: str, **params: Param) -> Problem:
    place = f"Study.from_frames({key}=…)"
    return Problem(code=code, params={"key": key, "option": key, "place": place, **params})

"""Numbers as people write them: which sign is the decimal sign, and what can't be told.

A comma or a point before three digits may part thousands from hundreds, or whole from decimals.
"42.000" is forty-two thousand to one who writes budgets and forty-two to one who weighs in kilos.
Which of them it is must be declared, and is never guessed.

Worked example, a column of prices with "450,50", "42,000" and "1 234 kr":

1. "kr" is taken off, since crowns are what prices are counted in. "450 EUR" is refused (E319).
   "tkr" is refused (E350) unless `format.times` says that the column is in thousands.
2. A percent sign is refused (E349) unless `format.percent` says that 45 % is written for 45.
3. No field has a point, so that the decimal sign would be the comma. "1 234" has a gap, which can
   only part thousands.
4. "42,000" may be forty-two or forty-two thousand: it is refused (E348), until `format.decimal` or
   `format.thousands` says which. In a column such as "0,125" and "42,000", where every number has
   three decimals and one of them can't be thousands, the column itself has said it.
5. Whatever is still no number, such as "ca 40", is refused (E121).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from tsi_eval.errors import Param
from tsi_eval.ingest.currencies import foreign_fields
from tsi_eval.ingest.multiples import GAPS, MULTIPLES, says_multiples
from tsi_eval.language import Message
from tsi_eval.pilot.source import FileFormat

_SIGN = r"[+\-\u2212]?"
_CURRENCY = re.compile(
    rf"(?<=[0-9]){GAPS}*(?:kr\.?|SEK\.?|kronor|:-|,-)$|^(?:kr\.?|SEK){GAPS}*(?=[+\-\u2212]?[0-9][0-9{GAPS[1:-1]}.,'\u2019]*$)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?<=[0-9]){GAPS}*%$")
# One group of three digits after a sign may be decimals as well; more than one can't.
_ONE_GROUP = re.compile(rf"{_SIGN}[1-9][0-9]{{0,2}}[.,][0-9]{{3}}")
_GROUPS = re.compile(rf"{_SIGN}[1-9][0-9]{{0,2}}(?:([.,'\u2019])[0-9]{{3}})(?:\1[0-9]{{3}})*(?:(?!\1)[.,][0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Fields that are not understood as numbers.

    Attributes:
        code: Of the problem.
        fields: True where a field is not understood.
        more: What else the problem's lines name.
    """

    code: str
    fields: pd.Series[bool]
    more: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Fields as numbers.

    Attributes:
        values: The numbers; missing where a field is not understood.
        unread: What is not understood, and why.
    """

    values: pd.Series[float]
    unread: tuple[Unread, ...] = ()


def read_numbers(fields: pd.Series[str], form: FileFormat, column: str) -> Numbers:
    """Return fields as numbers, none of which may be missing.

    Args:
        fields: The fields, each once; a column of two million rows has few distinct ones.
        form: What was declared of how the files are written.
        column: The file's name for their column.
    """
    clean = fields.str.replace(_CURRENCY, "", regex=True)
    times = form.times.get(column, 1.0)
    if times in MULTIPLES:
        own = rf"(?<=[0-9]){GAPS}*(?:{MULTIPLES[times]})\.?$"
        clean = fields.str.replace(own, "", case=False, regex=True)
    percents = _matching(clean, _PERCENT)
    mixed = form.percent == "refuse" or not percents.all()
    clean = clean.str.replace(_PERCENT, "", regex=True)
    first = [
        Unread(code="E349", fields=percents & mixed),
        Unread(code="E350", fields=says_multiples(fields) & (times not in MULTIPLES)),
        *(Unread(code="E319", fields=which, more=in_currency(name)) for name, which in foreign_fields(fields)),
    ]
    left = clean[~np.any([item.fields for item in first], axis=0)]
    values, signs = _by_sign(left, form)
    unread = [Unread(code=u.code, fields=u.fields.reindex(fields.index, fill_value=False), more=u.more) for u in signs]
    return Numbers(
        values=values.reindex(fields.index) * times,
        unread=tuple(item for item in (*first, *unread) if item.fields.any()),
    )


def in_currency(currency: str) -> Mapping[str, Param]:
    """Return what the lines of a problem name of a currency (E319)."""
    return {"currency": Message(f"currency.{currency}")}


def _by_sign(fields: pd.Series[str], form: FileFormat) -> tuple[pd.Series[float], tuple[Unread, ...]]:
    """Return numbers by the declared signs, or by those that the column shows."""
    decimal, none = form.decimal_sign, pd.Series(np.nan, fields.index, dtype=float)
    if decimal == "auto":
        with_comma, with_point = _fit(fields, ",", form), _fit(fields, ".", form)
        only_point = with_point & ~with_comma
        if only_point.any() and (with_comma & ~with_point).any():
            return none, (Unread(code="E202", fields=only_point),)
        decimal = "." if only_point.any() else ","
        unclear = _unclear(fields, decimal)
    else:
        unclear = _matching(fields, _GROUPS, whole=True) & ~_fit(fields, decimal, form)
    if form.thousands != "auto":
        unclear &= False
    fits = _fit(fields, decimal, form) & ~unclear
    unread = (
        Unread(code="E348", fields=unclear),
        Unread(code="E121", fields=~fits & ~unclear, more={"decimal": decimal}),
    )
    plain = fields.where(fits).str.replace(_parting(form), "", regex=True).str.replace("\u2212", "-")
    return pd.to_numeric(plain.str.replace(decimal, ".", regex=False)).astype(float), unread


def _unclear(fields: pd.Series[str], decimal: str) -> pd.Series[bool]:
    """Return the fields whose comma, point or apostrophe may part thousands.

    None of those with one group of three digits is unclear where every number with the decimal sign
    has three decimals, and one of them is too short or too long to be thousands.
    """
    groups = _matching(fields, _GROUPS, whole=True)
    signed = fields[fields.str.contains(decimal, regex=False)]
    three = signed.str.fullmatch(rf".*{re.escape(decimal)}[0-9]{{3}}").astype(bool)
    either = _matching(fields, _ONE_GROUP, whole=True)
    if three.all() and not either[signed.index].all():
        return groups & ~either
    return groups


def _fit(fields: pd.Series[str], decimal: str, form: FileFormat) -> pd.Series[bool]:
    """Return which fields are numbers with a decimal sign."""
    # Not \d: other scripts have digits of their own.
    whole = rf"(?:[0-9]{{1,3}}(?:{_parting(form)}[0-9]{{3}})+|[0-9]+)"
    return _matching(fields, re.compile(rf"{_SIGN}{whole}(?:{re.escape(decimal)}[0-9]+)?"), whole=True)


def _parting(form: FileFormat) -> str:
    """Return what may part thousands: a gap, or the sign that was declared."""
    return {"auto": GAPS, " ": GAPS, "'": "['\u2019]"}.get(form.thousands, re.escape(form.thousands))


def _matching(fields: pd.Series[str], pattern: re.Pattern[str], *, whole: bool = False) -> pd.Series[bool]:
    found = fields.str.fullmatch(pattern) if whole else fields.str.contains(pattern, regex=True)
    return found.fillna(value=False).astype(bool)


def ways_of_writing(fields: pd.Series[str], form: FileFormat) -> Iterator[tuple[str, str]]:
    """Yield what a column shows of how its numbers are written.

    That is the decimal sign, when it was not declared, and gaps in thousands.
    """
    for sign in ",.":
        if form.decimal_sign == "auto" and fields.str.contains(rf"\d{re.escape(sign)}\d", regex=True).any():
            yield "decimal", sign
    if fields.str.contains(rf"\d{GAPS}\d{{3}}", regex=True).any():
        yield "thousands", ""

"""One cell of an OpenDocument workbook, as text."""

from __future__ import annotations

import re
from datetime import datetime

from tsi_eval.ingest.currencies import currency_named
from tsi_eval.ingest.formats.archive import Attributes
from tsi_eval.ingest.formats.cells import duration_text, moment_text, percent_text
from tsi_eval.ingest.formats.styles import amount_text

_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
# A truth that a formula gives is kept as 1 or 0, and shown as a word.
_TRUTHS = {"TRUE": "TRUE", "FALSE": "FALSE", "SANT": "TRUE", "FALSKT": "FALSE"}


class Cell:
    """A cell, from the moment that its element begins."""

    def __init__(self, attributes: Attributes, decimal: str) -> None:
        self._attributes, self._decimal = attributes, decimal
        self._paragraphs: list[str] = []
        self._inside = 0
        self.repeated = max(int(attributes.get("number-columns-repeated", "1")), 1)
        self.rows_spanned = int(attributes.get("number-rows-spanned", "1"))
        self.columns_spanned = int(attributes.get("number-columns-spanned", "1"))

    @property
    def is_without_value(self) -> bool:
        """Whether it holds a formula that nobody has calculated.

        The text of a formula whose answer is no text at all is an empty paragraph.
        """
        attributes = self._attributes
        return "formula" in attributes and "value-type" not in attributes and not self._paragraphs

    @property
    def is_linked(self) -> bool:
        """Whether its formula fetches from another file."""
        return "'file:" in self._attributes.get("formula", "")

    def start(self, kind: str, attributes: Attributes) -> None:
        """Take in an element inside the cell."""
        if kind == "p":
            self._paragraphs.append("")
            self._inside += 1
        elif self._inside and kind == "s":
            self._add(" " * min(int(attributes.get("c", "1")), 1_000))
        elif self._inside and kind in {"tab", "line-break"}:
            self._add("\t" if kind == "tab" else "\n")

    def end(self, kind: str) -> None:
        """Take in that an element inside the cell ends."""
        if kind == "p":
            self._inside -= 1

    def text(self, data: str) -> None:
        """Take in text."""
        if self._inside:
            self._add(data)

    def _add(self, data: str) -> None:
        self._paragraphs[-1] += data

    def as_text(self) -> str:
        """Return the cell's text, as a csv file would have it."""
        attributes, shown = self._attributes, "\n".join(self._paragraphs)
        kind = attributes.get("value-type", "")
        if kind in {"float", "currency"}:
            currency = currency_named(attributes.get("currency", ""))
            return _TRUTHS.get(shown) or amount_text(attributes["value"], currency, self._decimal)
        if kind == "percentage":
            return percent_text(attributes["value"], self._decimal)
        if kind == "date":
            return _date(attributes["date-value"])
        if kind == "time":
            return _duration(attributes["time-value"])
        if kind == "boolean":
            return "TRUE" if attributes["boolean-value"] == "true" else "FALSE"
        # The text of an error, such as #N/A, is only shown.
        return shown or attributes.get("string-value", "")


def _date(value: str) -> str:
    """Return a day or a moment."""
    try:
        return moment_text(datetime.fromisoformat(value))
    except ValueError:
        return value


def _duration(value: str) -> str:
    match = _DURATION.fullmatch(value)
    if match is None:
        return value
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return duration_text(-total if match[1] else total)

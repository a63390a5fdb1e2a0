"""How a style of a workbook shows a number, as far as it changes what the number means."""

from __future__ import annotations

from dataclasses import dataclass

from tsi_eval.ingest.currencies import currency_of_format
from tsi_eval.ingest.formats.cells import Shown, number_text, shown_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a number is shown.

    Attributes:
        shown: As what.
        currency: In which currency other than Swedish crowns; or "".
    """

    shown: Shown
    currency: str = ""


PLAIN = Style(shown=Shown.NUMBER)


def style_of(format_id: int, code: str = "") -> Style:
    """Return how a number of this format is shown.

    Args:
        format_id: Excel's own number of the format.
        code: Its code; "" for the formats that every Excel has.
    """
    shown = shown_as(format_id, code)
    return Style(shown=shown, currency=currency_of_format(code) if shown is Shown.NUMBER else "")


def amount_text(raw: str, currency: str, decimal: str) -> str:
    """Return a number as text, with the currency where it has another than Swedish crowns.

    Example:
        >>> amount_text("450.5", "EUR", ","), amount_text("450.5", "", ",")
        ('450,5 EUR', '450,5')
    """
    return f"{number_text(raw, decimal)} {currency}".rstrip()

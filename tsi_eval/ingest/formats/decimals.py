"""Numbers that a file keeps as numbers, as text in which no decimals look like thousands."""

from __future__ import annotations

_LIKE_THOUSANDS = 3


def unmistakable(number: str, decimal: str) -> str:
    """Return a number's text with a zero more, where three decimals could be read as thousands.

    A cell that holds the number 42.125 is no forty-two thousand; the text "42,125" may be.

    Example:
        >>> unmistakable("42,125", ","), unmistakable("42,5", ","), unmistakable("42125", ",")
        ('42,1250', '42,5', '42125')
    """
    _, _, decimals = number.partition(decimal)
    return f"{number}0" if len(decimals) == _LIKE_THOUSANDS else number

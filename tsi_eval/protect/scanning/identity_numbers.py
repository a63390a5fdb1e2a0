"""Identity numbers in what is to leave: personnummer, coordination numbers, school systems' T.

The door in searches cells, and stops at whatever may be one. Here whole documents are searched,
with thousands of other numbers: what is no identity number must not stop a report. So the check
digit must be right, except where a number is written as only identity numbers are.

Worked example, with the package's test number, 811228-9874:

- "811228-9874", "19811228–9874" and "19811228 9874" are found; so is "811228-9875", whose hyphen
  says what it was meant to be.
- "8112289874" is found, since date and check digit fit; "8112289875" is not, nor "8112289874 kr".
- "1.9811228987e+11" is found: a date, a century, and the size of twelve digits.
- "0.8112289874" and "81 12 28 9874" are not: decimals, and cells of a table.
"""

from __future__ import annotations

import re

from tsi_eval.identifiers import luhn, possible_date

_INNER = "[-./\u2010-\u2015\u2212]?"
_HYPHEN = "-+\u2010-\u2015\u2212"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?P<century>1[89]|20)?(?P<year>\d\d)(?P<inner>{_INNER})(?P<month>0[1-9]|1[0-2])(?P=inner)"
    rf"(?P<day>[0-9]\d)(?P<separator> ?[{_HYPHEN}/]? ?)(?P<last>\d{{4}}|TF\d\d|T\d{{3}})(?!\d)",
    re.IGNORECASE,
)
# Where there may be one: most numbers are told from it by their length.
_DIGITS = re.compile(rf"[0-9][0-9TF /.{_HYPHEN.replace('-', '', 1)}-]{{7,}}", re.IGNORECASE)
_FLOAT = re.compile(r"(?P<first>[12])[.,](?P<rest>\d{7,11})e\+?0*11(?!\d)", re.IGNORECASE)
_DATED = re.compile(r"(?P<century>1[89]|20)(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_DECIMALS = re.compile(r"\d\.\Z")
_MONEY_BEFORE = re.compile(r"(?:kr|SEK|kronor)\.?\s?\Z", re.IGNORECASE)
_MONEY_AFTER = re.compile(r"\s?(?:kr|SEK|kronor|tkr|mkr|miljoner|%)(?![^\W_])|\.\d*[1-9]", re.IGNORECASE)
_BEFORE = 8


def holds_identity_number(text: str) -> bool:
    """Tell whether a text holds an identity number; its spaces and hyphens are usual ones.

    Example:
        >>> holds_identity_number("ring 811228-9874"), holds_identity_number("8112289875 kr")
        (True, False)
    """
    for digits in _DIGITS.finditer(text):
        if any(_is_one(match, text) for match in _CANDIDATE.finditer(text, digits.start(), digits.end())):
            return True
    return any(_is_float(match) for match in _FLOAT.finditer(text))


def _is_one(match: re.Match[str], text: str) -> bool:
    if not possible_date(match):
        return False
    if not match["last"].isdigit():
        return bool(match["century"] or match["separator"].strip())
    if _is_written_as_one(match):
        return True
    right = luhn(match["year"] + match["month"] + match["day"] + match["last"])
    return right and not _is_another_number(match, text)


def _is_written_as_one(match: re.Match[str]) -> bool:
    """Tell whether a number has a hyphen before its last four, and no other sign."""
    separator = match["separator"]
    return not match["inner"] and separator == separator.strip() and separator not in {"", "/"}


def _is_another_number(match: re.Match[str], text: str) -> bool:
    """Tell whether digits are an amount, decimals, or part of a name that a program made."""
    before, after = text[max(match.start() - _BEFORE, 0) : match.start()], text[match.end() : match.end() + 10]
    if _DECIMALS.search(before):
        return True
    if match["century"]:
        return False
    beside = before[-1:].isalpha() or after[:1].isalpha()
    return beside or bool(_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after))


def _is_float(match: re.Match[str]) -> bool:
    dated = _DATED.match(match["first"] + match["rest"])
    return dated is not None and possible_date(dated)

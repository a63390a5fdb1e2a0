"""What was found in a source's files rather than declared, and what was left out of them.

The report's quality chapter says it, without counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsi_eval.language import Message, Text

SETTINGS = ("encoding", "delimiter", "decimal")
FACTS = (
    "titles",
    "header_rows",
    "totals",
    "footnotes",
    "headers",
    "sections",
    "ahead",
    "sheet",
    "merged",
    "sheets_passed",
    "hidden_rows",
    "hidden_columns",
    "formulas_unsure",
    "value_labels",
    "user_missing",
    "doubles",
    "thousands",
    "codes",
    "renamed",
    "secret",
    "respondents",
    "overtaken",
)
SIGNS = {
    ";": ("semikolon", "semicolon"),
    ",": ("komma", "comma"),
    ".": ("punkt", "point"),
    "tab": ("tabb", "tab"),
    "|": ("lodstreck", "vertical bar"),
}
QUIET = frozenset({"sheet"})


class Found:
    """What the files of one source turned out to be like."""

    def __init__(self) -> None:
        self._settings: dict[str, dict[str, None]] = {name: {} for name in SETTINGS}
        self._facts: dict[str, None] = {}

    def add(self, found: Mapping[str, str]) -> None:
        """Add what was found in one file."""
        for name, value in found.items():
            if name in self._settings:
                self._settings[name][value] = None
            else:
                self._facts[name] = None

    def notes(self) -> Iterator[Message]:
        """Yield a message for each setting and each fact."""
        for name, values in self._settings.items():
            if values:
                yield Message(f"found.{name}", {"value": _named(values)})
        yield from (Message(f"found.{name}") for name in FACTS if name in self._facts and name not in QUIET)


def _named(values: Iterable[str]) -> Text:
    sv, en = zip(*(SIGNS.get(value, (value, value)) for value in values), strict=True)
    return Text(sv=", ".join(sv), en=", ".join(en))

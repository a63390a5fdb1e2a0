"""Words that say whether a person was at a stage: everybody's, and those that a source adds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from tsi_eval.strict import FILLED, STRICT

Word = Annotated[str, StringConstraints(pattern=FILLED)]
YES, NO, ONGOING = "yes", "no", "ongoing"
# What everybody writes. Anything else is declared by the pilot, since "ok" may mean that a person
# came, or that it was fine not to come.
KNOWN: Mapping[str, tuple[str, ...]] = {
    YES: ("ja", "j", "yes", "y", "x", "1", "sant", "true", "✓", "✔", "☑"),
    NO: ("nej", "n", "no", "ej", "0", "falskt", "false", "-", "–", "—", "☐"),
    ONGOING: ("pågår", "pågående", "ongoing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    """Further words of a source for a stage, beside those that everybody writes (`KNOWN`).

    Words are the same whatever their case, their blanks, and the way a Mac writes an å.

    Attributes:
        yes: Words that say that a person was there.
        no: Words that say that a person was not there.
        ongoing: Words that say that a person is still on the way there.
    """

    __pydantic_config__ = STRICT

    yes: tuple[Word, ...] = ()
    no: tuple[Word, ...] = ()
    ongoing: tuple[Word, ...] = ()

    def meanings(self) -> dict[str, str]:
        """Return each word, as `plain` writes it → "yes", "no" or "ongoing"."""
        return {word: meaning for meaning, words in self._lists() for word in words}

    def twice(self) -> Iterator[str]:
        """Yield each word that stands in two lists, ours among them: it could mean either."""
        seen: dict[str, str] = {}
        for meaning, words in self._lists():
            yield from (word for word in words if seen.get(word, meaning) != meaning)
            seen |= dict.fromkeys(words, meaning)

    def _lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        declared = {YES: self.yes, NO: self.no, ONGOING: self.ongoing}
        for meaning, words in declared.items():
            yield meaning, (*KNOWN[meaning], *dict.fromkeys(plain(word) for word in words))


def plain(word: str) -> str:
    """Return a word by which it is known again, whatever its case, its blanks, its å, or its stop.

    Example:
        >>> plain("  Startar   SNART ")
        'startar snart'
    """
    known = " ".join(unicodedata.normalize("NFC", word).casefold().split())
    return known.removesuffix(".") or known

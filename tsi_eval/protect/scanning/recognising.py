"""Who of a delivery a text names, told without a list of who was delivered.

What is known of a delivery are keyed digests (`Known`). A text is cut into runs of letters and of
digits, and each few runs beside each other are digested with the same key and looked up.

Worked example. The delivery knows a family as "barn-0017". Its runs are "barn" and "0017", and its
mark is the digest of "barn0017". "Barn 0017", "BARN0017" and "barn/0017" in a report are found:
each has the same two runs with no more than a few signs between. "barn 00 17" is not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.scanning.decoding import plain

_RUN = re.compile(r"(?P<run>[^\W\d_]+|\d+)")
_NEXT = re.compile(r"[\s\-\u2010-\u2015\u2212_/.,:'\u2019]{0,3}(?P<run>[^\W\d_]+|\d+)")
# Decimals, or the middle of a longer word, such as a name that a program made.
_BEFORE = re.compile(r"(?:\d\.|[^\W_])\Z")
_FIRSTS = 0xFFFF


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Known:
    """What a delivery's persons are told by. It holds none of their names.

    Attributes:
        pilot: The pilot's name, which goes into each digest.
        marks: Keyed digest → what it is of: "person" (an identifier), "name", "words" (the first
            words of a text), "pseudonym", or "hash" (of an identifier, without a key).
        shapes: How many runs the marks have, and how many signs in all.
        firsts: 16 bits of a checksum of each mark's first run, which tell what not to look at.
        unsearched: How many identifiers are too short to be told from other words or numbers.
    """

    pilot: str
    marks: Mapping[str, str] = field(default_factory=dict)
    shapes: frozenset[tuple[int, int]] = frozenset()
    firsts: frozenset[int] = frozenset()
    unsearched: int = 0

    def __repr__(self) -> str:
        return f"Known of {self.pilot}: {len(self.marks)} marks"


def runs_of(text: str) -> tuple[str, ...]:
    """Return a text's runs of letters and of digits, in small letters.

    Example:
        >>> runs_of("Barn-0017"), runs_of("BARN0017")
        (('barn', '0017'), ('barn', '0017'))
    """
    return tuple(_RUN.findall(plain(text).casefold()))


def mark(runs: Iterable[str], pilot: str, key: Key) -> str:
    """Return the keyed digest of some runs, 32 hexadecimal digits."""
    return key.digest(f"scan:{pilot}", "".join(runs).encode())


def first_of(run: str) -> int:
    """Return 16 bits of a run's checksum."""
    return zlib.crc32(run.encode()) & _FIRSTS


class Recogniser:
    """Looks for what is known of a delivery, in one text after the other."""

    def __init__(self, known: Known, key: Key) -> None:
        self._known, self._key = known, key
        self._longest = max((runs for runs, _ in known.shapes), default=0)
        self._looked_up: dict[str, str | None] = {}

    def hashed_in(self, digits: Iterable[str]) -> set[str]:
        """Return what hexadecimal digits are: "pseudonym", "hash"."""
        return {kind for kind in map(self._kind, digits) if kind}

    def beginnings_in(self, text: str) -> re.Pattern[str] | None:
        """Return a pattern of the runs of a text with which a mark may begin, or None."""
        runs = {run for run in set(_RUN.findall(text.casefold())) if first_of(run) in self._known.firsts}
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(runs, reverse=True))})") if runs else None

    def named_in(self, text: str, begin: re.Pattern[str]) -> set[str]:
        """Return what a text names: "person", "name", "words".

        Args:
            text: Usual signs, in any case.
            begin: With what a mark may begin.
        """
        small, kinds = text.casefold(), set[str | None]()
        for place in begin.finditer(small):
            before = _BEFORE.search(small, max(place.start() - 2, 0), place.start())
            if not before:
                kinds.update(self._kind(joined) for joined in self._from(small, _RUN.match(small, place.start())))
        return {kind for kind in kinds if kind}

    def _from(self, text: str, run: re.Match[str] | None) -> Iterator[str]:
        joined = ""
        for count in range(1, self._longest + 1):
            if run is None:
                return
            joined, end = joined + run["run"], run.end()
            if (count, len(joined)) in self._known.shapes and not text[end : end + 1].isalnum():
                yield joined
            run = _NEXT.match(text, end)

    def _kind(self, joined: str) -> str | None:
        if joined not in self._looked_up:
            self._looked_up[joined] = self._known.marks.get(mark((joined,), self._known.pilot, self._key))
        return self._looked_up[joined]

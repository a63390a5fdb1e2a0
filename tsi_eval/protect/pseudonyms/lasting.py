"""What a person is called in every report that was ever handed out, of whatever pilot.

A pseudonym belongs to one pilot. To tell whether the persons behind two reports are the same, and
their values too, a name is needed that depends on neither pilot, question nor outcome: a digest of
the identifier with the secret key. Only the register of what was handed out holds it.

Worked example. "barn-001" has one pseudonym in the pilot "mora" and another in its copy "mora2". In
the register it is "5f0c…" for both. With the value 14 it is "5f0c…:91ab…", with 13 another: so it
shows that a value was corrected, and not which it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tsi_eval.protect.pseudonyms.door import pseudonyms_of
from tsi_eval.protect.pseudonyms.key import Key

if TYPE_CHECKING:
    from tsi_eval.ingest import Intake

_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_PERSON, _VALUE = "register", "register:value"
# Half of a digest: a hundred thousand persons meet by chance once in 10^9 registers.
_SHORT = 16


class Lasting:
    """What the persons of a study are called in every report."""

    def __init__(self, key: Key, of_pseudonyms: Mapping[str, str] | None = None) -> None:
        """Begin with the key.

        Args:
            key: Of this user and machine.
            of_pseudonyms: Pseudonym → what it stands for, in any words that no pilot is in. A
                pseudonym that is not there stands for itself.
        """
        self._key = key
        self._words = of_pseudonyms or {}
        self._persons: dict[str, str] = {}
        self._elements: dict[tuple[str, tuple[float, ...]], str] = {}
        self._values: dict[str, tuple[float, ...]] = {}

    def __repr__(self) -> str:
        return "Lasting(…)"

    def person(self, member: str) -> str:
        """Return what a member of a cell is called.

        A thing of a person, such as a goal, is called by the person first: "5f0c….77d2…". So is
        what a design put together of a pseudonym and more.
        """
        if member not in self._persons:
            words = [self._words.get(found, found) for found in _PSEUDONYM.findall(member)]
            owner = "\0".join(words[0].split("\0")[:2]) if words else member
            name = self.digest_of(owner)
            whole = _PSEUDONYM.sub(lambda found: self._words.get(found[0], found[0]), member)
            self._persons[member] = name if whole == owner else f"{name}.{self.digest_of(whole)}"
        return self._persons[member]

    def digest_of(self, words: str) -> str:
        """Return what somebody is called by the words of an identifier, as in `words_of`."""
        return self._key.digest(_PERSON, words.encode())[:_SHORT]

    def persons(self, members: Iterable[str]) -> frozenset[str]:
        """Return what the members of a cell are called."""
        return frozenset(map(self.person, members))

    def everyone(self) -> frozenset[str]:
        """Return what all persons of the delivery are called."""
        return self.persons(self._words)

    def with_value(self, member: str, values: tuple[float, ...]) -> str:
        """Return what somebody with these values is called."""
        person = self.person(member)
        known = (person, values)
        if known not in self._elements:
            words = f"{person}|{'|'.join(f'{value:.10g}' for value in values)}"
            element = f"{person}:{self._key.digest(_VALUE, words.encode())[:_SHORT]}"
            self._elements[known], self._values[element] = element, values
        return self._elements[known]

    def values_of(self, element: str) -> tuple[float, ...]:
        """Return the values of somebody who was named in this run with them, or none."""
        return self._values.get(element, ())

    @property
    def fingerprint(self) -> str:
        """What the key is told by, so that a register of another key is known."""
        return self._key.digest("fingerprint", b"")

    def digest(self, text: str) -> str:
        """Return a keyed digest of a text."""
        return self._key.digest("register:report", text.encode())


def lasting_of(intake: Intake, key: Key) -> Lasting:
    """Return what the persons of a delivery are called in every report."""
    return Lasting(key, dict(pseudonyms_of(intake, key)))

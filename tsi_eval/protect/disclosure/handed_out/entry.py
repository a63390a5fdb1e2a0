"""What is kept of a report that was handed out: its released values, and what they rested on.

The file form holds each element once, and a set as a row of bits over them, so that a pilot of a
thousand families and two hundred numbers takes some hundred kilobytes. It is sealed with the secret
key: a file that was damaged, changed or made with another key does not open.

Worked example. Elements 5f0c, 91ab and c3d4 are in the file once. The set of the first and the
third is the number 5, which is 101 in bits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tsi_eval.findings import Kind
from tsi_eval.findings.released import Released, from_json, to_json
from tsi_eval.protect.disclosure.handed_out.support import person_of
from tsi_eval.protect.disclosure.handed_out.told import PERSONS, Elements, Told
from tsi_eval.protect.pseudonyms.lasting import Lasting

VERSION = 2
# How versions were read before: version 1 held what was shown as an object, not as its text.
READ = (1, VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A report that was handed out.

    Attributes:
        identity: What it is known by: a keyed digest of what its numbers rest on, and of its
            date.
        released: What it showed.
        told: What the numbers that it renewed told; those that it left as they were are in earlier
            ones.
    """

    identity: str
    released: Released
    told: tuple[Told, ...] = field(repr=False)

    @property
    def pilot(self) -> str:
        """Whose report it was."""
        return self.released.cover.pilot

    def persons(self) -> Elements:
        """Return the keyed digests of all persons whom it told of."""
        every = (told.members for told in self.told if told.pool.startswith(PERSONS))
        return frozenset(map(person_of, frozenset[str]().union(*every)))


def to_text(report: HandedOut, lasting: Lasting) -> str:
    """Return the file form, sealed."""
    elements = sorted(frozenset[str]().union(*(told.members | told.whole for told in report.told)))
    place = {element: i for i, element in enumerate(elements)}
    body = json.dumps(
        {
            "version": VERSION,
            "identity": report.identity,
            "released": to_json(report.released),
            "elements": elements,
            "told": [_told_row(told, place) for told in report.told],
        },
        ensure_ascii=False,
    )
    return f"{lasting.digest(body)}\n{body}\n"


def from_text(text: str, lasting: Lasting) -> HandedOut:
    """Read the file form.

    Raises:
        ValueError: It is damaged, was changed, was sealed with another key, or is of another
            version.
    """
    seal, _, body = text.partition("\n")
    body = body.removesuffix("\n")
    if seal != lasting.digest(body):
        raise ValueError
    read = json.loads(body)
    if read["version"] not in READ:
        raise ValueError
    elements, shown = read["elements"], read["released"]
    return HandedOut(
        identity=read["identity"],
        released=from_json(shown if isinstance(shown, str) else json.dumps(shown)),
        told=tuple(_told(row, elements) for row in read["told"]),
    )


def _told_row(told: Told, place: Mapping[str, int]) -> list[Any]:
    counts = sorted([name, count] for name, count in told.counts)
    return [told.pool, told.kind.value, _bits(told.members, place), _bits(told.whole, place), counts]


def _bits(members: Iterable[str], place: Mapping[str, int]) -> str:
    found = 0
    for member in members:
        found |= 1 << place[member]
    return f"{found:x}"


def _told(row: list[Any], elements: list[str]) -> Told:
    pool, kind, members, whole, counts = row
    return Told(
        pool=pool,
        kind=Kind(kind),
        members=_members(members, elements),
        whole=_members(whole, elements),
        counts=frozenset((name, count) for name, count in counts),
    )


def _members(bits: str, elements: list[str]) -> Elements:
    from_the_first = reversed(f"{int(bits, 16):b}")
    return frozenset(element for bit, element in zip(from_the_first, elements, strict=False) if bit == "1")

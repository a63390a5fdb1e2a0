"""Persons in what was handed out become nameless marks, and go on counting.

Worked example. "5f0c…" and "5f0c…:91ab…", the same person with a value, become "c81e…" and
"c81e…:30d7…" wherever they stand. All other elements stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.told import Elements
from tsi_eval.protect.pseudonyms.key import Key

_SHORT = 16


def forgotten(report: HandedOut, persons: Collection[str], chance: Key) -> HandedOut:
    """Return a report in which persons are nameless marks.

    Args:
        report: What was handed out.
        persons: What they are called in it.
        chance: A secret that nobody keeps; the same one gives the same marks in every report.
    """

    def marks(elements: Elements) -> Elements:
        return frozenset(_marked(element, persons, chance) for element in elements)

    told = tuple(replace(item, members=marks(item.members), whole=marks(item.whole)) for item in report.told)
    return replace(report, told=told)


def _marked(element: str, persons: Collection[str], chance: Key) -> str:
    """Return an element with marks instead of its digests, if it is of one of the persons."""
    thing, _, value = element.partition(":")
    person, _, own = thing.partition(".")
    if person not in persons:
        return element
    mark = chance.digest("person", person.encode())[:_SHORT]
    if own:
        mark += "." + chance.digest("thing", thing.encode())[:_SHORT]
    return f"{mark}:{chance.digest('value', element.encode())[:_SHORT]}" if value else mark

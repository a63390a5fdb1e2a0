"""Labels that a column may hold by what the sources declare, whether or not a file has them yet."""

from __future__ import annotations

from collections.abc import Iterable

from tsi_eval.pilot.source import Source


def labels_in(sources: Iterable[Source], column: str) -> frozenset[str]:
    """Return the labels of a column that the sources translate, or have a column of their own for.

    Files that hold their labels in plain text may have any, so that nothing may be declared at all.

    Args:
        sources: The sources.
        column: Our name for it: "stage", "series", or an attribute of the persons.
    """
    found: set[str] = set()
    for source in sources:
        found.update(source.values.get(column, {}).values())
        if column in source.fixed:
            found.add(str(source.fixed[column]))
        if column == "stage":
            found.update(source.stages)
        if column == "series":
            found.update(source.series)
    return frozenset(found)

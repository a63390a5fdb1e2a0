"""What stands in the way of an approved report.

Each of it is a problem with a code. `tsi-eval check` says it as something that is left to do, and
a draft is made all the same. A report whose pilot says `status = "approved"` is refused while any
of it stands, since nobody can have approved a report that still says "Name of the municipality".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem, ReportError

if TYPE_CHECKING:
    from tsi_eval.analysis.remaining import Tables
    from tsi_eval.pilot.declaration import Pilot

APPROVED = "approved"


def obstacles(pilot: Pilot, tables: Tables) -> Iterator[Problem]:
    """Yield what can be known before anything is computed.

    Args:
        pilot: What was declared.
        tables: The delivery's tables, with identifiers or without.
    """
    from tsi_eval.analysis.remaining import remaining  # noqa: PLC0415  pandas is loaded when data are read
    from tsi_eval.pilot.unfinished import unfinished  # noqa: PLC0415

    yield from unfinished(pilot)
    yield from remaining(pilot, tables)
    yield from _unsettable(pilot)


def _unsettable(pilot: Pilot) -> Iterator[Problem]:
    """Yield the people's own chapters that the report can't set (E376)."""
    from tsi_eval.report.formats.trial import unsettable  # noqa: PLC0415  only those with texts pay for it

    for language, slots in pilot.texts.items():
        for slot in unsettable(slots, language) if slots else ():
            yield Problem(code="E376", params={"file": f"texts/{language}/{slot}.md"})


def refuse_any(problems: Iterable[Problem]) -> None:
    """Refuse an approved report when anything stands in its way.

    Raises:
        ReportError: Everything that stands in the way (E372-E378).
    """
    if found := tuple(problems):
        raise ReportError(found)

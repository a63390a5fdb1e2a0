"""What explains numbers is said where the numbers are shown, and nowhere else.

Most caveats are about an answer, and stand in its chapter. Some explain numbers of one kind, such
as how many persons changed by more than measurement error. Where no such number is shown, its
caveat explains nothing and is left out. Where the numbers stand in one table, their caveats stand
under it: a table behind a fold is not printed, and neither is what explains it.

Example. Of twelve children nobody's reliable change may be shown. The report does not say what a
reliable change is. Of 49 parents it may, and the table of the numbers behind the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tsi_eval.findings import Answerable, Method, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.report.words import Words

Which = Callable[[ReleasedEstimate], bool]


def _of(*quantities: Quantity) -> Which:
    return lambda item: item.quantity in quantities


def _along(axis: str) -> Which:
    return lambda item: item.axis == axis


# A caveat that explains numbers → which numbers these are.
EXPLAINS: Mapping[str, Which] = {
    "caveat.imputed": lambda item: item.method == Method.IMPUTED,
    "caveat.secondary": lambda item: item.role is Role.SECONDARY,
    "caveat.selected": _of(Quantity.EXPECTED_CHANGE, Quantity.BEYOND_EXPECTED),
    "caveat.reliable_change": _of(Quantity.SMALLEST_RELIABLE),
    "caveat.clinical": _of(Quantity.CUTOFF),
    "caveat.benchmark": _of(Quantity.BENCHMARK),
    "caveat.cited": _of(Quantity.BENCHMARK),
    "caveat.part_quarter": _along("quarter"),
    "caveat.part_term": _along("term"),
    "caveat.part_school_year": _along("school_year"),
}
# Those of them whose numbers no sentence says and no figure draws.
UNDER_TABLES = frozenset({"caveat.reliable_change", "caveat.clinical", "caveat.benchmark", "caveat.cited"})


def messages_of(finding: ReleasedFinding) -> Iterator[Message]:
    """Yield a finding's messages that explain something the report shows.

    Of a refused question there is nothing to doubt.
    """
    if finding.feasibility.answerable is Answerable.REFUSED:
        return
    shown = [item for _, item in finding.every_estimate() if item.status == "shown"]
    for message in finding.caveats:
        explains = EXPLAINS.get(message.key)
        if explains is None or any(map(explains, shown)):
            yield message


def under_table(words: Words, finding: ReleasedFinding, items: Iterable[ReleasedEstimate]) -> str:
    """Return the caveats that stand under a table of some of a finding's numbers, or "".

    Args:
        words: The released values and the language.
        finding: The finding.
        items: The table's numbers.
    """
    rows = [item for item in items if item.status == "shown"]
    messages = (message for message in messages_of(finding) if message.key in UNDER_TABLES)
    said = (words.message(message) for message in messages if any(map(EXPLAINS[message.key], rows)))
    return " ".join(dict.fromkeys(said))

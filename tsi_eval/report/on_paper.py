"""Which numbers of a finding a reader on paper meets: what explains others is for the screen alone.

A number is printed in one of three ways.

1. A sentence says it: the answers, and what stands beside an answer (SAID). Counts that a sentence
   says need no explanation, and are not asked for.
2. A figure draws it.
3. A table has it that does not lie behind a fold.

Example. A change has a figure, so that the table of the numbers behind it lies behind a fold. d_z
stands there alone: HTML explains how it is computed, and paper does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures import numbers_drawn
from tsi_eval.report.in_spreads import size_of
from tsi_eval.report.parts import Table
from tsi_eval.report.question import tables
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

# Numbers that sentences say beside an answer.
SAID = frozenset(
    {
        Quantity.EXPECTED_CHANGE,
        Quantity.BEYOND_EXPECTED,
        Quantity.SMALLEST_THAT_MATTERS,
        Quantity.RESPONSE,
    }
)
# Answers, and what is always printed beside them.
PRINTED = frozenset({Role.HEADLINE, Role.SECONDARY, Role.SENSITIVITY})


def on_paper(words: Words, finding: ReleasedFinding) -> Iterator[ReleasedEstimate]:
    """Yield the numbers of a finding that are printed, in the order in which it holds them."""
    drawn = numbers_drawn(words, finding)
    printed = [*drawn, *_in_printed_tables(words, finding, drawn=bool(drawn)), *_sizes(finding)]
    for _, item in finding.every_estimate():
        if item.status == "shown" and (_is_said(item) or item in printed):
            yield item


def _is_said(item: ReleasedEstimate) -> bool:
    return item.role in PRINTED or item.quantity in SAID or item.quantity.record.money


def _in_printed_tables(words: Words, finding: ReleasedFinding, *, drawn: bool) -> Iterator[ReleasedEstimate]:
    for part in tables(words, finding, drawn=drawn):
        if isinstance(part, Table) and not part.fold:
            yield from part.shows


def _sizes(finding: ReleasedFinding) -> Iterator[ReleasedEstimate]:
    """Yield the sizes in standard deviations that are said beside answers."""
    sizes = (size_of(finding, answer) for answer in headlines(finding))
    yield from (size for size in sizes if size is not None)

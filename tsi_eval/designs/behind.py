"""Those whom the persons of a number belong to, who are protected with them in every question.

A child of two parents who both answered is one child: a number of six parents may be one of three
children. Where a study says whom persons belong to (`Study.together`), every cell of persons is
followed, after all others, by the cell of those whom they belong to, and of a share by those of its
two sides. Then all rules hold for these, those about what follows from several numbers among them.
Designs whose option `clusters` names the same column have such cells already; the same cell stands
once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tsi_eval.designs.persons import belonging, resting_on
from tsi_eval.findings import Cell, Estimate, Finding
from tsi_eval.language import Message
from tsi_eval.study import Study

Belonging = Mapping[str, str]


def with_those_behind(finding: Finding, study: Study, *, allowed: bool) -> Finding:
    """Return a finding whose numbers name those whom their persons belong to.

    Args:
        finding: What a design found.
        study: What it was asked of.
        allowed: Whether its intervals allow for who belongs together; else it says that they don't.
    """
    everyone = study.everyone()
    behind: list[Belonging] = [belonging(study, column, everyone) for column in study.together]
    if not any(len(set(belongs.values())) < len(belongs) for belongs in behind):
        return finding
    followed = tuple(_followed(item, behind) for item in finding.estimates)
    doubted = not allowed and any(
        item.ci_low is not None and item.basis != before.basis
        for item, before in zip(followed, finding.estimates, strict=True)
    )
    return replace(
        finding,
        estimates=followed,
        caveats=(*finding.caveats, *((Message("caveat.together_as_one"),) if doubted else ())),
        series=tuple(
            replace(series, points=tuple(_followed(item, behind) for item in series.points))
            for series in finding.series
        ),
    )


def _followed(estimate: Estimate, behind: Sequence[Belonging]) -> Estimate:
    known = {cell.members for cell in estimate.basis}
    added = [cell for cell in _cells(estimate, behind) if cell.members not in known]
    return replace(
        estimate,
        basis=(*estimate.basis, *dict.fromkeys(added)),
        instead=None if estimate.instead is None else _followed(estimate.instead, behind),
    )


def _cells(estimate: Estimate, behind: Sequence[Belonging]) -> Iterator[Cell]:
    for belongs in behind:
        for cell in estimate.basis:
            if cell.members and cell.members <= belongs.keys():
                part = None if cell.numerator is None else cell.numerator_members
                yield from resting_on(cell.members, belongs, part)[1:]

"""What a report folder holds: one line a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tsi_eval.released import Released, to_json
from tsi_eval.report.document import Document
from tsi_eval.report.estimates import to_codebook, to_csv
from tsi_eval.report.html import to_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the report, and how it is made; the same input gives the same bytes."""

    file: str
    make: Callable[[Document, Released], str]


OUTPUTS = (
    Output(file="follow_up_report.html", make=lambda document, _: to_html(document)),
    Output(file="estimates.csv", make=lambda _, released: to_csv(released)),
    Output(file="codebook.csv", make=lambda _, released: to_codebook(released)),
    Output(file="released.json", make=lambda _, released: to_json(released)),
)

"""What a report's folder holds beside its formats: the released numbers, for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tsi_eval.findings.released import Released, to_json
from tsi_eval.report.estimates import to_codebook, to_csv

RELEASED = "released.json"
NOTEBOOK = "follow_up_report.ipynb"
DATA: Mapping[str, Callable[[Released], str]] = {
    "estimates.csv": to_csv,
    "codebook.csv": to_codebook,
    RELEASED: to_json,
}

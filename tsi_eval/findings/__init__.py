"""What was found, before and after disclosure control, and the words that both share."""

from tsi_eval.findings.cell import Cell, Kind, Partition, people, tallied
from tsi_eval.findings.claim import Claim, Feasibility, Role, Verdict
from tsi_eval.findings.cover import Asked, Cover, Provenance
from tsi_eval.findings.estimate import AT_AN_END, WHOLE_STEPS, Estimate, Line, Series
from tsi_eval.findings.finding import Finding, Findings
from tsi_eval.findings.quantity import Quantity

__all__ = [
    "AT_AN_END",
    "WHOLE_STEPS",
    "Asked",
    "Cell",
    "Claim",
    "Cover",
    "Estimate",
    "Feasibility",
    "Finding",
    "Findings",
    "Kind",
    "Line",
    "Partition",
    "Provenance",
    "Quantity",
    "Role",
    "Series",
    "Verdict",
    "people",
    "tallied",
]

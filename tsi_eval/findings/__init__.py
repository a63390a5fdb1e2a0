"""What was found, before and after disclosure control, and the words that both share."""

from tsi_eval.findings.cell import Cell, Kind, Partition, people, tallied
from tsi_eval.findings.claim import Answerable, Claim, Feasibility, Role
from tsi_eval.findings.cover import Asked, Contact, Cover, Imprint, Provenance
from tsi_eval.findings.estimate import Estimate, Line, Series, is_of_a_group
from tsi_eval.findings.finding import RECEIPT, Finding, Findings
from tsi_eval.findings.grounds import Declared, Grounds, Missing, UnitKind, Units
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.method import Method, Trait, trait_of
from tsi_eval.findings.note import UNVERIFIED_NOTES, Note
from tsi_eval.findings.part import WAYS, Part
from tsi_eval.findings.quantity import Quantity
from tsi_eval.findings.record import Form, Guard, Record, Rests, Rounding, Shape, Spread
from tsi_eval.findings.security import Ground, Known, Rating, Reason, Security
from tsi_eval.findings.support import Support
from tsi_eval.findings.turned import Turn, Turned
from tsi_eval.findings.verdict import Matter, Verdict, judged

__all__ = [
    "RECEIPT",
    "UNVERIFIED_NOTES",
    "WAYS",
    "Answerable",
    "Asked",
    "Cell",
    "Claim",
    "Contact",
    "Cover",
    "Declared",
    "Estimate",
    "Feasibility",
    "Finding",
    "Findings",
    "Form",
    "Ground",
    "Grounds",
    "Guard",
    "Imprint",
    "Kind",
    "Known",
    "Line",
    "Matter",
    "Measured",
    "Method",
    "Missing",
    "Note",
    "Part",
    "Partition",
    "Provenance",
    "Quantity",
    "Rating",
    "Reason",
    "Record",
    "Rests",
    "Role",
    "Rounding",
    "Security",
    "Series",
    "Shape",
    "Spread",
    "Support",
    "Trait",
    "Turn",
    "Turned",
    "UnitKind",
    "Units",
    "Verdict",
    "is_of_a_group",
    "judged",
    "people",
    "tallied",
    "trait_of",
]

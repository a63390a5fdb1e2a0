"""From a pilot's files to validated, identifiable tables; files are only read."""

from tsi_eval.ingest.intake import Intake, ingest

__all__ = ["Intake", "ingest"]

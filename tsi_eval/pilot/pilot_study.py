"""A study that also holds the pilot whose files it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.pilot.words_for_ids import words_for_ids
from tsi_eval.study import Study


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PilotStudy(Study):
    """What `open_study` returns: designs see it as any other study, and never its pilot.

    Attributes:
        pilot: What was declared.
    """

    pilot: Pilot

    def __repr__(self) -> str:
        return "\n".join([f"Study of {self.pilot.id}", *self.schema(), *self.who_is_somebody_else()])

    def labels_declared(self, column: str) -> frozenset[str]:
        """Return the labels that the pilot declares for a column.

        Its windows are the labels of "occasion".
        """
        occasions = frozenset(self.pilot.windows if column == "occasion" else ())
        # A class with slots is made twice, and `super()` would look in the first.
        return Study.labels_declared(self, column) | labels_in(self.pilot.sources, column) | occasions

    def words(self) -> Mapping[str, Text]:
        """Return the pilot's words for ids."""
        return words_for_ids(self.pilot)

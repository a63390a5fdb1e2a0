"""What earlier reports of a pilot said, so that a new one can be judged against them.

A reader who has two reports can subtract one from the other. If 43 children had a contact by
autumn and 44 by spring, the difference is one child. So the register keeps the released values of
each delivery, and the door out compares a new report with all of them. The new report can also
tell what has changed.

A delivery is known by the hashes of its files, not by its date. Example: the pilot `star` is run
on its autumn files, on autumn and spring files together, and then on its autumn files again.

    reports/star/deliveries/0001-5a3c….json    the autumn files
    reports/star/deliveries/0002-b81f….json    autumn and spring

The third run finds its own place, 0001. It is judged against what came before that place, which is
nothing, and writes there again. So the same files give the same report, however often they are run.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from tsi_eval.errors import Problem, ReportError
from tsi_eval.findings import Provenance
from tsi_eval.findings.released import Released, from_json, to_json

_HASH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A pilot's released values, in files numbered in the order in which deliveries came.

    Attributes:
        folder: `reports/<pilot>/deliveries`.
    """

    folder: Path

    def before(self, provenance: Provenance) -> tuple[Released, ...]:
        """Return the reports that came before this delivery's own place, oldest first.

        Raises:
            ReportError: One of them can't be read (E176). Then nobody knows what it gave away, and
                nothing can be judged against it.
        """
        own, earlier = _name(provenance), []
        for path in self._files():
            if path.stem.endswith(own):
                break
            try:
                earlier.append(from_json(path.read_text(encoding="utf-8")))
            except (OSError, ValueError):
                raise ReportError(
                    Problem(code="E176", params={"file": path.name, "pilot": self.folder.parent.name})
                ) from None
        return tuple(earlier)

    def keep(self, released: Released) -> None:
        """Write a report's released values at its delivery's place: its own, or the next free one.

        The file is written aside and renamed, so that a kill leaves it whole or not there.

        Raises:
            ReportError: The place can't be written (E174).
        """
        path = self._place(_name(released.provenance))
        aside = path.with_suffix(".partial")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_text(to_json(replace(released, last=None)), encoding="utf-8", newline="\n")
            aside.replace(path)
        except OSError as error:
            params = {"pilot": self.folder.parent.name, "reason": (error.strerror or "?").lower()}
            raise ReportError(Problem(code="E174", params=params)) from None

    def _place(self, own: str) -> Path:
        files = self._files()
        for path in files:
            if path.stem.endswith(own):
                return path
        last = int(files[-1].stem[:4]) if files else 0
        return self.folder / f"{last + 1:04}-{own}.json"

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9][0-9][0-9][0-9]-*.json"))


def _name(provenance: Provenance) -> str:
    """Return what a delivery is called: twelve digits of one hash of its sources and theirs."""
    text = "\n".join(f"{source} {digest}" for source, digest in sorted(provenance.data.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]

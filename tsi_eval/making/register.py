"""What earlier reports of a pilot said, one file a delivery: a new one says what changed, and gives nobody away by the difference."""

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
    """A folder of released values in the order that their deliveries came; the same delivery has one place, however often it is run.

    Attributes:
        folder: `reports/<pilot>/deliveries`.
    """

    folder: Path

    def before(self, provenance: Provenance) -> tuple[Released, ...]:
        """Return the earlier reports, oldest first: those before this delivery's own.

        Raises:
            ReportError: One can't be read (E176): then nobody knows what it gave away.
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
        """Write a report's released values at its delivery's place.

        Raises:
            ReportError: The place can't be written (E174).
        """
        own, files = _name(released.provenance), self._files()
        place = next((path for path in files if path.stem.endswith(own)), None)
        last = int(files[-1].stem[:4]) if files else 0
        path = place or self.folder / f"{last + 1:04}-{own}.json"
        aside = path.with_suffix(".partial")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_text(to_json(replace(released, last=None)), encoding="utf-8", newline="\n")
            aside.replace(path)
        except OSError as error:
            params = {"pilot": self.folder.parent.name, "reason": (error.strerror or "?").lower()}
            raise ReportError(Problem(code="E174", params=params)) from None

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9][0-9][0-9][0-9]-*.json"))


def _name(provenance: Provenance) -> str:
    text = "\n".join(f"{source} {digest}" for source, digest in sorted(provenance.data.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]

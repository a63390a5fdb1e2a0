"""What the synthetic pilots' files are, as short fingerprints: one hash a file.

The files of seeds 0, 1, 2 and 7 are kept, as municipalities write them and tidy, with every term.
`python tests/simulate/file_prints.py` draws them anew and writes `file_prints.json`. What changed
is then seen in its diff, and belongs in the commit's message. A pilot's files in `data_raw` are
drawn with seed 1, so a changed fingerprint also means that these must be drawn anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

KEPT = Path(__file__).with_name("file_prints.json")
SEEDS = (0, 1, 2, 7)
FORMS = {"messy": True, "tidy": False}
DIGITS = 16

Prints = dict[str, dict[str, dict[str, str]]]


def read() -> Prints:
    """Return the fingerprints that are kept: pilot → "seed form" → file → hash."""
    found: Prints = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def files_of(pilot: str, seed: int, form: str) -> Mapping[str, bytes]:
    """Return a pilot's files, with every term that it has."""
    from tsi_eval.simulate import plan, simulate

    return simulate(pilot, seed, terms=plan(pilot).terms or None, messy=FORMS[form]).files


def prints_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the hash of each file."""
    return {name: hashlib.sha256(files[name]).hexdigest()[:DIGITS] for name in sorted(files)}


def _renew() -> None:
    from tsi_eval.simulate import pilot_names

    found: Prints = {}
    for pilot in pilot_names():
        found[pilot] = {f"{seed} {form}": prints_of(files_of(pilot, seed, form)) for seed in SEEDS for form in FORMS}
    KEPT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _renew()

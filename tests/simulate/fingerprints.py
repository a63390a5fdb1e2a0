"""What the synthetic pilots' files are, as short fingerprints: one hash a file, so that a test says which one changed.

The files of seeds 0, 1, 2 and 7 are kept, as municipalities write them and tidy. `python
tests/simulate/fingerprints.py` draws them anew and writes `fingerprints.json`; what changed is then
seen in its diff, and belongs in the commit's message. A pilot's files in `data_raw` are drawn with
seed 1, so a changed fingerprint also means that these must be drawn anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

KEPT = Path(__file__).with_name("fingerprints.json")
SEEDS = (0, 1, 2, 7)
FORMS = {"messy": True, "tidy": False}
TERMS = ("HT2023", "VT2024", "HT2024")
DIGITS = 16

Prints = dict[str, dict[str, dict[str, str]]]


def read() -> Prints:
    """Return the fingerprints that are kept: pilot → "seed form" → file → hash."""
    found: Prints = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def files_of(pilot: str, seed: int, form: str, terms: int) -> Mapping[str, bytes]:
    """Return a pilot's files; only familjeteamet comes tidy and term by term."""
    from tsi_eval.simulate import simulate_e_connect, simulate_familjeteamet, simulate_skolfam

    if pilot == "familjeteamet":
        return simulate_familjeteamet(seed, terms=TERMS[:terms], messy=FORMS[form]).files
    return {"e_connect": simulate_e_connect, "skolfam": simulate_skolfam}[pilot](seed).files


def prints_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the hash of each file."""
    return {name: hashlib.sha256(files[name]).hexdigest()[:DIGITS] for name in sorted(files)}


def _renew() -> None:
    found = {
        pilot: {
            f"{seed} {form}": prints_of(files_of(pilot, seed, form, len(TERMS)))
            for seed in SEEDS
            for form in (FORMS if pilot == "familjeteamet" else ("messy",))
        }
        for pilot in ("familjeteamet", "e_connect", "skolfam")
    }
    KEPT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _renew()

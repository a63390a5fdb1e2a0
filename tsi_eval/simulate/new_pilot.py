"""A pilot of simulated data: a model's declarations, and its files drawn anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tsi_eval.errors import Problem, UsageError
from tsi_eval.pilot.new.folder import free_folder, put_folder
from tsi_eval.simulate.plans import plan
from tsi_eval.simulate.simulation import simulate

SIMULATED = "familjeteamet"
DECLARATIONS = ("pilot.toml", "sources.toml", "questions.toml", "prices.toml")
_SEED = re.compile(r"(--seed|\bfrö|\bseed) 1\b")


def new_simulation(
    data: Path, name: str, *, model: str = SIMULATED, seed: int = 1, terms: tuple[str, ...] | None = None
) -> Path:
    """Make a pilot of simulated data: a model's declarations, and its files drawn anew.

    Args:
        data: The project's `data_raw`, which holds the model.
        name: The new pilot's name.
        model: A synthetic pilot, such as familjeteamet or e_connect.
        seed: Any whole number from 0.
        terms: For a model that comes term by term, the first one or more of its terms, or as many
            as are usual when None; the others have no terms.

    Raises:
        UsageError: The name can't be a pilot's (E161), the folder exists (E240) or can't be made
            (E242), the model is not there to copy (E160), the terms are not the first ones, the
            model has none, or nothing is known of it (E138).
    """
    final, folder = free_folder(data, name), data / model
    drawn = _drawn(model, seed, terms)
    if not (folder / "pilot.toml").is_file():
        known = ", ".join(sorted(path.parent.name for path in data.glob("[!.]*/pilot.toml"))) or "–"
        raise UsageError(Problem(code="E160", params={"pilot": model, "known": known}))
    files = {file: (folder / file).read_bytes() for file in DECLARATIONS if (folder / file).is_file()}
    files |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.glob("texts/*/*.md"))}
    files["pilot.toml"] = _SEED.sub(rf"\g<1> {seed}", files["pilot.toml"].decode()).encode()
    put_folder(final, {**files, **drawn})
    return final


def _drawn(model: str, seed: int, terms: tuple[str, ...] | None) -> Mapping[str, bytes]:
    known = plan(model).terms
    if terms is not None and (not terms or terms != known[: len(terms)]):
        possible = "; ".join(",".join(known[: n + 1]) for n in range(len(known))) or "–"
        raise UsageError(Problem(code="E138", params={"name": ",".join(terms), "known": possible}))
    return simulate(model, seed, terms=terms).files

"""Making a pilot's folder: built aside, then renamed, so that it is there whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from tsi_eval.errors import Problem, UsageError
from tsi_eval.project import check_name
from tsi_eval.simulate import simulate_e_connect, simulate_familjeteamet, simulate_skolfam
from tsi_eval.simulate.times import TERMS
from tsi_eval.templates import QUESTIONS
from tsi_eval.templates.fragments import chosen
from tsi_eval.templates.render import template_name, texts
from tsi_eval.templates.sheets import workbook

SIMULATED = "familjeteamet"
# Pilots of one delivery; only familjeteamet comes term by term.
WHOLE: Mapping[str, Callable[[int], Mapping[str, bytes]]] = {
    "e_connect": lambda seed: simulate_e_connect(seed).files,
    "skolfam": lambda seed: simulate_skolfam(seed).files,
}
DECLARATIONS = ("pilot.toml", "sources.toml", "questions.toml", "prices.toml")
_SEED = re.compile(r"(--seed|\bfrö|\bseed) 1\b")


def new_pilot(
    data: Path, name: str, *, questions: Iterable[str] = QUESTIONS, language: str = "sv", day: date
) -> tuple[Path, str]:
    """Make a new pilot's folder: declarations to change, and Excel files to fill in.

    Args:
        data: The project's `data_raw`.
        name: The pilot's name.
        questions: Names of designs, such as "pre_post".
        language: Of comments, headings and the words in Excel files.
        day: The day that it is made, for its dates and example terms; nothing else varies.

    Returns:
        The folder, and the name of its read-me.

    Raises:
        UsageError: The name can't be a pilot's (E161), the folder exists (E240) or can't be made (E242), a question is unknown (E241).
    """
    final = _free(data, name)
    made = texts(final.name, chosen(questions), language, day)
    sheets = {
        template_name(source): workbook(source, made.declared.outcome, language) for source in made.declared.source
    }
    _put(final, {file: text.encode() for file, text in made.files.items()} | sheets)
    return final, next(file for file in made.files if file.endswith(".md"))


def new_simulation(
    data: Path, name: str, *, model: str = SIMULATED, seed: int = 1, terms: tuple[str, ...] | None = None
) -> Path:
    """Make a pilot of simulated data: a model's declarations, and its files drawn anew.

    Args:
        data: The project's `data_raw`, which holds the model.
        name: The new pilot's name.
        model: familjeteamet, e_connect or skolfam.
        seed: Any whole number from 0.
        terms: For familjeteamet, the first one, two (as when None) or three of HT2023, VT2024 and HT2024; the others have no terms.

    Raises:
        UsageError: The name can't be a pilot's (E161), the folder exists (E240) or can't be made (E242), the model is not there to copy
            (E160), the terms are not the first ones, the model has none, or nothing is known of it (E138).
    """
    final, folder = _free(data, name), data / model
    drawn = _drawn(model, seed, terms)
    if not (folder / "pilot.toml").is_file():
        known = ", ".join(sorted(path.parent.name for path in data.glob("*/pilot.toml"))) or "–"
        raise UsageError(Problem(code="E160", params={"pilot": model, "known": known}))
    files = {file: (folder / file).read_bytes() for file in DECLARATIONS if (folder / file).is_file()}
    files |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.glob("texts/*/*.md"))}
    files["pilot.toml"] = _SEED.sub(rf"\g<1> {seed}", files["pilot.toml"].decode()).encode()
    _put(final, {**files, **drawn})
    return final


def _drawn(model: str, seed: int, terms: tuple[str, ...] | None) -> Mapping[str, bytes]:
    if model in WHOLE and terms is None:
        return WHOLE[model](seed)
    if model != SIMULATED:
        name = ",".join(terms or ()) if model in WHOLE else model
        raise UsageError(Problem(code="E138", params={"name": name, "known": ", ".join((SIMULATED, *WHOLE))}))
    terms = TERMS[:2] if terms is None else terms
    if not terms or terms != TERMS[: len(terms)]:
        possible = "; ".join(",".join(TERMS[: n + 1]) for n in range(len(TERMS)))
        raise UsageError(Problem(code="E138", params={"name": ",".join(terms), "known": possible}))
    return simulate_familjeteamet(seed, terms=terms).files


def _free(data: Path, name: str) -> Path:
    check_name(name)
    final = data / unicodedata.normalize("NFC", name)
    if final.exists() or final.is_symlink():
        raise UsageError(Problem(code="E240", params={"pilot": final.name}))
    return final


def _put(final: Path, files: Mapping[str, bytes]) -> None:
    try:
        aside = Path(tempfile.mkdtemp(prefix=f".{final.name}.partial-", dir=final.parent))
    except OSError as error:
        raise _unwritable(error, final) from None
    try:
        for name, content in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        aside.chmod(0o755)
        aside.rename(final)
    except OSError as error:
        raise _unwritable(error, final) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unwritable(error: OSError, final: Path) -> UsageError:
    return UsageError(Problem(code="E242", params={"pilot": final.name, "reason": (error.strerror or "?").lower()}))

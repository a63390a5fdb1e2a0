"""Making a pilot's folder: built aside, then renamed, so that it is there whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tsi_eval.errors import Problem, UsageError
from tsi_eval.project import check_name
from tsi_eval.simulate.familjeteamet import simulate_familjeteamet
from tsi_eval.simulate.times import TERMS
from tsi_eval.templates import QUESTIONS
from tsi_eval.templates.fragments import chosen
from tsi_eval.templates.render import template_name, texts
from tsi_eval.templates.sheets import workbook

SIMULATED = "familjeteamet"
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


def new_simulation(data: Path, name: str, *, seed: int = 1, terms: tuple[str, ...] = TERMS[:2]) -> Path:
    """Make a pilot of simulated data: Familjeteamet's declarations, and its files drawn anew.

    Args:
        data: The project's `data_raw`, which holds familjeteamet.
        name: The new pilot's name.
        seed: Any whole number from 0.
        terms: The first one, two or three of HT2023, VT2024 and HT2024.

    Raises:
        UsageError: The name can't be a pilot's (E161), the folder exists (E240) or can't be made (E242), there is no familjeteamet to copy
            (E160), the terms are not the first ones (E138).
    """
    final, model = _free(data, name), data / SIMULATED
    if not (model / "pilot.toml").is_file():
        known = ", ".join(sorted(path.parent.name for path in data.glob("*/pilot.toml"))) or "–"
        raise UsageError(Problem(code="E160", params={"pilot": SIMULATED, "known": known}))
    if not terms or terms != TERMS[: len(terms)]:
        possible = "; ".join(",".join(TERMS[: n + 1]) for n in range(len(TERMS)))
        raise UsageError(Problem(code="E138", params={"name": ",".join(terms), "known": possible}))
    files = {file: (model / file).read_bytes() for file in DECLARATIONS if (model / file).is_file()}
    files |= {path.relative_to(model).as_posix(): path.read_bytes() for path in sorted(model.glob("texts/*/*.md"))}
    files["pilot.toml"] = _SEED.sub(rf"\g<1> {seed}", files["pilot.toml"].decode()).encode()
    _put(final, {**files, **simulate_familjeteamet(seed, terms=terms).files})
    return final


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

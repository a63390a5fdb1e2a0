"""From a pilot's folder to one frozen `Pilot`.

All problems of its TOML files are said at once, with file and key.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsi_eval.economics import Price, Rates, load_prices_and_rates
from tsi_eval.errors import DeclarationError, Problem, UsageError, did_you_mean
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.declared_asked import asked_problems, division_problems
from tsi_eval.pilot.declared_layouts import layout_problems
from tsi_eval.pilot.declared_names import Known, source_problems, unit_problems
from tsi_eval.pilot.declared_times import declared_times
from tsi_eval.pilot.files import FILES, PilotFile, QuestionsFile, SourcesFile
from tsi_eval.pilot.imprint import imprint_of, imprint_problems
from tsi_eval.pilot.marked_texts import marked_problems
from tsi_eval.pilot.own_designs import code_files, designs_of
from tsi_eval.pilot.questionnaire_scales import scale_outcomes
from tsi_eval.pilot.questions import questions
from tsi_eval.pilot.reading import blank_words, record_of, toml_of
from tsi_eval.pilot.texts import texts
from tsi_eval.pilot.windows import start_problems, windows, words_of_windows
from tsi_eval.project import check_name
from tsi_eval.study import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The files of a pilot, each read and none held against another yet.

    Attributes:
        folder: Where they lie.
        raw: The three TOML files as plain values, by name.
        about: `pilot.toml`.
        data: `sources.toml`.
        asked: `questions.toml`.
        texts: The people's own chapters, by language and slot.
    """

    folder: Path
    raw: Mapping[str, Any]
    about: PilotFile
    data: SourcesFile
    asked: QuestionsFile
    texts: Mapping[str, Mapping[str, str]]


def load_pilot(folder: str | Path) -> Pilot:
    """Read a pilot's declaration.

    Args:
        folder: `data_raw/<pilot>`.

    Returns:
        The pilot; no data file has been opened.

    Raises:
        UsageError: The folder does not exist (E160) or its name can't be a pilot's (E161).
        DeclarationError: Every problem of the three files and the texts, with file and key.
    """
    path = Path(folder)
    _check_folder(path)
    return _pilot(_declaration(path))


def _check_folder(path: Path) -> None:
    check_name(path.name)
    if not path.is_dir():
        siblings = sorted(item.parent.name for item in path.parent.glob("[!.]*/pilot.toml"))
        words = {"pilot": path.name, "known": ", ".join(siblings) or "–"}
        raise UsageError(Problem(code="E160", params={**words, "suggestion": did_you_mean(path.name, siblings)}))


def _declaration(path: Path) -> Declaration:
    problems: list[Problem] = []
    raw = {name: toml_of(path / name, problems) for name in FILES}
    about = record_of(PilotFile, raw["pilot.toml"], "pilot.toml", problems)
    data = record_of(SourcesFile, raw["sources.toml"], "sources.toml", problems)
    asked = record_of(QuestionsFile, raw["questions.toml"], "questions.toml", problems)
    chapters = texts(path, problems)
    if problems or about is None or data is None or asked is None:
        raise DeclarationError(problems)
    return Declaration(folder=path, raw=raw, about=about, data=data, asked=asked, texts=chapters)


def _pilot(read: Declaration) -> Pilot:
    problems: list[Problem] = []
    occasions = windows(read.about.windows, problems)
    prices, rates = _prices(read.folder, problems)
    outcomes, whole = _outcomes(read.data, problems)
    # A window that can't be read is a problem already, and no name that nobody declared.
    problems.extend(source_problems(read.data.source, outcomes, read.about.windows))
    problems.extend(asked_problems(read.data.source, read.about.windows, read.about.unit))
    problems.extend(division_problems(read.about.unit, read.data.source))
    problems.extend(start_problems(occasions, read.data.source))
    problems.extend(layout_problems(read.data.source, read.about.unit, read.about.windows))
    problems.extend(unit_problems(read.about.unit))
    problems.extend(_blank(read.about))
    problems.extend(imprint_problems(read.about.report))
    if read.about.policy == "public" and read.about.data != "public":
        problems.append(Problem(code="E267", params={"file": "pilot.toml", "key": "policy"}))
    known = Known(
        sources=read.data.source,
        outcomes=tuple(outcomes) if whole else None,
        windows=tuple(read.about.windows),
        units=tuple(unit.id for unit in read.about.unit),
        prices=None if prices is None else tuple(prices),
    )
    kinds = designs_of(read.folder, {entry.design for entry in read.asked.question}, problems)
    asked = tuple(questions(read.asked, kinds, known, problems))
    ids = [entry.id for entry in read.asked.question]
    problems.extend(marked_problems(read.texts, ids, declared_times(read.raw)))
    if read.about.status == "approved" and not read.about.approved_by:
        problems.append(Problem(code="E154", params={"file": "pilot.toml", "key": "approved_by"}))
    if problems:
        raise DeclarationError(problems)
    return Pilot(
        id=unicodedata.normalize("NFC", read.folder.name),
        folder=read.folder,
        title=read.about.title,
        summary=read.about.summary,
        municipality=read.about.municipality,
        period=read.about.period,
        data=read.about.data,
        source=read.about.source,
        policy=read.about.policy,
        report_date=read.about.report_date,
        windows=occasions,
        labels={**words_of_windows(occasions, read.about.labels), **read.about.labels},
        units=read.about.unit,
        outcomes=outcomes,
        sources=read.data.source,
        questions=asked,
        declared=read.asked.declared,
        declaration_sha256=_hash(read),
        texts=read.texts,
        status=read.about.status,
        approved_by=read.about.approved_by,
        correction=read.about.correction,
        imprint=imprint_of(read.about.report),
        prices=prices or {},
        rates=rates,
        not_data=read.data.not_data,
        ids_alike=read.data.ids_alike,
    )


def _blank(about: PilotFile) -> Iterator[Problem]:
    """Yield the words of the cover, and the names of units, that say nothing."""
    for key in ("title", "summary", "period"):
        yield from blank_words(getattr(about, key), "pilot.toml", key)
    for unit in about.unit:
        yield from blank_words(unit.label, "pilot.toml", f"unit.{unit.id}.label")


def _outcomes(data: SourcesFile, problems: list[Problem]) -> tuple[Mapping[str, Outcome], bool]:
    """Return the outcomes, those of questionnaires first, and whether they are all.

    They are all when every questionnaire could be read.
    """
    before = len(problems)
    scales = scale_outcomes(data.source, problems)
    return {**scales, **data.outcome}, len(problems) == before


def _prices(path: Path, problems: list[Problem]) -> tuple[Mapping[str, Price] | None, Rates]:
    try:
        return load_prices_and_rates(path)
    except DeclarationError as error:
        problems.extend(error.problems)
        return None, Rates()


def _hash(read: Declaration) -> str:
    """Return a hash of everything that was declared.

    Comments and the order of keys make no difference.
    """
    own = read.folder / "prices.toml"
    prices = {"prices.toml": own.read_text(encoding="utf-8-sig")} if own.is_file() else {}
    designs = {f"designs/{path.name}": _code(path) for path in code_files(read.folder)}
    canonical = json.dumps({**read.raw, **prices, **designs}, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _code(path: Path) -> str:
    """Return a hash of a file of code, every byte of which may change what it does."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

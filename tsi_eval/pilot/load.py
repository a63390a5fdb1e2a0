"""From a pilot's folder to one frozen `Pilot`: all problems of its TOML files at once, with file and key."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from tsi_eval.designs import DESIGNS
from tsi_eval.designs.contract import Design
from tsi_eval.economics import Price, load_prices
from tsi_eval.errors import DeclarationError, Problem, UsageError, did_you_mean
from tsi_eval.language import LANGUAGES, Message, Text, has_sentence
from tsi_eval.periods import ONCE, Window, parse_window
from tsi_eval.pilot.declaration import (
    LONGEST_SHORT,
    TEXT_SLOTS,
    DataKind,
    Direction,
    Pilot,
    PolicyName,
    Question,
    QuestionRole,
    Status,
)
from tsi_eval.pilot.declared_names import Known, source_problems, unknown, unmet
from tsi_eval.pilot.questionnaire_scales import scale_outcomes
from tsi_eval.pilot.source import Source
from tsi_eval.project import check_name
from tsi_eval.strict import STRICT, parsed
from tsi_eval.study import Outcome, Unit

T = TypeVar("T")
LARGEST_FILE = 1_000_000
NO_TEXT = Text(sv="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A window by its first day, and the first day after it."""

    __pydantic_config__ = STRICT

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotFile:
    """`pilot.toml`, as a person writes it."""

    __pydantic_config__ = STRICT

    title: Text
    summary: Text
    municipality: str
    period: Text
    data: DataKind
    report_date: date
    policy: PolicyName = "default"
    source: Text = NO_TEXT
    windows: Mapping[str, str | Days] = field(default_factory=dict)
    labels: Mapping[str, Text] = field(default_factory=dict)
    unit: tuple[Unit, ...] = ()
    status: Status = "draft"
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile:
    """`sources.toml`, as a person writes it."""

    __pydantic_config__ = STRICT

    source: tuple[Source, ...]
    outcome: Mapping[str, Outcome] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    """A `[[question]]` of `questions.toml`."""

    __pydantic_config__ = STRICT

    id: str
    design: str
    text: Text
    direction: Direction
    role: QuestionRole
    short: Text | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsFile:
    """`questions.toml`, as a person writes it."""

    __pydantic_config__ = STRICT

    declared: date
    question: tuple[QuestionEntry, ...]


FILES: Mapping[str, type] = {
    "pilot.toml": PilotFile,
    "sources.toml": SourcesFile,
    "questions.toml": QuestionsFile,
}


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
    problems: list[Problem] = []
    raw = {name: _toml(path / name, problems) for name in FILES}
    about = _parse(PilotFile, raw["pilot.toml"], "pilot.toml", problems)
    data = _parse(SourcesFile, raw["sources.toml"], "sources.toml", problems)
    asked = _parse(QuestionsFile, raw["questions.toml"], "questions.toml", problems)
    texts = _texts(path, problems)
    if problems or about is None or data is None or asked is None:
        raise DeclarationError(problems)
    return _pilot(path, raw, about, data, asked, texts)


def schemas() -> Mapping[str, dict[str, Any]]:
    """Return the JSON Schema of each of the three files, so that an editor can complete them."""
    found = {name.replace(".toml", ".schema.json"): TypeAdapter(kind).json_schema() for name, kind in FILES.items()}
    options = {design.name: TypeAdapter(design).json_schema() for design in DESIGNS}
    entry = found["questions.schema.json"]["$defs"]["QuestionEntry"]["properties"]
    entry["design"] = {"enum": sorted(options), "title": "Design", "type": "string"}
    entry["options"] = {"anyOf": list(options.values()), "title": "Options"}
    return found


def _check_folder(path: Path) -> None:
    check_name(path.name)
    if not path.is_dir():
        siblings = sorted(item.parent.name for item in path.parent.glob("*/pilot.toml"))
        raise UsageError(Problem(code="E160", params={"pilot": path.name, "known": ", ".join(siblings) or "–"}))


def _toml(path: Path, problems: list[Problem]) -> dict[str, Any] | None:
    if not path.is_file():
        problems.append(Problem(code="E150", params={"file": path.name, "pilot": path.parent.name}))
        return None
    if path.stat().st_size > LARGEST_FILE:
        problems.append(Problem(code="E151", params={"file": path.name}))
        return None
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        problems.append(Problem(code="E152", params={"file": path.name, "line": line[1] if line else "?"}))
        return None


def _parse(kind: type[T], raw: Mapping[str, Any] | None, file: str, problems: list[Problem]) -> T | None:
    if raw is None:
        return None
    try:
        return parsed(kind, raw)
    except ValidationError as error:
        items = error.errors(include_input=False)
        problems.extend(_declaration_problem(kind, item | {"loc": _named(raw, item["loc"])}, file) for item in items)
        return None


def _named(raw: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return where a fault stands, a table of many by its id where it has one, else by its place counted from one."""
    names: list[str | int] = []
    for part in loc:
        if isinstance(part, int):
            raw = raw[part] if isinstance(raw, list) and part < len(raw) else None
            name = raw.get("id") if isinstance(raw, Mapping) else None
            names.append(name if isinstance(name, str) and name.strip() else part + 1)
        else:
            raw = raw.get(part, raw) if isinstance(raw, Mapping) else raw
            names.append(part)
    return tuple(names)


def _declaration_problem(kind: type, item: Mapping[str, Any], file: str, prefix: str = "") -> Problem:
    parts = [
        str(part)
        for part in item["loc"]
        if not str(part).startswith(("function-", "tuple", "dict", "str", "dataclass"))
    ]
    key = prefix + ".".join(parts)
    if item["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        suggestion = did_you_mean(str(item["loc"][-1]), _field_names(kind))
        return Problem(code="E153", params={"file": file, "key": key, "suggestion": suggestion or "–"})
    if item["type"] in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return Problem(code="E154", params={"file": file, "key": key})
    return Problem(code="E155", params={"file": file, "key": key, "expected": _expected(item)})


def _expected(item: Mapping[str, Any]) -> str | Message:
    """Return what was expected: the values that may stand, a form in words, or the parser's own text."""
    about = item.get("ctx", {})
    if "expected" in about:
        return str(about["expected"])
    name = f"expected.{str(item['type']).partition('_')[0]}"
    return Message(name) if has_sentence(name) else str(item["msg"])


def _field_names(kind: type) -> set[str]:
    """Return the keys that may stand anywhere in a file of this kind."""
    text = json.dumps(TypeAdapter(kind).json_schema())
    return set(re.findall(r'"([A-Za-z_]+)": \{', text))


def _texts(path: Path, problems: list[Problem]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for file in sorted(path.glob("texts/*/*.md")):
        language, slot = file.parent.name, file.stem
        if language not in LANGUAGES or slot not in TEXT_SLOTS:
            name = f"texts/{language}/{file.name}"
            suggestion = did_you_mean(slot, TEXT_SLOTS) or ", ".join(TEXT_SLOTS)
            problems.append(Problem(code="E156", params={"file": name, "suggestion": suggestion}))
            continue
        found[language][slot] = file.read_text(encoding="utf-8-sig")
    return found


def _pilot(
    path: Path,
    raw: Mapping[str, Any],
    about: PilotFile,
    data: SourcesFile,
    asked: QuestionsFile,
    texts: Mapping[str, Mapping[str, str]],
) -> Pilot:
    problems: list[Problem] = []
    windows = dict(_windows(about, problems))
    problems.extend(_overlapping(windows))
    prices = _prices(path, problems)
    before = len(problems)
    outcomes = {**scale_outcomes(data.source, problems), **data.outcome}
    faulty_scales = len(problems) > before
    problems.extend(source_problems(data.source, outcomes, windows))
    known = Known(
        sources=data.source,
        outcomes=None if faulty_scales else tuple(outcomes),
        windows=tuple(windows),
        units=tuple(unit.id for unit in about.unit),
        prices=None if prices is None else tuple(prices),
    )
    questions = tuple(_questions(asked, known, problems))
    if about.status == "approved" and not about.approved_by:
        problems.append(Problem(code="E154", params={"file": "pilot.toml", "key": "approved_by"}))
    if problems:
        raise DeclarationError(problems)
    own = path / "prices.toml"
    declared = {**raw, **({"prices.toml": own.read_text(encoding="utf-8-sig")} if own.is_file() else {})}
    canonical = json.dumps(declared, sort_keys=True, ensure_ascii=False, default=str)
    return Pilot(
        id=unicodedata.normalize("NFC", path.name),
        folder=path,
        title=about.title,
        summary=about.summary,
        municipality=about.municipality,
        period=about.period,
        data=about.data,
        source=about.source,
        policy=about.policy,
        report_date=about.report_date,
        windows=windows,
        labels=about.labels,
        units=about.unit,
        outcomes=outcomes,
        sources=data.source,
        questions=questions,
        declared=asked.declared,
        declaration_sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        texts=texts,
        status=about.status,
        approved_by=about.approved_by,
        prices=prices or {},
    )


def _prices(path: Path, problems: list[Problem]) -> Mapping[str, Price] | None:
    try:
        return load_prices(path)
    except DeclarationError as error:
        problems.extend(error.problems)
        return None


def _windows(about: PilotFile, problems: list[Problem]) -> Iterator[tuple[str, Window]]:
    for name, entry in about.windows.items():
        window = parse_window(entry) if isinstance(entry, str) else Window(start=entry.start, end=entry.end)
        if window is None or (window.end <= window.start and window is not ONCE):
            problems.append(Problem(code="E157", params={"file": "pilot.toml", "key": f"windows.{name}"}))
        else:
            yield name, window


def _overlapping(windows: Mapping[str, Window]) -> Iterator[Problem]:
    for (one, first), (other, second) in combinations(windows.items(), 2):
        if first.start < second.end and second.start < first.end:
            yield Problem(code="E166", params={"file": "pilot.toml", "one": one, "other": other})


def _questions(asked: QuestionsFile, known: Known, problems: list[Problem]) -> Iterator[Question]:
    kinds = {design.name: design for design in DESIGNS}
    seen: set[str] = set()
    for entry in asked.question:
        where = f"question.{entry.id}"
        if entry.id in seen:
            problems.append(Problem(code="E158", params={"file": "questions.toml", "id": entry.id}))
        seen.add(entry.id)
        problems.extend(_too_long(entry, where))
        if entry.design not in kinds:
            problems.extend(unknown("questions.toml", f"{where}.design", "design", (entry.design,), kinds))
            continue
        design = _design(kinds[entry.design], entry, problems)
        if design is not None:
            problems.extend(unmet(f"{where}.options", design.needs, known))
            yield Question(
                id=entry.id,
                text=entry.text,
                direction=entry.direction,
                role=entry.role,
                design=design,
                short=entry.short,
            )


def _too_long(entry: QuestionEntry, where: str) -> Iterator[Problem]:
    if entry.short is None:
        return
    for language in LANGUAGES:
        if len(entry.short.in_language(language)) > LONGEST_SHORT:
            params: dict[str, str | int] = {
                "file": "questions.toml",
                "key": f"{where}.short.{language}",
                "most": LONGEST_SHORT,
            }
            yield Problem(code="E243", params=params)


def _design(kind: type[Design], entry: QuestionEntry, problems: list[Problem]) -> Design | None:
    prefix = f"question.{entry.id}.options."
    try:
        return parsed(kind, entry.options)
    except ValidationError as error:
        items = error.errors(include_input=False, include_context=True)
        problems.extend(_declaration_problem(kind, item, "questions.toml", prefix) for item in items)
        return None

"""The three files of a declaration, as a person writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import StringConstraints, TypeAdapter

from tsi_eval.designs import DESIGNS
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Alike, Corrected, DataKind, Direction, NotData, PolicyName, QuestionRole, Status
from tsi_eval.pilot.imprint import ImprintEntry
from tsi_eval.pilot.source import Id, Source
from tsi_eval.strict import FILLED, STRICT
from tsi_eval.study import Outcome, Unit

NO_TEXT = Text(sv="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A window by its days: those of the calendar, or those from each person's own start.

    Attributes:
        start: Its first day in the calendar.
        end: The first day after it.
        since: What starts, instead: a date that a source of persons declares, or a stage.
        days: The first and the last day from there, both of which belong to it.
    """

    __pydantic_config__ = STRICT

    start: date | None = None
    end: date | None = None
    since: str = ""
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotFile:
    """`pilot.toml`."""

    __pydantic_config__ = STRICT

    title: Text
    summary: Text
    municipality: Annotated[str, StringConstraints(pattern=FILLED)]
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
    correction: Corrected | None = None
    report: ImprintEntry = field(default_factory=ImprintEntry)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile:
    """`sources.toml`."""

    __pydantic_config__ = STRICT

    source: tuple[Source, ...]
    outcome: Mapping[str, Outcome] = field(default_factory=dict)
    not_data: tuple[NotData, ...] = ()
    ids_alike: Alike = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    """A `[[question]]` of `questions.toml`; its options are read once its design is known."""

    __pydantic_config__ = STRICT

    id: Id
    design: str
    text: Text
    direction: Direction
    role: QuestionRole
    short: Text | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsFile:
    """`questions.toml`."""

    __pydantic_config__ = STRICT

    declared: date
    question: tuple[QuestionEntry, ...]


FILES: Mapping[str, type] = {
    "pilot.toml": PilotFile,
    "sources.toml": SourcesFile,
    "questions.toml": QuestionsFile,
}


def schemas() -> Mapping[str, dict[str, Any]]:
    """Return the JSON Schema of each of the three files, so that an editor can complete them."""
    found = {name.replace(".toml", ".schema.json"): TypeAdapter(kind).json_schema() for name, kind in FILES.items()}
    options = {design.name: TypeAdapter(design).json_schema() for design in DESIGNS}
    entry = found["questions.schema.json"]["$defs"]["QuestionEntry"]["properties"]
    entry["design"] = {"enum": sorted(options), "title": "Design", "type": "string"}
    entry["options"] = {"anyOf": list(options.values()), "title": "Options"}
    return found

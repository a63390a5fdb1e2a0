"""The questions of a pilot, each with its design.

A design's options are read, held together, and held against what is declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from tsi_eval.designs.contract import Design
from tsi_eval.errors import Problem
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.declaration import LONGEST_SHORT, Question
from tsi_eval.pilot.declared_names import Known, unknown, unmet
from tsi_eval.pilot.files import QuestionEntry, QuestionsFile
from tsi_eval.pilot.own_designs import Kinds, faults_in_use
from tsi_eval.pilot.reading import blank_words, record_of

FILE = "questions.toml"


def questions(asked: QuestionsFile, kinds: Kinds, known: Known, problems: list[Problem]) -> Iterator[Question]:
    """Yield the questions in the order of the file.

    A question without a design that can be read is left out, after adding why.

    Args:
        asked: The file.
        kinds: Every design that may be named.
        known: What the pilot declares.
        problems: What was found; everything that is wrong with any question is added.
    """
    seen: set[str] = set()
    for entry in asked.question:
        where = f"question.{entry.id}"
        if entry.id in seen:
            problems.append(Problem(code="E158", params={"file": FILE, "id": entry.id}))
        seen.add(entry.id)
        problems.extend(_too_long(entry, where))
        problems.extend(_blank(entry, where))
        kind = kinds.by_name.get(entry.design)
        if kind is None:
            # Where a file of designs can't be read, that is the problem, and it is said.
            if kinds.whole:
                problems.extend(unknown(FILE, f"{where}.design", "design", (entry.design,), kinds.by_name))
            continue
        design = _design(kind, entry, problems)
        faults = () if design is None else tuple(faults_in_use(entry.id, design))
        problems.extend(faults)
        if design is not None and not faults:
            options = f"{where}.options"
            problems.extend(_at_option(problem, design, options) for problem in unmet(options, design.needs, known))
            yield _question(entry, design)


def _at_option(problem: Problem, design: Any, options: str) -> Problem:
    """Return what an option names and nothing gives, with the option's own key in the file."""
    name = problem.params["name"]
    values = {item.name: getattr(design, item.name) for item in fields(design)}
    keys = [key for key, value in values.items() if value == name or (isinstance(value, tuple) and name in value)]
    key = f"{options}.{', '.join(keys)}" if keys else options
    return replace(problem, params={**problem.params, "key": key})


def _question(entry: QuestionEntry, design: Design) -> Question:
    return Question(
        id=entry.id,
        text=entry.text,
        direction=entry.direction,
        role=entry.role,
        design=design,
        short=entry.short,
    )


def _too_long(entry: QuestionEntry, where: str) -> Iterator[Problem]:
    """Yield a problem (E243) for each language in which the few words are too many."""
    if entry.short is None:
        return
    for language in LANGUAGES:
        if len(entry.short.in_language(language)) > LONGEST_SHORT:
            key = f"{where}.short.{language}"
            yield Problem(code="E243", params={"file": FILE, "key": key, "most": LONGEST_SHORT})


def _blank(entry: QuestionEntry, where: str) -> Iterator[Problem]:
    yield from blank_words(entry.text, FILE, f"{where}.text")
    if entry.short is not None:
        yield from blank_words(entry.short, FILE, f"{where}.short")


def _design(kind: type[Design], entry: QuestionEntry, problems: list[Problem]) -> Design | None:
    """Return the design that the options give; None after adding what is wrong with them."""
    prefix = f"question.{entry.id}.options."
    return record_of(kind, entry.options, FILE, problems, prefix)

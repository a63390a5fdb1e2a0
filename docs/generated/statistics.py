"""Every function of `tsi.stats` under the question it answers, and what it is in other programs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generated.rst import table, titled
from tsi_eval import stats

PROGRAMS = {"r": "R", "stata": "Stata", "spss": "SPSS", "python": "Python"}
HELD = "✓ "


@cache
def others() -> Mapping[str, Mapping[str, Any]]:
    """Return function → what its data are, and program → what is the same there."""
    return tomllib.loads((Path(__file__).parent / "other_programs.toml").read_text(encoding="utf-8"))


def functions() -> Mapping[str, tuple[str, ...]]:
    """Return question → its functions, in the order of `stats.QUESTIONS`."""
    return {question: tuple(name for name in _names(question) if name[0].islower()) for question in stats.QUESTIONS}


def pages() -> Mapping[str, str]:
    """Return a page a question, the list of them, and the table of which function to take."""
    made = {f"statistics/{slug(question)}.rst": "\n".join(_question(question)) for question in stats.QUESTIONS}
    return {**made, "statistics/index.rst": "\n".join(_index()), "parts/which_function.md": "\n".join(_which())}


def slug(question: str) -> str:
    """Return a question as the name of a file."""
    return "_".join(re.findall(r"[a-z]+", question.lower())[:8])


def _names(question: str) -> list[str]:
    return " ".join(stats.QUESTIONS[question].values()).split()


def _index() -> Iterator[str]:
    yield from titled("Statistics, by question")
    first, _, rest = str(stats.__doc__).partition("\n\n")
    yield from (first, "", rest.split("Every estimator")[0].strip(), "")
    yield from ("Which one to take: :doc:`/how_to/which_function`.", "")
    yield from (".. toctree::", "   :maxdepth: 1", "", *(f"   {slug(question)}" for question in stats.QUESTIONS), "")


def _question(question: str) -> Iterator[str]:
    yield from (*titled(question), ".. currentmodule:: tsi_eval.stats", "")
    yield from _table(functions()[question])
    for name in _names(question):
        directive = "autofunction" if name[0].islower() else "autoclass"
        yield from (f".. {directive}:: tsi_eval.stats.{name}", "")


def _table(names: tuple[str, ...]) -> Iterator[str]:
    """Yield what each function is in other programs."""
    yield from titled("In other programs", "-")
    rows = (row for name in names for row in _rows(name))
    yield from table(("function", "program", "call"), rows)
    yield from (f"{HELD.strip()} Our tests compare with it. The others are by their manuals, and were not run.", "")
    yield from titled("Functions", "-")


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each program that has the same, and one for those of which nobody is sure."""
    entry, first = others()[name], f":func:`{name}`"
    for program, title in PROGRAMS.items():
        if program in entry:
            mark = HELD if program in entry.get("held", []) else ""
            yield first, f"{mark}{title}", "\n".join(f"| {_call(call)}" for call in entry[program])
            first = ""
    unsure = [title for program, title in PROGRAMS.items() if program not in entry]
    if unsure:
        yield first, ", ".join(unsure), "–"


def _call(text: str) -> str:
    call, _, note = text.partition(" # ")
    return f"``{call}``" + (f" ({note})" if note else "")


def _which() -> Iterator[str]:
    """Yield the table that leads from the data to the function; other pages include it."""
    for question, names in functions().items():
        yield from (f"## {question}", "", "| the data | the function |", "|---|---|")
        yield from (f"| {others()[name]['data']} | {{func}}`~tsi_eval.stats.{name}` |" for name in names)
        yield ""

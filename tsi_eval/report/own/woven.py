"""Own notebooks' chapters among those of the report's notebook.

Each becomes a chapter: its first heading stands one level under a part's, and the others keep
their distance to it. A notebook that names a part stands after the last cell that shows something
of that part; all others, and those of a part that the report does not have, stand together under a
heading of their own, before what the report can't say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Message
from tsi_eval.report.handed_over import Shown, printed
from tsi_eval.report.own.studies import OwnNotebook, is_printed
from tsi_eval.report.parts import Chapter, lowered
from tsi_eval.report.pieces import pieces
from tsi_eval.report.words import Words

_BETWEEN = "\n\n\0\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An own notebook that has run.

    Attributes:
        own: What was run.
        source: Its cells with their parameters, as they were run.
        made: The notebook as it is handed over, cell by cell the same.
    """

    own: OwnNotebook
    source: Any
    made: Any


def woven(report: Any, shown: Shown, chapters: Mapping[str, Chapter], runs: Sequence[Run], words: Words) -> Any:
    """Return the report's notebook with the chapters of others in it.

    Args:
        report: The report's notebook as it is handed over.
        shown: What each of its cells showed.
        chapters: Every chapter of the report, by name.
        runs: The others, in the order in which they are to stand.
        words: The released values and the language.

    Raises:
        ReportError: Something is shown before the heading (E454).
    """
    after: dict[int, list[Any]] = {}
    own: list[Any] = []
    for number, run in enumerate(runs, start=1):
        cells = _cells(run, number, words.language)
        place = _last_of(f"part {run.own.part}", shown, chapters) if run.own.part else None
        (own if place is None else after.setdefault(place, [])).extend(cells)
    if own:
        first = _first_of(("limits", "part done"), shown, chapters)
        after[first - 1] = [*after.get(first - 1, []), _heading(words), *own]
    report["cells"] = [
        *after.get(-1, []),
        *(cell for place, kept in enumerate(report["cells"]) for cell in (kept, *after.get(place, []))),
    ]
    return report


def _cells(run: Run, number: int, language: str) -> list[Any]:
    """Return a notebook's cells as they stand in the report's."""
    both = list(zip(run.source["cells"], run.made["cells"], strict=True))
    texts = iter(_lowered([cell["source"] for cell, _ in both if is_printed(cell, language)]))
    made: list[Any] = []
    has_heading = False
    for source, cell in both:
        if is_printed(source, language):
            cell["source"] = next(texts)
            has_heading = True
        elif source["cell_type"] != "code":
            continue
        elif cell["outputs"] and not has_heading:
            why = Message("own_study.why.heading")
            raise ReportError(Problem(code="E454", params={"notebook": run.own.name, "why": why}))
        # The report's own parameters are already there.
        cell["metadata"].pop("tags", None)
        cell["id"] = f"own-{number}-{cell['id']}"
        made.append(cell)
    return made


def _lowered(texts: list[str]) -> list[str]:
    """Return texts whose highest heading stands one level under a part's."""
    return [text.strip() for text in lowered(_BETWEEN.join(texts), 1).split(_BETWEEN.strip())]


def _heading(words: Words) -> Any:
    from nbformat.v4 import new_markdown_cell  # noqa: PLC0415

    text = f"# {words.say('part.own')}\n\n{words.say('own_study.intro')}"
    return printed(new_markdown_cell(text, id="own-studies"))  # type: ignore[no-untyped-call]


def _last_of(name: str, shown: Shown, chapters: Mapping[str, Chapter]) -> int | None:
    places = _places(name, shown, chapters)
    return places[-1] if places else None


def _first_of(names: Sequence[str], shown: Shown, chapters: Mapping[str, Chapter]) -> int:
    """Return the first cell that shows something of the first of these chapters that is shown."""
    found = (places[0] for name in names if (places := _places(name, shown, chapters)))
    return next(found, len(shown))


def _places(name: str, shown: Shown, chapters: Mapping[str, Chapter]) -> list[int]:
    """Return the places of the cells that show something of a chapter."""
    known = pieces([chapters[name]]) if name in chapters else {}
    return [place for place, digests in enumerate(shown) if any(one in known for one in digests)]

"""Where own chapters stand in the report, and what of them is printed."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from notebooks_by_hand import code, parameters, text, usual
from released_by_hand import words_of

from tsi_eval.errors import ReportError
from tsi_eval.report.own.studies import OwnNotebook
from tsi_eval.report.own.woven import Run, woven
from tsi_eval.report.parts import METADATA, Chapter, Prose
from tsi_eval.report.pieces import pieces

CHAPTERS = {name: Chapter((Prose(markdown=name),)) for name in ("summary", "part reached", "limits", "part done")}
DIGEST = {name: next(iter(pieces([chapter]))) for name, chapter in CHAPTERS.items()}
WORDS = words_of(language="en")


def run(own: OwnNotebook, *shows: int) -> Run:
    """Return a notebook that has run; cells of these places showed something."""
    made = own.read()
    for place, cell in enumerate(made.cells):
        if place in shows:
            cell["outputs"] = [new_output("display_data", data={"text/plain": "shown"})]
    return Run(own=own, source=own.read(), made=made)


def sources(names: tuple[str, ...], *runs: Run) -> list[str]:
    """Return the sources of the report's cells, each called by the chapter that it shows."""
    report = new_notebook(cells=[new_code_cell(name) for name in names])  # type: ignore[no-untyped-call]
    made = woven(report, tuple((DIGEST[name],) if name in DIGEST else () for name in names), CHAPTERS, runs, WORDS)
    return [cell["source"].partition("\n")[0] for cell in made["cells"]]


def heads(names: tuple[str, ...], *runs: Run) -> list[str]:
    """Return the same without the own notebooks' cells of code."""
    return [source for source in sources(names, *runs) if source in names or source.startswith("#")]


def test_they_stand_under_a_heading_of_their_own_before_what_the_report_can_t_say() -> None:
    own = run(usual()), run(usual(name="b.ipynb"))

    assert ["summary", "# Own studies", "## Ours", "## Ours", "limits", "x"] == heads(("summary", "limits", "x"), *own)
    assert ["summary", "# Own studies", "## Ours", "part done"] == heads(("summary", "part done"), own[0])
    assert ["x", "summary", "# Own studies", "## Ours"] == heads(("x", "summary"), own[0])
    assert ["# Own studies", "## Ours", "limits"] == heads(("limits",), own[0])


def test_one_that_names_a_part_stands_after_it() -> None:
    own = run(usual(about={"part": "reached"}))

    assert ["part reached", "## Ours", "x", "limits"] == heads(("part reached", "x", "limits"), own)
    assert ["x", "# Own studies", "## Ours", "limits"] == heads(("x", "limits"), own)


def test_headings_keep_their_distance_and_only_texts_of_the_language_are_printed() -> None:
    own = usual(text("### Deeper"), text("Svenska", "sv"), text("English", "en"), text("#### Deepest"))

    made = woven(new_notebook(cells=[]), (), {}, [run(own)], WORDS)  # type: ignore[no-untyped-call]

    texts = [cell["source"] for cell in made["cells"] if cell["cell_type"] == "markdown"]
    assert ["## Ours\n\nWords.", "#### Deeper", "English", "##### Deepest"] == texts[1:]
    assert METADATA in made["cells"][0]["metadata"]
    assert "project's own" in texts[0]


def test_its_parameters_are_no_longer_the_reports_and_no_two_cells_have_one_id() -> None:
    report = new_notebook(cells=[parameters()])  # type: ignore[no-untyped-call]

    made = woven(report, ((),), {}, [run(usual()), run(usual(name="b.ipynb"))], WORDS)

    tagged = [cell for cell in made["cells"] if "tags" in cell["metadata"]]
    ids: list[Any] = [cell["id"] for cell in made["cells"]]
    assert 1 == len(tagged)
    assert len(ids) == len(set(ids))


def test_nothing_may_be_shown_before_the_heading() -> None:
    own = OwnNotebook(name="m.ipynb", text=usual().text)
    made = own.read()
    made.cells.insert(0, new_code_cell("x", outputs=[new_output("display_data", data={"text/plain": "1"})]))
    made.cells.insert(0, new_markdown_cell(" "))
    source = own.read()
    source.cells.insert(0, code("x"))
    source.cells.insert(0, new_markdown_cell(" "))

    with pytest.raises(ReportError) as error:
        woven(new_notebook(cells=[]), (), {}, [Run(own=own, source=source, made=made)], WORDS)  # type: ignore[no-untyped-call]

    assert "E454" == error.value.problems[0].code

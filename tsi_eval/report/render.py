"""From released values to the files of a report.

`render` is one pure function of text: it gives the same bytes in whatever process, or on whatever
machine, it runs. It takes three steps, which are best done in a process each:

1. `chapters_of` makes every chapter that the released values have.
2. `cells_of` runs the notebook's cells. They may do anything to the process that they run in, so
   that nothing else is made there. Only which pieces each cell showed comes back.
3. `files_of` writes the notebook out of its sources and those pieces (`handed_over.py`), and then
   the formats.

The second step is given the chapters of the first, so that no figure is drawn twice. Own notebooks
(`own/studies.py`) run in the same way, each in a process of its own, and their chapters are woven
into the report's notebook before the formats are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tsi_eval.aside import folder_aside
from tsi_eval.errors import ReportError
from tsi_eval.findings.released import Released, from_json
from tsi_eval.language import Message, Tell, with_own
from tsi_eval.report.document import document_of, recipes_in, with_phone
from tsi_eval.report.handed_over import Shown, shown_in, with_recipes, written
from tsi_eval.report.outputs import DATA, NOTEBOOK, RELEASED
from tsi_eval.report.own.choosing import chosen_parts
from tsi_eval.report.own.recipe import from_text
from tsi_eval.report.own.remade import phone_of
from tsi_eval.report.own.settable import refuse_unsettable
from tsi_eval.report.own.studies import OwnNotebook, problems_of
from tsi_eval.report.own.woven import Run, woven
from tsi_eval.report.parts import Chapter
from tsi_eval.report.pieces import pieces
from tsi_eval.report.reading import Report, with_chapters
from tsi_eval.report.words import Words

# Formats that are written at the same time.
AT_ONCE = 2
Files = dict[str, bytes]
Do = Callable[..., Any]


def render(
    released: str,
    notebook: str,
    language: str,
    formats: tuple[str, ...],
    tell: Tell,
    do: Do | None = None,
    own: tuple[OwnNotebook, ...] = (),
) -> Files:
    """Run a report's notebook on released values, and return every file of the report by name.

    Args:
        released: The text of `released.json`.
        notebook: The text of the notebook.
        language: "sv" or "en".
        formats: Names in FORMATS.
        tell: Called with a message at each step of the work.
        do: Has a step done somewhere, given its function and arguments; unless given, here.
        own: Further notebooks, whose chapters stand in the report.

    Raises:
        TsiError: A notebook fails (E170-E172), can't be run (E451-E454, E459), shows what is no
            part of the report (E410, E411, E455-E458), or a format can't be made (E173, E376).
    """
    if problems := tuple(problems_of(own)):
        raise ReportError(problems)
    step: Do = do or (lambda work, *arguments: work(*arguments, tell))
    chapters = step(chapters_of, released, language)
    shown = [step(cells_of, released, of, language, chapters) for of in (notebook, *own)]
    made: Files = step(files_of, released, notebook, language, formats, chapters, own, shown)
    return made


def chapters_of(released: str, language: str, tell: Tell) -> dict[str, Chapter]:
    """Return every chapter that released values have, by name."""
    values = from_json(released)
    tell(Message("progress.notebook", {"pilot": values.cover.pilot}))
    return Report(values, language).every_chapter()


def cells_of(
    released: str, notebook: str | OwnNotebook, language: str, chapters: Mapping[str, Chapter], tell: Tell
) -> Shown:
    """Run a notebook's cells, and return which pieces each of them showed.

    Parts that cells chose and did not show are told of.

    Raises:
        ReportError: The notebook fails (E170-E172), or a cell shows anything else (E410).
    """
    from tsi_eval.report.notebook import run_notebook, with_parameters  # noqa: PLC0415

    # Before any cell has run: a cell may change whatever makes them.
    allowed = pieces(chapters.values())
    name, text, parameters = _told(notebook, language)
    source = with_parameters(text, parameters, name)
    with folder_aside() as folder, with_chapters(released, language, chapters), chosen_parts() as chosen:
        _put(folder / RELEASED, released)
        _put(folder / name, text)
        executed = run_notebook(folder / name, parameters, folder)
    shown = shown_in(executed, allowed, source, name)
    if forgotten := set(chosen) - {entry.partition(" ")[2] for told in shown for entry in told}:
        tell(Message("progress.not_shown", {"notebook": name, "parts": len(forgotten)}))
    return shown


def files_of(
    released: str,
    notebook: str,
    language: str,
    formats: tuple[str, ...],
    chapters: Mapping[str, Chapter],
    own: tuple[OwnNotebook, ...],
    shown: Sequence[Shown],
    tell: Tell,
) -> Files:
    """Return every file of a report whose notebooks' cells showed these pieces.

    Raises:
        ReportError: A text cell holds what its reader does not see (E411), or a format can't be
            made (E173), since a text can't be set (E376).
    """
    import nbformat  # noqa: PLC0415

    values = from_json(released)
    words = Words(values, language)
    notebooks: tuple[str | OwnNotebook, ...] = (notebook, *own)
    first, *others = [_written(*of, language, chapters, words) for of in zip(notebooks, shown, strict=True)]
    runs = [Run(own=of, source=source, made=made) for of, (source, made) in zip(own, others, strict=True)]
    made = woven(first[1], shown[0], chapters, runs, words) if runs else first[1]
    text = nbformat.writes(made) + "\n"  # type: ignore[no-untyped-call]
    refuse_unsettable(own, language)
    with with_own(values.cover.words):
        data = {name: write(values).encode() for name, write in DATA.items()}
        return {NOTEBOOK: text.encode(), **data, **_formats(made, values, language, formats, tell)}


def _written(
    notebook: str | OwnNotebook, shown: Shown, language: str, chapters: Mapping[str, Chapter], words: Words
) -> tuple[Any, Any]:
    """Return a notebook's cells with their parameters, and the notebook as it is handed over."""
    from tsi_eval.report.notebook import with_parameters  # noqa: PLC0415

    name, text, parameters = _told(notebook, language)
    source = with_parameters(text, parameters, name)
    known = with_recipes(source, pieces(chapters.values()), shown, words, name)
    return source, written(source, known, shown, name, introduced=isinstance(notebook, str), language=language)


def _told(notebook: str | OwnNotebook, language: str) -> tuple[str, str, dict[str, str]]:
    """Return a notebook's name, its text and its parameters."""
    if isinstance(notebook, str):
        return NOTEBOOK, notebook, {"released": RELEASED, "language": language}
    return notebook.name, notebook.text, notebook.given(language, RELEASED)


def again(released: str, executed: str, language: str, formats: tuple[str, ...], tell: Tell) -> Files:
    """Return formats made anew from a notebook that was executed before.

    Raises:
        TsiError: A format can't be made (E173).
    """
    import nbformat  # noqa: PLC0415

    read = nbformat.reads(executed, as_version=4)  # type: ignore[no-untyped-call]
    values = from_json(released)
    with with_own(values.cover.words):
        return _formats(read, values, language, formats, tell)


def _formats(executed: Any, values: Released, language: str, formats: tuple[str, ...], tell: Tell) -> Files:
    from tsi_eval.report.figures import for_phones  # noqa: PLC0415
    from tsi_eval.report.formats import FORMATS  # noqa: PLC0415
    from tsi_eval.report.formats.pandoc import read  # noqa: PLC0415

    tell(Message("progress.render", {"pilot": values.cover.pilot}))
    words = Words(values, language)
    document = document_of(executed, words)
    asked = [item for item in FORMATS if item.name in formats]
    # Most of the work is done by pandoc and typst, beside which this process has time.
    with ThreadPoolExecutor(AT_ONCE) as threads:
        reading = threads.submit(read, document)
        if "html" in formats:
            document = with_phone(document, for_phones(words) | _own_phones(executed, words))
        tree = reading.result()
        made = threads.map(lambda item: item.make(document, tree), asked)
        return {item.file: content for item, content in zip(asked, made, strict=True)}


def _own_phones(executed: Any, words: Words) -> dict[str, str]:
    """Return id → SVG of the figures that notebooks chose, drawn for a narrow window."""
    recipes = [from_text(text) for text in dict.fromkeys(recipes_in(executed))]
    return {recipe.id(): drawn for recipe in recipes if (drawn := phone_of(recipe, words))}


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")

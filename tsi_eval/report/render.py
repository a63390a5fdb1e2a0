"""From released values to the files of a report.

`render` is one pure function of text: it gives the same bytes in whatever process, or on whatever
machine, it runs.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tsi_eval.findings.released import Released, from_json
from tsi_eval.language import Message, Tell
from tsi_eval.report.document import document_of
from tsi_eval.report.outputs import DATA, NOTEBOOK, RELEASED
from tsi_eval.report.words import Words

Files = dict[str, bytes]


def render(released: str, notebook: str, language: str, formats: tuple[str, ...], tell: Tell) -> Files:
    """Run a report's notebook on released values, and return every file of the report by name.

    Args:
        released: The text of `released.json`.
        notebook: The text of the notebook.
        language: "sv" or "en".
        formats: Names in FORMATS.
        tell: Called with a message at each step of the work.

    Raises:
        TsiError: The notebook fails (E170-E172), or a format can't be made (E173).
    """
    import nbformat  # noqa: PLC0415

    from tsi_eval.report.notebook import run_notebook  # noqa: PLC0415

    values = from_json(released)
    tell(Message("progress.notebook", {"pilot": values.cover.pilot}))
    with tempfile.TemporaryDirectory(prefix="tsi") as place:
        folder = Path(place)
        _put(folder / RELEASED, released)
        _put(folder / NOTEBOOK, notebook)
        executed = run_notebook(folder / NOTEBOOK, {"released": RELEASED, "language": language}, folder)
    made = nbformat.writes(executed) + "\n"  # type: ignore[no-untyped-call]
    data = {name: write(values).encode() for name, write in DATA.items()}
    return {NOTEBOOK: made.encode(), **data, **_formats(executed, values, language, formats, tell)}


def again(released: str, executed: str, language: str, formats: tuple[str, ...], tell: Tell) -> Files:
    """Return formats made anew from a notebook that was executed before.

    Raises:
        TsiError: A format can't be made (E173).
    """
    import nbformat  # noqa: PLC0415

    read = nbformat.reads(executed, as_version=4)  # type: ignore[no-untyped-call]
    return _formats(read, from_json(released), language, formats, tell)


def _formats(executed: object, values: Released, language: str, formats: tuple[str, ...], tell: Tell) -> Files:
    from tsi_eval.report.formats import FORMATS  # noqa: PLC0415
    from tsi_eval.report.formats.pandoc import read  # noqa: PLC0415

    tell(Message("progress.render", {"pilot": values.cover.pilot}))
    document = document_of(executed, Words(values, language))  # type: ignore[arg-type]
    ast = read(document)
    return {item.file: item.make(document, ast) for item in FORMATS if item.name in formats}


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")

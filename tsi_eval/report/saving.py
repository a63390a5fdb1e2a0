"""Keeping one table or one figure in a file, in the format that the file's ending names.

Tables are written as they are shown, in words and with the digits of a report: as .csv, .xlsx, .md,
.tex, .docx or .html. Figures are drawings: .svg, .pdf or .png. For numbers with all digits there is
the frame of a finding.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from tsi_eval.aside import folder_aside
from tsi_eval.errors import Problem, UsageError

# A picture for a paper: dots an inch.
_SHARP = 300
_ESCAPED = re.compile(r"\\([\W_])")
# A picture that is copied out of its document keeps its title, what it is of, and its source.
_PAGE = """
#set page(width: auto, height: auto, margin: 6pt)
#set text(font: ("Atkinson Hyperlegible", "DejaVu Sans"), size: 9pt)
#let picture = image("figure.svg")
#context {
  let line(words, ..how) = if words != "" { block(width: measure(picture).width, below: 5pt, text(..how, words)) }
  line(sys.inputs.title, weight: "bold", size: 11pt)
  line(sys.inputs.subtitle)
  block(below: 5pt, picture)
  line(sys.inputs.source, size: 8pt)
}
"""
_SPACE = "\N{NO-BREAK SPACE}"


class Tabular(Protocol):
    """What is kept of a table."""

    @property
    def caption(self) -> str:
        """What it shows."""
        ...

    @property
    def header(self) -> tuple[str, ...]:
        """Column headings."""
        ...

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Cells as Markdown text."""
        ...

    @property
    def note(self) -> str:
        """What stands under it, or ""."""
        ...

    def markdown(self) -> str:
        """Return the rows as Markdown's pipe table."""
        ...


def save_table(table: Tabular, path: str | Path) -> Path:
    """Write a table, and return where.

    Raises:
        UsageError: Tables are not written in a format of this ending (E476).
        OSError: The file can't be written.
    """
    return _save(Path(path), {ending: partial(write, table) for ending, write in _TABLES.items()})


def save_figure(svg: str, path: str | Path, *, above: Sequence[str] = (), under: str = "") -> Path:
    """Write a drawing, and return where.

    Args:
        svg: The drawing.
        path: Where.
        above: Its title and what it is of, which a page and a picture show above it.
        under: Where it comes from, which they show under it.

    Raises:
        UsageError: Figures are not written in a format of this ending (E476).
        OSError: The file can't be written.
    """
    ways: dict[str, Callable[[], bytes]] = {
        ".svg": svg.encode,
        ".pdf": partial(_drawn, svg, "pdf", above, under),
        ".png": partial(_drawn, svg, "png", above, under),
    }
    return _save(Path(path), ways)


def _save(path: Path, ways: Mapping[str, Callable[[], bytes]]) -> Path:
    way = ways.get(path.suffix.lower())
    if way is None:
        params = {"argument": "path", "name": path.suffix or path.name, "known": ", ".join(ways)}
        raise UsageError(Problem(code="E476", params=params))
    path.write_bytes(way())
    return path


def _cells(table: Tabular) -> list[list[str]]:
    """Return heading and rows without the signs of Markdown."""
    return [[re.sub(r"\\([\W_])", r"\1", cell) for cell in row] for row in (table.header, *table.rows)]


def _csv(table: Tabular) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_cells(table))
    # Excel takes a file for UTF-8 only by this mark.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Tabular) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    for place, row in enumerate(_cells(table), start=1):
        _fill(sheet, place, row)
    book.save(content)
    return content.getvalue()


def _fill(sheet: object, place: int, row: Sequence[str]) -> None:
    for column, text in enumerate(row, start=1):
        cell = sheet.cell(row=place, column=column)  # type: ignore[attr-defined]
        cell.value, cell.data_type = text, "s"  # a text that begins with = is no formula


def _markdown(table: Tabular) -> str:
    parts = (table.markdown(), f": {table.caption}" if table.caption else "", table.note)
    return "\n\n".join(part for part in parts if part) + "\n"


def _by_pandoc(kind: str) -> Callable[[Tabular], bytes]:
    def write(table: Tabular) -> bytes:
        import pypandoc  # noqa: PLC0415  brings a program

        with folder_aside() as folder:
            file = folder / f"table.{kind}"
            options = ["--standalone"] if kind == "html" else []
            title = ["--metadata=pagetitle:" + (table.caption or "table")] if kind == "html" else []
            pypandoc.convert_text(
                _markdown(table), to=_PANDOC[kind], format="markdown", outputfile=str(file), extra_args=options + title
            )
            return file.read_bytes()

    return write


_PANDOC = {"tex": "latex", "docx": "docx", "html": "html"}
_TABLES: Mapping[str, Callable[[Tabular], bytes]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".md": lambda table: _markdown(table).encode(),
    ".tex": _by_pandoc("tex"),
    ".docx": _by_pandoc("docx"),
    ".html": _by_pandoc("html"),
}


def _drawn(svg: str, kind: Literal["pdf", "png"], above: Sequence[str], under: str) -> bytes:
    """Return a drawing as a page or a picture of its own width, with its words."""
    import typst  # noqa: PLC0415  a compiler of 80 MB

    from tsi_eval.report.formats.pdf import font_folders  # noqa: PLC0415

    with folder_aside() as folder:
        (folder / "figure.svg").write_text(svg, encoding="utf-8")
        (folder / "figure.typ").write_text(_PAGE, encoding="utf-8")
        title, subtitle, source = (_ESCAPED.sub(r"\1", line) for line in (*(*above, "", "")[:2], under))
        made = typst.compile(
            str(folder / "figure.typ"),
            root=str(folder),
            font_paths=[str(place) for place in font_folders()],
            ignore_system_fonts=True,
            format=kind,
            sys_inputs={"title": title, "subtitle": subtitle, "source": source},
            ppi=_SHARP,
        )
    return bytes(made)

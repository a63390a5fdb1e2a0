"""PDF by typst: tagged, for every reader (PDF/UA-1) and for the archive (PDF/A-3a).

pandoc writes typst's own language, and typst compiles it; both come from their wheels.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from tsi_eval.aside import folder_aside
from tsi_eval.errors import Problem, ReportError
from tsi_eval.report.document import Document
from tsi_eval.report.fonts import font_files
from tsi_eval.report.formats.pandoc import LOCALES, Read, noon, own, pandoc
from tsi_eval.report.formats.placing import place

# Letters of nobody's alphabet, which PDF/A refuses.
_UNSHOWN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_STREAM = b">>\nstream\n"


def to_pdf(document: Document, tree: Read) -> bytes:
    """Return the document as PDF.

    Raises:
        ReportError: When pandoc or typst can't (E173); typst refuses a figure or a formula without
            words.
    """
    return set_in_type(document, tree.printed, "report.typ")


def set_in_type(document: Document, ast: str, template: str) -> bytes:
    """Return pandoc's document as PDF.

    Args:
        document: Where figures, labels and the cover's words are taken from.
        ast: The text, as pandoc holds it.
        template: A file of this package, in typst's language, with a place for the text.

    Raises:
        ReportError: As `to_pdf`.
    """
    options = (
        "--from=json",
        "--to=typst-citations",
        "--columns=10000",
        f"--template={own(template)}",
        f"--lua-filter={own('pdf.lua')}",
    )
    source = _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", pandoc(options, ast.encode(), "PDF").decode())
    with folder_aside() as folder:
        (folder / "figures").mkdir()
        for name, svg in document.figures.items():
            (folder / "figures" / name).write_text(svg, encoding="utf-8")
        (folder / "report.typ").write_text(source, encoding="utf-8", newline="\n")
        return _compiled(folder, document)


def _compiled(folder: Path, document: Document) -> bytes:
    import typst  # noqa: PLC0415  a compiler of 80 MB

    try:
        compiler = typst.Compiler(
            str(folder / "report.typ"),
            root=str(folder),
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
            sys_inputs={"cover": _cover(document)},
        )
        place(compiler, folder)
        made = compiler.compile(pdf_standards=["ua-1", "a-3a"], timestamp=noon(document.day), format="pdf")
    except RuntimeError:
        # The compiler's message quotes the text that it stumbled on.
        raise ReportError(Problem(code="E173", params={"format": "PDF"})) from None
    return _plain_ends(cast("bytes", made))


def _plain_ends(pdf: bytes) -> bytes:
    r"""Return the file with an end of line of its own after every stream.

    A stream whose last byte is a carriage return seems one byte too short to a reader that takes
    `\r\n` for one end of line, and PDF/A forbids streams of another length than they say. Such a
    stream gets an end of line of two bytes. The byte that this takes comes from before `stream`,
    where no end of line is needed, so that nothing else in the file moves:

        >>\nstream\nabc\r\nendstream      becomes      >>stream\nabc\r\r\nendstream
    """
    made = bytearray(pdf)
    for match in re.finditer(rb"\r\nendstream\n", pdf):
        end = match.start() + 1
        start = pdf.rfind(_STREAM, 0, end)
        length = re.search(rb"/Length (\d+)", pdf[pdf.rfind(b" obj\n", 0, start) : start])
        content = start + len(_STREAM)
        if length and content + int(length[1]) == end:
            made[start : end + 1] = b">>stream\n" + pdf[content:end] + b"\r\n"
    return bytes(made)


def font_folders() -> tuple[Path, ...]:
    """Return the folders of our own fonts and of matplotlib's, whose letters ours may lack."""
    matplotlib = find_spec("matplotlib")
    others = Path(str(matplotlib.origin)).parent / "mpl-data" / "fonts" / "ttf" if matplotlib else None
    own_family = next(iter(font_files().values())).parent
    return (own_family, others) if others else (own_family,)


def _cover(document: Document) -> str:
    language, region = LOCALES[document.language].split("-")
    words = {
        "title": document.title,
        "authors": document.authors,
        "band": document.band,
        "facts": document.facts,
        "pictures": [f"figures/{name}" for name in document.figures],
        "lang": language,
        "region": region,
    }
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", json.dumps(words | dict(document.labels), ensure_ascii=False))

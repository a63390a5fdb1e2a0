"""Twenty-five places in the files of a report: a payload in, a file out."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import typst
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from ways_to_write import Payload, as_bytes, as_text, escaped

Channel = Callable[[Payload], tuple[str, bytes]]
XML = '<?xml version="1.0" encoding="UTF-8"?><w:document><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
PROPERTIES = '<?xml version="1.0"?><cp:coreProperties><dc:creator>{}</dc:creator></cp:coreProperties>'


def cell(**parts: Any) -> Channel:
    """Return a channel of a notebook; "PUT" stands where the payload goes."""

    def put(value: Any, text: str) -> Any:
        if isinstance(value, dict):
            return {name: put(item, text) for name, item in value.items()}
        if isinstance(value, list):
            return [put(item, text) for item in value]
        return value.replace("PUT", text) if isinstance(value, str) else value

    def channel(payload: Payload) -> tuple[str, bytes]:
        in_base64 = base64.b64encode(as_bytes(payload)).decode()
        text = in_base64 if "attachments" in parts else as_text(payload)
        whole = {"cells": [{"cell_type": "code", "source": []}, put(parts, text)], "nbformat": 4, "nbformat_minor": 5}
        return "a.ipynb", json.dumps(whole).encode()

    return channel


def output(kind: str) -> Channel:
    return cell(outputs=[{"output_type": "display_data", "data": {kind: ["<p>", "PUT", "</p>"]}}])


def page(around: str) -> Channel:
    """Return a channel of a web page; "PUT" stands where the payload goes."""
    return lambda payload: ("a.html", f"<html><body>{around}</body></html>".replace("PUT", as_text(payload)).encode())


def data_address(payload: Payload) -> tuple[str, bytes]:
    inner = base64.b64encode(as_bytes(payload)).decode()
    return "a.html", f"<img alt='' src='data:image/svg+xml;base64,{inner}'>".encode()


def office(part: str, around: str) -> Channel:
    """Return a channel of a document of Word."""

    def channel(payload: Payload) -> tuple[str, bytes]:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", XML.format("Rapport"))
            # What is no text stands in a part of its own, as Word has pictures.
            package.writestr(part, around.format(escaped(payload)) if isinstance(payload, str) else payload)
        return "a.docx", made.getvalue()

    return channel


def pdf_page(payload: Payload) -> tuple[str, bytes]:
    source = f"#set page(width: auto)\n#{json.dumps(as_text(payload), ensure_ascii=False)}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.typ"
        path.write_text(source, encoding="utf-8")
        return "a.pdf", bytes(typst.compile(str(path)))


def pdf(change: Callable[[pikepdf.Pdf, Payload], None]) -> Channel:
    """Return a channel of a PDF of one empty page."""

    def channel(payload: Payload) -> tuple[str, bytes]:
        made = io.BytesIO()
        with pikepdf.new() as document:
            document.add_blank_page()
            change(document, payload)
            document.save(made)
        return "a.pdf", made.getvalue()

    return channel


def title(document: pikepdf.Pdf, payload: Payload) -> None:
    document.docinfo["/Title"] = as_text(payload)


def attach(document: pikepdf.Pdf, payload: Payload) -> None:
    document.attachments["bilaga"] = pikepdf.AttachedFileSpec(document, as_bytes(payload))


def annotate(document: pikepdf.Pdf, payload: Payload) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
    note.Contents = pikepdf.String(as_text(payload))
    document.pages[0].Annots = document.make_indirect([note])


def png(payload: Payload) -> tuple[str, bytes]:
    texts, made = PngInfo(), io.BytesIO()
    texts.add_itxt("Comment", as_text(payload), zip=True)
    Image.new("L", (4, 4)).save(made, "png", pnginfo=texts)
    return "a.png", made.getvalue()


def svg(payload: Payload) -> tuple[str, bytes]:
    return "a.svg", f"<svg><desc>{escaped(payload)}</desc><path d='M 1.5 2.25 L 3 4'/></svg>".encode()


def rows(payload: Payload) -> tuple[str, bytes]:
    return "a.csv", f"question,value\nreached,{as_text(payload)},12\n".encode()


def values(payload: Payload) -> tuple[str, bytes]:
    return "a.json", json.dumps({"estimate": 0.81122898741, "note": as_text(payload)}).encode()


CHANNELS: dict[str, Channel] = {
    "notebook, source": cell(source=["x = 'PUT'"]),
    "notebook, text": output("text/plain"),
    "notebook, page": output("text/html"),
    "notebook, picture": output("image/svg+xml"),
    "notebook, stream": cell(outputs=[{"output_type": "stream", "text": ["PUT\n"]}]),
    "notebook, error": cell(outputs=[{"output_type": "error", "evalue": "PUT", "traceback": ["\u001b[31m PUT"]}]),
    "notebook, about": cell(metadata={"papermill": {"parameters": {"a": "PUT"}}}),
    "notebook, attachment": cell(source=[], attachments={"a.png": {"image/png": "PUT"}}),
    "page, text": page("<p>Barnet PUT</p>"),
    "page, attribute": page("<img alt='Barnet PUT'>"),
    "page, comment": page("<!-- PUT -->"),
    "page, data address": data_address,
    "page, script": page('<script type="application/json">{"a": "PUT"}</script>'),
    "PDF, page": pdf_page,
    "PDF, title": pdf(title),
    "PDF, attached": pdf(attach),
    "PDF, note": pdf(annotate),
    "Word, text": office("word/header1.xml", XML),
    "Word, comment": office("word/comments.xml", XML),
    "Word, author": office("docProps/core.xml", PROPERTIES),
    "Word, custom": office("customXml/item1.xml", "<a>{}</a>"),
    "rows": rows,
    "values": values,
    "SVG": svg,
    "PNG": png,
}

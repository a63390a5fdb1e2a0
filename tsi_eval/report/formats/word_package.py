"""A Word file is a zip of XML parts: ours are text beside this module, filled in and packed."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime

from tsi_eval.report.document import Document
from tsi_eval.report.formats.pandoc import LOCALES, noon, own

_PLACE = re.compile(r"@([a-z]+)@")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOBODY = "  <dc:creator></dc:creator>\n"
_DECIMAL = {"sv": (",", ";"), "en": (".", ",")}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main", "styles": "styles", "header1": "header", "footer1": "footer"}


def reference(document: Document) -> bytes:
    """Return the document that pandoc takes styles, page, header and footer from.

    What is not in it, pandoc takes from its own reference document.
    """
    written = {
        "document": _section(document),
        "styles": part("styles", document),
        "header1": part("header", document),
        "footer1": part("footer", document),
    }
    if not document.band:
        del written["header1"]
    parts = {f"word/{name}.xml": text.encode() for name, text in written.items()}
    parts["word/_rels/document.xml.rels"] = _relationships(
        {f"rId{_KINDS[name].capitalize()}": (_KINDS[name], f"{name}.xml") for name in written if name != "document"}
    )
    parts["_rels/.rels"] = _relationships({"rIdDocument": ("officeDocument", "word/document.xml")})
    parts["[Content_Types].xml"] = _content_types(written)
    return packed(parts, document.day)


def part(name: str, document: Document) -> str:
    """Return one of our parts with the document's words in it."""
    decimal, separator = _DECIMAL[document.language]
    words = {
        "language": LOCALES[document.language],
        "title": document.title,
        "authors": "; ".join(document.authors),
        "kind": document.labels["kind"],
        "band": document.band,
        "time": datetime.fromtimestamp(noon(document.day), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "decimal": decimal,
        "separator": separator,
    }
    shape = own(f"word.{name}.xml").read_text(encoding="utf-8")
    return _PLACE.sub(lambda match: html.escape(_NOT_XML.sub("", words[match[1]])), shape)


def core(document: Document) -> bytes:
    """Return what the file says of itself; whose it is only where somebody wrote it."""
    return part("core", document).replace(_NOBODY, "").encode()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: Mapping[str, bytes], day: date) -> bytes:
    """Return the zip of the parts, the same on every system and at every hour.

    The content types come first, as Word wants them.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            entry.create_system = 0
            entry.external_attr = 0
            kind = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            file.writestr(entry, parts[name], compress_type=kind)
    return held.getvalue()


def _section(document: Document) -> str:
    section = part("section", document)
    return section if document.band else re.sub(r"\s*<w:headerReference [^>]*>", "", section)


def _relationships(targets: Mapping[str, tuple[str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{lines}</Relationships>'.encode()


def _content_types(names: Mapping[str, str]) -> bytes:
    lines = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{_KINDS[name]}+xml"/>' for name in names
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    ).encode()

"""A Word file as a package of parts: the same bytes always, and words as words."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from documents_by_hand import document

from tsi_eval.report.formats.word_package import packed, part, reference, unpacked

DAY = date(2026, 11, 22)
TYPES = "[Content_Types].xml"


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.namelist()


def test_what_is_packed_comes_out_as_it_went_in() -> None:
    parts = {"word/b.xml": b"<b/>", TYPES: b"<t/>", "word/media/a.png": b"\x89PNG"}

    assert parts == unpacked(packed(parts, DAY))


def test_the_content_types_come_first_and_the_others_by_name() -> None:
    parts = {"word/b.xml": b"", TYPES: b"", "_rels/.rels": b"", "docProps/a.xml": b""}

    assert [TYPES, "_rels/.rels", "docProps/a.xml", "word/b.xml"] == names(packed(parts, DAY))


def test_the_same_parts_give_the_same_bytes_whatever_their_order() -> None:
    parts = {"a": b"1", "b": b"2"}

    assert packed(parts, DAY) == packed(dict(reversed(parts.items())), DAY)


def test_every_part_is_dated_as_the_report_and_pictures_are_not_packed_twice() -> None:
    with zipfile.ZipFile(io.BytesIO(packed({"a.xml": b"x" * 99, "b.png": b"x" * 99}, DAY))) as file:
        text, picture = file.infolist()

    assert (2026, 11, 22, 12, 0, 0) == text.date_time == picture.date_time
    assert (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED) == (text.compress_type, picture.compress_type)
    assert (0, 0) == (text.create_system, picture.create_system)
    assert text.external_attr == picture.external_attr


@pytest.mark.parametrize("name", ["core", "app", "settings", "styles", "fonts", "header", "footer", "section"])
def test_words_in_a_part_are_only_words(name: str) -> None:
    made = part(name, document("", title='<b>"T" & @band@\x0b', band="<i>&\ufffe"))

    root = ET.fromstring(made)  # noqa: S314  of what was just written
    text = "".join(root.itertext())
    assert "<b>" not in made
    assert "\x0b" not in made
    if name == "core":
        assert '<b>"T" & @band@' in text
    if name == "header":
        assert "<i>&" == text.strip()


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_the_language_is_the_document_s(language: str, locale: str) -> None:
    assert locale in part("core", document("", language=language))


def test_the_reference_has_a_header_only_where_there_is_a_band() -> None:
    with_band, without = unpacked(reference(document(""))), unpacked(reference(document("", band="")))

    assert {"word/header1.xml"} == with_band.keys() - without.keys()
    assert b"header" not in without["word/_rels/document.xml.rels"]
    assert b"headerReference" not in without["word/document.xml"]
    assert b"headerReference" in with_band["word/document.xml"]


def test_every_part_of_the_reference_is_named_among_its_types() -> None:
    parts = unpacked(reference(document("")))

    named = {entry.get("PartName", "").lstrip("/") for entry in ET.fromstring(parts[TYPES])}  # noqa: S314
    assert {name for name in parts if name.startswith("word/") and name.endswith(".xml")} <= named

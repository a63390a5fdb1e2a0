"""Parts of a zipped workbook, read as a stream."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import zipped

from tsi_eval.ingest.formats.archive import opened, targets, texts_of
from tsi_eval.ingest.formats.grid import UnreadableError


def put(folder: Path, content: bytes) -> Path:
    (folder / "t.zip").write_bytes(content)
    return folder / "t.zip"


def test_part_is_found_whatever_its_letters(tmp_path: Path) -> None:
    with opened(put(tmp_path, zipped({"XL/Workbook.xml": "<a/>"}))) as archive:
        assert "xl/workbook.xml" in archive
        assert "/xl/workbook.xml" in archive
        assert "xl/other.xml" not in archive
        assert ["XL/Workbook.xml"] == archive.named("xl/work")
        assert b"<a/>" == archive.content("xl/workbook.xml")


def test_elements_are_named_with_their_namespace(tmp_path: Path) -> None:
    met: list[str] = []

    with opened(put(tmp_path, zipped({"a.xml": '<x:a xmlns:x="urn:y"><b/></x:a>'}))) as archive:
        archive.parse("a.xml", lambda name, _: met.append(name))

    assert ["urn:y a", "b"] == met


@pytest.mark.parametrize("content", ["<a>", "", "<a><b></a>", "\x00"])
def test_part_that_is_no_xml_is_damage(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableError, match="E108"), opened(put(tmp_path, zipped({"a.xml": content}))) as archive:
        archive.parse("a.xml")


def test_part_that_is_not_there_is_damage(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="E108"), opened(put(tmp_path, zipped({"a.xml": "<a/>"}))) as archive:
        archive.parse("b.xml")


def test_file_outside_is_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hemligt", encoding="utf-8")
    xml = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><a>&x;</a>'

    with pytest.raises(UnreadableError, match="E114"), opened(put(tmp_path, zipped({"a.xml": xml}))) as archive:
        archive.parse("a.xml")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_torn_file_is_damage(tmp_path: Path, cut: float) -> None:
    whole = zipped({"a.xml": "<a>" + "x" * 5_000 + "</a>"})

    with pytest.raises(UnreadableError, match="E108"), opened(put(tmp_path, whole[: int(len(whole) * cut)])):
        pass


def test_part_with_a_flipped_byte_is_damage(tmp_path: Path) -> None:
    whole = bytearray(zipped({"a.xml": "<a>" + "xyz" * 5_000 + "</a>"}))
    whole[60] ^= 0xFF

    with pytest.raises(UnreadableError, match="E108"), opened(put(tmp_path, bytes(whole))) as archive:
        archive.parse("a.xml")


def test_zip_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    whole = zipped({"a.xml": "<a/>"})
    # The bit that says so stands in the part's own head, and in the list at the end.
    content = bytearray(whole)
    content[6] |= 1
    content[whole.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(UnreadableError, match="E109"), opened(put(tmp_path, bytes(content))):
        pass


def test_relations_are_gathered_by_kind_and_those_that_lead_out_are_left(tmp_path: Path) -> None:
    rels = (
        '<R><Relationship Id="a" Type="x/worksheet" Target="sheets/1.xml"/>'
        '<Relationship Id="b" Type="x/worksheet" Target="/xl/2.xml"/>'
        '<Relationship Id="c" Type="x/worksheet" Target="http://x" TargetMode="External"/></R>'
    )

    with opened(put(tmp_path, zipped({"r": rels}))) as archive:
        assert {"worksheet": {"a": "xl/sheets/1.xml", "b": "xl/2.xml"}} == targets(archive, "r", "xl")


def test_texts_of_an_element_are_gathered(tmp_path: Path) -> None:
    with opened(put(tmp_path, zipped({"c.xml": "<a>no<t>ett</t><b><t>två</t></b></a>"}))) as archive:
        assert ["ett", "två"] == texts_of(archive, ["c.xml"])

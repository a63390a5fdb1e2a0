"""What is packed is opened, and what can't be is said."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib

import pytest
from ways_to_write import NUMBER, zipped

from tsi_eval.protect.scanning.archives import inflated, zip_parts
from tsi_eval.protect.scanning.limits import Budget, NotLookedInto
from tsi_eval.protect.scanning.walk import Found, scan

RAW = NUMBER.encode()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_packed_is_found_also_in_a_second_stream(pack: object) -> None:
    content = pack(b"ett") + pack(RAW)  # type: ignore[operator]

    assert ["identity"] == [item.what for item in scan("a", content)]


DAMAGED = (gzip.compress(RAW)[:-9], lzma.compress(RAW)[:-9], zipped("a", RAW)[:-9])


@pytest.mark.parametrize("content", DAMAGED, ids=["gzip", "lzma", "zip"])
def test_what_is_damaged_is_not_looked_into(content: bytes) -> None:
    assert Found((), "damaged", looked_into=False) == scan("a", content)[0]


def test_a_zip_with_a_password_is_not_looked_into() -> None:
    made = bytearray(zipped("a", b"ett"))
    for start in (made.find(b"PK\x03\x04") + 6, made.find(b"PK\x01\x02") + 8):
        made[start] |= 1

    assert {"password"} == {item.what for item in scan("a.zip", bytes(made))}


def test_a_name_in_a_zip_is_searched_and_never_said() -> None:
    found = scan("a.zip", zipped(f"{NUMBER}.csv", RAW))

    assert ["identity", "identity"] == [item.what for item in found]
    assert [("names", ""), ("part", "")] == [(item.way[0].kind, item.way[0].name) for item in found]


def test_a_part_of_word_is_called_by_its_name() -> None:
    parts = list(zip_parts(zipped("word/document.xml", b"ett"), Budget()))

    assert "word/document.xml" == parts[-1].step.name


def test_what_stands_before_the_first_member_is_searched() -> None:
    content = b"PK\x03\x04" + RAW + zipped("a", b"ett")

    assert "identity" in {item.what for item in scan("a", content)}


def test_a_stream_that_is_cut_is_damaged() -> None:
    with pytest.raises(NotLookedInto):
        inflated(zlib.compress(RAW)[:-5], Budget())

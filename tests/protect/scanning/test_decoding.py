"""Bytes are read as whoever opens the file would read them."""

from __future__ import annotations

import pytest

from tsi_eval.protect.scanning.decoding import is_utf8, plain, shape_texts, texts_in, unescaped, without_tags

WORD = "Åsa 811228-9875"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_is_read(encoding: str) -> None:
    assert any(WORD in text for text in texts_in(WORD.encode(encoding)))


def test_words_among_shapes_are_read() -> None:
    assert any("811228-9875" in text for text in shape_texts(b"\xff\xd8\xff\0\1" + WORD.encode() + b"\xff\0"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("8112\\u0032\\u0038", "811228"),
        ("8112%32%38", "811228"),
        ("%C3%85sa", "Åsa"),
        ("%C5sa", "Åsa"),
        ("8112&#50;&#x38;", "811228"),
        ("a\\nb", "a\nb"),
    ],
)
def test_escapes_are_undone(text: str, read: str) -> None:
    assert read == unescaped(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<b>81</b>12", "8112"),
        ("<td>81</td><td>12</td>", "\n81\n\n12\n"),
        ("<w:t>81</w:t></w:r><w:r><w:t>12</w:t></w:p>", "8112\n"),
        ("<!-- 8112 -->", " 8112 "),
        ("a < b", "a < b"),
    ],
)
def test_tags_in_words_are_nothing_and_cells_are_lines(text: str, read: str) -> None:
    assert read == without_tags(text).removesuffix("")


def test_signs_are_made_usual() -> None:
    assert "Åsa 12" == plain("A\u030asa\u00a0１\u200b2")


def test_a_letter_that_is_cut_is_whole() -> None:
    assert is_utf8("Å".encode()[:1])
    assert not is_utf8(b"\xff\xfe")

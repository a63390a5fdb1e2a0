"""Files in base64 are found in a text, and words are left in it."""

from __future__ import annotations

import base64
import hashlib
import textwrap

import pytest
from ways_to_write import NUMBER, zipped

from tsi_eval.protect.scanning.embedded import embedded

FILE = zipped("a.txt", bytes(range(256)) * 3)
BASE64 = base64.b64encode(FILE).decode()


@pytest.mark.parametrize("between", ["\n", "\r\n", "\\n"])
def test_a_file_in_lines_is_one(between: str) -> None:
    rest, packed, _ = embedded('"' + between.join(textwrap.wrap(BASE64, 76)) + '"')

    assert [FILE] == packed
    assert len(rest) < 80


def test_a_word_after_a_file_is_left() -> None:
    whole = "\n".join(textwrap.wrap(BASE64[:760], 76))

    assert "barn-0017" in embedded(f"{whole}\nbarn-0017")[0]


@pytest.mark.parametrize("text", [NUMBER, "Åsa Öst", "HEMLIG-9017"])
def test_a_short_text_is_found(text: str) -> None:
    assert text.encode() in embedded(f"data:text/plain;base64,{base64.b64encode(text.encode()).decode()}")[1]


def test_hashes_are_taken_out_and_kept() -> None:
    digest = hashlib.sha256(b"a").hexdigest()

    assert ("  sha", [digest]) == (embedded(f"{digest.upper()} sha")[0].replace(digest, ""), embedded(digest)[2])


def test_hexadecimal_digits_are_read() -> None:
    assert NUMBER.encode() in embedded(NUMBER.encode().hex())[1]


def test_long_words_stay() -> None:
    words = "Socialförvaltningens verksamhetsuppföljning https://www.socialstyrelsen.se/statistik-och-data"

    rest, _, hashes = embedded(words)

    assert (words, []) == (rest, hashes)

"""A person is planted in every channel in every way to write, and found.

A number is an identity number that the package uses for tests; an identifier and a name are of an
invented delivery, and are known by keyed digests only.
"""

from __future__ import annotations

import pytest
from channels import CHANNELS
from ways_to_write import NUMBER, ONLY_NUMBERS, ways

from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.scanning import Recogniser, scan
from tsi_eval.protect.scanning.known import known_from, names

KEY = Key(b"a key for tests, of 32 bytes ...")
IDENTIFIER = "HEMLIG-9017"
NAME = "Åsa-Britt Öhrnström"
# A name has no hash among what is known: nobody is told by it alone.
WITHOUT = {IDENTIFIER: ONLY_NUMBERS, NAME: (*ONLY_NUMBERS, "SHA-256"), NUMBER: ()}
RECOGNISER = Recogniser(
    known_from("hemlig", {("person", IDENTIFIER), ("person", NUMBER)}, dict.fromkeys(names(NAME), "name"), KEY), KEY
)
PLANTED = [
    (channel, way, word) for channel in CHANNELS for word in WITHOUT for way in ways(word) if way not in WITHOUT[word]
]


def missed(planted: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return what was planted and is not found."""
    return [item for item in planted if not scan(*CHANNELS[item[0]](ways(item[2])[item[1]]), RECOGNISER)]


def test_there_are_as_many_as_were_asked_for() -> None:
    assert (25, 27) == (len(CHANNELS), len(ways(NUMBER)))


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_person_that_is_planted_is_found(channel: str) -> None:
    planted = [item for item in PLANTED if item[0] == channel]

    assert len(planted) == 27 + 24 + 23
    assert [] == missed(planted)


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_is_found_where_nothing_is_planted(channel: str) -> None:
    assert () == scan(*CHANNELS[channel]("Tolv av 43 familjer, 12,5 poäng, 2023-09-15"), RECOGNISER)

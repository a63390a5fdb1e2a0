"""What of a delivery is looked for: identifiers, and names beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tsi_eval.ingest import ingest
from tsi_eval.pilot.load import load_pilot
from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.scanning import Known, Recogniser, scan
from tsi_eval.protect.scanning.known import known_from, known_of

Write = Callable[[Mapping[str, str]], Path]
KEY = Key(bytes(32))


def known(write: Write, tiny_pilot: dict[str, str], words: str) -> Known:
    files = dict(tiny_pilot)
    head, *rows = files["persons.csv"].splitlines()
    files["persons.csv"] = "\n".join([f"{head},Anteckning", *(f"{row},{words}" for row in rows)]) + "\n"
    return known_of(ingest(load_pilot(write(files))), KEY)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Åsa-Britt Öhrnström", "name"),
        ("Åsa von Öst", "name"),
        ("mamma ringde i går om storebror", "words"),
        ("Åsa", None),
        ("ringde mamma", None),
        ("Skola A", None),
        ("Norra Skolan", None),
    ],
)
def test_names_and_texts_beside_the_persons_are_marked(
    words: str, kind: str | None, write: Write, tiny_pilot: dict[str, str]
) -> None:
    held = known(write, tiny_pilot, words)
    found = scan("a.txt", f"ett {words} två".encode(), Recogniser(held, KEY))

    assert ([kind] if kind else []) == [item.what for item in found]
    assert 60 == Counter(held.marks.values())["person"]


@pytest.mark.parametrize(
    ("identifier", "unsearched"), [("17", 1), ("123456", 1), ("1234567", 0), ("F01", 1), ("F001", 0)]
)
def test_short_identifiers_are_counted_and_known_by_their_hashes(identifier: str, unsearched: int) -> None:
    held = known_from("a", {("person", identifier)}, {}, KEY)

    assert unsearched == held.unsearched
    assert {"pseudonym", "hash"} <= {*held.marks.values()}

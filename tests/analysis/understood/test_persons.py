"""Persons in words: declared words are said with their counts, and other words only counted."""

from __future__ import annotations

from collections.abc import Callable

Delivered = Callable[..., dict[str, list[str]]]


def test_persons_are_counted_by_each_declared_word(understood: Delivered) -> None:
    assert ["60 personer.", "grupp: grupp A 30, grupp B 30."] == understood()["persons"]


def test_persons_are_called_as_the_pilot_calls_their_source(understood: Delivered) -> None:
    said = understood(about='people = { sv = "familjer", en = "families" }\n')

    assert "60 personer (familjer)." == said["persons"][0]


def test_a_word_that_nobody_declared_is_counted_and_never_said(understood: Delivered, files: dict[str, str]) -> None:
    head, *rows = files["persons.csv"].splitlines()
    people = "\n".join([f"{head},ort", *(f"{row},{'Kalle' if i < 2 else ''}" for i, row in enumerate(rows))])
    more = files["sources.toml"].replace('columns = { arm = "grupp" }', 'columns = { arm = "grupp", place = "ort" }')

    said = understood(sources__toml=more, persons__csv=people)["persons"]

    assert "place: 2 med ord som inte är deklarerade (1 olika), 58 utan uppgift." == said[2]
    assert "Kalle" not in str(said)


def test_what_persons_belong_to_is_counted_and_never_said(understood: Delivered, files: dict[str, str]) -> None:
    head, *rows = files["persons.csv"].splitlines()
    people = "\n".join([f"{head},syskon", *(f"{row},f{i // 2}" for i, row in enumerate(rows))])
    more = files["sources.toml"].replace(
        'columns = { arm = "grupp" }', 'columns = { arm = "grupp" }\nclusters = { family = "syskon" }'
    )

    assert "De hör till 30 olika grupper (family)." in understood(sources__toml=more, persons__csv=people)["persons"]

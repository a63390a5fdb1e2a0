"""What of a delivery is looked for in a report: its persons' identifiers, and names beside them.

A name is known only as it stands in the delivery, in a column that was not declared.

Worked example. Of a person "barn-0017" whose undeclared columns say "Åsa-Britt Öhrnström" and
"mamma ringde i går om storebror" these are marked: the identifier; its pseudonym; its SHA-256,
SHA-1 and MD5, as anybody may make them; the name; and the first five words of the text. A person
"17" is marked by pseudonym and hashes only, since 17 stands in every report. Not marked are "Åsa",
since a single word may be a place; "ifylld på träffen", since not all of its words begin as names
do; and "Norra Skolan", where the pilot declares it or each of its words is ordinary.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from tsi_eval.ingest.harmless_words import all_harmless, declared_words
from tsi_eval.protect.pseudonyms.door import declared_texts
from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.scanning.recognising import Known, first_of, mark, runs_of
from tsi_eval.study.tables import table_named
from tsi_eval.study.tables.column import ColumnKind

if TYPE_CHECKING:
    from tsi_eval.ingest import Intake

# An identifier of letters and digits has at least so many signs, one of digits only so many, and
# any other so many digits.
SHORTEST = 4
SHORTEST_NUMBER = 7
FEWEST_DIGITS = 3
# A name has two to four runs; of a longer text the first five are looked for.
_NAME = range(2, 5)
_WORDS = 5
_SMALL_IN_NAMES = frozenset(("af", "al", "av", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von"))
_HASHES = (hashlib.sha256, hashlib.sha1, hashlib.md5)

Runs = tuple[str, ...]


def known_of(intake: Intake, key: Key) -> Known:
    """Return what a delivery's persons are told by, as digests with the key."""
    return known_from(intake.pilot.id, {*_identifiers(intake)}, dict(_beside(intake)), key)


def known_from(pilot: str, identifiers: AbstractSet[tuple[str, str]], beside: Mapping[Runs, str], key: Key) -> Known:
    """Return the same of identifiers and names that are named.

    Args:
        pilot: The pilot's name.
        identifiers: Each with the name of its column.
        beside: Runs of names and of the beginnings of texts → "name" or "words".
        key: Of this user and machine.
    """
    given = {text for _, text in identifiers}
    looked_for: dict[Runs, str] = {
        **beside,
        **{runs: "person" for text in given for runs in _ways(text)},
    }
    marks = {mark(runs, pilot, key): kind for runs, kind in looked_for.items()}
    for column, text in identifiers:
        marks[mark((key.digest(f"{column}:{pilot}", text.encode()),), pilot, key)] = "pseudonym"
    for text in given:
        marks.update((mark((digest,), pilot, key), "hash") for digest in _hashes(text))
    return Known(
        pilot=pilot,
        marks=marks,
        shapes=frozenset((len(runs), sum(map(len, runs))) for runs in looked_for),
        firsts=frozenset(first_of(runs[0]) for runs in looked_for),
        unsearched=sum(not any(_ways(text)) for text in given),
    )


def _identifiers(intake: Intake) -> Iterator[tuple[str, str]]:
    """Yield the persons' identifiers with the names of their columns."""
    for name, table in intake.tables.items():
        for column in table_named(name).of_kind(ColumnKind.PERSON):
            if column.name in table:
                yield from ((column.name, text) for text in table[column.name].dropna().unique())


def _ways(identifier: str) -> Iterator[Runs]:
    """Yield an identifier's runs, as it is written and without signs between, where it is long."""
    runs = runs_of(identifier)
    joined = "".join(runs)
    least = SHORTEST_NUMBER if joined.isdecimal() else SHORTEST
    if len(joined) >= least and sum(sign.isdecimal() for sign in joined) >= FEWEST_DIGITS:
        yield runs
        yield runs_of(joined)


def _beside(intake: Intake) -> Iterator[tuple[Runs, str]]:
    """Yield the names and the beginnings of texts in columns that were not declared."""
    said = declared_words(text for _, text in declared_texts(intake.pilot))
    for table in intake.undeclared.values():
        for column in table.columns:
            for text in table[column].dropna().astype("str").unique():
                runs = runs_of(text)
                if _is_name(text, runs) and not all_harmless(text, said):
                    yield from ((way, "name") for way in names(text))
                elif len(runs) >= _WORDS and not all_harmless(text, said):
                    yield runs[:_WORDS], "words"


def names(name: str) -> set[Runs]:
    """Return the runs of a name, with its hyphens and without them."""
    return {runs_of(name), runs_of(name.replace("-", ""))}


def _is_name(text: str, runs: Runs) -> bool:
    """Tell whether a text is two to four words that begin as names do."""
    words = text.replace("-", " ").split()
    capital = all(word[:1].isupper() or word in _SMALL_IN_NAMES for word in words)
    return len(runs) in _NAME and "".join(runs).isalpha() and capital


def _hashes(identifier: str) -> Iterator[str]:
    for text in {identifier, "".join(runs_of(identifier))}:
        for hashed in _HASHES:
            yield hashed(text.encode()).hexdigest()

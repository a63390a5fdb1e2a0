"""Ids that reach a reader: the house's names, or the pilot's, where words for people should stand.

An id reaches the reader when it stands as a word in what a report says, and the report's language
has no such word. A language has the words of its catalogue and of the pilot's own texts. Two
examples:

- "since_start" in a heading is an id in both languages: no sentence holds it.
- "both" is an id in a Swedish table, since no Swedish sentence holds the word. In an English one it
  is what anybody would write, and no fault.

Where code is shown on purpose, an id is no fault, and its words are no words of the language: the
codebook explains the ids; errors and progress are read by whoever writes the pilot's files; and the
list of sources has the titles of published works as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache

from tsi_eval.designs import DESIGNS
from tsi_eval.findings import Answerable, Claim, Cover, Kind, Quantity, Role
from tsi_eval.findings.released import Released, ReleasedEstimate
from tsi_eval.language import Text, keys
from tsi_eval.language.catalogue import Plural, sentences

_WORD = re.compile(r"\w+")
_ENUMS = (Claim, Kind, Quantity, Role, Answerable)
# Of an estimate these are words or names of what others read, not ids.
_NO_IDS = {"payer"}
# Sentences that speak of code: errors, the codebook, what the command line says.
_PUBLISHED = "references"
_OF_CODE = re.compile(
    r"E\d|codebook\.|progress\.|created\.|command\.|check|understood|left_out\.|column_kind\.|error\."
)


def ids_of(released: Released) -> frozenset[str]:
    """Return the ids of the house and of the pilot that this report knows, with their parts."""
    return frozenset(part for name in _whole_ids(released) for part in _parts(name) if _could_be_read(part))


def raw_ids(texts: Mapping[str, str], ids: frozenset[str], known: frozenset[str]) -> dict[str, list[str]]:
    """Return each id that is read, and where.

    Args:
        texts: Where something stands → the words there.
        ids: The ids to look for.
        known: Words that the language has.
    """
    wanted = ids - known
    if not wanted:
        return {}
    longest_first = sorted(wanted, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, longest_first))})(?![\w])")
    found: dict[str, list[str]] = {}
    for where, text in texts.items():
        if where.startswith(_PUBLISHED):
            continue
        for match in pattern.finditer(text):
            found.setdefault(match[0], []).append(where)
    return found


def words_of(cover: Cover, language: str) -> frozenset[str]:
    """Return the words that a language has.

    They are those of the catalogue, and of the pilot's labels and texts.
    """
    own = (text.in_language(language) for text in _texts(cover))
    written = (*own, *cover.texts.get(language, {}).values())
    return _catalogue(language) | frozenset(word for text in written for word in _WORD.findall(text))


def _whole_ids(released: Released) -> Iterator[str]:
    yield from (design.name for design in DESIGNS)
    yield from (str(item) for enum in _ENUMS for item in enum)
    cover = released.cover
    yield from (cover.pilot, cover.policy, cover.data, cover.status, *cover.labels)
    yield from (name for item in cover.questions for name in (item.id, item.role, item.direction, item.design))
    yield from released.provenance.data
    for finding in released.findings:
        yield from (finding.question, finding.design, finding.start)
        yield from (message.key for message in finding.caveats)
        for series, estimate in finding.every_estimate():
            yield series
            values = (getattr(estimate, item.name) for item in fields(ReleasedEstimate) if item.name not in _NO_IDS)
            yield from (value for value in values if isinstance(value, str))


def _parts(name: str) -> Iterator[str]:
    """Yield an id, and what "column=value", "unit:id", "from > to" and "one+other" are made of."""
    yield name
    yield from re.split(r" > |[=:+.]", name)


def _could_be_read(name: str) -> bool:
    """Tell whether an id has letters.

    A year or a grade is written alike in data and in a report.
    """
    return any(character.isalpha() for character in name)


def _texts(cover: Cover) -> Iterator[Text]:
    yield from (cover.title, cover.summary, cover.period, cover.source)
    yield from cover.labels.values()
    yield from (text for item in cover.questions for text in (item.text, item.short))


@cache
def _catalogue(language: str) -> frozenset[str]:
    said = (sentences(language)[key] for key in keys(language) if not _OF_CODE.match(key))
    forms = (form for item in said for form in (item.forms.values() if isinstance(item, Plural) else (item,)))
    # What stands in braces is a place to fill, no word.
    return frozenset(word for form in forms for word in _WORD.findall(re.sub(r"\{[^}]*\}", " ", form)))

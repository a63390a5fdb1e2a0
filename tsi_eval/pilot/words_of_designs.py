"""Whether the words of a design that is no part of the package can be said, in both languages.

They are said in a process that knows neither the design nor its pilot, when a report is written. A
place that nothing fills would stop the report there, so it is found when the pilot is loaded.

Worked example. "sentence.at_least.describes.yes" with "{valeu} av {n}" is refused: an answer's
sentence has the places of `ANSWER`, and "valeu" is none of them. In "{n:count.persons}" the words
after the colon must be a sentence of the package or the design's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from tsi_eval.errors import Problem
from tsi_eval.language import LANGUAGES, Text, keys
from tsi_eval.strict import FILLED

# What `report/places.py` fills in the sentence of an answer.
# fmt: off
ANSWER = frozenset((
    "group", "reference", "outcome", "period", "value", "size", "unit", "way", "moved", "towards", "interval",
    "named", "n", "numerator", "on_the_way", "payer", "price_year", "matters", "up", "down", "same", "path",
    "first", "before", "after", "counted", "expected", "observed", "doubt", "others", "price", "percent",
    "percent_size", "percent_interval",
))
# fmt: on
# What begins so is said by itself: nothing fills it.
_BARE = ("note.", "method.", "group.", "unit.", "quantity.")
_ANSWERS, _EARLIER = ("sentence.", "brief."), ".earlier"
Place = tuple[str, str]


def faults_of_words(words: object, file: str) -> Iterator[Problem]:
    """Yield the words that are the package's (E464), or can't be said in both languages (E463)."""
    if not isinstance(words, Mapping):
        yield _problem("E463", file, "words")
        return
    taken = keys(LANGUAGES[0])
    for key, text in words.items():
        if key in taken:
            yield _problem("E464", file, key)
        elif not isinstance(key, str) or not isinstance(text, Text) or not _can_be_said(key, text, taken | {*words}):
            yield _problem("E463", file, str(key))


def _can_be_said(key: str, text: Text, known: frozenset[str]) -> bool:
    """Tell whether both languages say something, of the same things, and of what there is."""
    said = [text.in_language(language) for language in LANGUAGES]
    if not all(isinstance(sentence, str) and re.search(FILLED, sentence) for sentence in said):
        return False
    try:
        places = [frozenset(_places_of(sentence)) for sentence in said]
    except ValueError:
        return False
    names = [{name for name, _ in found} for found in places]
    allowed = _allowed(key)
    return (
        names[0] == names[1]
        and (allowed is None or names[0] <= allowed)
        and all(not word or word in known for found in places for _, word in found)
    )


def _places_of(sentence: str) -> Iterator[Place]:
    """Yield each place with the key of the sentence that says it, or ""."""
    for _, name, word, _ in Formatter().parse(sentence):
        if name is not None:
            yield name, word or ""


def _allowed(key: str) -> frozenset[str] | None:
    """Return what may fill the places of a key's words; None where the design itself says it."""
    if key.startswith(_BARE):
        return frozenset()
    if key.startswith(_ANSWERS):
        return ANSWER | {"date"} if key.endswith(_EARLIER) else ANSWER
    return None


def _problem(code: str, file: str, name: str) -> Problem:
    return Problem(code=code, params={"file": file, "name": name})

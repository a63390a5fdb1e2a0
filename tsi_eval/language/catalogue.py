"""The catalogue: what is said, by key, in each language.

It is gathered from many files, so that the words of a thing stand where the thing is. In `sv/` and
`en/` beside this module stand the words that several designs or the house use, by subject; in the
folder of each design, `designs/<design>/sv.toml` and `en.toml`, stand those that only this design
uses. Example: `caveat.no_comparison` is said by four designs and stands in `sv/answers.toml`;
`caveat.nested_stages` is said by participation alone and stands in `designs/participation/sv.toml`.
A key stands in one file.

A sentence whose words depend on a number is a table with the language's plural forms (Unicode
CLDR), and `by` for the place that decides:

    [E133]
    problem = { by = "count", one = "{count} person …", other = "{count} persons …" }

A place may name such a table after a colon, so that one sentence can hold several numbers:
"{rows:count.rows} in {files:count.files}".

How a message becomes a sentence: `progress.received` holds in Swedish "… {rows:count.rows} …", and
`count.rows` is the table { by = "count", one = "{count} rad", other = "{count} rader" }.

1. `say(Message("progress.received", {"rows": 117, …}))` finds the sentence by its key.
2. Each place asks for its word when it is reached. 117 is written "117"; a `Text` would be said in
   the language, and a message inside the message by its own sentence.
3. The place `{rows:count.rows}` says its word by the sentence after the colon, whose own place is
   called `count`. In Swedish 117 asks for the form `other`: "117 rader".
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from tsi_eval.language.numbers import plural
from tsi_eval.language.own import own_sentence

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"
BY, COUNT = "by", "count"
_LOOKED_INTO: Any = {"extra": "forbid", "revalidate_instances": "always"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The same words in both languages, as a pilot's files give them."""

    # Whoever checks a record that holds it looks inside it too, also where it was made in Python.
    __pydantic_config__ = _LOOKED_INTO

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the words in one language."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by its key, and what fills its places.

    It is said in a language only where it is shown, so that the same message is read in both.

    Attributes:
        key: Where the sentence stands in the catalogue.
        params: By the names of the places: words, whole numbers, texts or further messages.
    """

    key: str
    params: Mapping[str, str | int | Text | Message] = field(default_factory=dict)


# A function that is called with a message at each step of a piece of work.
Tell = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Plural:
    """A sentence in the plural forms of its language.

    Attributes:
        by: The place whose number decides which form is said.
        forms: The sentences by the names of the forms, such as "one" and "other".
    """

    by: str
    forms: Mapping[str, str]

    def said_of(self, number: str, language: str) -> str:
        """Return the sentence for a number as it is written."""
        return self.forms[plural(number, language)]


Sentence = str | Plural


def say(message: Message, language: str = DEFAULT_LANGUAGE) -> str:
    """Return the message's sentence in one language.

    Raises:
        KeyError: When the key or one of its places is unknown; that is a fault in the package.
    """
    words = _Words(message.params, language)
    # Nobody's words take the place of the package's.
    own = None if message.key in sentences(language) else own_sentence(message.key, language)
    sentence = sentences(language)[message.key] if own is None else own
    if isinstance(sentence, Plural):
        sentence = sentence.said_of(words[sentence.by], language)
    return sentence.format_map(words)


def has_sentence(key: str) -> bool:
    """Tell whether the catalogue holds a key, or somebody brought a sentence of this key."""
    return key in sentences(DEFAULT_LANGUAGE) or own_sentence(key, DEFAULT_LANGUAGE) is not None


def keys(language: str) -> frozenset[str]:
    """Return all keys of one language."""
    return frozenset(sentences(language))


class _Word(str):
    """What fills a place.

    In `{name:key}` the word is said by a plural sentence of the catalogue, whose own place is
    called `count`.
    """

    __slots__ = ("language",)
    language: str

    def __format__(self, key: str) -> str:
        return say(Message(key, {COUNT: str(self)}), self.language) if key else str(self)


class _Words(Mapping[str, str]):
    """A message's params, each said in one language when its place is reached."""

    def __init__(self, params: Mapping[str, str | int | Text | Message], language: str) -> None:
        self._params, self._language = params, language

    def __getitem__(self, name: str) -> str:
        word = _Word(_word(self._params[name], self._language))
        word.language = self._language
        return word

    def __iter__(self) -> Iterator[str]:
        return iter(self._params)

    def __len__(self) -> int:
        return len(self._params)


def _word(value: str | int | Text | Message, language: str) -> str:
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, Text):
        return value.in_language(language)
    return str(value)


class DoubledKeyError(ValueError):
    """A key stands in two files of one language.

    This is a fault in the package, which no user can mend.
    """

    def __init__(self, key: str, first: str, second: str) -> None:
        super().__init__(f"the key {key!r} must stand in one file, but stands in {first} and in {second}")


@cache
def sentences(language: str) -> Mapping[str, Sentence]:
    """Return the whole catalogue of one language."""
    return gathered((name, tomllib.loads(file.read_text(encoding="utf-8"))) for name, file in word_files(language))


def word_files(language: str) -> Iterator[tuple[str, Traversable]]:
    """Yield every file of a language with its path in the package.

    The house's files come first, then each design's.
    """
    # The folders of the designs are found as data of the package. To import the designs would load
    # all statistics.
    package = files(__package__.partition(".")[0])
    for file in _by_name(package / "language" / language):
        yield f"language/{language}/{file.name}", file
    for design in _by_name(package / "designs"):
        if (file := design / f"{language}.toml").is_file():
            yield f"designs/{design.name}/{language}.toml", file


def _by_name(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda item: item.name)


def gathered(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> Mapping[str, Sentence]:
    """Return the sentences of several files by their keys.

    Args:
        tables: Each file's path and content.

    Raises:
        DoubledKeyError: When a key stands in two of them.
    """
    catalogue: dict[str, Sentence] = {}
    origin: dict[str, str] = {}
    for name, table in tables:
        for key, sentence in _flat(table, ""):
            if key in catalogue:
                raise DoubledKeyError(key, origin[key], name)
            catalogue[key], origin[key] = sentence, name
    return catalogue


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Sentence]]:
    """Yield each sentence of a file by its whole key, such as "caveat.leavers"."""
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        elif BY in value:
            yield prefix + key, Plural(value[BY], {name: text for name, text in value.items() if name != BY})
        else:
            yield from _flat(value, f"{prefix}{key}.")

"""The catalogue: what is said, by key, in each language.

A sentence whose words depend on a number is a table with the language's plural forms (Unicode CLDR), and `by` for the place that decides:

    [E133]
    problem = { by = "count", one = "{count} person …", other = "{count} persons …" }

A place may name such a table after a colon, so that one sentence can hold several numbers: "{rows:count.rows} in {files:count.files}".
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from tsi_eval.language.numbers import plural

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"
BY, COUNT = "by", "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The same words in both languages, as a pilot's files give them."""

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the words in one language."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by its key, and what fills its places; said in a language only when shown.

    Attributes:
        key: Where the sentence stands in the catalogue.
        params: Words, whole numbers, texts or further messages.
    """

    key: str
    params: Mapping[str, str | int | Text | Message] = field(default_factory=dict)


# What is told of progress.
Tell = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Plural:
    """A sentence in the plural forms of its language.

    Attributes:
        by: The place whose number decides.
        forms: Name of the form, such as "one", and the sentence.
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
    sentence, words = sentences(language)[message.key], _Words(message.params, language)
    if isinstance(sentence, Plural):
        sentence = sentence.said_of(words[sentence.by], language)
    return sentence.format_map(words)


def has_sentence(key: str) -> bool:
    """Tell whether the catalogue holds a key."""
    return key in sentences(DEFAULT_LANGUAGE)


def keys(language: str) -> frozenset[str]:
    """Return all keys of one language."""
    return frozenset(sentences(language))


class _Word(str):
    """What fills a place; `{name:key}` says it by a plural sentence of the catalogue, whose own place is called count."""

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


@cache
def sentences(language: str) -> Mapping[str, Sentence]:
    """Return the whole catalogue of one language."""
    found: dict[str, Sentence] = {}
    for name in (f"{language}_errors.toml", f"{language}_report.toml"):
        text = files(__package__).joinpath(name).read_text(encoding="utf-8")
        found.update(_flat(tomllib.loads(text), ""))
    return found


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Sentence]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        elif BY in value:
            yield prefix + key, Plural(value[BY], {name: text for name, text in value.items() if name != BY})
        else:
            yield from _flat(value, f"{prefix}{key}.")

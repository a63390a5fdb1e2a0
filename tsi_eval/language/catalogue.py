"""The catalogue: what is said, by key, in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"


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


def say(message: Message, language: str = DEFAULT_LANGUAGE) -> str:
    """Return the message's sentence in one language.

    Raises:
        KeyError: When the key or one of its places is unknown; that is a fault in the package.
    """
    return _sentences(language)[message.key].format_map(_Words(message.params, language))


def has_sentence(key: str) -> bool:
    """Tell whether the catalogue holds a key."""
    return key in _sentences(DEFAULT_LANGUAGE)


def keys(language: str) -> frozenset[str]:
    """Return all keys of one language."""
    return frozenset(_sentences(language))


class _Words(Mapping[str, str]):
    """A message's params, each said in one language when its place is reached."""

    def __init__(self, params: Mapping[str, str | int | Text | Message], language: str) -> None:
        self._params, self._language = params, language

    def __getitem__(self, name: str) -> str:
        return _word(self._params[name], self._language)

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
def _sentences(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in (f"{language}_errors.toml", f"{language}_report.toml"):
        text = files(__package__).joinpath(name).read_text(encoding="utf-8")
        found.update(_flat(tomllib.loads(text), ""))
    return found


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")

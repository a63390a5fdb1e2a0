"""Sentences that are no part of the package: those of a design that somebody else wrote.

They are said like all others, by their keys, as long as the block runs that brought them. They go
with what was found, as values, so that the process that writes a report needs none of the code that
they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsi_eval.language.catalogue import Text

_NONE: Mapping[str, Text] = MappingProxyType({})
_own: ContextVar[Mapping[str, Text]] = ContextVar("_own", default=_NONE)


@contextmanager
def with_own(words: Mapping[str, Text]) -> Iterator[None]:
    """While the block runs, these sentences are known too, by their keys."""
    if not words:
        yield
        return
    token = _own.set({**_own.get(), **words})
    try:
        yield
    finally:
        _own.reset(token)


def own_sentence(key: str, language: str) -> str | None:
    """Return a sentence that somebody brought, or None where nobody brought one of this key."""
    words = _own.get().get(key)
    return None if words is None else words.in_language(language)

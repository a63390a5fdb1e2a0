"""Files that a person wrote for a pilot: declarations in TOML, and chapters in Markdown.

They are read as text, whatever lies in their place, and each fault is a coded problem. A folder, a
pipe, or a link out of the pilot's folder is refused before it is opened, since a pipe would be
waited for until somebody wrote to it. A number of hundreds of digits, or lists inside lists inside
lists, is refused too: nobody declares a pilot so, and what reads them next may not end.
"""

from __future__ import annotations

import re
import stat
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tsi_eval.errors import DeclarationError, Problem

LARGEST_FILE = 1_000_000
# A declaration has tables in tables in lists; no key of any of them lies deeper than this.
DEEPEST = 20
# An integer of more digits is outside what any number here may be, and Python refuses to read it
# when it has more than 4300.
LONGEST_NUMBER = 150
_LONG_NUMBER = re.compile(rf"(?:\d_?){{{LONGEST_NUMBER + 1}}}")
# Python reads TOML by functions that call each other, so that a deep list ends in this error.
_UNREADABLE = (tomllib.TOMLDecodeError, RecursionError)


def text_in(path: Path, name: str = "", *, folder: Path | None = None) -> str:
    """Return what a file says.

    Args:
        path: The file.
        name: What a message calls it, such as "texts/sv/background.md"; unless given, its name.
        folder: The folder that it must lie in, also where a link leads to it; unless given, its
            own.

    Raises:
        DeclarationError: It is no file, or lies elsewhere (E389), can't be opened (E391), is too
            large (E151), or is not written in UTF-8 (E388).
    """
    name = name or path.name
    try:
        status = path.stat()
        inside = path.resolve().is_relative_to((folder or path.parent).resolve())
        if not stat.S_ISREG(status.st_mode) or not inside:
            raise _refused("E389", name)
        if status.st_size > LARGEST_FILE:
            raise _refused("E151", name)
        content = path.read_bytes()
    except (OSError, RuntimeError):
        # A link that leads to itself is a RuntimeError in Python 3.11.
        raise _refused("E391", name) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused("E388", name, line=str(line)) from None


def toml_in(path: Path, *, anywhere: bool = False) -> dict[str, Any]:
    """Return a file's content as plain values, whose words are written as rows have them.

    An å that a Mac writes as an a and a ring is one sign.

    Args:
        path: The file.
        anywhere: Whether a link may lead out of its folder.

    Raises:
        DeclarationError: As `text_in`; or it is no TOML (E152), or holds a number of too many
            digits or lists too deep in each other (E390), or a key in two spellings of an å (E359).
    """
    text = text_in(path, folder=Path(path.anchor or "/") if anywhere else path.parent)
    if (long := _LONG_NUMBER.search(_without_words(text))) is not None:
        raise _refused("E390", path.name, line=str(text.count("\n", 0, long.start()) + 1))
    try:
        plain: dict[str, Any] = tomllib.loads(text)
        too_deep = _is_deeper(plain, DEEPEST)
    except _UNREADABLE as error:
        line = re.search(r"line (\d+)", str(error))
        code = "E390" if isinstance(error, RecursionError) else "E152"
        raise _refused(code, path.name, line=line[1] if line else "?") from None
    if too_deep:
        raise _refused("E390", path.name, line="?")
    composed: dict[str, Any] = _composed(plain, path.name)
    return composed


def _refused(code: str, file: str, **params: str) -> DeclarationError:
    return DeclarationError(Problem(code=code, params={"file": file, **params}))


def _without_words(text: str) -> str:
    """Return a text with its quoted words blanked: a long number inside them is a word."""
    return re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*", lambda words: " " * len(words[0]), text)


def _is_deeper(value: object, levels: int) -> bool:
    """Tell whether lists and tables lie inside each other in more than so many levels."""
    return bool(parts := list(_parts(value))) and (levels == 0 or any(_is_deeper(part, levels - 1) for part in parts))


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _composed(raw: Any, file: str, key: str = "") -> Any:
    """Return plain values whose letters are one sign each.

    Raises:
        DeclarationError: Two keys become one, so that the last would win in silence (E359).
    """
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw)
    if isinstance(raw, list):
        return [_composed(item, file, key) for item in raw]
    if not isinstance(raw, dict):
        return raw
    composed: dict[str, Any] = {}
    for name, item in raw.items():
        word = unicodedata.normalize("NFC", name)
        if word in composed:
            raise _refused("E359", file, key=key or file, word=word)
        composed[word] = _composed(item, file, f"{key}.{word}".lstrip("."))
    return composed

"""What stands in a text as base64 or as hexadecimal digits: pictures, fonts, whole files.

Worked example. `<img src="data:image/svg+xml;base64,PHN2Zz4…">` gives the bytes `<svg>…`. A long
word such as "Socialförvaltningen" could be base64 too; what it gives reads as nothing, and is left
out.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache

from tsi_eval.protect.scanning.decoding import is_utf8
from tsi_eval.protect.scanning.kinds import kind_of

_SIGN = "[A-Za-z0-9+/_-]"
# A break of a line may stand as itself, or as JSON writes it.
_BREAK = r"(?:\\n|\\r|\r?\n|%0A)"
_RUN = re.compile(rf"{_SIGN}{{12,}}+(?:(?<={_SIGN}{{60}})(?:{_BREAK}{_SIGN}{{60,}}+)*(?:{_BREAK}{_SIGN}+)?)?={{0,2}}")
_SHORT_RUN = re.compile(rf"(?<=base64,){_SIGN}{{8,11}}={{0,2}}(?!{_SIGN})")
_BETWEEN = re.compile(rf"{_BREAK}|[+/_=-]")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){10,}")
_HASHES = (32, 40, 56, 64, 96, 128)
_SAMPLE = 500
_MOSTLY = 0.9
_ASCII = bytes(range(32, 127))
_LETTERS = _ASCII + b"\t\r\n\0" + bytes(range(160, 256))


def embedded(text: str) -> tuple[str, list[bytes], list[str]]:
    """Return a text without files in base64 and hashes, what its runs stand for, and the hashes.

    Only what may be read is kept: a file of a known kind, or bytes that are mostly letters.
    """
    packed: list[bytes] = []
    hashes: list[str] = []

    def left(match: re.Match[str]) -> str:
        rest, contents, digits = _taken(match[0])
        packed.extend(contents)
        hashes.extend(digits)
        return rest

    if "base64," in text:
        text = _SHORT_RUN.sub(left, text)
    return _RUN.sub(left, text), packed, hashes


# Most long words of a page stand in it many times.
@lru_cache(maxsize=20_000)
def _taken(run: str) -> tuple[str, tuple[bytes, ...], tuple[str, ...]]:
    """Return what is left of a run in its text, what it stands for, and the hashes in it."""
    rest, hashes, content = run, [], _from_base64(run)
    contents = [content]
    for digits in _digits_in(run):
        contents.append(bytes.fromhex(digits))
        if len(digits) in _HASHES:
            hashes.append(digits.lower())
            rest = rest.replace(digits, " ")
    rest = rest if kind_of(content) is None else _last_line(run)
    return rest, tuple(item for item in contents if _is_readable(item)), tuple(hashes)


def _digits_in(run: str) -> Iterator[str]:
    return (part for part in _BETWEEN.split(run) if _HEX.fullmatch(part))


def _last_line(run: str) -> str:
    """Return the last of several lines, which may be a word that follows; else a space."""
    lines = re.split(_BREAK, run)
    return lines[-1] if len(lines) > 1 else " "


def _from_base64(run: str) -> bytes:
    bare = re.sub(_BREAK, "", run) if "\n" in run or "\\" in run or "%" in run else run
    bare = bare.rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        bare = bare[:-1]
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""


def _is_readable(content: bytes) -> bool:
    return kind_of(content) is not None or _is_text(content)


def _is_text(content: bytes) -> bool:
    """Tell whether bytes are mostly letters, in an encoding of one or two bytes a letter."""
    sample = content[:_SAMPLE]
    # Letters of several bytes: what is no text is no UTF-8 either.
    sample = sample.decode("utf-8", errors="ignore").encode("cp1252", errors="replace") if is_utf8(sample) else sample
    others = len(sample.translate(None, _LETTERS))
    ascii_signs = len(sample) - len(sample.translate(None, _ASCII))
    return bool(sample) and others <= (1 - _MOSTLY) * len(sample) and ascii_signs * 3 >= len(sample)

"""What stands in a text as base64 or as hexadecimal digits: pictures, fonts, whole files.

Worked example. `<img src="data:image/svg+xml;base64,PHN2Zz4…">` gives the bytes `<svg>…`. A long
word such as "Socialförvaltningen" could be base64 too; what it gives reads as nothing, and is left
out.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator

from tsi_eval.protect.scanning.kinds import kind_of

_SIGNS = r"[A-Za-z0-9+/_-]"
# A break of a line may stand as itself, or as JSON writes it.
_BREAK = r"(?:\\n|\\r|\r?\n|%0A)"
_BASE64 = re.compile(
    rf"(?<=base64,){_SIGNS}{{4,}}={{0,2}}|(?:{_SIGNS}{{60,}}{_BREAK})+{_SIGNS}*={{0,2}}|{_SIGNS}{{16,}}={{0,2}}"
)
_HEX = re.compile(r"(?<![^\W_])(?:[0-9A-Fa-f]{2}){10,}(?![^\W_])")
# What is a word to a reader is left in the text, and longer signs are taken out of it.
_LONGEST_WORD = 120
_MOSTLY = 0.9
_HASHES = (32, 40, 56, 64, 96, 128)


def embedded(text: str) -> tuple[str, list[bytes]]:
    """Return a text without long runs of base64 and hashes, and what its runs stand for.

    Only what may be read is kept: a file of a known kind, or bytes that are mostly letters.
    """
    kept: list[bytes] = []
    rest = _BASE64.sub(lambda run: _left(run, kept, _from_base64), text)
    rest = _HEX.sub(lambda run: _left(run, kept, _from_hex), rest)
    return rest, kept


def hashes_in(text: str) -> Iterator[str]:
    """Yield what is as long as a hash, in small letters."""
    for run in _HEX.finditer(text):
        if len(run[0]) in _HASHES:
            yield run[0].lower()


def _left(run: re.Match[str], kept: list[bytes], decode: Callable[[str], bytes]) -> str:
    content = decode(run[0])
    if _may_be_read(content):
        kept.append(content)
    return " " if len(run[0]) > _LONGEST_WORD or len(run[0]) in _HASHES else run[0]


def _from_base64(run: str) -> bytes:
    bare = re.sub(_BREAK, "", run).rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        bare = bare[:-1]
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""


def _from_hex(run: str) -> bytes:
    return bytes.fromhex(run)


def _may_be_read(content: bytes) -> bool:
    return bool(content) and (kind_of(content) is not None or _is_text(content))


def _is_text(content: bytes) -> bool:
    """Tell whether bytes are mostly letters, in an encoding of one or two bytes a letter."""
    sample = content[:2000]
    letters = sum(32 <= byte < 127 or byte in b"\t\r\n\0" or byte >= 160 for byte in sample)
    ascii_signs = sum(32 <= byte < 127 for byte in sample)
    return letters >= _MOSTLY * len(sample) and ascii_signs * 3 >= len(sample)

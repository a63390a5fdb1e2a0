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

_SIGN = "[A-Za-z0-9+/_-]"
# A break of a line may stand as itself, or as JSON writes it.
_BREAK = r"(?:\\n|\\r|\r?\n|%0A)"
_BASE64 = re.compile(
    rf"(?<!{_SIGN})(?:(?<=base64,){_SIGN}{{8,}}|{_SIGN}{{60,}}(?:{_BREAK}{_SIGN}{{60,}})*(?:{_BREAK}{_SIGN}+)?|{_SIGN}{{16,}})={{0,2}}"
)
_HEX = re.compile(r"(?<![^\W_])(?:[0-9A-Fa-f]{2}){10,}(?![^\W_])")
_MOSTLY = 0.9
_HASHES = (32, 40, 56, 64, 96, 128)


def embedded(text: str) -> tuple[str, list[bytes]]:
    """Return a text without its files in base64 and its hashes, and what its runs stand for.

    Only what may be read is kept: a file of a known kind, or bytes that are mostly letters.
    """
    kept: list[bytes] = []
    rest = _BASE64.sub(lambda run: _left(run[0], kept, _from_base64), text)
    return _HEX.sub(lambda run: _left(run[0], kept, bytes.fromhex), rest), kept


def hashes_in(text: str) -> Iterator[str]:
    """Yield what is as long as a hash, in small letters."""
    for run in _HEX.finditer(text):
        if len(run[0]) in _HASHES:
            yield run[0].lower()


def _left(run: str, kept: list[bytes], decode: Callable[[str], bytes]) -> str:
    """Return what is left of a run in its text; keep what it stands for, if it can be read."""
    content = decode(run)
    is_file = kind_of(content) is not None
    if is_file or _is_text(content):
        kept.append(content)
    if is_file:
        # The last line may be a word that follows.
        lines = re.split(_BREAK, run)
        return lines[-1] if len(lines) > 1 else " "
    return " " if len(run) in _HASHES and decode is bytes.fromhex else run


def _from_base64(run: str) -> bytes:
    bare = re.sub(_BREAK, "", run).rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        bare = bare[:-1]
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""


def _is_text(content: bytes) -> bool:
    """Tell whether bytes are mostly letters, in an encoding of one or two bytes a letter."""
    sample = content[:2000]
    if not sample:
        return False
    letters = sum(32 <= byte < 127 or byte in b"\t\r\n\0" or byte >= 160 for byte in sample)
    ascii_signs = sum(32 <= byte < 127 for byte in sample)
    return letters >= _MOSTLY * len(sample) and ascii_signs * 3 >= len(sample)

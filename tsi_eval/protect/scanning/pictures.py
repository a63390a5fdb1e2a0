"""What a picture says beside its points: the texts of a PNG, and what follows its end.

What is drawn is not read: letters that are points stay unfound.

Worked example. A PNG of matplotlib has the chunks IHDR, tEXt ("Software", and "Title" where one
was given), IDAT and IEND. Its texts are one part; IDAT is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.protect.scanning.archives import inflated
from tsi_eval.protect.scanning.limits import Budget, NotLookedInto
from tsi_eval.protect.scanning.part import Part, Step

PNG = b"\x89PNG\r\n\x1a\n"
_HEAD, _CHECK = 8, 4
_POINTS = frozenset((b"IDAT", b"fdAT", b"PLTE", b"tRNS"))
_ITXT_FLAGS = 2


def png_parts(content: bytes, budget: Budget) -> Iterator[Part]:
    """Yield the texts of a PNG, and all that is no picture.

    Raises:
        NotLookedInto: It is damaged ("damaged"), or a text in it grows ("grows").
    """
    at = len(PNG)
    kind = b""
    while kind != b"IEND":
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + _HEAD]
        end = at + _HEAD + size
        if len(kind) < _CHECK or end > len(content):
            raise NotLookedInto("damaged")
        if kind not in _POINTS:
            yield Part(Step("about"), _text(kind, content[at + _HEAD : end], budget))
        at = end + _CHECK
    yield Part(Step("past_end"), content[at:])


def _text(kind: bytes, chunk: bytes, budget: Budget) -> bytes:
    """Return a chunk with its text unpacked."""
    name, _, rest = chunk.partition(b"\0")
    if kind in {b"zTXt", b"iCCP"}:
        return name + b"\n" + inflated(rest[1:], budget)
    if kind == b"iTXt" and rest[:1] == b"\1":
        language, _, rest = rest[_ITXT_FLAGS:].partition(b"\0")
        key, _, packed = rest.partition(b"\0")
        return b"\n".join((name, language, key, inflated(packed, budget)))
    return chunk.replace(b"\0", b"\n")

"""How much is unpacked of one file, so that a small file can't fill the memory.

Worked example. A gzip file of 150 kB holds 150 MB of zeros. What is packed may be a hundred times
as large as it was, and a megabyte more: after 16 MB the reader stops, and the file counts as one
that was not looked into ("grows"). Nothing of it is written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Bytes of a file, and of all that is unpacked of it.
LARGEST_FILE = 200_000_000
LARGEST_WHOLE = 300_000_000
MOST_PARTS = 20_000
# Packed in packed in packed: no report and no document of an office lies deeper.
DEEPEST = 8
_RATIO = 100
_SMALL = 1_000_000


class NotLookedInto(Exception):
    """A part of a file could not be looked into.

    Attributes:
        why: The key of the reason, `scan.why.<why>`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one file.

    Attributes:
        size: In bytes.
        parts: Their number.
    """

    size: int = LARGEST_WHOLE
    parts: int = MOST_PARTS

    def take(self, size: int, *, deep: int = 0) -> None:
        """Count one part of so many bytes, which lies so deep.

        Raises:
            NotLookedInto: There are too many parts, or they are too large ("large"); or it lies too
                deep ("deep").
        """
        if deep > DEEPEST:
            raise NotLookedInto("deep")
        self.size -= size
        self.parts -= 1
        if self.size < 0 or self.parts < 0:
            raise NotLookedInto("large")

    def unpacked(self, packed: int, unpack: Callable[[int], bytes]) -> bytes:
        """Return what is unpacked, unless it grows too much.

        Args:
            packed: The size of what is packed, in bytes.
            unpack: Returns at most so many bytes as it is given.

        Raises:
            NotLookedInto: It grows by more than a hundred times ("grows").
        """
        most = min(packed * _RATIO + _SMALL, max(self.size, 0))
        content = unpack(most + 1)
        if len(content) > most:
            raise NotLookedInto("grows")
        return content

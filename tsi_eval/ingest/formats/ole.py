"""The streams inside a compound file, which is what Excel 97-2003 (xls) keeps its workbook in.

A compound file is a small file system of sectors. Its first sector says where the table of sectors
(FAT) lies, in which each sector names the next. A directory names the streams. Streams of fewer
than 4096 bytes lie in small sectors of their own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from tsi_eval.ingest.formats.grid import UnreadableError

_ENTRY = 128
_HEADER = 512
_SMALL_SECTOR = 64
_LAST = 0xFFFFFFFA


class Compound:
    """A compound file, and its streams by name."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        self._sector = 1 << self._short(30)
        self._fat = self._table()
        directory = self._chain(self._long(48))
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
        self._streams = {_name(entry): struct.unpack_from("<II", entry, 116) for entry in entries if entry[66]}
        self._small_fat = struct.unpack(f"<{self._long(64) * self._sector // 4}I", self._chain(self._long(60)))
        root = next((entry for entry in entries if entry[66] == 5), b"")  # noqa: PLR2004  the root's kind
        self._small = self._chain(struct.unpack_from("<I", root, 116)[0]) if root else b""

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes."""
        start, size = self._streams[name]
        if size >= self._long(56):
            return self._chain(start)[:size]
        places = self._walk(start, self._small_fat)
        return b"".join(self._small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in places)[:size]

    def _short(self, at: int) -> int:
        return int(struct.unpack_from("<H", self._content, at)[0])

    def _long(self, at: int) -> int:
        return int(struct.unpack_from("<I", self._content, at)[0])

    def _table(self) -> tuple[int, ...]:
        """Return the table of sectors, whose own sectors are listed in the header and beyond."""
        places = list(struct.unpack_from("<109I", self._content, 76))
        further, count = self._long(68), self._long(72)
        for _ in range(min(count, len(self._content) // self._sector)):
            *more, further = struct.unpack(f"<{self._sector // 4}I", self._at(further))
            places += more
        content = b"".join(self._at(place) for place in places if place < _LAST)
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _at(self, sector: int) -> bytes:
        start = _HEADER + sector * self._sector if self._sector == _HEADER else (sector + 1) * self._sector
        return self._content[start : start + self._sector]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._at, self._walk(start, self._fat)))

    @staticmethod
    def _walk(start: int, table: tuple[int, ...]) -> Iterator[int]:
        """Yield the sectors of a stream; a damaged table that leads in a circle is refused."""
        steps = 0
        while start < _LAST:
            yield start
            start = table[start]
            steps += 1
            if steps > len(table):
                raise UnreadableError("E108")


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")

"""The parts of a zipped workbook, and reading their XML as a stream.

No part is read whole into memory, and what an XML file may do beside holding data (entities that
grow, or that fetch files) is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from tsi_eval.ingest.formats.grid import UnreadableError

_PIECE = 1 << 18
_ENCRYPTED = 0x1
Attributes = dict[str, str]


class Archive:
    """A zipped file's parts, by name. How a name is written, in small or large letters, is free."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower().lstrip("/"): name for name in archive.namelist()}

    def __contains__(self, name: str) -> bool:
        return name.lower().lstrip("/") in self._names

    def named(self, start: str, end: str = ".xml") -> list[str]:
        """Return the names that begin and end so, in order."""
        return sorted(name for key, name in self._names.items() if key.startswith(start) and key.endswith(end))

    def content(self, name: str) -> bytes:
        """Return a part whole; only for those that are small or binary."""
        return self._archive.read(self._names[name.lower().lstrip("/")])

    def parse(
        self,
        name: str,
        start: Callable[[str, Attributes], object] | None = None,
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        """Read a part's XML from beginning to end; elements are named "namespace name".

        Raises:
            UnreadableError: The part is not there or no XML (E108), or declares entities (E114).
        """
        if name not in self:
            raise UnreadableError("E108")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = text
        with self._archive.open(self._names[name.lower().lstrip("/")]) as stream:
            while piece := stream.read(_PIECE):
                parser.Parse(piece, False)  # noqa: FBT003  expat's own way
            parser.Parse(b"", True)  # noqa: FBT003


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a zipped workbook.

    Raises:
        UnreadableError: It is damaged (E108), or has a password (E109).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if any(item.flag_bits & _ENCRYPTED for item in archive.infolist()):
                raise UnreadableError("E109")
            yield Archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, expat.ExpatError):
        raise UnreadableError("E108") from None
    except (KeyError, ValueError, IndexError, OverflowError):
        # A part names another that is not there, or a number is none.
        raise UnreadableError("E108") from None


def targets(archive: Archive, part: str, folder: str) -> dict[str, dict[str, str]]:
    """Return the parts that a part refers to: kind → id → name."""
    found: dict[str, dict[str, str]] = {}

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"]
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(attributes["Type"].rpartition("/")[2], {})[attributes["Id"]] = whole

    archive.parse(part, start)
    return found


def texts_of(archive: Archive, names: list[str], element: str = "t") -> list[str]:
    """Return the text of every element of this name in some parts, such as comments."""
    found: list[str] = []
    inside = False

    def start(name: str, _: Attributes) -> None:
        nonlocal inside
        if local(name) == element:
            inside = True
            found.append("")

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and local(name) != element

    def text(data: str) -> None:
        if inside:
            found[-1] += data

    for name in names:
        archive.parse(name, start, end, text)
    return found


def local(name: str) -> str:
    """Return an element's name without its namespace."""
    return name.rpartition(" ")[2]


def _refuse_entities(*_: object) -> NoReturn:
    raise UnreadableError("E114")

"""What programs and systems leave in a folder, and nobody put there.

A name alone says little: a table may be called "._children.csv" or lie in a folder ".git". So what
a file is named is believed only where the rest of it agrees, and any other file is accounted for.
"""

from __future__ import annotations

from pathlib import Path

from tsi_eval.ingest.formats import FORMATS

_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
# What Excel, Word and LibreOffice write beside a file that is open: who has it open.
_LOCKS, _LARGEST_LOCK = ("~$", ".~lock."), 1_000
# What a Mac writes beside a file on a disk that is not its own begins so.
_BESIDE, _APPLE_DOUBLE = "._", b"\x00\x05\x16\x07"
_FOLDERS = frozenset({"__pycache__", ".git"})
# Jupyter keeps a copy of each file that is opened in it.
_COPIES, _COPY = ".ipynb_checkpoints", "-checkpoint"


def left_by_a_system(path: Path, folder: Path) -> bool:
    """Tell whether a program or a system left a file in a folder, and nobody has to account for it.

    That is a file that says who has another one open (at most 1 000 bytes), what a Mac writes
    beside a file, an index of pictures, a copy that Jupyter keeps, and what Python and Git keep in
    folders of theirs, unless it is named as data are.

    Args:
        path: The file. It is opened only if it is a regular file whose name begins with "._".
        folder: The pilot's folder.
    """
    name, kinds = path.name, {*path.relative_to(folder).parts[:-1]}
    if name.lower() in _NAMES:
        return True
    if name.startswith(_LOCKS):
        return _is_file(path) and path.stat().st_size <= _LARGEST_LOCK
    if name.startswith(_BESIDE):
        return _is_file(path) and _begins(path, _APPLE_DOUBLE)
    if _COPIES in kinds and path.stem.endswith(_COPY):
        return True
    return bool(kinds & {*_FOLDERS, _COPIES}) and path.suffix.lower() not in FORMATS


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _begins(path: Path, start: bytes) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(start)) == start
    except OSError:
        return False

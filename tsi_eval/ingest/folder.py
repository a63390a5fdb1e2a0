"""Every file in a pilot's folder is accounted for, in subfolders too.

A file is the package's own, is read by a source, is declared to be no data with its reason
(`[[not_data]]` in `sources.toml`), or is refused. A file that was left out in silence might be the
next term's measurements.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePosixPath

from tsi_eval.errors import Problem, in_signs
from tsi_eval.identifiers import has_identifier
from tsi_eval.ingest.files import files_named, matching, names_files, stays_inside
from tsi_eval.ingest.left_by_systems import left_by_a_system
from tsi_eval.ingest.patterns import takes_in_any_data
from tsi_eval.language import LANGUAGES, Message, say
from tsi_eval.pilot.declaration import NotData, Pilot

_OWN = frozenset({"pilot.toml", "sources.toml", "questions.toml", "prices.toml", "SOURCE.md"})
_OWN_PATTERNS = ("*.ipynb", "notebooks/*.ipynb", "designs/*.py", "texts/*/*.md")


def folder_problems(pilot: Pilot) -> Iterator[Problem]:
    """Yield what is wrong with the files in a pilot's folder that is not wrong with their content.

    That is a name that holds an identity number (E329), a pattern of what is no data that says too
    little (E330) or takes in what is read (E331), and what nobody declared (E167, E328).
    """
    folder = pilot.folder
    read = {source.id: _names_in(folder, files_named(folder, source.files)) for source in pilot.sources}
    known = set(chain.from_iterable(read.values()))
    for pattern in chain.from_iterable(entry.files for entry in pilot.not_data):
        if _says_which(folder, pattern):
            names = _names_in(folder, matching(folder, pattern))
            yield from chain.from_iterable(_read_all_the_same(name, read) for name in sorted(names))
            known |= names
        else:
            yield Problem(code="E330", params={"pattern": pattern, "key": "not_data.files"})
    unread = []
    for path in _all_files(folder):
        name = name_in(folder, path)
        if has_identifier(name):
            yield Problem(code="E329", params={"folder": _safe_folder(name)})
        if name not in known and not is_own(name):
            unread.append((name, path))
    yield from _unread(unread, known, folder)


def declared_reasons(pilot: Pilot) -> Mapping[str, NotData]:
    """Return the files that are declared to be no data, and the entry that says so."""
    return {
        name_in(pilot.folder, path): entry
        for entry in pilot.not_data
        for pattern in entry.files
        if _says_which(pilot.folder, pattern)
        for path in matching(pilot.folder, pattern)
        if path.is_file()
    }


def _read_all_the_same(name: str, read: Mapping[str, set[str]]) -> Iterator[Problem]:
    for source, names in read.items():
        if name in names:
            yield Problem(code="E331", params={"file": name, "source": source})


def _says_which(folder: Path, pattern: str) -> bool:
    """Tell whether a pattern says which files are no data.

    Neither does a folder's name, nor one that would take in a file of data whatever it is called.
    """
    if not stays_inside(pattern) or not names_files(pattern):
        return False
    return not takes_in_any_data(pattern) and not (folder / pattern).is_dir()


def _all_files(folder: Path) -> Iterator[Path]:
    """Yield all that is no folder in a folder; links are not followed."""
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in links)
        every = (Path(place) / name for name in sorted([*files, *links]))
        yield from (path for path in every if not left_by_a_system(path, folder))


def is_own(name: str) -> bool:
    """Tell whether a file is the package's: a declaration, a chapter, a notebook, a design."""
    path = PurePosixPath(name)
    read_me = {say(Message("new_pilot.read_me"), language) for language in LANGUAGES}
    if len(path.parts) == 1 and name in _OWN | read_me:
        return True
    # A pattern with a folder matches from the right; only one as deep as the name is meant.
    return any(path.match(own) and len(path.parts) == len(PurePosixPath(own).parts) for own in _OWN_PATTERNS)


def _unread(unread: list[tuple[str, Path]], known: set[str], folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file that nobody declared; those of a subfolder are said as one."""
    groups: defaultdict[str, list[tuple[str, Path]]] = defaultdict(list)
    for name, path in unread:
        groups[_pattern_of(name, known)].append((name, path))
    for pattern, items in groups.items():
        several = len(items) > 1
        for name, path in items[:1] if several else items:
            opened = _is_inside(path, folder)
            yield Problem(code="E167" if opened else "E328", params={"file": pattern if several else name})


def _pattern_of(name: str, known: set[str]) -> str:
    """Return the pattern that a subfolder's files of one format share, if it takes in nothing else.

    Files at the top stand for themselves.
    """
    path = PurePosixPath(name)
    pattern = f"{path.parent}/*{path.suffix}"
    if len(path.parts) == 1 or not path.suffix or any(PurePosixPath(other).match(pattern) for other in known):
        return name
    return pattern


def _is_inside(path: Path, folder: Path) -> bool:
    """Tell whether something is a regular file of the folder, and no link out of it or device."""
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _safe_folder(name: str) -> str:
    """Return the folder of a file whose name can't be said."""
    parent = str(PurePosixPath(name).parent)
    return "–" if parent == "." or has_identifier(parent) else parent


def _names_in(folder: Path, paths: Iterable[Path]) -> set[str]:
    return {name_in(folder, path) for path in paths}


def name_in(folder: Path, path: Path) -> str:
    """Return a file's name inside the folder, as rows and declarations write names."""
    return unicodedata.normalize("NFC", in_signs(path.relative_to(folder).as_posix()))

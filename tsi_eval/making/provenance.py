"""What a report is made from, and whether the one that lies there is made from the same.

Beside its other files, a report has `provenance.json`. It holds the report's origin, and the hash
of each other file. A report is not made again if its origin is the same and its files are as they
were written. The origin is what can change a byte of it:

- the released values, and the hashes of the files and declarations that they come from;
- the notebook, the project's own notebooks, the language, the formats;
- all files of this package, Python's version, the versions of the packages that are asked for, and
  the lock that they should come from.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from tsi_eval.errors import Problem, UsageError
from tsi_eval.making.own_notebooks import hashes_of
from tsi_eval.project import Project
from tsi_eval.report.own.studies import OwnNotebook
from tsi_eval.report.render import Files

PROVENANCE = "provenance.json"
T = TypeVar("T")


def origin_of(
    released: str,
    notebook: str,
    language: str,
    formats: tuple[str, ...],
    project: Project,
    identity: str = "",
    own: Sequence[OwnNotebook] = (),
) -> dict[str, Any]:
    """Return what a report is made from: everything that can change one of its bytes.

    Args:
        released: The text of `released.json`.
        notebook: The notebook's text.
        language: The report's language.
        formats: Names of the formats.
        project: Where it is made.
        identity: What the register knows it by.
        own: The project's own notebooks, in their order.
    """
    values = json.loads(released)
    cover = {name: values["cover"][name] for name in ("pilot", "policy", "report_date", "status")}
    return {
        **values["provenance"],
        **cover,
        "data_kind": values["cover"]["data"],
        "identity": identity,
        "language": language,
        "formats": sorted(formats),
        "released_sha256": _sha256(released.encode()),
        "notebook_sha256": _sha256(notebook.encode()),
        **({"own_notebooks_sha256": hashes_of(own)} if own else {}),
        "package_sha256": package_sha256(),
        "environment_sha256": _environment(project.root),
    }


def is_made(final: Path, origin: Mapping[str, Any]) -> bool:
    """Tell whether a folder holds the report of this origin, as it was written."""
    try:
        made = json.loads((final / PROVENANCE).read_text(encoding="utf-8"))
        outputs = made.pop("outputs_sha256")
        return bool(made == origin and outputs and outputs == hashes(final))
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return False


def read_made(project: Project, folder: Path, name: str, parse: Callable[[str], T]) -> T:
    """Return a file of a report, parsed.

    Raises:
        UsageError: The folder holds no such file, or it can't be parsed (E196).
    """
    try:
        return parse((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UsageError(Problem(code="E196", params={"name": project.shown(folder), "file": name})) from None


def read_provenance(project: Project, folder: Path) -> dict[str, Any]:
    """Return what a report was made from, and the hash of each of its files.

    Raises:
        UsageError: The folder does not say it (E196).
    """
    return read_made(project, folder, PROVENANCE, _provenance)


def _provenance(text: str) -> dict[str, Any]:
    made = json.loads(text)
    if not (isinstance(made, dict) and {"pilot", "language", "outputs_sha256"} <= made.keys()):
        raise ValueError
    return made


def write(folder: Path, made: Files, origin: Mapping[str, Any]) -> None:
    """Write a report's files, and what they come from."""
    for name, content in made.items():
        (folder / name).write_bytes(content)
    provenance = {**origin, "outputs_sha256": hashes(folder)}
    text = json.dumps(provenance, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / PROVENANCE).write_text(text, encoding="utf-8", newline="\n")


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a report but the one that holds the hashes."""
    return {path.name: _sha256(path.read_bytes()) for path in sorted(folder.iterdir()) if path.name != PROVENANCE}


@cache
def package_sha256() -> str:
    """Return one hash of everything in this package that can change a report: all of its files."""
    root = Path(str(files("tsi_eval")))
    kept = [path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    lines = [f"{path.relative_to(root).as_posix()} {_sha256(path.read_bytes())}" for path in sorted(kept)]
    return _sha256("\n".join(lines).encode())


@cache
def _environment(root: Path) -> str:
    """Return one hash of what the package runs on.

    That is Python's version, the versions of the packages that tsi_eval asks for, and the lock that
    they should come from.
    """
    requirements = [line for line in metadata.requires("tsi_eval") or () if "extra ==" not in line]
    names = sorted(re.split(r"[^\w-]", line)[0] for line in requirements)
    versions = [f"{name} {metadata.version(name)}" for name in names]
    lock = root / "requirements.lock"
    locked = _sha256(lock.read_bytes()) if lock.is_file() else ""
    return _sha256("\n".join([f"python {sys.version_info[:3]}", *versions, locked]).encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

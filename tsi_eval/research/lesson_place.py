"""In which project a notebook runs: the one that is given, or the nearest that can be found.

Whoever runs `papermill /work/notebooks/participation.ipynb out.ipynb` may stand in any folder, and
the notebook's cells run where he stands. So a project is looked for in this order, each time
upwards:

1. from the folder that he stands in;
2. from the notebook's own folder: Jupyter's server names the notebook in the environment, and
   papermill's command line, that of the process which started the kernel, has it as its first word
   that ends in `.ipynb`;
3. from the folder of this package, which lies in a project when it was installed from there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tsi_eval.errors import Problem, UsageError
from tsi_eval.project import Project, find_project

# Jupyter's server gives a kernel the path of its notebook under this name.
_SESSION = "JPY_SESSION_NAME"
_ENDING = ".ipynb"


def project_of(given: str) -> Project:
    """Return the project that a notebook runs in.

    Args:
        given: Its folder or one inside it, or "" to look for it.

    Raises:
        UsageError: There is none there, or none was found (E478).
    """
    folders = iter([Path(given).expanduser().absolute()]) if given else _folders()
    for folder in folders:
        try:
            return find_project(folder)
        except UsageError:
            continue
    raise UsageError(Problem(code="E478", params={"folder": given or str(Path.cwd())}))


def _folders() -> Iterator[Path]:
    """Yield where a project is looked for, in order."""
    yield Path.cwd()
    if session := os.environ.get(_SESSION, ""):
        yield Path(session).absolute().parent
    yield from (notebook.parent for notebook in _started_with())
    yield Path(__file__).resolve().parent


def _started_with() -> Iterator[Path]:
    """Yield the notebook that this kernel's own starter was asked to run."""
    try:
        import psutil  # noqa: PLC0415  comes with ipykernel, and only kernels are started by others

        starter = psutil.Process(os.getppid())
        words, folder = starter.cmdline(), Path(starter.cwd())
    except (ImportError, OSError, psutil.Error):
        return
    yield from (folder / word for word in words[:1_000] if word.endswith(_ENDING))

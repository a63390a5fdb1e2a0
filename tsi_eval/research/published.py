"""Published data by which the notebooks show a method: small files, and pilots of the project."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem, UsageError
from tsi_eval.project import Project, check_name

if TYPE_CHECKING:
    import pandas as pd


def published(name: str, project: Project) -> pd.DataFrame:
    """Return published data as a frame.

    Args:
        name: The name of a file in `published/`, whose sources stand in its README; or of a pilot
            whose data are public and lie in one file of its name.
        project: Where that pilot lies.

    Raises:
        UsageError: There are no such data (E481).
    """
    import pandas as pd  # noqa: PLC0415  the notebooks' other texts need no pandas

    own = files(__package__) / "published" / f"{check_name(name)}.csv"
    if own.is_file():
        with own.open("rb") as content:
            return pd.read_csv(content)
    path = project.data / name / f"{name}.csv"
    if not path.is_file() or not _is_public(name, project):
        raise UsageError(Problem(code="E481", params={"name": name}))
    return pd.read_csv(path)


def _is_public(name: str, project: Project) -> bool:
    from tsi_eval.pilot.load import load_pilot  # noqa: PLC0415  only pilots' data pay for it

    return load_pilot(project.data / name).data == "public"

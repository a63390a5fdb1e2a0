"""The names of the synthetic pilots, as the files of `pilots/` give them.

Nothing else is imported for it, since the command line lists them whenever it starts.
"""

from __future__ import annotations

from importlib.resources import files

FOLDER = files("tsi_eval").joinpath("simulate", "pilots")
_ENDING = ".toml"


def pilot_names() -> tuple[str, ...]:
    """Return the names of all synthetic pilots, in alphabetical order."""
    found = (file.name for file in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))

"""Every design's examples, gathered by folder: there is no list to keep in step.

A design's test file is `tests/designs/test_<design>.py`. It holds `EXAMPLES`, the design with
options that a pilot could declare, answered on `example_study.STUDY`; and `PLANTED`, the design on
a study in which the answer is known.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from example_study import Planted

from tsi_eval.designs.contract import Design

FOLDER = Path(__file__).parent


@cache
def files_of_designs() -> dict[str, ModuleType]:
    """Return the test files that hold examples: design → module."""
    return {path.stem.removeprefix("test_"): module for path, module in _modules() if hasattr(module, "EXAMPLES")}


def examples() -> dict[str, Design]:
    """Return every example by a name for the test's report, such as "pre_post-3"."""
    return {
        f"{name}-{place}": design
        for name, module in files_of_designs().items()
        for place, design in enumerate(module.EXAMPLES)
    }


def planted() -> dict[str, Planted]:
    """Return every design with a known answer."""
    return {
        f"{name}-{place}": item
        for name, module in files_of_designs().items()
        for place, item in enumerate(getattr(module, "PLANTED", ()))
    }


def _modules() -> Iterator[tuple[Path, ModuleType]]:
    for path in sorted(FOLDER.glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(f"examples_of_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield path, module

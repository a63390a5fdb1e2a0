"""Every design's examples, gathered by folder: there is no list to keep in step.

A design's test file is `tests/designs/test_<design>.py`. The contract reads of it:

- `EXAMPLES`: the design with options that a pilot could declare, among them one that is refused
  and one of so few persons that something has to be hidden;
- `STUDY`: what they are answered on. Most files import the one of `example_study`; a design that
  needs another table makes its own, of which each id begins with `zq_` too;
- `LABELS`: the pilot's words for the ids of such a study, if they are not those of `example_study`;
- `PLANTED`: the design on studies in which the answer is known;
- `DELIVERED`: for a source that only this design's template brings, its id and a function that
  yields rows for it, so that a new pilot of this design can be filled in and read.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType

import example_study
from example_study import Planted

from tsi_eval.designs.contract import Design
from tsi_eval.language import Text
from tsi_eval.study import Study

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A design as a pilot could declare it, and a study to answer it on.

    Attributes:
        design: The design with its options.
        study: The study.
        labels: The pilot's words for the study's ids.
    """

    design: Design
    study: Study = field(repr=False)
    labels: Mapping[str, Text] = field(repr=False)

    @property
    def clusters(self) -> frozenset[str]:
        """The columns of the persons that say what they belong to, and that hold pseudonyms."""
        return frozenset({*self.design.needs.clusters, getattr(self.design, "clusters", "")} - {""})


@cache
def files_of_designs() -> Mapping[str, ModuleType]:
    """Return the test files that hold examples: design → module."""
    return {path.stem.removeprefix("test_"): module for path, module in _modules() if hasattr(module, "EXAMPLES")}


@cache
def examples() -> Mapping[str, Example]:
    """Return every example by a name for the test's report, such as "pre_post-3"."""
    return {
        f"{name}-{place}": Example(
            design=design,
            study=getattr(file, "STUDY", example_study.STUDY),
            labels=getattr(file, "LABELS", example_study.LABELS),
        )
        for name, file in files_of_designs().items()
        for place, design in enumerate(file.EXAMPLES)
    }


def planted() -> dict[str, Planted]:
    """Return every design with a known answer."""
    return {
        f"{name}-{place}": item
        for name, file in files_of_designs().items()
        for place, item in enumerate(getattr(file, "PLANTED", ()))
    }


def _modules() -> Iterator[tuple[Path, ModuleType]]:
    for path in sorted(FOLDER.glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(f"examples_of_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        # A dataclass looks its own module up by name.
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        yield path, module

"""All designs with their options, read from their classes and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generated.rst import table, titled
from tsi_eval.designs import DESIGNS
from tsi_eval.options import Options

INTRO = """
A question in ``questions.toml`` names a design and gives it options: ``options.outcome = "score"``.
In Python they are arguments: ``tsi.designs.PrePost(outcome="score", …).answer(study)``. Options
that mean nothing are refused where the design is made; names that a study doesn't have, when it is
asked.

The names of types: ``Name`` is a text that is not blank, such as that of an outcome, an occasion or
a school; ``NameOrNone`` may be ``""``; ``Level`` and ``Power`` lie between 0 and 1; ``Text`` has a
text in each language, ``{ sv = "…", en = "…" }``; what is ``tuple[…, ...]`` is a list.
"""
ENTRY = re.compile(r"^(\w+): ", re.MULTILINE)
ANNOTATED = re.compile(r"Annotated\[(.+?), .+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option: its name, what may stand there, what stands if it is left out, what it means."""

    name: str
    kind: str
    default: str
    meaning: str


def pages() -> Mapping[str, str]:
    """Return a page a design, and the list of them."""
    made = {f"designs/{design.name}.rst": "\n".join(_page(design)) for design in DESIGNS}
    return {**made, "designs/index.rst": "\n".join(_index())}


def _index() -> Iterator[str]:
    yield from titled("Designs")
    yield INTRO
    rows = ((f":doc:`{design.name}`", *_first(design)) for design in DESIGNS)
    yield from table(("design", "the question", "what to keep in mind"), rows)
    yield from (".. toctree::", "   :hidden:", "", *(f"   {design.name}" for design in DESIGNS), "")


def _first(design: type) -> tuple[str, str]:
    question, _, rest = said(design)[0].partition("\n\n")
    return " ".join(question.split()), " ".join(rest.partition("\n\n")[0].split())


def _page(design: Any) -> Iterator[str]:
    yield from titled(design.name)
    yield from (f".. py:class:: tsi_eval.designs.{design.__name__}", "")
    yield from (f"   {line}".rstrip() for line in said(design)[0].splitlines())
    yield from (
        "",
        f'In ``questions.toml``: ``design = "{design.name}"``. Notebook: ``notebooks/{design.name}.ipynb``.',
        "",
    )
    yield from titled("Options", "-")
    yield from _options(design)
    for record in _records(design):
        yield from titled(f"{record.option}: {record.__name__}", "-")
        yield from (*said(record)[0].splitlines(), "")
        yield from _options(record)
    yield from titled("How it reads the data", "-")
    yield from (inspect.cleandoc(inspect.getmodule(design).__doc__ or ""), "")
    yield from titled("What is refused", "-")
    yield from (inspect.cleandoc(design.contradictions.__doc__ or "Nothing but names that a study doesn't have."), "")


def _options(record: type) -> Iterator[str]:
    rows = ((f"``{one.name}``", one.kind, one.default, one.meaning) for one in options(record))
    yield from table(("option", "may be", "unless given", "what it says"), rows)


def options(record: Any) -> Iterator[Option]:
    """Yield the options of a design, or of a record that one of its options is."""
    meanings, hints = said(record)[1], typing.get_type_hints(record, include_extras=True)
    for field in dataclasses.fields(record):
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        default = "–" if needed else f"``{field.default!r}``"
        kind = _kind(str(field.type), hints[field.name])
        yield Option(name=field.name, kind=kind, default=default, meaning=meanings.get(field.name, ""))


def said(record: type) -> tuple[str, Mapping[str, str]]:
    """Return a docstring without its attributes, and attribute → what it says."""
    text, _, listed = inspect.cleandoc(record.__doc__ or "").partition("\nAttributes:\n")
    parts = ENTRY.split(inspect.cleandoc(listed))[1:]
    return text.strip(), {
        name: " ".join(meaning.split()) for name, meaning in zip(parts[::2], parts[1::2], strict=True)
    }


def _kind(text: str, hint: Any) -> str:
    """Return what may stand there: the values where they are few, else the type's name."""
    bare = ANNOTATED.sub(r"\1", text)
    values = typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else ()
    return ", ".join(f"``{value!r}``" for value in values) or f"``{bare}``"


def _records(design: type) -> Iterator[Any]:
    """Yield the records that options of a design are."""
    for hint in typing.get_type_hints(design).values():
        for part in typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,):
            if isinstance(part, type) and issubclass(part, Options):
                yield part

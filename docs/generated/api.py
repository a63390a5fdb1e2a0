"""What `import tsi_eval as tsi` gives, by its docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import tsi_eval
from generated.rst import table, titled

# Rooms that have pages of their own.
ELSEWHERE = {"designs": "designs/index", "stats": "statistics/index"}


def pages() -> Mapping[str, str]:
    """Return the page of the public names, and one for each room that has no other."""
    rooms = {name: module for name, module in public().items() if inspect.ismodule(module)}
    made = {f"api/{name}.rst": "\n".join(_room(room)) for name, room in rooms.items() if name not in ELSEWHERE}
    return {**made, "api/index.rst": "\n".join(_index(rooms))}


def public() -> Mapping[str, Any]:
    """Return each public name → what it is."""
    return {name: getattr(tsi_eval, name) for name in tsi_eval.__all__}


def _index(rooms: Mapping[str, ModuleType]) -> Iterator[str]:
    yield from titled("The Python package")
    yield from ("``import tsi_eval as tsi`` gives these names, and loads what they need when they are first used.", "")
    yield from table(("name", "what it is"), ((_link(name, thing), _first(thing)) for name, thing in public().items()))
    yield from (".. toctree::", "   :hidden:", "", *(f"   {name}" for name in rooms if name not in ELSEWHERE), "")
    yield from (".. currentmodule:: tsi_eval", "")
    for name, thing in public().items():
        if name not in rooms:
            yield from _documented("tsi_eval", name, thing)


def _room(room: ModuleType) -> Iterator[str]:
    yield from titled(room.__name__.replace("tsi_eval", "tsi"))
    yield from (inspect.cleandoc(room.__doc__ or ""), "")
    for name in room.__all__:
        yield from _documented(room.__name__, name, getattr(room, name))


def _documented(module: str, name: str, thing: Any) -> Iterator[str]:
    if inspect.isclass(thing):
        yield from (f".. autoclass:: {module}.{name}", "   :members:", "")
    elif callable(thing):
        yield from (f".. autofunction:: {module}.{name}", "")
    else:
        yield from (f".. autodata:: {module}.{name}", "   :no-value:", "")


def _link(name: str, thing: Any) -> str:
    if inspect.ismodule(thing):
        return f":doc:`tsi.{name} </made/{ELSEWHERE.get(name, f'api/{name}')}>`"
    return f":py:obj:`tsi.{name} <tsi_eval.{name}>`"


def _first(thing: Any) -> str:
    return " ".join(inspect.cleandoc(thing.__doc__ or "").partition("\n\n")[0].split())

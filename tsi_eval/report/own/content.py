"""What a notebook computed itself, made safe to stand in a report.

A frame becomes cells of plain words, and a drawing a PNG without anything that is not drawn. Only
`remade.py` says under which policies they pass.
"""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any, SupportsFloat

from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import Message
from tsi_eval.language.numbers import number

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What is drawn; all else, such as texts and times, is left out.
_DRAWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_HEAD = struct.Struct(">II")
DOTS_PER_INCH = 200
# The width of a page's figure, in points; the most pixels along a side, and the most cells.
_WIDTH, _MOST_PIXELS, _MOST_CELLS = 454.0, 6_000, 4_000
_DIGITS = 4


def cells_of(frame: Any, language: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], int]:
    """Return a frame's column headings, its cells, and how many columns from the left hold words.

    The index is a column where it has a name, or words.

    Args:
        frame: A pandas DataFrame or Series.
        language: "sv" or "en", in which numbers are written with four digits.

    Raises:
        UsageError: It is empty, or too large to be read (E458).
    """
    if not hasattr(frame, "columns"):
        frame = frame.to_frame()
    names = [name for name in frame.index.names if name is not None]
    if names or not all(isinstance(name, int) for name in frame.index):
        frame = frame.reset_index()
        if not names:
            frame = frame.rename(columns={"index": ""})
    rows = list(frame.itertuples(index=False, name=None))
    if not rows or len(rows) * len(frame.columns) > _MOST_CELLS:
        raise _refused("size")
    are_words = [any(isinstance(row[place], str) for row in rows) for place in range(len(frame.columns))]
    left = next((place for place, is_words in enumerate(are_words) if not is_words), len(are_words))
    header = tuple(" ".join(str(name).split()) for name in frame.columns)
    return header, tuple(tuple(_written(value, language) for value in row) for row in rows), max(left, 1)


def _written(value: Any, language: str) -> str:
    if isinstance(value, str) or not isinstance(value, SupportsFloat) or isinstance(value, bool):
        return " ".join(str(value).split())
    as_float = float(value)
    if as_float != as_float:  # noqa: PLR0124  NaN alone differs from itself
        return "–"
    if as_float == int(as_float):
        return number(as_float, 0, language)
    whole = len(str(int(abs(as_float))))
    return number(as_float, max(_DIGITS - whole, 1) if abs(as_float) >= 1 else _DIGITS, language)


def png_of(figure: Any) -> str:
    """Return a matplotlib figure, or the figure of axes, as a PNG in base64.

    Raises:
        UsageError: It is no such thing, or too large (E458).
    """
    figure = getattr(figure, "figure", figure)
    if not hasattr(figure, "savefig"):
        raise _refused("kind")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight", facecolor="white")
    return base64.b64encode(only_drawn(stream.getvalue())).decode()


def only_drawn(png: bytes) -> bytes:
    """Return a PNG with what is drawn, and nothing else.

    Raises:
        UsageError: It is none, or too large (E458).
    """
    kept = [(kind, data) for kind, data in _chunks(png) if kind in _DRAWN]
    if not kept or kept[0][0] != b"IHDR" or kept[-1][0] != b"IEND" or max(_size(kept[0][1])) > _MOST_PIXELS:
        raise _refused("kind")
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in kept)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE) if png.startswith(_SIGNATURE) else len(png)
    while at + 12 <= len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind = png[at + 4 : at + 8]
        yield kind, png[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IEND":
            return


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _size(head: bytes) -> tuple[int, int]:
    width, height = _HEAD.unpack_from(head.ljust(_HEAD.size, b"\0"))
    return width, height


def svg_of_png(png: str) -> str:
    """Return a drawing that holds a PNG, as wide as a page's figure.

    Args:
        png: In base64.

    Raises:
        UsageError: It is no PNG, or too large (E458).
    """
    try:
        drawn = only_drawn(base64.b64decode(png, validate=True))
    except ValueError:
        raise _refused("kind") from None
    width, height = _size(drawn[len(_SIGNATURE) + 8 :])
    if not width or not height:
        raise _refused("kind")
    shown = f"{_WIDTH:.0f}pt", f"{_WIDTH * height / width:.0f}pt"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{shown[0]}" height="{shown[1]}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}"'
        f' xlink:href="data:image/png;base64,{base64.b64encode(drawn).decode()}"/></svg>'
    )


def _refused(why: str) -> UsageError:
    return UsageError(Problem(code="E458", params={"why": Message(f"own_study.why.{why}")}))

r"""The readings of some bytes: what a person, a browser or a program would read in them.

Worked example. The bytes `"\u003cb\u003e2&#48;12\u003c/b\u003e0319-2033"` of a JSON file are read

1. as they are;
2. unescaped, step by step: `"<b>2&#48;12</b>0319-2033"`, then `"<b>2012</b>0319-2033"`;
3. without tags: `"20120319-2033"`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from tsi_eval.identifiers import INVISIBLE

_WIDE = re.compile(rb"(?:[^\x00]\x00){4,}|(?:[\x00-\x06][^\x00]){4,}")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_JSON = re.compile(r"\\(?:u(?P<code>[0-9A-Fa-f]{4})|(?P<sign>[nrtbf\"/\\]))")
_SIGNS = {"n": "\n", "r": "\n", "t": "\t", "b": "", "f": "\n"}
_URL = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_TAG = re.compile(r"<!--|-->|</?(?P<name>[A-Za-z][\w:.-]*)?[^<>]*>")
# Tags between which something else begins; others stand within words.
_TABLES = ("td", "th", "tr", "table", "caption", "row", "c", "v", "si", "is", "w:tc", "w:tab")
_PARAGRAPHS = ("p", "li", "dt", "dd", "div", "section", "br", "hr", "figure", "option", "w:p", "w:br", "a:p")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "title", "desc", "text", "metadata", "relationship")
_BLOCKS = frozenset((*_TABLES, *_PARAGRAPHS, *_TITLES))
_BLOCK_SPACES = ("cp:", "dc:", "dcterms:")
# Letters that are as plain as they get, so that what needs a change is found quickly.
_ODD = re.compile("[\x00-\x7f]?[^\x00-\x7fåäöÅÄÖéÉ–”·−]+")
# Escaped in escaped: a page in a cell of a notebook in a data address.
_ROUNDS = 3


def texts_in(content: bytes) -> Iterator[str]:
    """Yield bytes as text: in the encoding that they have, or in each that they may have."""
    if encoding := _MARKS.get(content[:2]):
        yield content.decode(encoding, errors="replace")
        return
    try:
        yield content.decode("utf-8")
    except UnicodeDecodeError:
        yield content.decode("utf-8", errors="ignore")
        yield content.decode("cp1252", errors="replace")
    if b"\0" in content:
        yield "\n".join(_wide(match[0]) for match in _WIDE.finditer(content))


def _wide(content: bytes) -> str:
    """Return signs of two bytes as text; those of the alphabets of Europe have one small byte."""
    return content.decode("utf-16-le" if content[1] == 0 else "utf-16-be", errors="replace")


def readings(text: str) -> Iterator[str]:
    """Yield a text as it is, unescaped as often as it is escaped, and without tags."""
    for _ in range(_ROUNDS):
        yield text
        if (shown := without_tags(text)) != text:
            yield shown
        undone = unescaped(text)
        if undone == text:
            return
        text = undone


def unescaped(text: str) -> str:
    """Return a text without the escapes of JSON, of addresses and of HTML, one of each."""
    if "\\" in text:
        text = _JSON.sub(_json_sign, text)
    if "%" in text:
        text = _URL.sub(_url_signs, text)
    return html.unescape(text) if "&" in text else text


def _url_signs(match: re.Match[str]) -> str:
    raw = bytes.fromhex(match[0].replace("%", ""))
    return next(texts_in(raw))


def _json_sign(match: re.Match[str]) -> str:
    if code := match["code"]:
        return chr(int(code, 16))
    return _SIGNS.get(match["sign"], match["sign"])


def without_tags(text: str) -> str:
    r"""Return a text as it reads where its tags are not shown.

    Example:
        >>> without_tags("<b>2012</b><i>0319</i>-2033<td>5")
        '20120319-2033\n5'
    """
    return _TAG.sub(_between, text) if "<" in text else text


def _between(tag: re.Match[str]) -> str:
    name = (tag["name"] or "").lower()
    return "\n" if name in _BLOCKS or name.startswith(_BLOCK_SPACES) else ""


def plain(text: str) -> str:
    """Return a text with usual signs for wide, half-wide and composed ones, and none unseen."""
    if text.isascii():
        return text
    return _ODD.sub(_usual, text.replace("\N{NO-BREAK SPACE}", " "))


def _usual(signs: re.Match[str]) -> str:
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", signs[0]))


def is_utf8(content: bytes) -> bool:
    """Tell whether bytes are UTF-8; a letter that is cut at the end counts as whole."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(content) and error.reason == "unexpected end of data"
    return True

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
from functools import lru_cache

from tsi_eval.identifiers import INVISIBLE

_WIDE = re.compile(rb"(?:[^\x00]\x00){4,}|(?:[\x00-\x06][^\x00]){4,}")
_WORD = re.compile(rb"[\t\x20-\x7e]{6,}")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_JSON = re.compile(r"\\(?:u(?P<code>[0-9A-Fa-f]{4})|(?P<sign>[nrtbf\"/\\]))")
_SIGNS = {"n": "\n", "r": "\n", "t": "\t", "b": "", "f": "\n"}
_URL = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_TAG = re.compile(r"(<!--|-->|<[^<>]*>)")
_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
# Tags between which something else begins; others stand within words.
_TABLES = ("td", "th", "tr", "table", "caption", "row", "c", "v", "si", "is", "w:tc", "w:tab")
_PARAGRAPHS = ("p", "li", "dt", "dd", "div", "section", "br", "hr", "figure", "option", "w:p", "w:br", "a:p")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "title", "desc", "text", "metadata", "relationship")
_BLOCKS = frozenset((*_TABLES, *_PARAGRAPHS, *_TITLES))
_BLOCK_SPACES = ("cp:", "dc:", "dcterms:")
# Signs that are as usual as they get, so that those to be changed are found quickly.
_ODD = re.compile("[^\x00-\x7f\xb7\xc0-\xff\u2012-\u2016\u2018-\u2022\u2190-\u2193\u2212\u2260-\u2265]+")
_MARK = re.compile("[\u0300-\u036f]")
_SPACES = "\u00a0\u2009\u202f"
_SHORT_TAG, _MOST_TAGS = 200, 20_000


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


def shape_texts(content: bytes) -> Iterator[str]:
    """Yield the words among the points of a picture or the shapes of letters."""
    yield "\n".join(word.decode() for word in _WORD.findall(content))
    yield "\n".join(_wide(match[0]) for match in _WIDE.finditer(content))


def _wide(content: bytes) -> str:
    """Return signs of two bytes as text; those of the alphabets of Europe have one small byte."""
    return content.decode("utf-16-le" if content[1] == 0 else "utf-16-be", errors="replace")


def unescaped(text: str) -> str:
    """Return a text without the escapes of JSON, of addresses and of HTML, one of each."""
    if "\\" in text:
        text = _JSON.sub(_json_sign, text)
    if "%" in text:
        text = _URL.sub(_url_signs, text)
    return html.unescape(text) if "&" in text else text


def _url_signs(match: re.Match[str]) -> str:
    return _signs_of(match[0])


@lru_cache(maxsize=5000)
def _signs_of(escapes: str) -> str:
    raw = bytes.fromhex(escapes.replace("%", ""))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


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
    if "<" not in text:
        return text
    parts = _TAG.split(text)
    parts[1::2] = [_BETWEEN[tag] for tag in parts[1::2]]
    return "".join(parts)


class _Between(dict[str, str]):
    """What a reader sees where a tag stands: the end of a line, or nothing."""

    def __missing__(self, tag: str) -> str:
        named = _NAME.match(tag)
        name = named[1].lower() if named else ""
        between = "\n" if name in _BLOCKS or name.startswith(_BLOCK_SPACES) else ""
        if len(tag) < _SHORT_TAG and len(self) < _MOST_TAGS:
            self[tag] = between
        return between


_BETWEEN = _Between()


def plain(text: str) -> str:
    """Return a text with usual signs for wide, half-wide and composed ones, and none unseen."""
    if text.isascii():
        return text
    if _MARK.search(text):
        text = unicodedata.normalize("NFC", text)
    for space in _SPACES:
        text = text.replace(space, " ")
    return _ODD.sub(_usual, text)


def _usual(signs: re.Match[str]) -> str:
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", signs[0]))


def is_utf8(content: bytes) -> bool:
    """Tell whether bytes are UTF-8; a letter that is cut at the end counts as whole."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(content) and error.reason == "unexpected end of data"
    return True

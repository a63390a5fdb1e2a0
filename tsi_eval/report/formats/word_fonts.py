"""The report's font inside the Word file, so that every machine shows it as it was set.

The font's licence (SIL Open Font License 1.1) allows it, with the whole font and its name: a part
of a font is no longer that font. Word wants the first 32 bytes of an embedded font mixed with a
key, which stands beside the font's name in `word.fonts.xml`; the part is called `.odttf` then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsi_eval.report.fonts import font_files
from tsi_eval.report.formats.pandoc import own

RELATIONSHIPS = "word/_rels/fontTable.xml.rels"
_FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KEY = re.compile(r'<w:embed(\w+) r:id="(\w+)" w:fontKey="\{([0-9A-F-]{36})\}"')
_MIXED = 32  # bytes
_TYPE = b'<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
_TYPES = re.compile(rb"<Types [^>]*>")


def font_parts() -> dict[str, bytes]:
    """Return the parts of a Word file that hold the font, and what leads to them, by name."""
    parts = {f"word/fonts/{style}.odttf": mixed(font_files()[style].read_bytes(), key) for style, _, key in _declared()}
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_FONT}" Target="fonts/{style}.odttf"/>' for style, name, _ in _declared()
    )
    return parts | {RELATIONSHIPS: f'<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'.encode()}


def with_fonts(content_types: bytes) -> bytes:
    """Return the part that says what kind each part is, which fonts are among from now on."""
    return _TYPES.sub(lambda match: match[0] + _TYPE, content_types, count=1)


def mixed(font: bytes, key: str) -> bytes:
    """Return a font mixed with a key, or the font again of one that was mixed.

    Args:
        font: The bytes of the file.
        key: 32 hexadecimal digits, with or without hyphens; its last byte is mixed with the first.

    >>> mixed(b"abcd", "00000000-0000-0000-0000-000000000001")
    b'`bcd'
    """
    turned = bytes.fromhex(key.replace("-", ""))[::-1]
    start = bytes(byte ^ turned[place % len(turned)] for place, byte in enumerate(font[:_MIXED]))
    return start + font[_MIXED:]


def _declared() -> Iterator[tuple[str, str, str]]:
    """Yield the style, the relationship and the key of each font that the table of fonts names."""
    yield from _KEY.findall(own("word.fonts.xml").read_text(encoding="utf-8"))

"""Twenty-seven ways in which a word may stand in a file, each as text or as bytes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import lzma
import pickle
import unicodedata
import zipfile
from functools import cache
from urllib.parse import quote

import matplotlib as mpl
from matplotlib.figure import Figure

Payload = str | bytes
# The package's own test number; it belongs to nobody.
NUMBER = "19811228-9874"
ONLY_NUMBERS = ("ten digits", "JSON integer", "JSON float")


@cache
def ways(word: str) -> dict[str, Payload]:
    """Return a word in every way that it can be written."""
    raw = word.encode()
    half = len(word) // 2
    made: dict[str, Payload] = {
        "as it is": word,
        "no hyphen": word.replace("-", ""),
        "no-break space": word.replace("-", "\u00a0").replace(" ", "\u00a0"),
        "en dash": word.replace("-", "\u2013"),
        "HTML entities": "".join(f"&#{ord(sign)};" for sign in word),
        "JSON escapes": "".join(f"\\u{ord(sign):04x}" for sign in word),
        "address": "".join(f"%{byte:02X}" for byte in raw) if word == NUMBER else quote(word),
        "decomposed": unicodedata.normalize("NFD", word),
        "latin-1": f"Ärende {word}".encode("latin-1"),
        "UTF-16": f"Ärende {word}".encode("utf-16-le"),
        "data address": f"data:text/plain;base64,{base64.b64encode(raw).decode()}",
        "gzip": gzip.compress(raw),
        "zip": zipped("a.txt", raw),
        "parquet, snappy": b"PAR1" + b"\x15\x04" + raw + b"PAR1",
        "parquet, zstd": b"PAR1" + b"\x28\xb5\x2f\xfd\x04\x58" + bytes(range(40)) + b"PAR1",
        "pickle": pickle.dumps({"person": word}),
        "pickle in xz": lzma.compress(pickle.dumps({"person": word})),
        "title in SVG": drawn(word, "svg"),
        "title in PDF": drawn(word, "pdf"),
        "title of PNG": drawn(word, "png"),
        "letters in SVG": drawn(word, "svg", **{"svg.fonttype": "none"}),
        "letters in PDF": drawn(word, "pdf", **{"pdf.fonttype": 42}),
        "split by tags": f"<b>{word[:half]}</b><i>{word[half:]}</i>",
        "SHA-256": hashlib.sha256(raw).hexdigest(),
    }
    if word == NUMBER:
        twelve = word.replace("-", "")
        made |= {"ten digits": twelve[2:], "JSON integer": json.dumps(int(twelve)), "JSON float": "1.98112289874e+11"}
    return made


def zipped(name: str, content: bytes) -> bytes:
    """Return a zip file of one member."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def drawn(title: str, kind: str, **settings: object) -> bytes:
    """Return a figure with a title, which a PNG has among its texts too."""
    made = io.BytesIO()
    with mpl.rc_context(settings):
        figure = Figure(figsize=(1, 1))
        figure.suptitle(title)
        figure.savefig(made, format=kind, metadata={"Title": title} if kind == "png" else None)
    return made.getvalue()


def as_text(payload: Payload) -> str:
    """Return a payload as it can stand in a text."""
    if isinstance(payload, str):
        return payload
    return f"data:application/octet-stream;base64,{base64.b64encode(payload).decode()}"


def as_bytes(payload: Payload) -> bytes:
    return payload.encode() if isinstance(payload, str) else payload


def escaped(payload: Payload) -> str:
    """Return a payload as it stands in XML."""
    return html.escape(as_text(payload))

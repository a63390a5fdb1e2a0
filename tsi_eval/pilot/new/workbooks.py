"""Workbooks whose bytes depend on nothing but their content."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import datetime

CLOCK = datetime(2024, 1, 1)  # noqa: DTZ001  a workbook's dates have no time zone
_ZIP_CLOCK = (2024, 1, 1, 0, 0, 0)


_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")


def settled(book: bytes) -> bytes:
    """Rewrite a workbook without what differs between machines.

    That is its clock, its compression and its writer's habits.
    """
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _ZIP_CLOCK)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            text = ET.canonicalize(source.read(name).decode())
            text = _MODIFIED.sub(rf"\g<1>{CLOCK:%Y-%m-%dT%H:%M:%SZ}", text)
            target.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    return settled.getvalue()

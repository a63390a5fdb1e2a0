"""Pages, titles, notes, attached files: all that a PDF holds."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from ways_to_write import NUMBER, drawn

from tsi_eval.protect.scanning.limits import Budget
from tsi_eval.protect.scanning.pdf import pdf_parts
from tsi_eval.protect.scanning.walk import Found, scan


def made(change: Callable[[pikepdf.Pdf], None], **rules: object) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(written, **rules)
    return written.getvalue()


def outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outlines:
        outlines.root.append(pikepdf.OutlineItem(NUMBER, 0))


def loose_stream(document: pikepdf.Pdf) -> None:
    document.Root.Loose = document.make_stream(NUMBER.encode())


def file_name(document: pikepdf.Pdf) -> None:
    document.attachments[f"{NUMBER}.txt"] = pikepdf.AttachedFileSpec(document, b"ett")


def marked(document: pikepdf.Pdf) -> None:
    words = f"/Span <</ActualText <FEFF{NUMBER.encode('utf-16-be').hex()}>>> BDC 0 0 5 5 re f EMC"
    document.pages[0].Contents = document.make_stream(words.encode())


@pytest.mark.parametrize("change", [outline, loose_stream, file_name, marked])
@pytest.mark.parametrize("packed", [True, False])
def test_what_stands_beside_the_pages_is_found(change: Callable[[pikepdf.Pdf], None], *, packed: bool) -> None:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable

    assert "identity" in {item.what for item in scan("a.pdf", made(change, object_stream_mode=mode))}


def test_a_page_is_named_by_its_number() -> None:
    assert ("page", 1) in {(step.kind, step.place) for item in scan("a.pdf", drawn(NUMBER, "pdf")) for step in item.way}


def test_letters_in_octal_are_read() -> None:
    assert "identity" in {item.what for item in scan("a", b"%PDF-1.4 (1981122\\070-9874)")}


@pytest.mark.parametrize("words", [f"(Barn (två) {NUMBER})", f"% {NUMBER}", f"/Barn_{NUMBER}", "198112289874"])
def test_what_is_no_stream_is_read(words: str) -> None:
    assert "identity" in {item.what for item in scan("a", f"%PDF-1.4\n<</A {words}\n>>".encode())}


def test_the_table_of_places_is_left() -> None:
    table = b"%PDF-1.4\n8112289874 00000 n\r\n0001084060 00000 n\r\n"

    assert "%PDF-1.4" == next(pdf_parts(table, Budget())).content


def test_a_pdf_with_a_password_is_not_looked_into() -> None:
    locked = made(lambda _: None, encryption=pikepdf.Encryption(user="a", owner="b"))

    assert (Found((), "password", looked_into=False),) == scan("a.pdf", locked)


def test_a_pdf_that_is_damaged_is_not_looked_into() -> None:
    assert (Found((), "damaged", looked_into=False),) == scan("a.pdf", b"%PDF-1.7\nett")


def test_an_empty_pdf_holds_nothing() -> None:
    assert () == scan("a.pdf", made(lambda _: None))

"""Drawings as pixels, for programs that can't show SVG."""

from __future__ import annotations

from collections.abc import Mapping

from tsi_eval.aside import folder_aside
from tsi_eval.errors import Problem, ReportError

PIXELS_PER_INCH = 200


def to_png(figures: Mapping[str, str]) -> dict[str, bytes]:
    """Return name → PNG for name → SVG, all in one run of typst, a page a drawing.

    Raises:
        ReportError: When typst can't (E173).
    """
    import typst  # noqa: PLC0415  a compiler of 80 MB

    if not figures:
        return {}
    pages = "\n#pagebreak()\n".join(f'#image("{name}")' for name in figures)
    with folder_aside() as folder:
        for name, svg in figures.items():
            (folder / name).write_text(svg, encoding="utf-8")
        (folder / "pages.typ").write_text(
            f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}\n", encoding="utf-8"
        )
        try:
            made = typst.compile(
                str(folder / "pages.typ"),
                root=str(folder),
                ignore_system_fonts=True,  # letters are drawn as shapes
                format="png",
                ppi=PIXELS_PER_INCH,
            )
        except RuntimeError:
            raise ReportError(Problem(code="E173", params={"format": "PNG"})) from None
    images = [made] if isinstance(made, bytes) else list(made)
    return {name.replace(".svg", ".png"): bytes(image) for name, image in zip(figures, images, strict=True)}

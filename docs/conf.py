"""How Sphinx builds these pages: `python run.py docs`, without network, warnings as errors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
# The commands' help would otherwise be as wide as the window of whoever builds the pages.
os.environ["COLUMNS"] = "92"
sys.path[:0] = [str(HERE.parent), str(HERE)]

from generated import write_pages  # noqa: E402  it lies beside this file
from generated.docstrings import in_rst, without_signature  # noqa: E402  same
from generated.offline import fetched  # noqa: E402  same

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "tsi_eval"
author = "the tsi_eval authors"
html_title = "tsi_eval"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "generated", "made/parts"]
suppress_warnings: list[str] = []

# Headings get anchors as on the repository's own pages, so that links within a page work on both.
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]

# A word in single backticks is code in our docstrings.
default_role = "code"
# Dashes only: quotation marks are those of code.
smartquotes_action = "D"
autodoc_member_order = "bysource"
autodoc_type_aliases = {name: name for name in ("VectorLike", "MatrixLike", "Vector", "Matrix", "Labels", "Counts")}
autodoc_typehints_format = "short"
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True

html_theme = "pydata_sphinx_theme"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options: dict[str, Any] = {
    "logo": {"text": "tsi_eval"},
    "navbar_end": ["theme-switcher"],
    "header_links_before_dropdown": 6,
    "navigation_depth": 2,
    "show_nav_level": 1,
    "show_toc_level": 2,
    "footer_start": [],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}

IN_SWEDISH = frozenset({"en_pilots_filer", "start/projektledare", "made/errors_sv"})


def _language(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    if page in IN_SWEDISH:
        context["language"] = "sv"


def _offline(app: Sphinx, error: Exception | None) -> None:
    """Fail where a page would fetch something when it is read."""
    from sphinx.errors import SphinxError  # noqa: PLC0415  it is there when pages are built

    if error is None and (found := list(fetched(Path(app.outdir)))):
        raise SphinxError("\n".join(["A page would fetch from elsewhere:", *found]))


def setup(app: Sphinx) -> None:
    """Write the pages that are made from the code, and hold docstrings to reStructuredText."""
    write_pages(HERE)
    app.connect("autodoc-process-docstring", in_rst)
    app.connect("autodoc-process-signature", without_signature)
    app.connect("html-page-context", _language)
    app.connect("build-finished", _offline)

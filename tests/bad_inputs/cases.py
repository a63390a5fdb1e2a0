"""Files as they go wrong in a municipality, each with the code that it is refused by.

A case without a code is read, as the unspoiled delivery is.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases_of_declarations import declarations
from cases_of_files import files, workbooks
from cases_of_rows import rows
from cases_of_text import headings, texts
from spoiling import Case

CASES: Mapping[str, Case] = {**files(), **workbooks(), **texts(), **headings(), **rows(), **declarations()}

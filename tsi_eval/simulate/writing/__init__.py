"""Writing: from rows of cells to the bytes of a file, tidy or spoiled."""

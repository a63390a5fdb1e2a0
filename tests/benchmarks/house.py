"""Figures of the house: how long, how complex, how often the same, what has no test.

    python tests/benchmarks/house.py [--junit results.xml] [--folder .]

`results.xml` is what `pytest --junitxml=results.xml` wrote; with it, seconds and tests are printed
a folder beside the folder's budget, which stands in `tests/README.md`. Budgets are for people who
add tests; no test asserts a time.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

LONGEST_PROSE = 100
COMPLEX = 10
SAME_LINES = 6
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.Assert, ast.Lambda, ast.comprehension)
BUDGET = re.compile(r"^\| `tests/(?P<folder>\w*)/?` \| (?P<seconds>\d+) \|", re.MULTILINE)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--junit", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(__file__).parents[2])
    options = parser.parse_args()
    for room in ("tsi_eval", "tests"):
        print_room(options.folder, room)
    missing = list(without_mirror(options.folder))
    print(f"modules without a test where one looks: {len(missing)}")
    if options.junit is not None:
        print_seconds(options.junit, options.folder / "tests" / "README.md")


def print_room(root: Path, room: str) -> None:
    """Print what a folder's Python files are like."""
    sources = {path.relative_to(root): path.read_text(encoding="utf-8") for path in sorted((root / room).rglob("*.py"))}
    lengths = {path: text.count("\n") for path, text in sources.items()}
    longest = max(lengths, key=lambda path: lengths[path])
    middle = sorted(lengths.values())[len(lengths) // 2]
    complexities = [item for path, text in sources.items() for item in complexities_of(path, text)]
    above = [item for item in complexities if item[0] > COMPLEX]
    print(f"{room}: {len(sources)} files, {sum(lengths.values())} lines, median {middle}")
    print(f"  longest file: {longest}, {lengths[longest]} lines")
    print(f"  functions over complexity {COMPLEX}: {len(above)}; the most complex: {max(complexities)}")
    print(f"  places of {SAME_LINES} or more lines that stand elsewhere too: {repeated_places(sources.values())}")
    print(f"  lines of prose over {LONGEST_PROSE}: {sum(long_prose(text) for text in sources.values())}")


def complexities_of(path: Path, source: str) -> Iterator[tuple[int, str]]:
    """Yield the complexity of each function: one, and its branches.

    The branches of comprehensions and of conditions count too.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield 1 + sum(branches(inner) for inner in ast.walk(node)), f"{path}::{node.name}"


def branches(node: ast.AST) -> int:
    """Return how many ways a node adds."""
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return int(isinstance(node, BRANCHES))


def repeated_places(sources: Iterable[str]) -> int:
    """Return in how many places stand six or more lines that stand elsewhere as well."""
    windows: Counter[tuple[str, ...]] = Counter()
    files = [code_lines(source) for source in sources]
    for lines in files:
        windows.update(window for _, window in windows_of(lines))
    places = 0
    for lines in files:
        inside = False
        for _, window in windows_of(lines):
            repeated = windows[window] > 1
            places += repeated and not inside
            inside = repeated
    return places


def code_lines(source: str) -> list[str]:
    """Return the lines that are code: no blank ones, imports, comments or lone brackets."""
    lines = (line.strip() for line in source.splitlines())
    return [line for line in lines if len(line) > 3 and not line.startswith(("#", "import ", "from ", '"""'))]


def windows_of(lines: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield every run of six lines, with its place."""
    return ((at, tuple(lines[at : at + SAME_LINES])) for at in range(len(lines) - SAME_LINES + 1))


def long_prose(source: str) -> int:
    """Return how many lines of docstrings and of comments that stand alone are too long."""
    prose = {at for at, line in enumerate(source.splitlines(), start=1) if line.lstrip().startswith("#")}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            prose |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return sum(len(line) > LONGEST_PROSE for at, line in enumerate(source.splitlines(), start=1) if at in prose)


def without_mirror(root: Path) -> Iterator[Path]:
    """Yield the modules that have no test file of their name in the folder of their room."""
    for path in sorted((root / "tsi_eval").rglob("*.py")):
        module = path.relative_to(root / "tsi_eval")
        named = root / "tests" / module.with_name(f"test_{module.name}")
        of_folder = named.parent.with_name(f"test_{module.parent.name}.py")
        own = module.name.startswith("__") or named.is_file() or (module.stem == "design" and of_folder.is_file())
        if not own:
            yield module


def print_seconds(results: Path, readme: Path) -> None:
    """Print tests and seconds a folder, beside its budget."""
    written = BUDGET.finditer(readme.read_text(encoding="utf-8"))
    budgets = {row["folder"] or ".": int(row["seconds"]) for row in written}
    seconds: defaultdict[str, float] = defaultdict(float)
    tests: Counter[str] = Counter()
    for case in ET.parse(results).iter("testcase"):  # noqa: S314  our own pytest wrote it
        folder = folder_of(case.get("classname", ""))
        seconds[folder] += float(case.get("time", 0))
        tests[folder] += 1
    print("| folder | tests | seconds | budget |\n|---|---:|---:|---:|")
    for folder in sorted(seconds, key=lambda name: -seconds[name]):
        print(f"| {folder} | {tests[folder]} | {seconds[folder]:.0f} | {budgets.get(folder, '')} |")
    print(f"| all | {sum(tests.values())} | {sum(seconds.values()):.0f} | {sum(budgets.values())} |")


def folder_of(name: str) -> str:
    """Return the folder of a test, from the dotted name of its module and class.

    Tests that stand beside the folders are in ".".
    """
    first, _, rest = name.partition(".")
    second = rest.partition(".")[0]
    return first if first != "tests" else "." if second.startswith("test_") else second


if __name__ == "__main__":
    sys.exit(main())

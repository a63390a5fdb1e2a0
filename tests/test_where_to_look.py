"""Every module of the package has its tests where one looks for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import complexities_of, long_prose, repeated_places, without_mirror

ROOT = Path(__file__).resolve().parents[1]


def test_every_module_has_a_test_file_of_its_name_in_the_folder_of_its_room() -> None:
    assert [] == list(without_mirror(ROOT))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a house of four modules, of which one has no test where one looks."""
    for file in (
        "tsi_eval/__init__.py",
        "tsi_eval/room/rows.py",
        "tsi_eval/room/lost.py",
        "tsi_eval/designs/change/design.py",
        "tests/room/test_rows.py",
        "tests/test_lost.py",
        "tests/designs/test_change.py",
    ):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_module_without_a_test_in_its_room_is_found(house: Path) -> None:
    assert [Path("room/lost.py")] == list(without_mirror(house))


def test_branches_of_comprehensions_and_conditions_count() -> None:
    source = "def f(a):\n    if a and a > 1:\n        return [x for x in a if x]\n    return 1 if a else 2\n"

    assert [(1 + 1 + 1 + 2 + 1, "a.py::f")] == list(complexities_of(Path("a.py"), source))


def test_same_six_lines_in_two_files_are_two_places() -> None:
    same = "\n".join(f"value_{i} = {i}" for i in range(7))

    assert 2 == repeated_places([f"import a\n{same}\n", f"{same}\n\n# and more\nother = 1\n"])
    assert 0 == repeated_places([same, "other = 1\n" * 3])


def test_only_prose_is_too_long() -> None:
    long = "x" * 101
    source = f'"""Short."""\n\n# {long}\n\nname = "{long}"\n\n\ndef f() -> None:\n    """{long}."""\n'

    assert 2 == long_prose(source)

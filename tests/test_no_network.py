"""Nothing of the package opens a connection, unless a cluster is asked for."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_projects import make

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "tsi_eval").rglob("*.py"))
CLIENTS = {
    "aiohttp",
    "distributed",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
}
CLIENTS |= {"ssl", "telnetlib", "tornado", "urllib3", "webbrowser", "websockets", "xmlrpc"}
# Released values go to a cluster whose address somebody typed.
MAY = {("making/cluster.py", "distributed")}
# Put into every Python that is started. Each connection is written down and refused, but for those
# between processes of this machine that go by a file's name.
WATCH = """
import os, sys
def watch(event, given):
    named = event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
    if named or (event == "socket.connect" and not isinstance(given[1], (str, bytes))):
        with open(os.environ["WATCHED"], "a") as file:
            file.write(event + repr(given) + chr(10))
        raise OSError("no network here")
sys.addaudithook(watch)
"""


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, anywhere in it; of `urllib`, `urllib.request`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        yield from (name if name == "urllib.request" else name.partition(".")[0] for name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_names_no_client_of_a_network(path: Path) -> None:
    place = path.relative_to(ROOT / "tsi_eval").as_posix()

    found = {(place, name) for name in imported(path) if name in CLIENTS or name == "urllib.request"}

    assert found <= MAY


def run(folder: Path, *words: str) -> tuple[int, str]:
    """Run Python with every connection watched, and return its exit code and what was tried."""
    watched = folder / "watched"
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch" / "sitecustomize.py").write_text(WATCH)
    path = os.pathsep.join((str(folder / "watch"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": path, "WATCHED": str(watched)}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, watched.read_text() if watched.exists() else ""


def test_a_report_in_all_formats_connects_to_nothing(tmp_path: Path, tiny_pilot: dict[str, str]) -> None:
    make(tmp_path, tiny_pilot, "tiny")

    code, tried = run(tmp_path, "-m", "tsi_eval", "report", "tiny")

    assert (0, "") == (code, tried)
    assert (tmp_path / "reports" / "tiny" / "draft" / "sv" / "follow_up_report.pdf").is_file()


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    code, tried = run(tmp_path, "-c", "import urllib.request; urllib.request.urlopen('http://example.org')")

    assert 0 != code
    assert "example.org" in tried

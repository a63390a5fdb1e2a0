"""The key of the pseudonyms: made once, readable by its owner only, never shown."""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.errors import ProtectionError
from tsi_eval.protect.pseudonyms import key as key_module
from tsi_eval.protect.pseudonyms.key import KEY_FILE, Key, load_key

Write = Callable[..., Path]

ROOT = Path(__file__).resolve().parents[3]
SECRET = bytes(range(200, 232))
LENGTH = 32
DIGEST_IN_ANOTHER_PROCESS = "from tsi_eval.protect.pseudonyms.key import load_key; print(load_key().digest('c', b'x'))"


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own" / "folder" / "pseudonym.key"
    monkeypatch.setenv(KEY_FILE, str(path))
    return path


def test_key_is_made_once(key_file: Path) -> None:
    first = load_key().digest("c", b"x")
    secret = key_file.read_bytes()

    assert first == load_key().digest("c", b"x")
    assert secret == key_file.read_bytes()
    assert LENGTH == len(secret)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_key_is_readable_by_its_owner_only(key_file: Path) -> None:
    before = os.umask(0)
    try:
        load_key()
    finally:
        os.umask(before)

    assert 0o600 == key_file.stat().st_mode & 0o777
    assert 0o700 == key_file.parent.stat().st_mode & 0o777


def test_nothing_but_the_key_is_left_in_its_folder(key_file: Path) -> None:
    load_key()

    assert [key_file] == list(key_file.parent.iterdir())


def test_key_lies_in_the_users_folder_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (KEY_FILE, "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    load_key()

    assert [tmp_path / "tsi_eval" / "pseudonym.key"] == [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not (tmp_path / "tsi_eval").is_relative_to(ROOT)


@pytest.mark.parametrize("show", [repr, str, "{}".format, "{!r}".format])
def test_key_has_no_text_form(show: Callable[[Key], str]) -> None:
    shown = show(Key(SECRET))

    assert "Key(…)" == shown
    assert SECRET.hex() not in shown


@pytest.mark.parametrize("keep", [pickle.dumps, copy.copy, copy.deepcopy])
def test_key_is_not_copied_or_saved(keep: Callable[[Key], object]) -> None:
    with pytest.raises(ProtectionError, match="E182") as caught:
        keep(Key(SECRET))

    assert SECRET.hex() not in str(caught.value)


def test_key_has_no_attributes_to_dump() -> None:
    with pytest.raises(TypeError):
        vars(Key(SECRET))
    with pytest.raises(TypeError):
        json.dumps(Key(SECRET))


@pytest.mark.parametrize("content", [b"", b"x" * (LENGTH - 1), b"x" * (LENGTH + 1)])
def test_key_of_wrong_length_is_refused(key_file: Path, content: bytes) -> None:
    key_file.parent.mkdir(parents=True)
    key_file.write_bytes(content)

    with pytest.raises(ProtectionError, match="E184"):
        load_key()
    assert content == key_file.read_bytes()


def test_key_under_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "file" / "key"))

    with pytest.raises(ProtectionError, match="E183"):
        load_key()


def test_key_that_is_a_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_FILE, str(tmp_path))

    with pytest.raises(ProtectionError, match="E183"):
        load_key()


def test_message_names_the_setting_and_not_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_FILE, str(tmp_path))

    with pytest.raises(ProtectionError) as caught:
        load_key()

    assert KEY_FILE in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_processes_at_first_use_agree_on_one_key(key_file: Path) -> None:
    command = [sys.executable, "-c", DIGEST_IN_ANOTHER_PROCESS]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(4)]

    digests = {process.communicate()[0].strip() for process in started}
    assert {load_key().digest("c", b"x")} == digests
    assert [key_file] == list(key_file.parent.iterdir())


def test_late_maker_keeps_the_first_key(key_file: Path) -> None:
    first = load_key().digest("c", b"x")

    key_module._make(key_file)

    assert first == load_key().digest("c", b"x")


def test_context_and_content_keep_digests_apart() -> None:
    key, other = Key(SECRET), Key(SECRET[::-1])

    digests = [key.digest("a", b"x"), key.digest("b", b"x"), key.digest("a", b"y"), other.digest("a", b"x")]
    assert len(digests) == len(set(digests))
    assert key.digest("a", b"x") == Key(SECRET).digest("a", b"x")


def test_same_person_has_one_pseudonym_in_a_pilot_and_another_elsewhere(files: dict[str, str], write: Write) -> None:
    first, second = (open_study(load_pilot(write(files, name=name))) for name in ("tiny", "other"))

    persons = [set(study.table("persons")["person"]) for study in (first, second)]
    assert persons[0] == set(first.table("measures")["person"]) == set(first.table("enrolment")["person"])
    assert [60, 60] == [len(names) for names in persons]
    assert set() == persons[0] & persons[1]


def test_pseudonyms_change_with_the_key(
    files: dict[str, str], write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = load_pilot(write(files))
    first = set(open_study(pilot).table("persons")["person"])
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "another.key"))

    assert set() == first & set(open_study(pilot).table("persons")["person"])

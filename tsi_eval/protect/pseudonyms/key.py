"""The secret key of pseudonyms.

It is made on first use, lies outside every repository and report, and is never printed.

Worked example. The first `load_key()` of a user writes 32 random bytes to
`~/.config/tsi_eval/pseudonym.key`, readable by this user only. Every later run reads the same
bytes, so that a child has the same pseudonym in this year's report as in last year's.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from tsi_eval.errors import Problem, ProtectionError

KEY_FILE = "TSI_EVAL_KEY_FILE"
_LENGTH = 32


class Key:
    """A secret for keyed hashes; it has no text form."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> str:
        raise ProtectionError(Problem(code="E182"))

    def digest(self, context: str, content: bytes) -> str:
        """Return the HMAC-SHA256 of content, 32 hexadecimal digits; `context` keeps uses apart."""
        return hmac.new(self._secret, context.encode() + b"\0" + content, hashlib.sha256).hexdigest()[:_LENGTH]


def load_key() -> Key:
    """Read the key of this user and machine; make it when there is none.

    Raises:
        ProtectionError: When the file can't be read or made (E183), or holds no key (E184).
    """
    path = _path()
    try:
        if not path.exists():
            _make(path)
        secret = path.read_bytes()
    except OSError:
        raise ProtectionError(Problem(code="E183", params={"setting": KEY_FILE})) from None
    if len(secret) != _LENGTH:
        raise ProtectionError(Problem(code="E184", params={"setting": KEY_FILE}))
    return Key(secret)


def _path() -> Path:
    if chosen := os.environ.get(KEY_FILE):
        return Path(chosen)
    base = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "tsi_eval" / "pseudonym.key"


def _make(path: Path) -> None:
    # Written aside and linked into place, so that two first runs at once agree on one key.
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_bytes(_LENGTH))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()

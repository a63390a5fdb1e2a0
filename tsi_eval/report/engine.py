"""A papermill engine that runs cells in this process.

No kernel has to start, and nothing listens on a port. The outputs are the same as a kernel's, which
a test checks.

It is meant for a process that was forked from one with everything imported, and that ends with the
notebook (see `making.processes`). It is not for notebooks that ask for input, use widgets, or write
to the terminal behind Python's back.
"""

from __future__ import annotations

import atexit
import io
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, cast

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

from tsi_eval.aside import folder_aside
from tsi_eval.errors import TsiError
from tsi_eval.language import Message

if TYPE_CHECKING:
    from IPython.core.interactiveshell import ExecutionResult

NAME = "tsi_eval"


class _Stream(io.TextIOBase):
    """Takes what cells print, and joins it into outputs as a kernel does."""

    def __init__(self, name: str, outputs: list[Any]) -> None:
        self._name, self._outputs = name, outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        last = self._outputs[-1] if self._outputs else {}
        if last.get("output_type") == "stream" and last["name"] == self._name:
            last["text"] += text
        elif text:
            self._outputs.append(new_output("stream", name=self._name, text=text))  # type: ignore[no-untyped-call]
        return len(text)


def _as_text(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a cell shows as a kernel sends it: pictures as text (base64)."""
    return {
        kind: b64encode(shown).decode("ascii") if isinstance(shown, bytes) else shown for kind, shown in data.items()
    }


class _Publisher(DisplayPublisher):
    """Takes what cells display."""

    outputs: list[Any]

    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        made = new_output("display_data", data=_as_text(data), metadata=metadata or {})  # type: ignore[no-untyped-call]
        self.outputs.append(made)

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002  IPython's signature
        self.outputs.clear()


class _Hook(DisplayHook):
    """Takes the value of a cell's last line."""

    outputs: list[Any]
    _data: Any
    _metadata: Any

    def write_output_prompt(self) -> None:
        """Leave the terminal's prompt out."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self._data, self._metadata = _as_text(format_dict), md_dict or {}
        made = new_output(  # type: ignore[no-untyped-call]
            "execute_result", data=self._data, metadata=self._metadata, execution_count=self.prompt_count
        )
        self.outputs.append(made)

    def finish_displayhook(self) -> None:
        self._is_active = False


class ShellEngine(Engine):  # type: ignore[misc]
    """Runs a notebook's code cells one after the other, and stops at the first that fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:  # noqa: ARG003  papermill's signature
        """Run the notebook that papermill holds, and tell it of every cell."""
        with _shell() as shell:
            for place, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type == "code" and cell.source.strip():
                    nb_man.cell_start(cell, place)
                    failed = _run(shell, cell)
                    if failed:
                        nb_man.cell_exception(cell, cell_index=place)
                    nb_man.cell_complete(cell, cell_index=place)
                    if failed:
                        return


@contextmanager
def _shell() -> Iterator[InteractiveShell]:
    InteractiveShell.clear_instance()
    hook, excepthook = sys.displayhook, sys.excepthook
    with folder_aside() as profile:
        # No history, no profile: nothing of a cell is kept in the user's home.
        config = Config({"HistoryManager": {"enabled": False}})
        shell = InteractiveShell.instance(
            config=config,
            ipython_dir=str(profile),
            display_pub_class=_Publisher,
            displayhook_class=_Hook,
            colors="nocolor",
        )
        atexit.unregister(shell.atexit_operations)
        try:
            yield shell
        finally:
            InteractiveShell.clear_instance()
            sys.displayhook, sys.excepthook = hook, excepthook


def _run(shell: InteractiveShell, cell: Any) -> bool:
    """Run a cell, leave its outputs in it, and tell whether it failed."""
    outputs: list[Any] = []
    publisher, hook, run = cast("Any", (shell.display_pub, shell.displayhook, shell.run_cell))
    publisher.outputs = hook.outputs = outputs
    shell.exit_now = False
    with redirect_stdout(_Stream("stdout", outputs)), redirect_stderr(_Stream("stderr", outputs)):
        result: ExecutionResult = run(cell.source, store_history=True)
    cell.outputs = outputs
    cell.execution_count = shell.execution_count - 1
    error = result.error_before_exec or result.error_in_exec
    if error is None and not shell.exit_now:
        return False
    # The error's own text may quote a value: its kind is enough, and of our own errors the code.
    kind = _kind(error) if error is not None else "SystemExit"
    cell.outputs.append(new_output("error", ename=kind, evalue="", traceback=[]))  # type: ignore[no-untyped-call]
    return True


def _kind(error: BaseException) -> str:
    """Return the kind of an error, and of ours the code and why, by the key of the words."""
    kind = type(error).__name__
    if not isinstance(error, TsiError):
        return kind
    problem = error.problems[0]
    why = problem.params.get("why")
    return " ".join(filter(None, (kind, problem.code, why.key if isinstance(why, Message) else "")))


def register() -> str:
    """Make the engine known to papermill, and return its name.

    Papermill would find an entry point by itself, but imports it while it is itself half imported.
    """
    papermill_engines.register(NAME, ShellEngine)
    return NAME

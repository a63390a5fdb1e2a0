"""New pilots' folders: declarations and Excel files to fill in, made from templates.

`templates.py` explains how a template is written.
"""

from importlib.resources import files


def question_names() -> tuple[str, ...]:
    """Return the names of the designs that have a template, in the order of the alphabet.

    They are read from the folders of designs. Importing the designs would tell them too, but it
    imports numpy and pandas, and `tsi-eval --help` has to be quick.
    """
    folders = files("tsi_eval").joinpath("designs").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.joinpath("template.toml").is_file()))

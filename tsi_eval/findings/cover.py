"""What a report may know of its pilot and of where its numbers come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tsi_eval.language import Text

NO_TEXT = Text(sv="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as the report shows it.

    Attributes:
        id: Its id in `questions.toml`.
        text: The question in words.
        design: Name of the design that answers it.
        direction: Which way is better, such as "lower_better" or "none".
        role: "primary", or for example "exploratory"; "undeclared" where there is no pilot.
        declared: The day on which the questions were declared.
        short: The same in a few words, or the whole question again when it has no short form.
        groups: The groups "column=value" that the pilot declares of the columns by which the answer
            is divided, whether or not anybody is in them.
    """

    id: str
    text: Text
    design: str
    direction: str
    role: str
    declared: date
    # A report made before questions had short names has none.
    short: Text = NO_TEXT
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who answers for a report.

    Attributes:
        name: What they are called.
        role: As what they answer for it.
        email: Their address, or "".
        phone: Their number, or "".
    """

    name: Text
    role: Text
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Whose report it is.

    Attributes:
        commissioner: Who asked for it, or no text.
        authors: Who wrote it; nobody until the pilot has said.
        contact: Who answers for it, or None until the pilot has said.
        version: Which version it is, or "".
    """

    commissioner: Text = NO_TEXT
    authors: tuple[Text, ...] = ()
    contact: Contact | None = None
    version: str = ""

    def words(self) -> tuple[str, ...]:
        """Return everything that it says, in both languages."""
        texts, plain = [self.commissioner, *self.authors], [self.version]
        if self.contact is not None:
            texts += [self.contact.name, self.contact.role]
            plain += [self.contact.email, self.contact.phone]
        return (*(words for text in texts for words in (text.sv, text.en)), *plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the report may know of the pilot: titles and words, no files, no rows.

    Attributes:
        pilot: The pilot's id.
        title: Its title.
        summary: What it is, in a sentence or two.
        municipality: Who runs it.
        period: The time the report is about, in words.
        data: "synthetic", "public" or "real".
        policy: The disclosure policy's id.
        report_date: The declared date; the only date in a report.
        labels: Words for ids: outcomes, columns, "column=value", occasions and stages;
            "unit:<outcome>" for units, "reference:<outcome>" for where its declared spread is from.
        questions: In the declared order.
        texts: The people's own chapters, by language and slot, in Markdown.
        source: Where public data come from, or "".
        status: "draft" or "approved".
        approved_by: Who approved it, or "".
        imprint: Whose report it is; of a report that was made before this was asked, nobody's.
        words: Words by key of designs that are no part of the package.
    """

    pilot: str
    title: Text
    summary: Text
    municipality: str
    period: Text
    data: str
    policy: str
    report_date: date
    labels: Mapping[str, Text]
    questions: tuple[Asked, ...]
    texts: Mapping[str, Mapping[str, str]]
    source: Text
    status: str = "draft"
    approved_by: str = ""
    imprint: Imprint = field(default_factory=Imprint)
    words: Mapping[str, Text] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Tell whether nobody has approved the report."""
        return self.status != "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the findings were made from: hashes, versions, and the declaration's date.

    Hashes of real data are keyed (HMAC), and go by the report's date. Without the key, nobody can
    try small files until one has the hash, nor tell by two reports whether the files have changed.

    Attributes:
        declaration_sha256: Hash of the pilot's TOML files, or "" where there is no pilot.
        declared: The day on which the questions were declared.
        data: Source → hash of the files that it delivered.
        data_hash: How these were made: "hmac-sha256" for real data, otherwise "sha256".
        versions: Package → its version.
        designs: Code of designs that are no part of the package → its hash.
    """

    declaration_sha256: str
    declared: date
    data: Mapping[str, str]
    data_hash: str
    versions: Mapping[str, str]
    designs: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_files(self) -> bool:
        """Whether they were made from a pilot's files, and not from a researcher's own frames."""
        return bool(self.declaration_sha256)

"""Running ``centre`` inside the test's own process, and reading what it said."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from click.testing import CliRunner

from centre_app.cli.frame import centre

__all__ = ["Ran", "key_on", "ran"]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of the refusals."""
        return [one["code"] for one in self.document["refusals"]]


def ran(*words: str, env: Mapping[str, str | None] | None = None, stdin: str | bytes = "") -> Ran:
    result = CliRunner().invoke(centre(), words, env=env, input=stdin)
    if result.exc_info and not isinstance(result.exception, SystemExit | None):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def key_on(sheet: Path) -> str:
    """The recovery key as it stands on the printed sheet."""
    with sheet.open("rb") as file:
        pdf = pypdfium2.PdfDocument(file)
        try:
            text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        finally:
            pdf.close()
    return next(word for word in text.split() if word.count("-") == 6 and len(word) == 40)

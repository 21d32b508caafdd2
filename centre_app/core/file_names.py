"""Names of files that every system can carry, Windows among them (Win32 naming of files)."""

from __future__ import annotations

from collections.abc import Iterator

from centre_app.core.refusals import Refusal
from centre_app.core.refusals.store import NameEmpty, NameNotAllowed, NameReserved, NameTooLong

__all__ = ["LONGEST", "file_name_objections", "safe_file_name"]

LONGEST = 200  # bytes; file systems allow 255, and backups add to a name
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in "0123456789¹²³")}
)
_FORBIDDEN = frozenset('<>:"/\\|?*')


def file_name_objections(name: str) -> Iterator[Refusal]:
    """Everything that keeps a name from being a file's name on Windows or Linux."""
    if not name.strip(". "):
        yield NameEmpty()
        return
    if name.endswith((".", " ")):
        yield NameEmpty()
    found = next((letter for letter in name if letter in _FORBIDDEN or not letter.isprintable()), None)
    if found is not None:
        yield NameNotAllowed(file_name=_shown(name), found=found if found.isprintable() else ascii(found)[1:-1])
    if name.split(".", 1)[0].rstrip(" ").casefold() in _RESERVED:
        yield NameReserved(file_name=_shown(name))
    if len(name.encode()) > LONGEST:
        yield NameTooLong(file_name=_shown(name[:20]), most=LONGEST)


def safe_file_name(text: str, otherwise: str) -> str:
    """A name as near to `text` as every system allows; `otherwise` where nothing is left of it."""
    kept = "".join("_" if letter in _FORBIDDEN or not letter.isprintable() else letter for letter in text)
    kept = kept.encode()[:LONGEST].decode(errors="ignore").strip(" .")
    if kept.split(".", 1)[0].rstrip(" ").casefold() in _RESERVED:
        kept = f"_{kept}"
    return kept or otherwise


def _shown(name: str) -> str:
    """The name as a sentence can carry it."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)

"""What is said of a mistake of the program, and where its report lies."""

from __future__ import annotations

from centre_app.cli import captions
from centre_app.services.faults import write_report

__all__ = ["report"]


def report(error: BaseException) -> str:
    """Write the report of an unforeseen error, and return the sentence that says where it lies."""
    file = write_report(error)
    if file is None:
        return captions.FAULT_UNWRITTEN.format(kind=type(error).__name__)
    return captions.FAULT.format(file=file)

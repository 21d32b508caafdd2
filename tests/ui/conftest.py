"""What the tests of the window share: one program for all, dressed as it comes, with the shipped face if need be."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.ui import faces, look

# A screen of Linux's own.
collect_ignore = ["test_real_screen.py"] if sys.platform == "win32" else []


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light look at full size, whatever another one wore."""
    faces.provide()
    look.wear(qapp)
    yield
    look.wear(qapp)

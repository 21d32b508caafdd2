"""What the tests of the window share: one program for all, dressed as it comes, with the shipped face if need be."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.ui import faces, look


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light look at full size, whatever another one wore."""
    faces.provide()
    look.wear(qapp)
    yield
    look.wear(qapp)

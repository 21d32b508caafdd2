"""An office whose households are counted, on the encrypted file only."""

import pytest

from centre_app.db.store import OfficeFolder
from tests.services.conftest import Template, as_role, clock, folder, furnished, office, people

__all__ = ["as_role", "clock", "folder", "office", "people"]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("template") / "甲县"
    return Template(path, furnished(OfficeFolder(path)))

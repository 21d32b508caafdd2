"""An office whose pages are drawn, on the encrypted file only; and snapshots of plain text, which a person can read
and accepts with --snapshot-update.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from centre_app.core.vocabulary.filing import Role
from centre_app.db.store import OfficeFolder
from centre_app.services.office import Office
from tests.services.conftest import Clock, Template, as_role, clock, folder, furnished, office, people
from tests.services.walking import Walk

__all__ = ["as_role", "clock", "folder", "office", "people"]

SNAPSHOTS = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="accept what the forms say now")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the one kept under its name; the kept one must exist unless it is being written."""
    update = request.config.getoption("--snapshot-update", default=False)

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / f"{name}.txt"
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no snapshot {name}; write it with: pytest tests/forms --snapshot-update"
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("template") / "甲县"
    return Template(path, furnished(OfficeFolder(path)))


@pytest.fixture
def walk(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Path
) -> Walk:
    return Walk(office, as_role, clock, people, tmp_path)

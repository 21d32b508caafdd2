"""A small office for each test that asks for one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from centre_app.db.keys import Keys, RecoveryKey
from centre_app.db.store import OfficeFolder, OpenStore
from tests.db.toy import new_office, opened

# A full disk and a folder that refuses writing are made with means that Windows lacks; README names both.
collect_ignore = ["test_full_disk.py", "test_read_only.py"] if sys.platform == "win32" else []


@pytest.fixture
def new(tmp_path: Path) -> tuple[OfficeFolder, Keys, RecoveryKey]:
    return new_office(tmp_path / "办公室")


@pytest.fixture
def folder(new: tuple[OfficeFolder, Keys, RecoveryKey]) -> OfficeFolder:
    return new[0]


@pytest.fixture
def keys(new: tuple[OfficeFolder, Keys, RecoveryKey]) -> Keys:
    return new[1]


@pytest.fixture
def recovery(new: tuple[OfficeFolder, Keys, RecoveryKey]) -> RecoveryKey:
    return new[2]


@pytest.fixture
def store(folder: OfficeFolder, keys: Keys) -> Iterator[OpenStore]:
    with opened(folder, keys) as store:
        yield store

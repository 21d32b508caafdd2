"""No test of the command line sees the folders of whoever runs it."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("centre_app.paths.log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr("centre_app.paths.data_folder", lambda: tmp_path / "data")

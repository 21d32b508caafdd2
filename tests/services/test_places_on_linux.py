"""Where the first copy goes, on disks that only Linux has at hand."""

from pathlib import Path

from centre_app.core.refusals.store import FolderNotReached
from centre_app.core.refusals.upkeep import BackupOnSameDisk
from centre_app.db.store import OfficeFolder
from centre_app.services import first_run


def test_a_place_on_another_disk_is_content(tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path / "甲县")
    known = (Path("/", "dev", "shm"), Path("/", "var", "tmp"), Path.home())
    elsewhere = next(place for place in known if place.stat().st_dev != tmp_path.stat().st_dev)
    assert list(first_run.against_place(folder, elsewhere)) == []
    assert list(first_run.against_place(folder, tmp_path)) == [BackupOnSameDisk(field="backup")]


def test_a_place_that_takes_no_file_says_so(tmp_path: Path) -> None:
    told = list(first_run.against_place(OfficeFolder(tmp_path / "甲县"), Path("/proc")))
    assert [type(one) for one in told] == [FolderNotReached]

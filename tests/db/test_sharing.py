"""Who may use an office at the same time: processes of one PC, one window, one that replaces files."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from centre_app.core.refusals.store import OfficeInUse, OnAnotherComputer, StoreBusy, WindowOpen
from centre_app.db.keys import Keys
from centre_app.db.lock import (
    Host,
    Mount,
    Presence,
    alone,
    bind_to_host,
    gate,
    is_on_network,
    mounts,
    this_host,
)
from centre_app.db.store import OfficeFolder
from tests.db.toy import QUICK, opened

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys
from pathlib import Path
from centre_app.db.lock import Presence, WindowLock, gate
kind, path = sys.argv[1], Path(sys.argv[2])
held = {"window": WindowLock, "presence": Presence, "gate": gate}[kind](path)
if kind == "gate":
    held.__enter__()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def holder(kind: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock until it is told to go or killed."""
    command = [sys.executable, "-c", HOLDING, kind, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_window_is_refused_in_the_same_process(folder: OfficeFolder) -> None:
    with folder.window_lock(), pytest.raises(WindowOpen):
        folder.window_lock()
    folder.window_lock().release()


def test_a_second_window_is_refused_while_another_process_has_one(folder: OfficeFolder) -> None:
    with holder("window", folder.path / "office.window"), pytest.raises(WindowOpen):
        folder.window_lock()


def test_the_window_of_a_killed_process_is_free_and_no_file_needs_deleting(folder: OfficeFolder) -> None:
    with holder("window", folder.path / "office.window") as process:
        process.kill()
        process.wait()
        assert (folder.path / "office.window").exists()
        with folder.window_lock():
            pass


def test_a_window_lock_may_be_released_twice(folder: OfficeFolder) -> None:
    lock = folder.window_lock()
    lock.release()
    lock.release()
    with folder.window_lock():
        pass


def test_the_window_does_not_keep_commands_out(folder: OfficeFolder, keys: Keys) -> None:
    with folder.window_lock(), opened(folder, keys), opened(folder, keys):
        pass


def test_the_gate_lets_one_through_after_another(tmp_path: Path) -> None:
    path = tmp_path / "gate"
    with gate(path), pytest.raises(StoreBusy), gate(path, seconds=0.05):
        pass
    with gate(path, seconds=0.0):
        pass


def test_the_gate_of_a_killed_process_is_open(tmp_path: Path) -> None:
    path = tmp_path / "gate"
    with holder("gate", path) as process:
        with pytest.raises(StoreBusy), gate(path, seconds=0.05):
            pass
        process.kill()
        process.wait()
        with gate(path, seconds=0.0):
            pass


def test_files_are_replaced_only_when_nobody_is_inside(tmp_path: Path) -> None:
    present = tmp_path / "present"
    presence = Presence(present)
    with pytest.raises(OfficeInUse), alone(tmp_path / "gate", present):
        pass
    presence.leave()
    presence.leave()
    with alone(tmp_path / "gate", present):
        assert list(present.iterdir()) == []


def test_what_a_killed_process_left_behind_is_cleared_away(tmp_path: Path) -> None:
    present = tmp_path / "present"
    with holder("presence", present) as process:
        with pytest.raises(OfficeInUse), alone(tmp_path / "gate", present):
            pass
        process.kill()
        process.wait()
        assert len(list(present.iterdir())) == 1
        with alone(tmp_path / "gate", present):
            assert list(present.iterdir()) == []


def test_an_open_office_counts_as_somebody_inside(folder: OfficeFolder, keys: Keys) -> None:
    with opened(folder, keys), pytest.raises(OfficeInUse), alone(folder.gate, folder.present):
        pass
    with alone(folder.gate, folder.present):
        pass


def test_an_office_that_could_not_be_opened_leaves_nobody_inside(folder: OfficeFolder, keys: Keys) -> None:
    folder.store.write_bytes(b"")
    with pytest.raises(Exception, match="office"):
        opened(folder, keys)
    with alone(folder.gate, folder.present):
        pass


# A folder on a network.

LINUX = (
    Mount("/", "ext4"),
    Mount("/mnt/share", "cifs"),
    Mount("/mnt/share/usb", "vfat"),
    Mount("/srv/nfs", "NFS4"),
    Mount("/media/stick", "exfat"),
)
WINDOWS = (
    Mount("C:\\", "NTFS", "rw,fixed"),
    Mount("Z:\\", "NTFS", "rw,remote"),
    Mount("E:\\", "FAT32", "rw,removable"),
)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/srv/office", False),
        ("/mnt/share/office", True),
        ("/mnt/share", True),
        ("/mnt/shared/office", False),
        ("/mnt/share/usb/office", False),
        ("/srv/nfs/a/b", True),
        ("/media/stick/office", False),
    ],
)
def test_a_network_folder_is_known_by_the_nearest_mount(folder: str, expected: bool) -> None:
    assert is_on_network(PurePosixPath(folder), LINUX) is expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (r"C:\Office", False),
        (r"Z:\Office", True),
        (r"z:\Office", True),
        (r"E:\Office", False),
        (r"\\server\share\Office", True),
        (r"\\?\UNC\server\share\Office", True),
    ],
)
def test_a_network_folder_of_windows_is_a_remote_drive_or_a_unc_path(folder: str, expected: bool) -> None:
    assert is_on_network(PureWindowsPath(folder), WINDOWS) is expected


def test_without_a_table_no_folder_is_on_a_network() -> None:
    assert is_on_network(PurePosixPath("/srv"), ()) is False


def test_this_pc_tells_its_mounts_and_its_name(tmp_path: Path) -> None:
    assert any(tmp_path.is_relative_to(mount.point) for mount in mounts())
    assert is_on_network(tmp_path, mounts()) is False
    assert this_host().name


HERE = Host("办公室-1", "aaaa")
THERE = Host("办公室-2", "bbbb")
TWIN = Host("办公室-1", "cccc")


@pytest.fixture
def bound(tmp_path: Path) -> tuple[Path, Keys]:
    keys, _ = Keys.create(tmp_path / "office.keys", "示例员", "密码-一", training=True, cost=QUICK)
    return tmp_path / "office.host", keys


def bind(bound: tuple[Path, Keys], host: Host, *, on_network: bool) -> None:
    marker, keys = bound
    bind_to_host(marker, keys, host=host, on_network=lambda: on_network)


def test_a_second_pc_is_refused_on_a_network_folder_with_the_name_of_the_first(bound: tuple[Path, Keys]) -> None:
    bind(bound, HERE, on_network=True)
    bind(bound, HERE, on_network=True)
    with pytest.raises(OnAnotherComputer, match="办公室-1"):
        bind(bound, THERE, on_network=True)
    bind(bound, HERE, on_network=True)


def test_two_pcs_of_one_name_are_told_apart(bound: tuple[Path, Keys]) -> None:
    bind(bound, HERE, on_network=True)
    with pytest.raises(OnAnotherComputer):
        bind(bound, TWIN, on_network=True)


def test_a_share_of_the_pc_that_uses_the_office_is_refused_to_others(bound: tuple[Path, Keys]) -> None:
    bind(bound, HERE, on_network=False)
    with pytest.raises(OnAnotherComputer):
        bind(bound, THERE, on_network=True)


def test_a_stick_goes_from_pc_to_pc(bound: tuple[Path, Keys]) -> None:
    for host in (HERE, THERE, HERE):
        bind(bound, host, on_network=False)


def test_the_marker_tells_nobody_which_pc_it_is(bound: tuple[Path, Keys]) -> None:
    bind(bound, HERE, on_network=False)
    assert "办公室".encode() not in bound[0].read_bytes()
    assert b"aaaa" not in bound[0].read_bytes()


def test_a_marker_that_is_not_authentic_counts_as_another_pc(bound: tuple[Path, Keys]) -> None:
    marker, _ = bound
    for content in (b"", b"x" * 100):
        marker.write_bytes(content)
        with pytest.raises(OnAnotherComputer):
            bind(bound, HERE, on_network=True)
    bind(bound, HERE, on_network=False)
    bind(bound, HERE, on_network=True)


def test_the_table_of_mounts_is_not_read_while_the_same_pc_goes_on(bound: tuple[Path, Keys]) -> None:
    bind(bound, HERE, on_network=False)
    marker, keys = bound
    with ExitStack() as asked:
        bind_to_host(marker, keys, host=HERE, on_network=lambda: bool(asked.enter_context(gate(marker))))
        assert asked.pop_all() is not None


def test_an_office_on_this_disk_is_not_on_a_network(folder: OfficeFolder) -> None:
    assert folder.is_on_network() is False

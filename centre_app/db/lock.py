"""Who may use an office at the same time.

Processes of one PC share it; one window may be open; one thing at a time may replace the files. All of this is
held by locks of the operating system that die with their process, so no file ever needs deleting by hand. The
locks are exclusive ones only, because Windows knows shared ones only with a further library; "somebody is
inside" is therefore one locked file per process.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath, PureWindowsPath
from typing import BinaryIO, Final, NamedTuple, Self

import portalocker
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from centre_app.core.refusals.store import (
    FolderNotReached,
    OfficeInUse,
    OnAnotherComputer,
    StoreBusy,
    WindowOpen,
)
from centre_app.core.refusals.system import said_by_system

from .files import guarded, write_durably
from .keys import Keys, Purpose

if sys.platform == "win32":
    import winreg

__all__ = [
    "TURN_SECONDS",
    "Host",
    "Mount",
    "Presence",
    "WindowLock",
    "alone",
    "bind_to_host",
    "gate",
    "is_anyone_present",
    "is_on_network",
    "mounts",
    "this_host",
]

TURN_SECONDS: Final = 5.0
_PAUSE = 0.02
_NONCE = 12


def _try_lock(path: Path) -> BinaryIO | None:
    """The file, opened and locked, or None when another process holds it."""
    with guarded(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    file = os.fdopen(handle, "r+b", buffering=0)
    try:
        portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        file.close()
        return None
    except portalocker.LockException as error:  # a file system that knows no locks
        file.close()
        raise FolderNotReached(place=str(path), reason=said_by_system(error)) from error
    return file


def _release(file: BinaryIO) -> None:
    with suppress(portalocker.LockException, OSError):
        portalocker.unlock(file)
    file.close()


@contextmanager
def gate(path: Path, seconds: float = TURN_SECONDS) -> Iterator[None]:
    """Pass one after another: opening an office and replacing its files exclude each other.

    Raises:
        StoreBusy: the turn did not come within `seconds`.
    """
    until = time.monotonic() + seconds
    while (file := _try_lock(path)) is None:
        if time.monotonic() >= until:
            raise StoreBusy(seconds=round(seconds))
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _release(file)


class Presence:
    """A process that has the office open: one locked file in the folder of the present."""

    def __init__(self, folder: Path) -> None:
        with guarded(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._file = _try_lock(self._path)

    def leave(self) -> None:
        if self._file is not None:
            _release(self._file)
            self._file = None
            with suppress(OSError):
                self._path.unlink()


def is_anyone_present(folder: Path) -> bool:
    """Whether a living process has the office open; what dead ones left behind is cleared away."""
    present = False
    for path in sorted(folder.glob("*")):
        file = _try_lock(path)
        if file is None:
            present = True
            continue
        _release(file)
        with suppress(OSError):
            path.unlink()
    return present


@contextmanager
def alone(gate_path: Path, present: Path, seconds: float = TURN_SECONDS) -> Iterator[None]:
    """Have the office for oneself, as replacing its files demands.

    Raises:
        OfficeInUse: another window or command has it open.
        StoreBusy: another one is just opening or replacing it.
    """
    with gate(gate_path, seconds):
        if is_anyone_present(present):
            raise OfficeInUse
        yield


class WindowLock:
    """Held by the one window of an office from start to end.

    Raises:
        WindowOpen: another window has it.
    """

    def __init__(self, path: Path) -> None:
        file = _try_lock(path)
        if file is None:
            raise WindowOpen
        self._file: BinaryIO | None = file

    def release(self) -> None:
        if self._file is not None:
            _release(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


# A folder on a network.


class Mount(NamedTuple):
    """One line of the system's table of file systems."""

    point: str
    kind: str
    options: str = ""


_NETWORK_KINDS = frozenset(
    {
        "9p", "afs", "afpfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
        "fuse.rclone", "fuse.smbnetfs", "fuse.sshfs", "gfs2", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2",
        "smb2", "smb3", "smbfs", "webdav",
    }
)  # fmt: skip


def mounts() -> tuple[Mount, ...]:
    """The file systems this PC has mounted."""
    # Asked for only when the office was last used by another computer, so not worth its import at every start.
    psutil = import_module("psutil")
    return tuple(Mount(part.mountpoint, part.fstype, part.opts) for part in psutil.disk_partitions(all=True))


def is_on_network(folder: PurePath, table: Sequence[Mount]) -> bool:
    """Whether a folder lies on another computer's disk.

    Args:
        folder: absolute, with links resolved.
        table: the mounted file systems; on Windows a network drive has "remote" among its options.
    """
    if isinstance(folder, PureWindowsPath):
        if folder.drive.startswith("\\\\"):
            return True
        drive = folder.drive.casefold()
        return any(
            mount.point.casefold().rstrip("\\") == drive and "remote" in mount.options.split(",") for mount in table
        )
    inside = [mount for mount in table if folder.is_relative_to(mount.point)]
    nearest = max(inside, key=lambda mount: len(mount.point), default=None)
    return nearest is not None and nearest.kind.casefold() in _NETWORK_KINDS


@dataclass(frozen=True, slots=True)
class Host:
    """A computer: the name people call it by, and what tells it from another of the same name."""

    name: str
    machine: str


def this_host() -> Host:
    """This computer, by its name and the identity that its system was given at installation."""
    return Host(name=socket.gethostname(), machine=_machine_identity())


def _machine_identity() -> str:
    if sys.platform == "win32":
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        with suppress(OSError):
            return path.read_text(encoding="utf-8").strip()
    return ""


def bind_to_host(
    marker: Path,
    keys: Keys,
    *,
    host: Host,
    on_network: Callable[[], bool],
) -> None:
    """Note which computer uses the office, and refuse a second one on a network folder.

    A folder on a disk of this PC may come from another one (a stick, a new PC); its marker is written anew.

    Raises:
        OnAnotherComputer: the folder is on a network and belongs to another computer.
    """
    wanted = {"name": host.name, "machine": host.machine}
    known: object = None
    is_new = False
    try:
        known = _read_marker(marker, keys)
    except FileNotFoundError:
        is_new = True
    if known == wanted:
        return
    if not is_new and on_network():
        name = known.get("name", "?") if isinstance(known, dict) else "?"
        raise OnAnotherComputer(folder=str(marker.parent), host=name)
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(keys.key(Purpose.MARKER)).encrypt(nonce, json.dumps(wanted).encode(), b"host")
    write_durably(marker, nonce + sealed)


def _read_marker(marker: Path, keys: Keys) -> object:
    """What the marker says, or None when it is not authentic. Raises FileNotFoundError when there is none."""
    content = marker.read_bytes()
    try:
        plain = AESGCM(keys.key(Purpose.MARKER)).decrypt(content[:_NONCE], content[_NONCE:], b"host")
    except (InvalidTag, ValueError):
        return None
    return json.loads(plain)

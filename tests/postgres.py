"""A PostgreSQL server of the tests' own: in a temporary folder, reached by a socket in it, gone afterwards."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

if sys.platform != "win32":
    import pwd

# Nothing of a test's server outlives the test, so nothing waits for the disk.
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off -c listen_addresses="
OWNERS = ("postgres", "nobody")


def server_programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``: the newest of Debian's, else what is on the path, or none."""
    debian = sorted(
        (folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()),
        key=lambda folder: float(folder.parent.name),
    )
    on_path = shutil.which("initdb")
    if debian:
        return debian[-1]
    return Path(on_path).resolve().parent if on_path else None


def owner() -> tuple[int, int] | None:
    """User and group the server belongs to: PostgreSQL refuses to run as root, so root lends it another."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    known = {entry.pw_name: (entry.pw_uid, entry.pw_gid) for entry in pwd.getpwall()}
    return next(known[name] for name in OWNERS if name in known)


@contextlib.contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """Run a fresh server and give the address of its first database, for SQLAlchemy with psycopg.

    The folder lies directly in the temporary folder, since pytest's own are closed to other users
    and a socket's path must be short.
    """
    user, group = owner() or (None, None)

    def run(command: Sequence[str]) -> None:
        subprocess.run(
            command,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
            cwd=folder,
            check=True,
            capture_output=True,
        )

    with tempfile.TemporaryDirectory(prefix="centre-pg-") as folder:
        if user is not None:
            shutil.chown(folder, user, group)
        data = str(Path(folder, "data"))
        control = str(programs / "pg_ctl")
        run(
            [
                str(programs / "initdb"),
                "-D",
                data,
                "-U",
                "centre",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            ]
        )
        log, options = str(Path(folder, "log")), f"{SETTINGS} -c unix_socket_directories={folder}"
        run([control, "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://centre@/postgres?host={folder}"
        finally:
            run([control, "-D", data, "-m", "immediate", "-w", "stop"])


@contextlib.contextmanager
def empty_database(server: str, name: str) -> Iterator[str]:
    """Make a database of this name on the server, give its address and drop it afterwards."""
    plain = server.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server.replace("@/postgres?", f"@/{name}?")
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def copied_database(template: str, name: str) -> Iterator[str]:
    """Copy a database that nobody is connected to, give the copy's address and drop it afterwards."""
    original = psycopg.conninfo.conninfo_to_dict(template.replace("+psycopg", ""))["dbname"]
    server = template.replace(f"@/{original}?", "@/postgres?")
    plain = server.replace("+psycopg", "")
    names = sql.Identifier(name), sql.Identifier(str(original))
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        try:
            yield server.replace("@/postgres?", f"@/{name}?")
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

import check

ROOT = Path(check.__file__).parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PYTHONS = [(3, 11), (3, 12), (3, 13)]
# glibc of UOS 20 and Kylin V10 SP1: 2.28 on x86_64; on arm64 the Qt of the pin asks for 2.31.
PLATFORMS = {
    "windows": ["win_amd64"],
    "x86_64": [f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)] + ["manylinux2014_x86_64"],
    "aarch64": [f"manylinux_2_{minor}_aarch64" for minor in range(31, 16, -1)] + ["manylinux2014_aarch64"],
}
# What a platform's entries may be conditional on, as that platform answers.
ANSWERS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "x86_64": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "aarch64": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}


class Offered(NamedTuple):
    """A ready-made file that the registry has for a pin."""

    file: str
    sha256: str


class Entry(NamedTuple):
    """A pin of a lock: its requirement and the hashes it accepts."""

    requirement: Requirement
    hashes: frozenset[str]


def _entries(lock: str) -> dict[str, Entry]:
    blocks = re.findall(r"^(\S+==[^\\\n]+)((?:\\\n\s+--hash=sha256:\w+ ?)*)", lock, re.MULTILINE)
    found = (Entry(Requirement(head), frozenset(re.findall(r"sha256:(\w+)", tail))) for head, tail in blocks)
    return {canonicalize_name(entry.requirement.name): entry for entry in found}


@pytest.fixture(scope="module", params=LOCKS)
def lock(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def offered(lock: str) -> dict[str, list[Offered]]:
    """What the registry has for each package of the lock and for whatever those need, on any platform."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--format", "pylock.toml"]
    index = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    done = subprocess.run(
        [*command, "--quiet", "--no-config", "--system-certs", "--python-version", "3.11", str(ROOT / lock)],
        env=os.environ | ({"UV_DEFAULT_INDEX": index} if index else {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        canonicalize_name(package["name"]): [
            Offered(wheel["url"].rpartition("/")[2], wheel["hashes"]["sha256"]) for wheel in package.get("wheels", [])
        ]
        for package in tomllib.loads(done.stdout)["packages"]
    }


def lacking(
    entries: Mapping[str, Entry], offered: Mapping[str, list[Offered]], platform: str, python: tuple[int, int]
) -> list[str]:
    """The packages of a lock of which this platform and this Python find no ready-made file that it accepts."""
    tags = {*cpython_tags(python, platforms=PLATFORMS[platform])}
    tags |= {*compatible_tags(python, platforms=PLATFORMS[platform])}
    answers = ANSWERS[platform] | {
        "python_version": ".".join(map(str, python)),
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    return [
        name
        for name, (requirement, hashes) in entries.items()
        if requirement.marker is None or requirement.marker.evaluate(answers)
        if not any(sha in hashes and tags & parse_wheel_filename(file)[3] for file, sha in offered.get(name, []))
    ]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_finds_ready_made_files_for_the_whole_lock(
    lock: str, offered: dict[str, list[Offered]], platform: str, python: tuple[int, int]
) -> None:
    assert lacking(_entries((ROOT / lock).read_text("utf8")), offered, platform, python) == []


def test_the_lock_holds_what_its_packages_need_on_any_platform(lock: str, offered: dict[str, list[Offered]]) -> None:
    assert set(_entries((ROOT / lock).read_text("utf8"))) == set(offered)


@pytest.mark.parametrize(
    ("file", "platform", "python", "fits"),
    [
        ("qt-6.8.0-cp39-abi3-manylinux_2_28_x86_64.whl", "x86_64", (3, 13), True),
        ("qt-6.8.0-cp39-abi3-manylinux_2_34_x86_64.whl", "x86_64", (3, 13), False),
        ("qt-6.8.0-cp39-abi3-manylinux_2_31_aarch64.whl", "aarch64", (3, 11), True),
        ("qt-6.8.0-cp39-abi3-manylinux_2_39_aarch64.whl", "aarch64", (3, 11), False),
        ("qt-6.8.0-cp311-cp311-win_amd64.whl", "windows", (3, 11), True),
        ("qt-6.8.0-cp311-cp311-win_amd64.whl", "windows", (3, 12), False),
        ("qt-6.8.0-cp312-cp312-win32.whl", "windows", (3, 12), False),
        ("qt-6.8.0-py3-none-any.whl", "windows", (3, 12), True),
    ],
)
def test_a_file_for_another_platform_does_not_count(
    file: str, platform: str, python: tuple[int, int], fits: bool
) -> None:
    entries = _entries("qt==6.8.0 \\\n    --hash=sha256:0a\n")
    assert lacking(entries, {"qt": [Offered(file, "0a")]}, platform, python) == ([] if fits else ["qt"])
    assert lacking(entries, {"qt": [Offered(file, "0b")]}, platform, python) == ["qt"], "another hash"


def test_a_pin_for_another_system_is_not_asked_for() -> None:
    entries = _entries("tzdata==2026.6 ; sys_platform == 'win32' \\\n    --hash=sha256:0a\n")
    assert [lacking(entries, {}, platform, (3, 11)) for platform in PLATFORMS] == [["tzdata"], [], []]


def test_the_installed_packages_are_the_locked_ones() -> None:
    entries = _entries((ROOT / LOCKS[1]).read_text("utf8"))
    wanted = [entry.requirement for entry in entries.values()]
    here = [one for one in wanted if one.marker is None or one.marker.evaluate()]
    assert [one.name for one in here if distribution(one.name).version not in one.specifier] == []


def test_a_stale_lock_is_named() -> None:
    pins = check.pins("click==8.1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:00\nPy_Pinyin==0.1 \\\n")
    assert check.misfits(["click>=8.2", "py.pinyin", "rich"], pins, "a.lock") == [
        "a.lock has click 8.1.0, the project asks for click>=8.2",
        "a.lock lacks rich",
    ]


def test_two_locks_that_differ_are_named() -> None:
    assert check.apart(check.pins("rich==15.0.0\nclick==8.1"), check.pins("rich==15.0.0")) == [
        "click is 8.1 in requirements.lock and None in requirements-dev.lock"
    ]


def test_a_pin_without_a_hash_and_an_address_are_named() -> None:
    lock = "--index-url https://example.org\nrich==15.0.0 \\\n    --hash=sha256:00\nclick==8.1\n"
    assert check.unhashed(lock, "a.lock") == [
        "a.lock: no hash for --index-url",
        "a.lock: no hash for click==8.1",
        "a.lock: address in --index-url https://example.org",
    ]


def test_the_locks_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.locks_are_fresh(), capsys.readouterr().out

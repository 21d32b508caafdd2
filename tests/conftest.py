"""What all tests share: a quiet log, a clean environment, Hypothesis' profiles and the second database."""

import logging
import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator

import hypothesis
import pytest

from tests.postgres import empty_database, running_server, server_programs

IN_CI = os.environ.get("CI") == "true"

# Whoever runs the tests may have an office of their own; no test may open it.
for variable in [name for name in os.environ if name.startswith("CENTRE_")]:
    del os.environ[variable]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# No deadline: a slow machine is no fault. CI tries harder and repeats itself; people find new examples each run.
hypothesis.settings.register_profile("people", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=200, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "people")


LONGEST = "test_a_countys_table_becomes_archives_by_separate_commands"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest test, whatever the order of all others: begun last it would keep one process waiting."""
    items.sort(key=lambda item: item.name != LONGEST)


class _Loud(logging.Handler):
    """Keeps what is logged at warning or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test that logs a warning, unless it asks for ``caplog`` and so looks at the log itself."""
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(loud)
    if loud.lines and "caplog" not in getattr(item, "fixturenames", ()):
        pytest.fail("unexpected in the log:\n" + "\n".join(loud.lines))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str | None]:
    """The address of a PostgreSQL server of this run's own; None where none is installed, which CI forbids."""
    programs = server_programs()
    if programs is None:
        assert not IN_CI, "CI must have PostgreSQL: apt-get install postgresql"
        yield None
        return
    with running_server(programs) as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str | None) -> Iterator[str]:
    """The address of an empty database; where PostgreSQL is not installed (never in CI) the test is skipped."""
    if postgres_url is None:
        pytest.skip("PostgreSQL is not installed; CI runs this test")
    with empty_database(postgres_url, f"t{uuid.uuid4().hex}") as url:
        yield url


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of this test's own; X says its number as soon as it can be drawn on.

    Where there is no Xvfb or no xdotool to press its keys (never in CI) the test is skipped.
    """
    missing = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
    if missing:
        assert not IN_CI, f"CI must have {missing}: start.py check installs them"
        pytest.skip("there is no Xvfb or no xdotool; CI runs this test")
    hear, tell = os.pipe()
    words = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[tell], stderr=subprocess.DEVNULL) as server:
        os.close(tell)
        with os.fdopen(hear) as said:
            number = said.readline().strip()
        yield f":{number}"
        server.terminate()

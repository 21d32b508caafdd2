"""How long work is watched and stopped."""

import pytest

from centre_app.core.progress import SILENT, Cancelled, Progress


def work(progress: Progress) -> int:
    for done in range(10):
        progress.step(done, 10)
    return 10


def test_work_that_nobody_watches_goes_on_to_its_end() -> None:
    assert work(SILENT) == 10


def test_who_watches_may_stop_it() -> None:
    class Impatient:
        def step(self, done: int, total: int) -> None:
            if done / total >= 0.3:
                raise Cancelled

    with pytest.raises(Cancelled):
        work(Impatient())

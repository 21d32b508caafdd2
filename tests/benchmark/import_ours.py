"""The import as it is, in a process of its own: ``import_households`` starts it and counts its seconds.

As the program itself does, it looks for no garbage while modules are loaded (``cli.main``).
"""

import gc

gc.disable()

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from centre_app.core.vocabulary.filing import Role
from centre_app.db.store import OfficeFolder
from centre_app.services.opening import NewOffice, add_user, new_office, open_office
from centre_app.services.users import AddUser
from centre_app.sheets.taking_in import arrivals_of, plan_of, take_in
from tests.benchmark.invented import households, save_csv

gc.freeze()
gc.enable()

MOMENT = datetime(2026, 11, 24, 2, tzinfo=UTC)
ADMIN, CLERK, PASSWORD = "管理员", "经办", "梧桐-四月-雨"


def moment() -> datetime:
    return MOMENT


def ours(path: Path, folder: Path) -> dict[str, Any]:
    """Dry run and act over an office that is there; what opening it took is left out."""

    before = time.process_time()
    office = open_office(OfficeFolder(folder), CLERK, PASSWORD, moment)
    opening = time.process_time() - before
    steps = [time.process_time()]
    arrivals = arrivals_of(office, "households", path)
    steps.append(time.process_time())
    dry = plan_of(office, arrivals)
    steps.append(time.process_time())
    plan, _ = take_in(office, "households", arrivals)
    steps.append(time.process_time())
    office.close()
    assert len(plan.add) == len(dry.add)
    names = ("read and judge", "dry run", "act")
    return {"opening": opening, "add": len(plan.add), "problems": len(plan.problems)} | {
        name: after - at for name, at, after in zip(names, steps, steps[1:], strict=False)
    }


def office_with(folder: Path, count: int) -> None:
    """An office that has so many households already."""

    what = NewOffice(name="甲县困难职工帮扶中心", area="621002", admin=ADMIN, training=True)
    new_office(OfficeFolder(folder), what, PASSWORD, MOMENT)
    office = open_office(OfficeFolder(folder), ADMIN, PASSWORD, moment)
    add_user(office, AddUser(name=CLERK, role=Role.CLERK), PASSWORD)
    office.close()
    office = open_office(OfficeFolder(folder), CLERK, PASSWORD, moment)
    for part in range(0, count, 5_000):
        path = folder.with_suffix(f".{part}.csv")
        save_csv(path, households(min(5_000, count - part), 1_000 + part))
        take_in(office, "households", arrivals_of(office, "households", path))
    office.close()


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        office_with(Path(sys.argv[2]), int(sys.argv[3]))
        told: dict[str, Any] = {}
    else:
        told = ours(Path(sys.argv[1]), Path(sys.argv[2]))
    print(json.dumps(told | {"cpu": time.process_time()}))

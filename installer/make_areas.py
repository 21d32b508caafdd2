"""Write ``resources/areas/*.toml``, the register of administrative areas, from the table that python-stdnum carries.

Run ``python installer/make_areas.py`` after python-stdnum was updated and read the difference before committing.
A code whose last name has ended goes under ``ended`` with the year; what was only renamed stays with its new name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

import stdnum

FOLDER: Final = Path(__file__).parent.parent / "resources" / "areas"
PROVINCE: Final = re.compile(r'(\d\d) province="([^"]+)"')
AREA: Final = re.compile(r'  (\d{4}) county="([^"]+)"')
SPAN: Final = re.compile(r"(?:\[(\d*)-(\d*)\])?(.+)")
NO_AREA: Final = re.compile("市辖区|市区|县|.*直辖.*")
"""Words of the table that group areas and name none."""
HEAD: Final = """\
# {name}: 行政区划代码（GB/T 2260）。现行代码在 areas，已撤销的在 ended，until 是撤销的年份。
# Written by installer/make_areas.py from python-stdnum {version}; not edited by hand.
"""


def provinces() -> Iterator[tuple[str, str, list[tuple[str, str, int | None]]]]:
    """Code and name of each province with its areas: code, latest name, and the year in which it ended."""
    code = name = ""
    areas: list[tuple[str, str, int | None]] = []
    table = files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8")
    for line in table.splitlines():
        if top := PROVINCE.fullmatch(line):
            if code:
                yield code, name, areas
            code, name, areas = top[1], top[2], []
        elif (found := AREA.fullmatch(line)) and found[1] != "0000":
            span = SPAN.fullmatch(found[2].split(",")[-1])
            if span and not NO_AREA.fullmatch(span[3]):
                areas.append((code + found[1], span[3], int(span[2]) if span[2] else None))
    yield code, name, areas


def text_of(code: str, name: str, areas: list[tuple[str, str, int | None]], version: str) -> str:
    """The TOML text of one province."""
    lines = [HEAD.format(name=name, version=version) + f'code = "{code}0000"', f'name = "{name}"', "", "[areas]"]
    lines += [f'{code} = "{called}"' for code, called, until in areas if until is None]
    ended = [f'{code} = {{ name = "{called}", until = {until} }}' for code, called, until in areas if until]
    if ended:
        lines += ["", "[ended]", *ended]
    return "\n".join(lines) + "\n"


def texts() -> dict[str, str]:
    """File name and content for every province."""
    version = stdnum.__version__
    return {f"{code}.toml": text_of(code, name, areas, version) for code, name, areas in provinces()}


def main() -> int:
    """Write the files and say how many."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = texts()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(written)} provinces written to {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

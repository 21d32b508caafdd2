"""Write ``docs/dictionary.md``, the data dictionary as people read it, from ``centre_app.core.fields``.

Run ``python installer/make_dictionary.py`` after a field or a code list has changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from centre_app.core.fields import RECORDS, Field, Record
from centre_app.core.vocabulary import Choice

FILE: Final = Path(__file__).resolve().parent.parent / "docs" / "dictionary.md"
HEAD: Final = """\
# 数据字典

<!-- Written by installer/make_dictionary.py from centre_app/core/fields; not edited by hand. -->

每一项数据的名称、类型、长度、代码表和填写说明。名称以 2020 年《困难职工档案表》为准。

- **必填**：申请前必须填写（表上带星号的）。
- **屏蔽**：列表和默认页面上只显示一部分；“不显示”是没有屏蔽写法的敏感个人信息，列表和公示上都不出现。
- **限度**：文字的最多字数、数字的最大值，或代码的最多个数。
"""
COLUMNS: Final = ("名称", "标识", "类型", "必填", "屏蔽", "限度", "代码表", "填写说明")


def text() -> str:
    """The whole document."""
    lines = [HEAD]
    for record in RECORDS.values():
        lines += [f"## {record.label}（{record.name}）", "", *_table(record), ""]
    lines += ["# 代码表", ""]
    for choices, name in _lists().items():
        lines += [f"## {name}（{choices.__name__}）", "", "| 代码 | 名称 |", "|---|---|"]
        lines += [f"| `{member.value}` | {member.label} |" for member in choices]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _table(record: Record) -> Iterator[str]:
    yield "| " + " | ".join(COLUMNS) + " |"
    yield "|" + "---|" * len(COLUMNS)
    for field in record.fields:
        yield "| " + " | ".join(_row(field)) + " |"


def _row(field: Field) -> tuple[str, ...]:
    mask = field.sensitive.label if field.sensitive else "不显示" if field.private else ""
    return (
        field.label,
        f"`{field.name}`",
        field.kind.label,
        "是" if field.required else "",
        mask,
        "" if field.most is None else str(field.most),
        "、".join(f"`{choices.__name__}`" for choices in field.choices),
        field.help,
    )


def _lists() -> dict[type[Choice], str]:
    """Every code list that a field uses, with what the first such field is called."""
    lists: dict[type[Choice], str] = {}
    for record in RECORDS.values():
        for field in record.fields:
            for choices in field.choices:
                lists.setdefault(choices, field.label)
    return lists


def main() -> int:
    """Write the file."""
    FILE.write_text(text(), encoding="utf-8", newline="\n")
    print(f"{len(RECORDS)} records written to {FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

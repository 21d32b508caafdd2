"""Invented households as a county's table of 60 columns has them, the same in every run."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
AREAS = ("621002", "621021", "621022", "621023", "621024", "621025", "621026", "621027")
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗", "建国秀英志强桂兰玉梅晓东淑珍德福春燕永红小军"
ONCE = (
    *("编号", "户主姓名", "身份证号", "性别", "出生日期", "民族", "政治面貌", "文化程度", "婚姻状况", "健康状况"),
    *(
        "职工身份",
        "工作单位",
        "单位性质",
        "所属行业",
        "参加工作时间",
        "医保",
        "本人月收入",
        "联系电话",
        "户籍地",
        "家庭住址",
    ),
    *("住房性质", "建筑面积", "困难类别", "主要致困原因", "次要致困原因", "家庭人口", "家庭其他年收入"),
    "家庭年总收入",
    *("月人均", "是否低保", "是否单亲", "开户银行", "银行卡号", "建档时间", "备注"),
)
OF_MEMBERS = ("姓名", "关系", "身份证号", "月收入", "状况")
MEMBERS = 4
COLUMNS = (
    *ONCE,
    *(f"成员{n}{head}" for n in range(1, MEMBERS + 1) for head in OF_MEMBERS),
    *(f"支出{n}" for n in range(1, 6)),
)
HEAD_ID, HEAD_BIRTH, TOTAL, PHONE, CAUSE, SIZE = 2, 4, 27, 17, 23, 25
AMOUNTS = (16, 26, 27, 28)
MEMBER_IDS = tuple(len(ONCE) + 2 + 5 * n for n in range(MEMBERS))


T = TypeVar("T")


class Pick:
    """Picks that are the same in every run."""

    def __init__(self, *seed: int) -> None:
        self.seed, self.turn = seed, 0

    def below(self, most: int) -> int:
        self.turn += 1
        return crc32(repr((*self.seed, self.turn)).encode()) % most

    def one(self, of: Sequence[T]) -> T:
        return of[self.below(len(of))]


def identity(pick: Pick, born: date, *, woman: bool) -> str:
    digits = f"{pick.one(AREAS)}{born:%Y%m%d}{pick.below(500) * 2 + (not woman):03}"
    return digits + CHECKS[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]


def name(pick: Pick) -> str:
    return pick.one(SURNAMES) + "".join(pick.one(GIVEN) for _ in range(pick.one((1, 2, 2))))


def household(pick: Pick, number: int) -> list[Any]:
    born = date(1965, 1, 1) + timedelta(days=pick.below(8_000))
    wage, other = 10 * pick.below(300), 100 * pick.below(50)
    members: list[Any] = []
    for word, before, woman in (("妻", -400, True), ("子", 9_500, False), ("女", 10_400, True), ("母亲", -8_000, True)):
        if len(members) >= 10 and pick.below(10) > 3:
            members += [None] * 5
        else:
            income = 0 if word in "子女" else 10 * pick.below(200)
            at = born + timedelta(days=before)
            members += [name(pick), word, identity(pick, at, woman=woman), income, "小学" if word in "子女" else "退休"]
    size = 1 + sum(cell is not None for cell in members[::5])
    total = 12 * (wage + sum(income or 0 for income in members[3::5])) + other
    account = f"62{pick.below(10**8):08}{pick.below(10**9):09}"
    income_pc = round(total / size / 12, 2)
    address = f"甘肃省庆阳市西峰区{pick.one('东西南北')}街{pick.below(300)}号{pick.below(900)}室"
    once = [
        number, name(pick), identity(pick, born, woman=False), "男", f"{born}", "汉族", "群众", "初中", "已婚", "良好",
        "在岗", f"{name(pick)}公司", "民营", "制造业", f"{born + timedelta(days=7_500)}", "职工医保", wage,
        f"199{pick.below(10**8):08}", "西峰区", address, "自建房", pick.below(900) / 10 + 30, "深度困难", "因病",
        "子女上学", size, other, total, income_pc, "是", "否", "农业银行", account,
        "2020-04-22", "",
    ]  # fmt: skip
    return [*once, *members, *(pick.below(9_000) for _ in range(5))]


def households(count: int, seed: int) -> list[list[Any]]:
    pick = Pick(seed)
    return [household(pick, number) for number in range(1, count + 1)]


def spoilt(rows: list[list[Any]]) -> list[list[Any]]:
    """Every row with faults: in all of them three that warn, in every second a check character that stops."""
    out = []
    for order, row in enumerate(rows):
        bad = list(row)
        bad[PHONE], bad[CAUSE], bad[SIZE] = "1990000", "命不好", 9
        if order % 2:
            digit = "1" if bad[HEAD_ID][-1] != "1" else "2"
            bad[HEAD_ID] = bad[HEAD_ID][:-1] + digit
        out.append(bad)
    return out


def save_csv(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


def fits(number: str) -> bool:
    """Whether the check character is right."""
    if len(number) != len(WEIGHTS) + 1 or not number[:17].isdigit():
        return False
    return CHECKS[sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=False)) % 11] == number[17]

"""Commands that judge values and need no office: numbers, amounts, days, masks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import click

from centre_app.cli import captions
from centre_app.cli.answers import Answer, Table, told
from centre_app.cli.day import today
from centre_app.cli.frame import command
from centre_app.cli.kinds import DAY, Count, choice
from centre_app.core import money
from centre_app.core.people import (
    BankCard,
    CreditCode,
    Identity,
    MaskKind,
    bank_card,
    identity,
    uscc,
)
from centre_app.core.people import mask as masked
from centre_app.core.refusals import Refused, Told
from centre_app.core.working_days import NoticeEnd
from centre_app.services import resources

__all__ = ["bank_cards", "capitals", "credit_codes", "id_numbers", "mask", "notice_end"]


@command("id")
@click.argument("numbers", nargs=-1, required=True, metavar=captions.NUMBER)
def id_numbers(numbers: tuple[str, ...]) -> Answer:
    found = [identity(number, areas=resources.areas(), on=today()) for number in numbers]
    rows = [
        (one.given, _verdict(one.ok), one.birth_date, one.sex, _area(one)["label"], _sentences(one.problems))
        for one in found
    ]
    return Answer([_identity(one) for one in found], (Table(captions.ID_HEADS, rows),))


def _identity(found: Identity) -> dict[str, Any]:
    document = {
        "number": found.given,
        "ok": found.ok,
        "kind": found.kind,
        "birth_date": found.birth_date,
        "sex": found.sex,
        "area": _area(found) if found.area_code else None,
        "problems": told(found.problems),
        "damaged_by_spreadsheet": found.damaged_by_spreadsheet,
    }
    return document | ({"upgraded": found.upgraded} if found.upgraded else {})


def _area(found: Identity) -> dict[str, Any]:
    area = resources.areas().named(found.area_code) if found.area_code else None
    return {
        "code": found.area_code,
        "label": area.label if area else None,
        "current": area is not None and area.current,
    }


@command("uscc")
@click.argument("codes", nargs=-1, required=True, metavar=captions.CODE)
def credit_codes(codes: tuple[str, ...]) -> Answer:
    return _judged(uscc, codes)


@command("bankcard")
@click.argument("numbers", nargs=-1, required=True, metavar=captions.NUMBER)
def bank_cards(numbers: tuple[str, ...]) -> Answer:
    return _judged(bank_card, numbers)


def _judged(judge: Callable[[str], CreditCode | BankCard], given: Iterable[str]) -> Answer:
    found = [judge(text) for text in given]
    document = [{"number": one.given, "ok": one.ok, "problems": told(one.problems)} for one in found]
    rows = [(one.given, _verdict(one.ok), _sentences(one.problems)) for one in found]
    return Answer(document, (Table(captions.CODE_HEADS, rows),))


@command("capitals")
@click.argument("amounts", nargs=-1, required=True, metavar=captions.AMOUNT)
def capitals(amounts: tuple[str, ...]) -> Answer:
    written: list[tuple[str, str]] = []
    faults: list[Told] = []
    for amount in amounts:
        try:
            written.append((amount, money.capitals(money.yuan(amount))))
        except Told as fault:
            faults.append(fault)
    if faults:
        raise Refused(faults)
    document = [{"amount": amount, "text": text} for amount, text in written]
    return Answer(document, (Table(captions.CAPITALS_HEADS, written),))


@command("notice-end")
@click.argument("posted", nargs=-1, required=True, type=DAY, metavar=captions.DAY)
@click.option("--days", type=Count(), help=captions.OPTION_DAYS)
def notice_end(posted: tuple[date, ...], days: int | None) -> Answer:
    book = resources.rule_book(resources.PACK)
    ends = [
        resources.calendar().notice_end(day, book.on(day, "").notice_days if days is None else days) for day in posted
    ]
    rows = [(one.posted, one.days, one.last_day, one.next_day, _sentences(one.problems)) for one in ends]
    document = [_end(one) for one in ends]
    return Answer(document if len(document) > 1 else document[0], (Table(captions.NOTICE_HEADS, rows),))


def _end(end: NoticeEnd) -> dict[str, Any]:
    return {
        "posted": end.posted,
        "days": end.days,
        "last_day": end.last_day,
        "next_day": end.next_day,
        "calendar_complete": end.complete,
        "problems": told(end.problems),
    }


@command("mask")
@click.argument("kind", type=choice(MaskKind, captions.KIND), metavar=captions.KIND)
@click.argument("texts", nargs=-1, required=True, metavar=captions.TEXT)
def mask(kind: str, texts: tuple[str, ...]) -> Answer:
    which = MaskKind(kind)
    rows = [(which, text, masked(which, text, resources.areas())) for text in texts]
    document = [{"kind": kind, "text": text, "masked": hidden} for kind, text, hidden in rows]
    return Answer(document, (Table(captions.MASK_HEADS, rows),))


def _verdict(ok: bool) -> str:
    return captions.WHOLE_OK if ok else captions.STOPS


def _sentences(problems: Iterable[Told]) -> str:
    return "".join(problem.sentence for problem in problems)

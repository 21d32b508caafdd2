"""What lies in an archive, in filing order: the cover's counts and the list of contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from centre_app import forms, registry
from centre_app.core.households import HEAD
from centre_app.core.vocabulary.filing import PaperKind
from centre_app.db.filing import Case
from centre_app.services.documents import kept_scan, papers_of
from centre_app.services.finding import case_of
from centre_app.services.printing import pages_about, scans_of
from centre_app.services.work import Look

from ..paper.render import sheets
from .households import shown_number

__all__ = ["SAMPLE", "ArchiveSheet", "Item", "gather"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list of contents (DA/T 22, GB/T 9705): number, maker, title, day, pages."""

    number: str
    maker: str
    title: str
    on: date
    pages: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveSheet:
    fonds: str
    number: str
    head: str
    unit: str
    year: int
    from_on: date
    until_on: date
    retention: str
    items: tuple[Item, ...]

    @property
    def pages(self) -> int:
        return sum(item.pages for item in self.items)


_ORDER = tuple(kind.value for kind in PaperKind)


def gather(look: Look, key: str) -> ArchiveSheet:
    """The archive of a case: its printed pages and its papers, in the order in which an archive is kept."""
    case = case_of(look, key)
    items = sorted([*_printed(look, case), *_papers(look, case)], key=lambda item: item[0])
    listed = tuple(item for _, item in items)
    head = next(member for member in case.household.members if member.relation == HEAD)
    days = [item.on for item in listed] or [case.opened_on]
    return ArchiveSheet(
        fonds=look.setting.facts["union"],
        number=shown_number(case),
        head=head.name,
        unit=case.filing_unit.name if case.filing_unit else "",
        year=(case.approved_on or case.opened_on).year,
        from_on=min(days),
        until_on=max(days),
        retention="撤档后10年",
        items=listed,
    )


def _printed(look: Look, case: Case) -> list[tuple[tuple[int, date], Item]]:
    found = []
    for page in pages_about(look, case):
        if page.form in ("archive-cover", "file-inventory"):
            continue
        kind, title = _filed_as(page.form)
        note = "签字页已扫描" if scans_of(look, page) else ""
        item = Item(page.short_code, look.setting.facts["name"], title, page.printed_on, page.pages, note)
        found.append(((_ORDER.index(kind), page.printed_on), item))
    return found


def _filed_as(code: str) -> tuple[PaperKind, str]:
    """Which paper of an archive a form makes, by its code or its name, and its title; others stand at the end."""
    name = registry.load(forms, code, "FORM").name
    for kind in PaperKind:
        if kind.value == code.replace("-", "_") or kind.label == name:
            return kind, kind.label
    return PaperKind.OTHER, name


def _papers(look: Look, case: Case) -> list[tuple[tuple[int, date], Item]]:
    return [
        (
            (_ORDER.index(paper.kind), paper.on),
            Item(
                "",
                paper.member.name if paper.member else "",
                paper.title or PaperKind(paper.kind).label,
                paper.on,
                sheets(scan) if (scan := kept_scan(look, paper)) else 1,
                "" if paper.file else "缺扫描件",
            ),
        )
        for paper in papers_of(look, case)
    ]


SAMPLE = ArchiveSheet(
    fonds="××县总工会",
    number="62100220260001",
    head="阿依古丽·吐尔逊",
    unit="县第二运输公司工会",
    year=2026,
    from_on=date(2026, 11, 2),
    until_on=date(2026, 12, 1),
    retention="撤档后10年",
    items=(
        Item("", "阿依古丽·吐尔逊", "申请书", date(2026, 11, 2), 1),
        Item("7Q2M4XK9", "××县困难职工帮扶中心", "档案表（审批表）", date(2026, 11, 26), 2),
        Item("", "阿依古丽·吐尔逊", "身份证复印件", date(2026, 11, 2), 1),
        Item("", "", "户口簿复印件", date(2026, 11, 2), 1, "缺扫描件"),
        Item("3KD8V0TA", "××县困难职工帮扶中心", "入户调查表", date(2026, 11, 5), 2),
        Item("", "", "入户照片", date(2026, 11, 5), 1),
        Item("9WB5H2NC", "××县困难职工帮扶中心", "收支算账表", date(2026, 11, 6), 1),
        Item("5RJ1E7PX", "县第二运输公司工会", "集体研究会议记录", date(2026, 11, 12), 1),
        Item("2ZG6Y4FD", "县第二运输公司工会", "公示结果证明", date(2026, 11, 24), 1),
    ),
)

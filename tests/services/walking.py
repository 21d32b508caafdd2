"""Carries a household through the acts, one by one, so that a test begins where it wants to."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from centre_app.core.short_code import short_code
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services import printing
from centre_app.services.binding import given_kind
from centre_app.services.finding import case_of, meeting_of, notice_of
from centre_app.services.given import given_from
from centre_app.services.office import Office
from centre_app.services.work import Done, Work

if TYPE_CHECKING:
    from tests.services.conftest import Clock

HEAD = {
    "name": "张甲",
    "relation": "02",
    "id_number": "621002197001010018",
    "sex": "1",
    "birth_date": "1970-01-01",
    "employer": "某某机械厂",
    "work_status": "laid_off",
}
WIFE = {
    "name": "阿依古丽·吐尔逊",
    "relation": "12",
    "id_number": "621002197512310020",
    "sex": "2",
    "birth_date": "1975-12-31",
}
HOUSEHOLD: dict[str, Any] = {
    "people": [HEAD, WIFE],
    "address": "甘肃省庆阳市西峰区东街1号",
    "phone": "19900000001",
    "causes": ["serious_illness"],
    "household_size": 2,
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000"
    "000049454e44ae426082"
)
PDF = b"%PDF-1.7\n%%EOF\n"

DAYS = {
    CaseState.APPLIED: date(2026, 3, 2),
    CaseState.SURVEYED: date(2026, 3, 5),
    CaseState.VERIFIED: date(2026, 3, 6),
    "appraised": date(2026, 3, 9),
    CaseState.DELIBERATED: date(2026, 3, 12),
    "posted": date(2026, 3, 16),
    "last_day": date(2026, 3, 23),
    CaseState.PUBLICISED: date(2026, 3, 25),
    "printed": date(2026, 3, 26),
    CaseState.APPROVED: date(2026, 3, 27),
    CaseState.ACTIVE: date(2026, 4, 1),
}


def act(office: Office, name: str, /, **data: Any) -> Done:
    """Do an act by its name and JSON, as every caller does."""
    return office.do(name, given_from(given_kind(name), data))


@dataclass
class Walk:
    """One case on its way. ``to`` carries it on; what came of each act is kept by the act's name."""

    office: Office
    as_role: Callable[[Role], Office]
    clock: Clock
    people: dict[str, str]
    folder: Path
    case: str = ""
    head: str = HEAD["name"]
    done: dict[str, Done] = field(default_factory=dict)

    def act(self, name: str, /, *, by: Role = Role.CLERK, **data: Any) -> Done:
        office = self.office if by is Role.CLERK else self.as_role(by)
        self.done[name] = act(office, name, **data)
        return self.done[name]

    @property
    def photo(self) -> str:
        """A picture, another one each time: what follows its end mark no reader looks at."""
        name = uuid.uuid4().hex
        path = self.folder / f"{name}.png"
        path.write_bytes(PNG + name.encode())
        return str(path)

    @property
    def state(self) -> CaseState:
        with self.office.look() as look:
            return CaseState(case_of(look, self.case).state)

    def open(self, **household: Any) -> str:
        done = self.act(
            "open-case",
            household={**HOUSEHOLD, "people": [{**HEAD, "name": self.head}, WIFE], **household},
            filing_unit=self.people["unit"],
            community=self.people["community"],
            filed_by=self.people["filer"],
        )
        self.case = str(done.case)
        return self.case

    def apply(self) -> None:
        self.act("attach-paper", case=self.case, kind="application", file=self.photo)
        with self.office.look() as look:
            members = [str(member.uid) for member in case_of(look, self.case).household.members]
        for member in members:
            self.act("attach-paper", case=self.case, kind="authorisation", member=member)
        self.act("apply", case=self.case)

    def visit(self, **changes: Any) -> None:
        plain = {
            "surveyors": [self.people["surveyor1"], self.people["surveyor2"]],
            "person_met": self.head,
            "signed_how": "signature",
        }
        self.act("record-visit", case=self.case, **{**plain, **changes})

    def budget(self) -> None:
        self.act("set-budget-line", case=self.case, kind="wage", amount="1000.00", period="monthly", member=self.head)
        bills: dict[str, Any] = {"proof": "medical_settlement", "paper": "医保结算单 3 张"}
        self.act("set-budget-line", case=self.case, kind="illness", amount="6000.00", period="yearly", **bills)

    def reckon(self) -> None:
        self.budget()
        self.act("run-means-test", case=self.case)

    def appraise(self, count: int = 3) -> None:
        voices = [{"name": f"邻居{n}", "kind": "neighbour", "view": "情况属实"} for n in range(count)]
        self.act("record-appraisal", case=self.case, voices=voices)

    def committee(self) -> list[str]:
        return [self.people[key] for key in ("chair", "vice_chair", "member1", "member2", "member3")]

    def meet(self, **changes: Any) -> None:
        everybody = self.committee()
        plain = {
            "unit": self.people["unit"],
            "chaired_by": self.people["chair"],
            "recorded_by": self.people["member1"],
            "present": everybody,
            "cases": [{"case": self.case, "votes": dict.fromkeys(everybody, "for")}],
            "minutes": "经研究，同意列为深度困难，提交公示。",
            "sign_in_sheet": {"file": self.photo},
        }
        done = self.act("hold-meeting", **{**plain, **changes})
        self.page("meeting-minutes", meeting=str(done.number))

    def places(self) -> list[dict[str, Any]]:
        return [
            {"kind": "filing_unit", "where": "街道工会公示栏", "photo": {"file": self.photo}},
            {"kind": "community", "where": "柳树社区公示栏", "photo": {"file": self.photo}},
        ]

    def post(self, **changes: Any) -> None:
        plain = {
            "cases": [self.case],
            "unit": self.people["unit"],
            "contact": "经小办",
            "phone": "0934-0000000",
            "supervision_phone": "0934-0000001",
            "address": "某某路1号",
            "places": self.places(),
        }
        self.act("post-notice", **{**plain, **changes})

    @property
    def notice(self) -> str:
        return str(self.done["post-notice"].number)

    def last_photos(self, on: date) -> list[dict[str, Any]]:
        places = self.done["post-notice"].more["places"]
        return [{"place": str(place["place"]), "photo": {"file": self.photo, "on": on.isoformat()}} for place in places]

    def take_down(self, last_day: date | None = None) -> None:
        photos = self.last_photos(last_day or self.done["post-notice"].more["last_day"])
        self.act("take-down-notice", notice=self.notice, photos=photos)

    def certify(self) -> None:
        self.page("notice-certificate", notice=self.notice)

    def print_form(self) -> str:
        return self.page("archive-form", case=self.case)

    def sign_all(self, page: str) -> None:
        signers = (("reviewer", "reviewer"), ("unit_chair", "chair"), ("county_chair", "county_chair"))
        for role, key in signers:
            self.act("sign", case=self.case, page=page, role=role, person=self.people[key], scan=self.photo)

    def approve(self, by: Role = Role.CHAIR, **more: Any) -> None:
        self.act("approve", by=by, case=self.case, **more)

    def page(self, form: str, **subject: str) -> str:
        """Keep a printed page without drawing it; gives its short code."""

        def keep(work: Work) -> Done:
            about = printing.PageSubject(
                case=case_of(work, subject["case"]) if "case" in subject else None,
                notice=notice_of(work, subject["notice"]) if "notice" in subject else None,
                meeting=meeting_of(work, subject["meeting"]) if "meeting" in subject else None,
            )
            salt = 0
            while printing.short_code_taken(work, short_code(form, salt)):
                salt += 1
            code = short_code(form, salt)
            page = printing.keep_page(work, about, printing.PrintedPage(form, code, "A4", 1, {}, code, PDF), 1)
            return Done(number=page.short_code, case=page.case.uid if page.case else None)

        return str(self.office.work("print", None, keep).number)

    def to(self, state: CaseState | str) -> Walk:
        """Carry the case on to a state, each act on its day."""
        if not self.case:
            self.open()
        steps: tuple[tuple[CaseState | str, Callable[[], object]], ...] = (
            (CaseState.APPLIED, self.apply),
            (CaseState.SURVEYED, self.visit),
            (CaseState.VERIFIED, self.reckon),
            ("appraised", self.appraise),
            (CaseState.DELIBERATED, self.meet),
            ("posted", self.post),
            (CaseState.PUBLICISED, self.take_down),
            ("printed", self._certify_and_print),
            (CaseState.APPROVED, partial(self._sign)),
            (CaseState.ACTIVE, self.approve),
        )
        names = [name for name, _ in steps]
        for name, step in steps[: names.index(state) + 1]:
            if name not in self.reached:
                self.clock.set(DAYS[name])
                step()
                self.reached.add(name)
        return self

    reached: set[CaseState | str] = field(default_factory=set)
    form: str = ""

    def _certify_and_print(self) -> None:
        self.certify()
        self.form = self.print_form()

    def _sign(self) -> None:
        self.sign_all(self.form)

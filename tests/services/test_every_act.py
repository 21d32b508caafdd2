"""Each act of the services once, by JSON as it comes from a command or the window, on both databases: refused first,
then done. A refused act leaves nothing, a done one leaves one line of the trail.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.people import Appointment
from centre_app.db.session import chain_problems
from centre_app.db.system import Act, Change
from centre_app.services.binding import BINDINGS, given_kind
from centre_app.services.given import given_from
from centre_app.services.work import Done
from tests.services.conftest import At
from tests.services.neighbours import leave_the_files, person
from tests.services.walking import DAYS, HEAD, HOUSEHOLD, WIFE, Walk

Data = Callable[[Walk], dict[str, Any]]

CHILD = person("张小", born=date(2012, 3, 8), order=801, relation="20")
YEAR_2027 = 'year = 2027\nsource = "通知"\noff = [{ name = "元旦", first = 2027-01-01, last = 2027-01-03 }]\n'


@dataclass(frozen=True, slots=True)
class Once:
    """An act: where its case stands, what it is refused with, what is done."""

    at: CaseState | str | None
    wrong: Data
    code: str
    right: Data
    by: Role = Role.CLERK
    on: date | None = None
    before: Callable[[Walk], object] = field(default=lambda _walk: None)


def of_case(**data: Any) -> Data:
    return lambda walk: {"case": walk.case, **data}


def _open(walk: Walk) -> None:
    walk.open()


def _with_papers(walk: Walk) -> None:
    walk.open()
    walk.act("attach-paper", case=walk.case, kind="application")
    walk.act("attach-paper", case=walk.case, kind="authorisation", member=WIFE["name"])


def _with_the_last_paper(walk: Walk) -> dict[str, Any]:
    walk.act("attach-paper", case=walk.case, kind="authorisation", member="张甲")
    return {"case": walk.case}


def _with_lines(walk: Walk) -> dict[str, Any]:
    walk.budget()
    return {"case": walk.case}


def _visit(walk: Walk) -> dict[str, Any]:
    both = [walk.people["surveyor1"], walk.people["surveyor2"]]
    return {"case": walk.case, "surveyors": both, "person_met": "张甲", "signed_how": "fingerprint"}


def _voices(count: int) -> Data:
    voices = [{"name": f"邻居{n}", "kind": "union_group", "view": "属实"} for n in range(count)]
    return of_case(voices=voices)


def _meeting(*keys: str) -> Data:
    def data(walk: Walk) -> dict[str, Any]:
        present = [walk.people[key] for key in keys]
        return {
            "unit": walk.people["unit"],
            "chaired_by": "朱主席",
            "recorded_by": "魏一员",
            "present": present,
            "cases": [{"case": walk.case, "votes": dict.fromkeys(present, "for")}],
            "minutes": "经研究，同意。",
        }

    return data


def _notice(days: int) -> Data:
    def data(walk: Walk) -> dict[str, Any]:
        return {
            "cases": [walk.case],
            "unit": "东街街道工会",
            "contact": "经小办",
            "phone": "0934-0000000",
            "supervision_phone": "0934-0000001",
            "address": "某某路1号",
            "places": walk.places(),
            "days": days,
        }

    return data


def _objection(on: str) -> Data:
    return lambda walk: {
        "notice": walk.notice,
        "case": walk.case,
        "channel": "hotline",
        "content": "反映另有住房。",
        "on": on,
    }


def _object(walk: Walk) -> None:
    walk.act("record-grievance", **_objection("2026-03-16")(walk))


def _settlement(*keys: str) -> Data:
    return lambda walk: {
        "grievance": str(walk.done["record-grievance"].number),
        "outcome": "rejected",
        "surveyors": [walk.people[key] for key in keys],
        "visited_on": "2026-03-16",
        "finding": "住房为承租公房。",
    }


def _signature(role: str, key: str) -> Data:
    return lambda walk: {"case": walk.case, "page": walk.form, "role": role, "person": walk.people[key]}


def _pair(walk: Walk) -> None:
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])


def _left_the_files(walk: Walk) -> dict[str, Any]:
    leave_the_files(walk)
    return {"case": walk.case, "reason": "脱困"}


def _hand(to: str) -> Data:
    return lambda walk: {"from_cadre": walk.people["cadre1"], "to_cadre": walk.people[to], "reason": "调离"}


def _term(walk: Walk) -> dict[str, Any]:
    with walk.office.look() as look:
        return {"appointment": str(look.session.scalars(sa.select(Appointment.uid).order_by(Appointment.id)).first())}


def _line(walk: Walk) -> str:
    return str(walk.done["set-budget-line"].key)


def _finding(walk: Walk) -> None:
    walk.act("record-finding", case=walk.case, kind="vehicle", what="租用货车")


def _note(walk: Walk) -> None:
    walk.act("add-note", case=walk.case, text="下周再来")


def _newest(walk: Walk) -> str:
    with walk.office.look() as look:
        return str(look.session.scalar(sa.select(sa.func.max(Act.number))))


ONCE: dict[str, Once] = {
    "open-case": Once(
        None,
        lambda _: {"household": {**HOUSEHOLD, "people": [{**HEAD, "id_number": "621002197001010019"}]}},
        "id_check",
        lambda _: {"household": HOUSEHOLD},
    ),
    "add-member": Once("applied", of_case(person=WIFE), "ListedTwice", of_case(person=CHILD)),
    "change-member": Once(
        "applied",
        of_case(member="无名氏", person=HEAD),
        "NoSuchThing",
        of_case(member="张甲", person={**HEAD, "employer": "某某纺织厂"}),
    ),
    "change-household": Once(
        "applied",
        of_case(household={**HOUSEHOLD, "people": [WIFE]}),
        "no_head",
        of_case(household={**HOUSEHOLD, "address": "甘肃省庆阳市西峰区西街2号"}),
    ),
    "change-head": Once(
        "applied",
        of_case(member="无名氏", relation_of_former_head="11"),
        "NoSuchThing",
        of_case(member=WIFE["name"], relation_of_former_head="11"),
    ),
    "change-case": Once(
        "applied", of_case(community="无此社区"), "NoSuchThing", of_case(community="甲县总工会", filed_by="经小办")
    ),
    "attach-paper": Once(
        "applied", lambda _: {"kind": "other"}, "PaperBelongsNowhere", of_case(kind="diagnosis", title="诊断")
    ),
    "add-note": Once(
        "applied", lambda _: {"case": "无此户", "text": "备注"}, "NoSuchCase", of_case(text="备注\n第二行")
    ),
    "apply": Once(
        None,
        of_case(),
        "AuthorisationMissing",
        _with_the_last_paper,
        before=_with_papers,
    ),
    "record-visit": Once("applied", lambda walk: {**_visit(walk), "surveyors": ["杜一查"]}, "SurveyorsTooFew", _visit),
    "set-budget-line": Once(
        "surveyed",
        of_case(kind="wage", amount="1.00", period="monthly", line="无此行"),
        "NoSuchThing",
        of_case(kind="housing", amount="800.00", period="yearly", caption="房租", proof="receipt"),
    ),
    "remove-budget-line": Once(
        "verified", of_case(line="无此行"), "NoSuchThing", lambda walk: {"case": walk.case, "line": _line(walk)}
    ),
    "record-finding": Once(
        "surveyed",
        of_case(kind="home", what="住房", member="无名氏"),
        "NoSuchThing",
        of_case(kind="home", what="住房", member="张甲", detail={"area": "58.50"}),
    ),
    "remove-finding": Once(
        "surveyed",
        of_case(finding="无此项"),
        "NoSuchThing",
        lambda walk: {"case": walk.case, "finding": str(walk.done["record-finding"].key)},
        before=_finding,
    ),
    "record-accident": Once(
        "surveyed",
        of_case(what="车祸", cost="1.00", member="无名氏"),
        "NoSuchThing",
        of_case(what="车祸", cost="30000.00", compensation="8000.00", member="张甲", on="2026-01-05"),
    ),
    "record-union-aid": Once(
        "surveyed",
        of_case(amount="500.00", on="2026-03-06"),
        "FutureDay",
        of_case(amount="500.00", what="送温暖", on="2026-01-20"),
    ),
    "record-circumstances": Once(
        "surveyed",
        of_case(people=[{"member": "无名氏"}]),
        "NoSuchThing",
        of_case(settlement="rural", migrant=True, labour_months=14, people=[{"member": "张甲", "retires_in": 2031}]),
    ),
    "run-means-test": Once(
        "surveyed",
        of_case(),
        "NoBudgetLines",
        _with_lines,
    ),
    "record-appraisal": Once("verified", _voices(2), "AppraisalTooThin", _voices(3)),
    "hold-meeting": Once(
        "appraised",
        _meeting("chair", "member1", "member2"),
        "QuorumMissing",
        _meeting("chair", "vice_chair", "member1", "member2"),
        on=DAYS[CaseState.DELIBERATED],
    ),
    "post-notice": Once("deliberated", _notice(3), "NoticeTooShort", _notice(6), on=DAYS["posted"]),
    "extend-notice": Once(
        "posted",
        lambda walk: {"notice": walk.notice, "days": 1, "cases": ["无此户"]},
        "NoSuchCase",
        lambda walk: {"notice": walk.notice, "days": 1},
    ),
    "take-down-notice": Once(
        "posted",
        lambda walk: {"notice": walk.notice},
        "LastPhotoMissing",
        lambda walk: {"notice": walk.notice, "photos": walk.last_photos(DAYS["last_day"])},
        on=DAYS[CaseState.PUBLICISED],
    ),
    "record-grievance": Once("posted", _objection("2026-03-13"), "GrievanceOutsidePeriod", _objection("2026-03-16")),
    "settle-grievance": Once(
        "posted",
        _settlement("surveyor1", "surveyor3"),
        "FindingSurveyorWasThere",
        _settlement("surveyor3", "surveyor4"),
        by=Role.REVIEWER,
        before=_object,
    ),
    "sign": Once("printed", _signature("unit_chair", "chair"), "SignatureMissing", _signature("reviewer", "reviewer")),
    "approve": Once(
        "approved", of_case(on="2026-03-26"), "DayOutOfOrder", of_case(), by=Role.CHAIR, on=DAYS[CaseState.ACTIVE]
    ),
    "return-case": Once(
        "verified",
        of_case(to="active", reason="退回"),
        "ReturnOnlyBack",
        of_case(to="applied", reason="照片不清楚。"),
        by=Role.REVIEWER,
    ),
    "refuse-case": Once(
        "surveyed",
        of_case(reason="不符", on="2026-03-06"),
        "FutureDay",
        of_case(reason="收入超过标准。"),
        by=Role.CHAIR,
    ),
    "withdraw-case": Once(
        "surveyed", of_case(reason="撤回", on="2026-03-06"), "FutureDay", of_case(reason="本人撤回。")
    ),
    "pair": Once("active", of_case(cadre="无名氏"), "NoSuchThing", of_case(cadre="甘一干")),
    "hand-over": Once("active", _hand("cadre1"), "SameCadre", _hand("cadre2"), before=_pair),
    "record-pairing-visit": Once(
        "active",
        of_case(found="在家", on="2026-03-31"),
        "NotPaired",
        of_case(found="在家", needs="取暖", promised="联系社区", done="已送煤", form="入户"),
        before=_pair,
    ),
    "end-pairing": Once("active", of_case(reason="脱困"), "StillInTheFiles", _left_the_files, before=_pair),
    "add-unit": Once(
        "applied",
        lambda _: {"name": "柳树社区", "kind": "community"},
        "UnitTaken",
        lambda _: {"name": "杨树社区", "kind": "community", "parent": "东街街道工会"},
    ),
    "add-person": Once(
        "applied",
        lambda _: {"name": "新干部", "phone": "123"},
        "PhoneWrong",
        lambda _: {"name": "新干部", "unit": "东街街道工会", "phone": "19900000033"},
    ),
    "change-person": Once(
        "applied",
        lambda _: {"person": "甘一干", "phone": "123"},
        "PhoneWrong",
        lambda _: {"person": "甘一干", "name": "甘一千", "unit": "柳树社区", "phone": "19900000034"},
    ),
    "appoint": Once(
        "applied",
        lambda _: {"person": "甘一干", "unit": "东街街道工会", "post": "chair"},
        "ChairTaken",
        lambda _: {"person": "甘一干", "unit": "东街街道工会", "post": "committee_member", "until": "2028-01-01"},
        by=Role.REVIEWER,
    ),
    "end-appointment": Once(
        "applied", lambda walk: {**_term(walk), "on": "2019-01-01"}, "TermBackwards", _term, by=Role.ADMINISTRATOR
    ),
    "delegate-chair": Once(
        "applied",
        lambda _: {"unit": "甲县总工会", "deputy": "沈审核", "until": "2026-12-31", "document": "委托书"},
        "NotViceChair",
        lambda _: {"unit": "甲县总工会", "deputy": "傅县助", "until": "2026-12-31", "document": "委托书"},
        by=Role.CHAIR,
    ),
    "declare-kinship": Once(
        "applied", of_case(person="无名氏", relation="表兄"), "NoSuchThing", of_case(person="甘一干", relation="表兄")
    ),
    "set-rule": Once(
        "applied",
        lambda _: {"figure": "notice_days", "from_on": "2026-01-01", "value": "七", "source": "〔2026〕1号"},
        "FigureUnreadable",
        lambda _: {"figure": "notice_days", "from_on": "2026-01-01", "value": 7, "source": "〔2026〕1号"},
        by=Role.ADMINISTRATOR,
    ),
    "set-calendar": Once(
        "applied", lambda _: {"text": "year = 二〇二七"}, "CalendarUnreadable", lambda _: {"text": YEAR_2027}
    ),
    "change-role": Once(
        "applied",
        lambda _: {"name": "管理员", "role": "clerk"},
        "LastAdministrator",
        lambda _: {"name": "检查", "role": "clerk", "person": "简建档"},
        by=Role.ADMINISTRATOR,
    ),
    "undo-act": Once(
        "applied", lambda _: {"act": "999999"}, "NoSuchThing", lambda walk: {"act": _newest(walk)}, before=_note
    ),
}


def _counts(walk: Walk) -> tuple[int | None, int | None]:
    with walk.office.look() as look:
        return (
            look.session.scalar(sa.select(sa.func.count()).select_from(Act)),
            look.session.scalar(sa.select(sa.func.count()).select_from(Change)),
        )


def _do(walk: Walk, name: str, by: Role, data: dict[str, Any]) -> Done:
    """As it comes from outside: text."""
    return walk.as_role(by).do(name, given_from(given_kind(name), json.dumps(data, ensure_ascii=False)))


def test_every_bound_act_is_here() -> None:
    assert set(ONCE) == set(BINDINGS)


@pytest.mark.parametrize("name", ONCE)
def test_each_act_is_refused_without_a_trace_and_done_with_one_line(at: At, name: str) -> None:
    once = ONCE[name]
    walk = at(once.at)
    once.before(walk)
    if once.on:
        walk.clock.set(once.on)
    before = _counts(walk)
    wrong = once.wrong(walk)
    with pytest.raises(Refused) as refused:
        _do(walk, name, once.by, wrong)
    assert once.code in [told.code for told in refused.value.objections]
    assert _counts(walk) == before
    right = once.right(walk)
    acts, lines = _counts(walk)
    _do(walk, name, once.by, right)
    done_acts, done_lines = _counts(walk)
    assert done_acts == (acts or 0) + 1
    assert (done_lines or 0) > (lines or 0)
    with walk.office.look() as look:
        newest = look.session.scalars(sa.select(Act).order_by(Act.number.desc())).first()
        assert newest is not None
        assert (newest.name, newest.by_name) == (name, walk.as_role(once.by).actor.name)
        assert list(chain_problems(look.session, after=(acts or 1) - 1)) == []

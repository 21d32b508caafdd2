"""Whatever is tried in whatever order by whomever: nothing comes into the files without its evidence.

A machine starts with a case somewhere on its way and tries acts of every role: the right next one, or any other with
plausible or wrong particulars. What must hold is judged here from the tables themselves, in plain SQL and with another
calendar, not by the program's own gates.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import chinese_calendar
import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from centre_app.core.refusals import Refused, Told
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.session import chain_problems
from centre_app.db.tables import metadata
from tests.services.neighbours import person
from tests.services.pages import OF_MEETINGS, OF_NOTICES, kept_page
from tests.services.staging import ENCRYPTED, STEPS, Stages
from tests.services.walking import HEAD, HOUSEHOLD, WIFE, Walk

Data = dict[str, Any]

MEMORY = Path("/dev", "shm")
"""Where a system has a disk in memory, the offices lie there."""

SIGNERS = {"reviewer": "reviewer", "unit_chair": "chair", "county_chair": "county_chair"}
PEOPLE = (*SIGNERS.values(), "vice_chair", "member1", "member2", "surveyor1", "surveyor3", "surveyor4", "cadre1")


# What is tried --------------------------------------------------------------------------------------------------


def _of_case(**data: Any) -> Callable[[Walk, list[str]], Data]:
    return lambda walk, _who: {"case": walk.case, **data}


def _visit(walk: Walk, who: list[str]) -> Data:
    return {"case": walk.case, "surveyors": who, "person_met": HEAD["name"], "signed_how": "signature"}


def _meeting(walk: Walk, who: list[str]) -> Data:
    votes = dict.fromkeys((*walk.committee(), *who), "for")
    return {
        "unit": walk.people["unit"],
        "chaired_by": walk.people["chair"],
        "recorded_by": walk.people["member1"],
        "present": list(votes),
        "cases": [{"case": walk.case, "votes": votes}],
        "minutes": "经研究，同意。",
        "sign_in_sheet": {"file": walk.photo},
    }


def _notice(walk: Walk, who: list[str], **more: Any) -> Data:
    told = {"contact": "经小办", "phone": "0934-0000000", "supervision_phone": "0934-0000001", "address": "某某路1号"}
    return {"cases": [walk.case], "unit": walk.people["unit"], "places": walk.places()[: len(who)], **told, **more}


def _take_down(walk: Walk, who: list[str]) -> Data:
    posted = walk.done["post-notice"]
    photos = [
        {"place": str(place["place"]), "photo": {"file": walk.photo, "on": walk.clock.moment.date().isoformat()}}
        for place in posted.more["places"][: len(who)]
    ]
    return {"notice": str(posted.number), "photos": photos}


def _objection(walk: Walk, _who: list[str]) -> Data:
    return {"notice": walk.notice, "case": walk.case, "channel": "hotline", "content": "反映另有住房。"}


def _settlement(outcome: str) -> Callable[[Walk, list[str]], Data]:
    def settling(walk: Walk, who: list[str]) -> Data:
        today = walk.clock.moment.date().isoformat()
        key = str(walk.done["record-grievance"].number)
        return {"grievance": key, "outcome": outcome, "surveyors": who, "visited_on": today, "finding": "已核查。"}

    return settling


def _signature(role: str) -> Callable[[Walk, list[str]], Data]:
    def signing(walk: Walk, who: list[str]) -> Data:
        return {"case": walk.case, "page": walk.form, "role": role, "person": who[0], "scan": walk.photo}

    return signing


def _views(walk: Walk, who: list[str]) -> Data:
    return {"case": walk.case, "voices": [{"name": f"邻居{n}", "kind": "neighbour", "view": "属实"} for n in range(3)]}


TRIED: tuple[tuple[str, Callable[[Walk, list[str]], Data]], ...] = (
    ("open-case", lambda _walk, _who: {"household": HOUSEHOLD}),
    ("apply", _of_case()),
    ("add-member", _of_case(person=person("张小", born=date(2012, 3, 8), order=801, relation="20"))),
    ("change-household", _of_case(household={**HOUSEHOLD, "people": [WIFE, HEAD], "address": "西街2号"})),
    ("change-head", _of_case(member=WIFE["name"], relation_of_former_head="11")),
    ("change-case", lambda walk, who: {"case": walk.case, "filed_by": who[0]}),
    ("attach-paper", _of_case(kind="authorisation", member=WIFE["name"])),
    ("record-visit", _visit),
    ("set-budget-line", _of_case(kind="wage", amount="900.00", period="monthly")),
    ("run-means-test", _of_case()),
    ("record-appraisal", _views),
    ("hold-meeting", _meeting),
    ("hold-meeting", lambda walk, who: {**_meeting(walk, who), "sign_in_sheet": None}),
    ("post-notice", _notice),
    ("post-notice", lambda walk, who: _notice(walk, who, days=6)),
    ("extend-notice", lambda walk, _who: {"notice": walk.notice, "days": 1}),
    ("take-down-notice", _take_down),
    ("record-grievance", _objection),
    *(("settle-grievance", _settlement(outcome)) for outcome in ("rejected", "partly", "upheld")),
    *(("sign", _signature(role)) for role in SIGNERS),
    ("approve", _of_case()),
    *(("return-case", _of_case(to=to, reason="退回重办。")) for to in ("applied", "verified", "deliberated")),
    ("refuse-case", _of_case(reason="不符合条件。")),
    ("withdraw-case", _of_case(reason="本人撤回。")),
    ("pair", lambda walk, who: {"case": walk.case, "cadre": who[0]}),
    ("hand-over", lambda _walk, who: {"from_cadre": who[0], "to_cadre": who[-1], "reason": "调离"}),
    ("record-pairing-visit", _of_case(found="在家")),
    ("declare-kinship", lambda walk, who: {"case": walk.case, "person": who[0], "relation": "表兄"}),
    ("set-rule", lambda walk, _who: {"figure": "notice_days", "from_on": "2026-03-01", "value": 6, "source": "新文件"}),
    ("undo-act", lambda walk, _who: {"act": str(_newest(walk))}),
)
PRINTED = ("archive-form", "notice-certificate", "meeting-minutes")


def _newest(walk: Walk) -> int | None:
    with walk.office.look() as look:
        newest: int | None = look.session.scalar(sa.text("SELECT max(number) FROM act"))
    return newest


# What must hold -------------------------------------------------------------------------------------------------


class Tables:
    """The store as plain rows; days are text as they lie there, which sorts as days do."""

    def __init__(self, session: sa.orm.Session) -> None:
        self.session = session

    def rows(self, query: str, **values: Any) -> list[Data]:
        return [dict(row) for row in self.session.execute(sa.text(query), values).mappings()]

    def column(self, query: str, **values: Any) -> list[Any]:
        return list(self.session.scalars(sa.text(query), values))

    def latest(self, query: str, **values: Any) -> Data:
        """The newest row, or one of which nothing is known."""
        return (self.rows(f"{query} ORDER BY id DESC LIMIT 1", **values) or [{}])[0]


def workdays_between(first: str, last: str) -> int:
    """Working days after the first day and before the last, by a calendar of others."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return sum(chinese_calendar.is_workday(start + timedelta(days=n)) for n in range(1, (end - start).days))


def lacking(tables: Tables, case: Data) -> Iterator[str]:
    """What a case in the files should have been kept out for."""
    own = {"case": case["id"]}
    decided = "SELECT category || counted FROM means_test WHERE id = :id"
    concluded = tables.latest(
        "SELECT id, category || counted AS all_of_it FROM means_test WHERE case_id = :case", **own
    )

    def rests_on(test: int | None) -> bool:
        return tables.column(decided, id=test) == [concluded["all_of_it"]]

    visit = tables.rows('SELECT * FROM home_visit WHERE case_id = :case ORDER BY "on" DESC', **own)[0]
    went = tables.column("SELECT DISTINCT person_id FROM visit_surveyor WHERE visit_id = :id", id=visit["id"])
    if len(went) < 2 or visit["signed_how"] is None:
        yield "visit"
    appraisal = tables.latest("SELECT * FROM appraisal WHERE case_id = :case", **own)
    voices = tables.column("SELECT id FROM appraisal_voice WHERE appraisal_id = :id", id=appraisal.get("id"))
    if len(voices) < 3 or not rests_on(appraisal["test_id"]):
        yield "appraisal"
    item = tables.latest("SELECT * FROM meeting_case WHERE case_id = :case", **own)
    meeting = tables.latest("SELECT * FROM meeting WHERE id = :id", id=item.get("meeting_id"))
    if not rests_on(item.get("test_id")) or not decided_by_majority(tables, item, meeting):
        yield "meeting"
    entry = tables.latest("SELECT * FROM notice_entry WHERE case_id = :case", **own)
    if not rests_on(entry.get("test_id")) or not hung_long_enough(tables, entry, case):
        yield "notice"
    pages = tables.rows("SELECT * FROM issued_page WHERE case_id = :case AND form = 'archive-form'", **own)
    signed = {page["id"]: page for page in pages if rests_on(page["test_id"]) and signed_by_all(tables, page)}
    if not signed:
        yield "signatures"
    days = [
        case["applied_on"],
        *tables.column("SELECT max(\"on\") FROM paper WHERE case_id = :case AND kind = 'authorisation'", **own),
        visit["on"],
        *tables.column('SELECT "on" FROM means_test WHERE id = :id', id=appraisal.get("test_id")),
        appraisal["on"],
        meeting["on"],
        *tables.column("SELECT min(posted_on) FROM notice_place WHERE notice_id = :id", id=entry.get("notice_id")),
        entry["taken_down_on"],
        *(page["printed_on"] for page in list(signed.values())[-1:]),
        *(
            tables.column('SELECT "on" FROM signature WHERE page_id = :page AND role = :role', page=page, role=role)[0]
            for page in list(signed)[-1:]
            for role in SIGNERS
        ),
        case["approved_on"],
        *tables.column("SELECT from_on FROM pairing WHERE case_id = :case ORDER BY id", **own),
    ]
    if days != sorted(days):
        yield f"order of days {days}"


def decided_by_majority(tables: Tables, item: Data, meeting: Data) -> bool:
    committee = {
        *tables.column(
            "SELECT person_id FROM appointment WHERE unit_id = :unit AND from_on <= :day AND (until_on IS NULL OR "
            "until_on >= :day) AND post IN ('chair', 'vice_chair', 'committee_member')",
            unit=meeting["unit_id"],
            day=meeting["on"],
        )
    }
    there = {*tables.column("SELECT person_id FROM attendance WHERE meeting_id = :id AND present", id=meeting["id"])}
    voted = tables.rows("SELECT person_id, vote FROM meeting_vote WHERE meeting_case_id = :id", id=item["id"])
    aside = {*tables.column("SELECT person_id FROM recusal WHERE meeting_case_id = :id", id=item["id"])}
    in_favour = {one["person_id"] for one in voted if one["vote"] == "for"} & (committee - aside)
    papers = tables.column(
        "SELECT id FROM paper WHERE meeting_id = :id AND kind = 'sign_in_sheet' AND file IS NOT NULL", id=meeting["id"]
    )
    minutes = tables.column(
        "SELECT id FROM issued_page WHERE meeting_id = :id AND form = 'meeting-minutes'", id=meeting["id"]
    )
    quorum = 3 * len((there | aside) & committee) >= 2 * len(committee)
    return quorum and 2 * len(in_favour) > len(committee - aside) and bool(papers) and bool(minutes)


def hung_long_enough(tables: Tables, entry: Data, case: Data) -> bool:
    own = {"id": entry["notice_id"]}
    notice = tables.rows("SELECT * FROM public_notice WHERE id = :id", **own)[0]
    places = tables.rows("SELECT * FROM notice_place WHERE notice_id = :id", **own)
    pictures = 'SELECT "on" FROM paper WHERE place_id = :place AND kind = :kind AND file IS NOT NULL'
    for place in places:
        first = tables.column(pictures, place=place["id"], kind="notice_photo_first")
        last = tables.column(pictures, place=place["id"], kind="notice_photo_last")
        if place["posted_on"] not in first or not [day for day in last if day <= entry["taken_down_on"]]:
            return False
    certified = tables.column(
        "SELECT max(printed_on) FROM issued_page WHERE notice_id = :id AND form = 'notice-certificate'", **own
    )
    open_ones = tables.column(
        "SELECT id FROM grievance WHERE notice_id = :id AND case_id = :case "
        "AND (outcome IS NULL OR outcome <> 'rejected')",
        case=case["id"],
        **own,
    )
    hung = workdays_between(max(place["posted_on"] for place in places), entry["taken_down_on"])
    return (
        {"filing_unit", "community"} <= {place["kind"] for place in places}
        and hung >= max(5, notice["days"] + entry["extra_days"])
        and certified[0] is not None
        and certified[0] >= entry["taken_down_on"]
        and not open_ones
    )


def signed_by_all(tables: Tables, page: Data) -> bool:
    signatures = tables.rows("SELECT * FROM signature WHERE page_id = :id", id=page["id"])
    scans = tables.column(
        "SELECT id FROM paper WHERE page_id = :id AND kind = 'signed_page' AND file IS NOT NULL", id=page["id"]
    )
    posts = {"reviewer": "reviewer", "unit_chair": "chair", "county_chair": "chair"}
    held = [
        tables.column(
            "SELECT id FROM appointment WHERE person_id = :person AND post = :post AND from_on <= :day",
            person=one["person_id"],
            post=posts[one["role"]],
            day=one["on"],
        )
        for one in signatures
    ]
    return sorted(one["role"] for one in signatures) == sorted(SIGNERS) and all(held) and bool(scans)


# The machine ----------------------------------------------------------------------------------------------------


class Orders(RuleBasedStateMachine):
    """One office, one household, six roles, and time that only goes on."""

    stages: ClassVar[Stages]
    folder: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.leaving = ExitStack()

    @initialize(stage=st.sampled_from(STEPS))
    def begins(self, stage: str) -> None:
        self.walk = self.stages.walk(stage, self.folder / uuid.uuid4().hex, self.leaving)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.walk.clock.moment += timedelta(days=days)

    @rule(
        by=st.sampled_from(Role),
        tried=st.sampled_from(TRIED),
        who=st.lists(st.sampled_from(PEOPLE), min_size=1),
        back=st.integers(-1, 9),
    )
    def somebody_tries(self, by: Role, tried: tuple[str, Callable[..., Data]], who: list[str], back: int) -> None:
        name, data = tried
        on = self.walk.clock.moment.date() - timedelta(days=back)
        self.done(name, by, data, who, **({"on": on.isoformat()} if back else {}))

    @rule(by=st.sampled_from(Role), form=st.sampled_from(PRINTED))
    def somebody_prints(self, by: Role, form: str) -> None:
        self.printed(by, form)

    @rule(left_out=st.integers(-3, 5))
    def the_right_one_goes_on(self, left_out: int = -1) -> None:
        """The acts that lead on, by who may, as well as they can be done today, or one of them left out."""
        for place, (name, by, data, who) in enumerate(self.leading_on()):
            if place == left_out:
                continue
            if name == "print":
                self.printed(by, who[0])
            else:
                self.done(name, by, data, who)

    def leading_on(self) -> list[tuple[str, Role, Callable[..., Data], list[str]]]:
        clerk = Role.CLERK
        table = dict(TRIED[::-1])
        two, surveyors = ["reviewer", "chair"], ["surveyor1", "surveyor2"]
        plain = {
            CaseState.APPLIED: [("record-visit", surveyors)],
            CaseState.SURVEYED: [("set-budget-line", two), ("run-means-test", two)],
            CaseState.VERIFIED: [("record-appraisal", two), ("hold-meeting", [])],
            CaseState.DELIBERATED: [
                ("settle-grievance", ["surveyor3", "surveyor4"]),
                ("post-notice", two),
                ("take-down-notice", two),
            ],
            CaseState.PUBLICISED: [("print", [form]) for form in PRINTED],
            CaseState.ACTIVE: [("pair", ["cadre1"])],
        }
        acts = [(name, clerk, table.get(name, _of_case()), who) for name, who in plain.get(self.standing, [])]
        if self.standing is CaseState.PUBLICISED:
            acts += [("sign", clerk, _signature(role), [key]) for role, key in SIGNERS.items()]
        if self.standing is CaseState.APPROVED:
            acts = [("approve", Role.CHAIR, table["approve"], two)]
        return acts

    @property
    def standing(self) -> CaseState:
        """The state from which acts start."""
        with self.walk.office.look() as look:
            row = Tables(look.session).rows("SELECT * FROM case_file ORDER BY id LIMIT 1")[0]
        return CaseState(row["returned_to"] or row["state"])

    def done(self, name: str, by: Role, data: Callable[..., Data], who: list[str], **more: str) -> None:
        """Try an act. Refused, it leaves no trace; done, it leaves one line of the trail."""
        try:
            told = data(self.walk, [self.walk.people[key] for key in who])
        except KeyError:
            return  # nothing has been posted or objected to that the act could be about
        before = self.stored()
        try:
            self.walk.act(name, by=by, **{**told, **more})
        except (Refused, Told):
            assert self.stored() == before
        else:
            assert by is not Role.INSPECTOR
            assert self.stored()["head"][0] == before["head"][0] + 1

    def printed(self, by: Role, form: str) -> None:
        """Keep a page of a form, where there is what it is about."""
        about = {**dict.fromkeys(OF_NOTICES, "post-notice"), **dict.fromkeys(OF_MEETINGS, "hold-meeting")}
        if form in about and about[form] not in self.walk.done:
            return
        key = str(self.walk.done[about[form]].number) if form in about else self.walk.case
        before = self.stored()
        try:
            page = kept_page(self.walk.as_role(by), form, key)
        except Refused:
            assert self.stored() == before
        else:
            self.walk.form = page if form == "archive-form" else self.walk.form

    def stored(self) -> Data:
        """How many rows every table has, and the chain's head."""
        counts = [sa.select(sa.literal(t.name), sa.func.count()).select_from(t) for t in metadata.sorted_tables]
        with self.walk.office.look() as look:
            head = look.session.execute(sa.text("SELECT number, hash FROM act ORDER BY number DESC LIMIT 1")).one()
            return {"head": tuple(head), "rows": sorted(map(tuple, look.session.execute(sa.union_all(*counts))))}

    @invariant()
    def nothing_is_in_the_files_without_its_evidence(self) -> None:
        with self.walk.office.look() as look:
            tables = Tables(look.session)
            for case in tables.rows("SELECT * FROM case_file WHERE state = 'active'"):
                assert list(lacking(tables, case)) == []

    @invariant()
    def nobody_stands_in_two_archives(self) -> None:
        with self.walk.office.look() as look:
            twice = Tables(look.session).column(
                "SELECT id_number FROM household_member m JOIN case_file c ON c.household_id = m.household_id "
                "WHERE c.state NOT IN ('closed', 'refused', 'withdrawn') GROUP BY id_number HAVING count(*) > 1"
            )
        assert twice == []

    def teardown(self) -> None:
        if hasattr(self, "walk"):
            with self.walk.office.look() as look:
                assert list(chain_problems(look.session)) == []
        self.leaving.close()


@pytest.fixture
def machine(stages: Stages) -> Iterator[type[Orders]]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        Orders.stages, Orders.folder = stages, Path(folder)
        yield Orders


@ENCRYPTED
def test_no_order_of_acts_leads_around_a_gate(machine: type[Orders]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=16, stateful_step_count=30))


@ENCRYPTED
def test_the_machine_finds_the_way_into_the_files(machine: type[Orders]) -> None:
    orders = machine()
    orders.begins(CaseState.APPLIED)
    for _ in range(12):
        orders.the_right_one_goes_on()
        orders.nothing_is_in_the_files_without_its_evidence()
        orders.days_pass(3)
    assert orders.standing is CaseState.ACTIVE
    orders.teardown()

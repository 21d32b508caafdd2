"""What happens in the office for practising: who it has, what becomes of whom, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, islice
from typing import Any, Final

from centre_app.core.households import HEAD, HouseholdFacts
from centre_app.core.moments import CHINA, day_of
from centre_app.core.people import is_adult
from centre_app.core.progress import Progress
from centre_app.core.vocabulary.filing import Role
from centre_app.core.vocabulary.household import HardshipCategory
from centre_app.services.binding import given_kind
from centre_app.services.finding import case_of
from centre_app.services.given import given_from
from centre_app.services.imports import may_take_over, store_new
from centre_app.services.inventing import Inventor, demo_lists
from centre_app.services.office import Office
from centre_app.services.pictures import Camera
from centre_app.services.work import Done, Work

__all__ = ["FOUNDED", "Days", "DemoFault", "Fate", "PrintPage", "Story", "fates"]

PrintPage = Callable[[Office, str, str], str]
"""Prints a form (its code) about a case, meeting or notice (its key) and keeps it; gives the page's short code."""


@dataclass(frozen=True, slots=True)
class DemoFault:
    """Something that was left wrong on purpose, and in which case."""

    code: str
    text: str
    case: str


# The days -------------------------------------------------------------------------------------------------------

FOUNDED: Final = 400
TAKEN_OVER: Final = 270
CALLED: Final = (100, 20)
"""Days ago: the office's first day, the take-over of its old archives, the cadres' calls."""
OPENING_HOUR: Final = time(9)
AN_ACT: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Timetable:
    """On which days ago the households of one group take each step."""

    open: int
    apply: int
    visit: int
    reckon: int
    appraise: int
    meet: int
    post: int


EARLY: Final = _Timetable(open=262, apply=260, visit=254, reckon=252, appraise=249, meet=246, post=242)
LATE: Final = _Timetable(open=45, apply=43, visit=38, reckon=36, appraise=33, meet=30, post=25)
OBJECTED, SETTLED, DOWN, PRINTED, REVIEWED, UNIT_SIGNED, COUNTY_SIGNED, APPROVED, PAIRED = (
    241,
    238,
    212,
    206,
    205,
    204,
    203,
    202,
    200,
)
"""What only the early ones reach. A notice of five working days is over by then, whatever holidays lie in it."""
RECENTLY: Final = 3
POSTED_NOW: Final = 1


class Days:
    """The office's clock: set to a day so many days ago, it goes on by a minute with every look; today it is now."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._at = now

    def __call__(self) -> datetime:
        self._at = min(self._at + AN_ACT, self.now)
        return self._at

    def ago(self, days: int) -> date:
        return day_of(self.now) - timedelta(days=days)

    def go(self, days: int) -> None:
        self._at = min(datetime.combine(self.ago(days), OPENING_HOUR, CHINA), self.now)


# What becomes of whom ---------------------------------------------------------------------------------------------

_STEPS: Final = (
    "open",
    "apply",
    "visit",
    "reckon",
    "appraise",
    "meet",
    "post",
    "down",
    "print",
    "sign",
    "approve",
    "pair",
)


@dataclass(frozen=True, slots=True)
class Fate:
    """How far a household comes, in which group, with which fault or end. ``alone``: on a notice of its own."""

    reaches: str
    early: bool = False
    fault: str = ""
    end: str = ""
    alone: bool = False

    def does(self, step: str) -> bool:
        return _STEPS.index(step) <= _STEPS.index(self.reaches)


_TAKEN_OVER: Final = Fate("open", early=True, fault="taken_over_unvisited", end="taken_over")
_ONE_OF_EACH: Final = (
    Fate("open"),
    Fate("apply"),
    Fate("visit"),
    Fate("reckon"),
    Fate("appraise"),
    Fate("meet"),
    Fate("post"),
    Fate("print", early=True),
    Fate("sign", early=True),
    Fate("pair", early=True),
    Fate("post", fault="notice_run_out"),
    Fate("post", fault="grievance_open"),
    Fate("pair", early=True, end="grievance_settled"),
    Fate("meet", end="return-case"),
    Fate("reckon", early=True, end="refuse-case"),
    Fate("apply", early=True, end="withdraw-case"),
    _TAKEN_OVER,
    Fate("open", fault="phone_twice"),
    Fate("open", fault="card_check"),
    Fate("apply", fault="authorisation_unscanned"),
    Fate("visit", early=True, fault="visit_too_old"),
    Fate("reckon", fault="over_line"),
    Fate("meet", fault="sign_in_sheet_missing", alone=True),
    Fate("post", fault="first_photo_missing", alone=True),
    Fate("down", early=True, fault="certificate_missing", alone=True),
    Fate("print", early=True, fault="outdated_page"),
    Fate("approve", early=True, fault="pairing_missing"),
    Fate("pair", early=True, fault="pairing_overdue"),
)
_MORE: Final = (
    *(5 * [Fate("open")]),
    *(3 * [Fate("apply")]),
    *(2 * [Fate("visit")]),
    *(2 * [Fate("reckon")]),
    Fate("appraise"),
    *(2 * [Fate("meet")]),
    *(2 * [Fate("post")]),
    *(2 * [Fate("post", fault="notice_run_out")]),
    Fate("print", early=True),
    Fate("sign", early=True),
    *(6 * [Fate("pair", early=True)]),
    Fate("meet", end="return-case"),
    Fate("reckon", early=True, end="refuse-case"),
    Fate("apply", early=True, end="withdraw-case"),
    *(2 * [_TAKEN_OVER]),
)


def fates(count: int) -> list[Fate]:
    """One of each first, so that a small office has as many kinds as it can."""
    return list(islice(chain(_ONE_OF_EACH, _MORE), count))


@dataclass
class _Home:
    """One household on its way."""

    fate: Fate
    facts: HouseholdFacts
    unit: int
    case: str = ""
    number: str = ""
    page: str = ""

    @property
    def name(self) -> str:
        return next(person.name for person in self.facts.people if person.relation == HEAD)


@dataclass
class _Notice:
    key: str
    homes: list[_Home]
    places: list[str] = field(default_factory=list)
    last_day: date = date.min


# The story --------------------------------------------------------------------------------------------------------

_SAID: Final = demo_lists("office")
_LEFT: Final = (Decimal(600), Decimal(1000))
"""Yuan a head and month that are left to a household when the illness is paid: deep hardship, or relative."""
_ILLNESS: Final = Decimal(6000)
_TOO_MUCH: Final = Decimal(9000)


class Story:
    """Carries the households on, group by group and day by day."""

    def __init__(
        self,
        office: Office,
        days: Days,
        inventor: Inventor,
        camera: Camera,
        print_page: PrintPage,
        progress: Progress,
    ) -> None:
        self._office = office
        self._days = days
        self._inventor = inventor
        self._camera = camera
        self._print_page = print_page
        self._progress = progress
        self._as: dict[Role, Office] = {}
        self._homes: list[_Home] = []
        self._done = 0
        self.faults: list[DemoFault] = []

    # The office's own people

    def furnish(self) -> None:
        """Units, people and posts, by the login that made the office."""
        self._as[Role.ADMINISTRATOR] = self._office
        county, union = _SAID["county"], _SAID["office"]["union"]
        for unit in _SAID["units"]:
            self._admin("add-unit", name=unit["union"], kind="township_union", parent=union)
            self._admin("add-unit", name=unit["community"], kind="community")
            for name in (unit["chair"], unit["vice_chair"], *unit["members"], *unit["surveyors"], *unit["again"]):
                self._admin("add-person", name=name, unit=unit["union"])
            self._admin("appoint", person=unit["chair"], unit=unit["union"], post="chair")
            self._admin("appoint", person=unit["vice_chair"], unit=unit["union"], post="vice_chair")
            for name in unit["members"]:
                self._admin("appoint", person=name, unit=unit["union"], post="committee_member")
        for key in ("chair", "vice_chair", "reviewer", "clerk", "filer"):
            self._admin("add-person", name=county[key], unit=union)
        for key in ("chair", "vice_chair", "reviewer"):
            self._admin("appoint", person=county[key], unit=union, post=key)
        for name in county["cadres"]:
            self._admin("add-person", name=name, unit=union)
            self._admin("appoint", person=name, unit=union, post="cadre")

    def tell(self, fates: Sequence[Fate]) -> None:
        """Everything from the first household to today."""
        logins = {Role(user["role"]): user["name"] for user in _SAID["users"]}
        self._as = {role: Office(self._office.store, name, self._days) for role, name in logins.items()}
        self._homes = [
            _Home(fate, self._inventor.household(), number % len(_SAID["units"])) for number, fate in enumerate(fates)
        ]
        early = [home for home in self._homes if home.fate.early]
        late = [home for home in self._homes if not home.fate.early]
        self._days.go(TAKEN_OVER)
        self._take_over([home for home in early if home.fate.end == "taken_over"])
        self._file([home for home in early if home.fate.end != "taken_over"], EARLY)
        self._approve_and_pair(early)
        self._call(early, CALLED[0])
        self._file([home for home in late if home.fate.reaches != "open"], LATE)
        self._call(early, CALLED[1])
        self._days.go(RECENTLY)
        self._open([home for home in late if home.fate.reaches == "open"])
        self._days.go(POSTED_NOW)
        self._post_now(late)
        self._days.go(0)
        self._progress.step(self._done, self._done)

    def _act(self, name: str, /, *, by: Role = Role.CLERK, **data: Any) -> Done:
        return self._as[by].do(name, given_from(given_kind(name), data))

    def _admin(self, name: str, /, **data: Any) -> Done:
        return self._act(name, by=Role.ADMINISTRATOR, **data)

    def _print(self, form: str, key: str) -> str:
        return self._print_page(self._as[Role.CLERK], form, key)

    def _each(self, homes: Iterable[_Home]) -> Iterator[_Home]:
        """Households one by one, which is what takes the time."""
        steps = sum(_STEPS.index(home.fate.reaches) + 1 for home in self._homes)
        for home in homes:
            self._progress.step(min(self._done, steps), steps)
            yield home
            self._done += 1

    def _fault(self, home: _Home, **more: str) -> None:
        code = home.fate.fault
        text = _SAID["faults"][code].format(name=home.name, number=home.number, **more)
        self.faults.append(DemoFault(code, text, home.number))

    def _take_over(self, homes: list[_Home]) -> None:
        """Archives from before the office had this program."""
        before = self._days.ago(TAKEN_OVER).year - 1
        for number, home in enumerate(homes, start=1):
            home.number = f"{self._office.fact('area')}{before}{number:04}"
            home.facts = replace(
                home.facts,
                archive_no=home.number,
                hardship_category=HardshipCategory.RELATIVE_HARDSHIP,
                filed_on=f"{before}-06",
            )

        def job(work: Work) -> Done:
            may_take_over(work)
            store_new(work, [home.facts for home in homes], on=work.today, take_over=True)
            return Done()

        self._as[Role.ADMINISTRATOR].work("take-over", None, job)
        for home in homes:
            self._fault(home)

    # The seven steps

    def _file(self, homes: list[_Home], table: _Timetable) -> None:
        """From the application to the notice."""
        self._days.go(table.open)
        self._open(homes)
        self._days.go(table.apply)
        self._apply([home for home in homes if home.fate.does("apply")])
        self._days.go(table.visit)
        self._visit([home for home in homes if home.fate.does("visit")])
        self._days.go(table.reckon)
        self._reckon([home for home in homes if home.fate.does("reckon")])
        self._days.go(table.appraise)
        self._appraise([home for home in homes if home.fate.does("appraise")])
        self._days.go(table.meet)
        self._meet([home for home in homes if home.fate.does("meet")])
        self._days.go(table.post)
        early = [home for home in homes if home.fate.early and home.fate.does("post")]
        self._take_down(self._post(early))
        for notice in self._post([home for home in homes if home.fate.fault == "notice_run_out"]):
            for home in notice.homes:
                self._fault(home)

    def _open(self, homes: Iterable[_Home]) -> None:
        for home in self._each(homes):
            other = self._spoil(home)
            unit = _SAID["units"][home.unit]
            done = self._act(
                "open-case",
                household=home.facts,
                filing_unit=unit["union"],
                community=unit["community"],
                filed_by=_SAID["county"]["filer"],
            )
            home.case, home.number = str(done.case), str(done.number)
            if home.fate.fault == "phone_twice" and other is not None:
                self._fault(home, other=other.name, other_number=other.number)
            elif home.fate.fault == "card_check":
                self._fault(home)

    def _spoil(self, home: _Home) -> _Home | None:
        """What is wrong in the household's own facts; gives the household whose phone it has."""
        facts = home.facts
        if home.fate.fault == "phone_twice":
            other = next(one for one in self._homes if one.number and one is not home)
            home.facts = replace(facts, phone=other.facts.phone)
            return other
        if home.fate.fault == "card_check" and facts.account:
            home.facts = replace(facts, account=facts.account[:-1] + str((int(facts.account[-1]) + 1) % 10))
        return None

    def _apply(self, homes: list[_Home]) -> None:
        for home in self._each(homes):
            self._act("attach-paper", case=home.case, kind="application", file=self._scan())
            unscanned = home.fate.fault == "authorisation_unscanned"
            for member in self._adults(home):
                scan = None if unscanned else self._scan()
                self._act("attach-paper", case=home.case, kind="authorisation", member=member, file=scan)
            self._act("apply", case=home.case)
            if unscanned:
                self._fault(home)
            if home.fate.end == "withdraw-case":
                self._act("withdraw-case", case=home.case, reason=_SAID["texts"]["withdrawn"])

    def _adults(self, home: _Home) -> list[str]:
        with self._as[Role.CLERK].look() as look:
            members = case_of(look, home.case).household.members
            return [str(member.uid) for member in members if is_adult(member.birth_date, look.today)]

    def _visit(self, homes: list[_Home]) -> None:
        texts = _SAID["texts"]
        for home in self._each(homes):
            self._act(
                "record-visit",
                case=home.case,
                surveyors=_SAID["units"][home.unit]["surveyors"],
                person_met=home.name,
                signed_how="signature",
                housing_note=texts["housing"],
                opinion=texts["opinion"],
                heating=True,
                photos=[{"file": self._photo()} for _ in range(2)],
            )
            if home.fate.fault == "visit_too_old":
                self._fault(home)

    def _reckon(self, homes: list[_Home]) -> None:
        """Wages as they were said, and an illness that leaves little; who is over the line has no illness."""
        for home in self._each(homes):
            over = home.fate.fault == "over_line" or home.fate.end == "refuse-case"
            people = home.facts.people
            left = _LEFT[len(people) % len(_LEFT)]
            wages = _TOO_MUCH * len(people) if over else sum(_wages(home), Decimal(0)) or left
            self._act(
                "set-budget-line",
                case=home.case,
                kind="wage",
                amount=str(wages),
                period="monthly",
                proof="wage_statement",
                member=home.name,
            )
            if not over:
                cost = max(_ILLNESS, (wages - left * len(people)) * 12)
                self._act(
                    "set-budget-line",
                    case=home.case,
                    kind="illness",
                    amount=str(cost),
                    period="yearly",
                    proof="medical_settlement",
                    caption=_SAID["texts"]["illness"],
                )
            self._act("run-means-test", case=home.case)
            if home.fate.fault == "over_line":
                self._fault(home)
            elif home.fate.end == "refuse-case":
                self._act("refuse-case", by=Role.REVIEWER, case=home.case, reason=_SAID["texts"]["refused"])
                self._print("refusal-letter", home.case)

    def _appraise(self, homes: list[_Home]) -> None:
        texts = _SAID["texts"]
        voices = [{"name": name, "kind": "neighbour", "view": texts["view"]} for name in texts["neighbours"]]
        for home in self._each(homes):
            asked_by = _SAID["units"][home.unit]["surveyors"][0]
            self._act("record-appraisal", case=home.case, voices=voices, asked_by=asked_by)

    def _meet(self, homes: list[_Home]) -> None:
        """A meeting of each filing union for its cases, and one for each case that is to be alone."""
        for number, some in _together(homes):
            unit = _SAID["units"][number]
            committee = [unit["chair"], unit["vice_chair"], *unit["members"]]
            unsigned = some[0].fate.fault == "sign_in_sheet_missing"
            meeting = self._act(
                "hold-meeting",
                unit=unit["union"],
                chaired_by=unit["chair"],
                recorded_by=unit["members"][0],
                present=committee,
                minutes=_SAID["texts"]["minutes"],
                cases=[
                    {"case": home.case, "opinion": _SAID["texts"]["agreed"], "votes": dict.fromkeys(committee, "for")}
                    for home in self._each(some)
                ],
                sign_in_sheet=None if unsigned else {"file": self._scan()},
            )
            self._print("meeting-minutes", str(meeting.number))
            for home in some:
                if unsigned:
                    self._fault(home)
                elif home.fate.end == "return-case":
                    reason = _SAID["texts"]["returned"]
                    self._act("return-case", by=Role.REVIEWER, case=home.case, to="applied", reason=reason)

    def _post_now(self, homes: list[_Home]) -> None:
        """Notices that run today: one lacks a photograph, against one somebody objects."""
        running = [home for home in homes if home.fate.does("post") and home.fate.fault != "notice_run_out"]
        for notice in self._post(running):
            for home in notice.homes:
                if home.fate.fault == "grievance_open":
                    self._object(notice, home)
                if home.fate.fault:
                    self._fault(home)

    def _post(self, homes: list[_Home]) -> list[_Notice]:
        return [self._posted(number, some) for number, some in _together(homes)]

    def _posted(self, number: int, homes: list[_Home]) -> _Notice:
        unit, said = _SAID["units"][number], _SAID["office"]
        board = _SAID["texts"]["board"]
        unphotographed = homes[0].fate.fault == "first_photo_missing"
        places = [
            {"kind": "filing_unit", "where": board.format(place=unit["union"]), "photo": {"file": self._photo()}},
            {
                "kind": "community",
                "where": board.format(place=unit["community"]),
                "photo": None if unphotographed else {"file": self._photo()},
            },
        ]
        done = self._act(
            "post-notice",
            cases=[home.case for home in self._each(homes)],
            unit=unit["union"],
            contact=said["contact"],
            phone=said["phone"],
            supervision_phone=said["supervision"],
            address=said["address"],
            places=places,
        )
        key = str(done.number)
        self._print("notice", key)
        return _Notice(key, homes, [str(place["place"]) for place in done.more["places"]], done.more["last_day"])

    def _object(self, notice: _Notice, home: _Home) -> Done:
        texts = _SAID["texts"]
        return self._act(
            "record-grievance",
            notice=notice.key,
            case=home.case,
            channel="phone",
            objector=texts["objector"],
            content=texts["objection"],
        )

    def _take_down(self, hanging: list[_Notice]) -> None:
        """An objection is settled first, and its case hangs the longer for it."""
        objected = [
            (notice, home) for notice in hanging for home in notice.homes if home.fate.end == "grievance_settled"
        ]
        extended: dict[str, date] = {}
        for notice, home in objected:
            self._days.go(OBJECTED)
            grievance = str(self._object(notice, home).number)
            self._days.go(SETTLED)
            extended[notice.key] = self._settle(grievance, home)
        if hanging:
            self._days.go(DOWN)
        for notice in hanging:
            photos = [
                {"place": place, "photo": {"file": self._photo(), "on": day.isoformat()}}
                for place in notice.places
                for day in sorted({notice.last_day, extended.get(notice.key, notice.last_day)})
            ]
            self._act("take-down-notice", notice=notice.key, photos=photos)
            if notice.homes[0].fate.fault == "certificate_missing":
                self._fault(notice.homes[0])
            else:
                self._print("notice-certificate", notice.key)

    def _settle(self, grievance: str, home: _Home) -> date:
        """The objection does not hold; gives the case's new last day."""
        texts = _SAID["texts"]
        settled = self._act(
            "settle-grievance",
            grievance=grievance,
            outcome="rejected",
            surveyors=_SAID["units"][home.unit]["again"],
            visited_on=self._days.ago(SETTLED).isoformat(),
            finding=texts["finding"],
            answer=texts["answer"],
        )
        last_day: date = settled.more["last_day"]
        return last_day

    # Signatures, approval, pairing

    def _approve_and_pair(self, homes: Iterable[_Home]) -> None:
        printed = [home for home in homes if home.fate.does("print")]
        self._days.go(PRINTED)
        for home in self._each(printed):
            home.page = self._print("archive-form", home.case)
            if home.fate.fault == "outdated_page":
                changed = replace(home.facts, phone2=home.facts.phone, remark=_SAID["texts"]["opinion"])
                self._act("change-household", case=home.case, household=changed)
                self._fault(home)
        county = _SAID["county"]
        signing = [home for home in printed if home.fate.does("sign")]
        for ago, role, person in (
            (REVIEWED, "reviewer", county["reviewer"]),
            (UNIT_SIGNED, "unit_chair", None),
            (COUNTY_SIGNED, "county_chair", county["chair"]),
        ):
            self._days.go(ago)
            for home in signing:
                signer = person or _SAID["units"][home.unit]["chair"]
                self._act("sign", case=home.case, page=home.page, role=role, person=signer, scan=self._scan())
        self._days.go(APPROVED)
        for home in self._each(home for home in signing if home.fate.does("approve")):
            home.number = str(self._act("approve", by=Role.CHAIR, case=home.case).number)
            if home.fate.fault == "pairing_missing":
                self._fault(home)
        self._days.go(PAIRED)
        for number, home in enumerate(home for home in signing if home.fate.does("pair")):
            self._act("pair", case=home.case, cadre=county["cadres"][number % len(county["cadres"])])
            self._print("pairing-card", home.case)
            if home.fate.fault == "pairing_overdue":
                self._fault(home)

    def _call(self, homes: Iterable[_Home], ago: int) -> None:
        texts = _SAID["texts"]
        self._days.go(ago)
        for home in homes:
            if home.fate.does("pair") and home.fate.fault != "pairing_overdue":
                self._act("record-pairing-visit", case=home.case, found=texts["found"], promised=texts["promised"])

    # Pictures

    def _photo(self) -> str:
        return str(self._camera.photo())

    def _scan(self) -> str:
        return str(self._camera.scan())


def _wages(home: _Home) -> Iterator[Decimal]:
    return (person.monthly_income or Decimal(0) for person in home.facts.people)


def _together(homes: Iterable[_Home]) -> list[tuple[int, list[_Home]]]:
    """Households that share a meeting or a notice: those of one filing union, but for those that are to be alone."""
    shared: dict[int, list[_Home]] = {}
    alone: list[tuple[int, list[_Home]]] = []
    for home in homes:
        if home.fate.alone:
            alone.append((home.unit, [home]))
        else:
            shared.setdefault(home.unit, []).append(home)
    return [*shared.items(), *alone]

"""The main job from end to end: a county's own table becomes signed, posted, approved archives on real paper.

The days pass in an office for training; nothing is back-dated. The same story is done by the service functions or by
separate commands (``hands``); what is asked of either is the same JSON.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar

import click
from PIL import Image, ImageDraw

from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Pairs
from centre_app.cli.frame import Misused, command
from centre_app.cli.hands import Hands, Member, ServiceHands
from centre_app.cli.sign_in import office_folder
from centre_app.core.refusals.store import OfficeExists
from centre_app.forms.paper.render import pictures, png
from centre_app.paths import resource_text

__all__ = ["Walk", "Walked", "walk"]

T = TypeVar("T")

SAID = tomllib.loads(resource_text("demo", "walk.toml"))
LEAST = 20
"""So many households go the whole way."""
ILLNESS = "9000.00"
REFUSED_PAPER = "refusal-letter"

IMPORTED: Final = date(2026, 9, 1)
APPLIED: Final = date(2026, 9, 2)
VISITED: Final = date(2026, 9, 7)
RECKONED: Final = date(2026, 9, 8)
APPRAISED: Final = date(2026, 9, 9)
MET: Final = date(2026, 9, 10)
POSTED: Final = date(2026, 9, 29)
OBJECTED: Final = date(2026, 9, 30)
SETTLED: Final = date(2026, 10, 9)
LAST_DAY: Final = date(2026, 10, 12)
DOWN: Final = date(2026, 10, 13)
LONGER: Final = date(2026, 10, 15)
DOWN_LATER: Final = date(2026, 10, 16)
PRINTED: Final = date(2026, 10, 19)
REVIEWED: Final = date(2026, 10, 20)
UNIT_SIGNED: Final = date(2026, 10, 21)
COUNTY_SIGNED: Final = date(2026, 10, 22)
APPROVED: Final = date(2026, 10, 23)
PAIRED: Final = date(2026, 10, 26)
CALLED: Final = date(2026, 11, 10)
"""The days of the story. The notice runs over the October holiday; one household's runs three days longer."""

Say = Callable[[str, int, int], None]


@dataclass
class Household:
    """One household on its way."""

    case: str
    name: str
    unit: int
    members: list[Member] = field(default_factory=list)
    page: str = ""


@dataclass(frozen=True, slots=True)
class Walked:
    """What the walk came to."""

    imported: int
    held_back: int
    doubtful: int
    problems: int
    approved: int
    refused: int
    papers: int
    exported: int
    reopened_same: int
    acts: int
    folder: Path


@dataclass
class Walk:
    """The story. ``every`` says how many households have every form printed; the rest have what is signed."""

    hands: Hands
    table: Path
    papers: Path
    say: Say
    every: int = LEAST
    households: list[Household] = field(default_factory=list)
    refused: list[Household] = field(default_factory=list)
    printed: int = 0
    taken: int = 0

    def run(self) -> Walked:
        """Go from the table to the archive, and prove at the end that nothing is lost."""
        self.papers.mkdir(parents=True, exist_ok=True)
        self.hands.day(IMPORTED)
        self._furnish()
        plan = self.hands.take_in(self.table)
        self._choose()
        for chapter in (
            self._apply,
            self._visit,
            self._reckon,
            self._appraise,
            self._meet,
            self._post,
            self._object,
            self._take_down,
            self._sign,
            self._approve,
            self._pair,
        ):
            chapter()
        exported = self.papers / "province.xlsx"
        count = self.hands.send_out(exported, SAID["office"]["reveal"])
        again = self.hands.would_take_in(exported)
        acts = self._prove()
        return Walked(
            imported=plan["add"],
            held_back=plan["stopped"],
            doubtful=plan["doubtful"],
            problems=len(plan["problems"]),
            approved=len(self.households),
            refused=len(self.refused),
            papers=self.printed,
            exported=count,
            reopened_same=again["same"] if not again["add"] and not again["change"] else -1,
            acts=acts,
            folder=self.papers,
        )

    # Setting the scene --------------------------------------------------------------------------------------------

    def _furnish(self) -> None:
        office, county = SAID["office"], SAID["county"]
        admin = SAID["users"]["administrator"]
        add = self.hands.act
        for unit in SAID["units"]:
            add(admin, "add-unit", name=unit["union"], kind="township_union", parent=office["union"])
            add(admin, "add-unit", name=unit["community"], kind="community")
            for name in (unit["chair"], *unit["members"], *unit["surveyors"], *unit["again"]):
                add(admin, "add-person", name=name, unit=unit["union"], phone="19900000100")
            add(admin, "appoint", person=unit["chair"], unit=unit["union"], post="chair")
            for name in unit["members"]:
                add(admin, "appoint", person=name, unit=unit["union"], post="committee_member")
        for key in ("chair", "vice_chair", "reviewer", "clerk", "filer"):
            add(admin, "add-person", name=county[key], unit=office["union"])
        for name in county["cadres"]:
            add(admin, "add-person", name=name, unit=office["union"], phone="19900000200")
        for key in ("chair", "vice_chair", "reviewer"):
            add(admin, "appoint", person=county[key], unit=office["union"], post=key)
        for role in ("clerk", "reviewer", "chair"):
            self.hands.add_user(admin, SAID["users"][role], role, county[role])

    def _choose(self) -> None:
        """Take drafts in turn for the two filing unions; one more than needed, which will be refused."""
        drafts = self.hands.drafts(LEAST + 1)
        if len(drafts) <= LEAST:
            raise Misused("TableTooShort", captions.TABLE_TOO_SHORT.format(least=LEAST + 1))
        for number, (case, name) in enumerate(drafts):
            self.households.append(Household(case, name, number % len(SAID["units"])))

    # The seven steps ----------------------------------------------------------------------------------------------

    def _apply(self) -> None:
        """Papers signed at home come back as scans; every adult authorises."""
        self.hands.day(APPLIED)
        clerk, county = SAID["users"]["clerk"], SAID["county"]
        for home in self._each(captions.WALK_APPLY):
            unit = SAID["units"][home.unit]
            home.members = self.hands.members(home.case)
            self.hands.act(
                clerk,
                "change-case",
                case=home.case,
                filing_unit=unit["union"],
                community=unit["community"],
                filed_by=county["filer"],
            )
            for form, kind in (("application", "application"), ("honesty-pledge", "honesty_pledge")):
                self._attach(home, kind, self._print(form, home) if self._shows(home) else None)
            authorisation = self._print("authorisation", home) if self._shows(home) else None
            for member in home.members:
                if member.adult:
                    self._attach(home, "authorisation", authorisation, member=member.key)
            self.hands.act(clerk, "apply", case=home.case)

    def _visit(self) -> None:
        self.hands.day(VISITED)
        texts = SAID["texts"]
        for home in self._each(captions.WALK_VISIT):
            unit = SAID["units"][home.unit]
            self.hands.act(
                SAID["users"]["clerk"],
                "record-visit",
                case=home.case,
                surveyors=unit["surveyors"],
                person_met=home.name,
                signed_how="signature",
                housing_note=texts["housing"],
                opinion=texts["opinion"],
                heating=True,
                photos=[{"file": self._photo()} for _ in range(2)],
            )
            if self._shows(home):
                self._print("visit-form", home)

    def _reckon(self) -> None:
        """Wages as the table has them, and what the illness costs; the household without it is over the line."""
        self.hands.day(RECKONED)
        clerk = SAID["users"]["clerk"]
        last = self.households[-1]
        for home in self._each(captions.WALK_RECKON):
            wage = "9000.00" if home is last else "600.00"
            self._line(
                home, kind="wage", amount=wage, period="monthly", proof="wage_statement", member=home.members[0].key
            )
            if home is not last:
                self._line(
                    home,
                    kind="illness",
                    amount=ILLNESS,
                    period="yearly",
                    proof="medical_settlement",
                    caption=SAID["texts"]["illness"],
                )
            for member in home.members[1:]:
                if member.adult:
                    self._line(home, kind="wage", amount="200.00", period="monthly", member=member.key)
            self.hands.act(clerk, "run-means-test", case=home.case)
            if self._shows(home):
                self._print("budget-sheet", home)
        self.households.remove(last)
        self.hands.act(SAID["users"]["reviewer"], "refuse-case", case=last.case, reason=SAID["texts"]["refused"])
        self._print(REFUSED_PAPER, last)
        self.refused.append(last)

    def _line(self, home: Household, **line: Any) -> None:
        self.hands.act(SAID["users"]["clerk"], "set-budget-line", case=home.case, **line)

    def _appraise(self) -> None:
        self.hands.day(APPRAISED)
        texts = SAID["texts"]
        for home in self._each(captions.WALK_APPRAISE):
            voices = [{"name": name, "kind": "neighbour", "view": texts["view"]} for name in texts["neighbours"]]
            self.hands.act(
                SAID["users"]["clerk"],
                "record-appraisal",
                case=home.case,
                voices=voices,
                asked_by=SAID["units"][home.unit]["surveyors"][0],
            )
            if self._shows(home):
                self._print("appraisal-notes", home)

    def _meet(self) -> None:
        """One meeting of each filing union for all its cases; a relative of one household stands aside."""
        self.hands.day(MET)
        clerk, texts = SAID["users"]["clerk"], SAID["texts"]
        for number, unit in self._each_of(captions.WALK_MEET, list(enumerate(SAID["units"]))):
            homes = [home for home in self.households if home.unit == number]
            relative = unit["members"][0]
            self.hands.act(clerk, "declare-kinship", person=relative, case=homes[0].case, relation=texts["relation"])
            committee = [unit["chair"], *unit["members"]]
            meeting = self.hands.act(
                clerk,
                "hold-meeting",
                unit=unit["union"],
                chaired_by=unit["chair"],
                recorded_by=unit["members"][1],
                present=committee,
                minutes=texts["minutes"],
                cases=[
                    {
                        "case": home.case,
                        "opinion": texts["agreed"],
                        "votes": {name: "for" for name in committee if home is not homes[0] or name != relative},
                        "recused": [{"person": relative, "reason": texts["recused"]}] if home is homes[0] else [],
                    }
                    for home in homes
                ],
            )
            key = str(meeting["number"])
            self._print_of("meeting-minutes", "meeting", key)
            sheet = self._print_of("sign-in-sheet", "meeting", key)
            self.hands.act(clerk, "attach-paper", meeting=key, kind="sign_in_sheet", file=self._scan(sheet))

    def _post(self) -> None:
        self.hands.day(POSTED)
        office, clerk = SAID["office"], SAID["users"]["clerk"]
        self.notices: list[dict[str, Any]] = []
        for number, unit in self._each_of(captions.WALK_POST, list(enumerate(SAID["units"]))):
            notice = self.hands.act(
                clerk,
                "post-notice",
                cases=[home.case for home in self.households if home.unit == number],
                unit=unit["union"],
                contact=office["contact"],
                phone=office["phone"],
                supervision_phone=office["supervision"],
                address=office["address"],
                places=[
                    {"kind": "filing_unit", "where": unit["union"], "photo": {"file": self._photo()}},
                    {"kind": "community", "where": unit["community"], "photo": {"file": self._photo()}},
                ],
            )
            self.notices.append(notice)
            self._print_of("notice", "notice", str(notice["number"]))
            self._print_of("notice", "notice", str(notice["number"]), paper="A3")

    def _object(self) -> None:
        """Somebody objects to one household; two who had not been there go again; its period is longer."""
        clerk, texts = SAID["users"]["clerk"], SAID["texts"]
        home, notice = self.households[0], self.notices[0]
        self.hands.day(OBJECTED)
        grievance = self.hands.act(
            clerk,
            "record-grievance",
            notice=str(notice["number"]),
            case=home.case,
            channel="phone",
            objector=texts["objector"],
            content=texts["objection"],
        )
        self.hands.day(SETTLED)
        self.hands.act(
            clerk,
            "settle-grievance",
            grievance=str(grievance["number"]),
            outcome="rejected",
            surveyors=SAID["units"][home.unit]["again"],
            visited_on=SETTLED.isoformat(),
            finding=texts["finding"],
            answer=texts["answer"],
        )

    def _take_down(self) -> None:
        clerk, later = SAID["users"]["clerk"], self.households[0]
        self.hands.day(DOWN)
        for number, notice in self._each_of(captions.WALK_TAKE_DOWN, list(enumerate(self.notices))):
            cases = [home.case for home in self.households if home.unit == number and home is not later]
            self.hands.act(
                clerk,
                "take-down-notice",
                notice=str(notice["number"]),
                cases=cases,
                photos=self._last_photos(notice, LAST_DAY),
            )
            self._print_of("notice-certificate", "notice", str(notice["number"]))
        self.hands.day(DOWN_LATER)
        notice = self.notices[later.unit]
        self.hands.act(
            clerk, "take-down-notice", notice=str(notice["number"]), photos=self._last_photos(notice, LONGER)
        )
        self._print_of("notice-certificate", "notice", str(notice["number"]))

    def _last_photos(self, notice: dict[str, Any], on: date) -> list[dict[str, Any]]:
        return [
            {"place": str(place["place"]), "photo": {"file": self._photo(), "on": on.isoformat()}}
            for place in notice["places"]
        ]

    def _sign(self) -> None:
        """The form goes round: reviewer, the filing union's chair, then the vice-chair with a written delegation."""
        users, county = SAID["users"], SAID["county"]
        self.hands.day(PRINTED)
        self.hands.act(
            users["administrator"],
            "delegate-chair",
            unit=SAID["office"]["union"],
            deputy=county["vice_chair"],
            until="2026-12-31",
            document=county["delegation"],
        )
        pages: dict[str, Path] = {}
        for home in self._each(captions.WALK_PRINT):
            page = self.hands.print("archive-form", self._out("archive-form", home.case), case=home.case)
            self.printed += 1
            home.page = str(page["short_code"])
            pages[home.case] = Path(str(page["file"]))
        self.hands.day(REVIEWED)
        for home in self._each(captions.WALK_REVIEW):
            self._signature(users["reviewer"], home, "reviewer", county["reviewer"], None)
        self.hands.day(UNIT_SIGNED)
        for home in self._each(captions.WALK_SIGN):
            chair = SAID["units"][home.unit]["chair"]
            self._signature(users["clerk"], home, "unit_chair", chair, self._scan(pages[home.case]))
        self.hands.day(COUNTY_SIGNED)
        for home in self._each(captions.WALK_SIGN):
            signer = county["vice_chair"] if home.unit else county["chair"]
            self._signature(users["clerk"], home, "county_chair", signer, self._scan(pages[home.case]))

    def _signature(self, user: str, home: Household, role: str, person: str, scan: str | None) -> None:
        self.hands.act(user, "sign", case=home.case, page=home.page, role=role, person=person, scan=scan)

    def _approve(self) -> None:
        self.hands.day(APPROVED)
        for home in self._each(captions.WALK_APPROVE):
            self.hands.act(SAID["users"]["chair"], "approve", case=home.case)

    def _pair(self) -> None:
        """Every household gets a cadre and its card; one cadre hands over; the archive gets cover and list."""
        clerk, county, texts = SAID["users"]["clerk"], SAID["county"], SAID["texts"]
        cadres = county["cadres"][:-1]
        self.hands.day(PAIRED)
        for number, home in self._each_of(captions.WALK_PAIR, list(enumerate(self.households))):
            self.hands.act(clerk, "pair", case=home.case, cadre=cadres[number % len(cadres)])
            for form in ("pairing-card", "archive-cover", "file-inventory") if self._shows(home) else ():
                self._print(form, home)
        self.hands.day(CALLED)
        self.hands.act(
            clerk,
            "hand-over",
            from_cadre=cadres[0],
            to_cadre=county["cadres"][-1],
            reason=texts["handed_over"],
        )
        first = self.households[0]
        self.hands.act(clerk, "record-pairing-visit", case=first.case, found=texts["found"], promised=texts["promised"])

    # The proof ----------------------------------------------------------------------------------------------------

    def _prove(self) -> int:
        """A backup, opened in an empty place by the recovery sheet alone and restored over the office, and the whole
        audit chain of both; all must be without a fault.
        """
        self.say(captions.WALK_PROVE, 0, 2)
        copy = self.hands.back_up(self.papers)
        with TemporaryDirectory(prefix="centre-") as place:
            self.hands.recover(copy, Path(place) / "office")
        self.say(captions.WALK_PROVE, 1, 2)
        self.hands.restore(copy)
        acts = self.hands.verify()
        self.say(captions.WALK_PROVE, 2, 2)
        return acts

    # What the chapters share --------------------------------------------------------------------------------------

    def _each(self, chapter: str) -> Iterator[Household]:
        return self._each_of(chapter, self.households)

    def _each_of(self, chapter: str, things: Sequence[T]) -> Iterator[T]:
        for number, thing in enumerate(list(things)):
            self.say(chapter, number, len(things))
            yield thing
        self.say(chapter, len(things), len(things))

    def _shows(self, home: Household) -> bool:
        """Whether this household has every form printed."""
        return home not in self.households or self.households.index(home) < self.every

    def _attach(self, home: Household, kind: str, page: Path | None, **more: str) -> None:
        scan = {"file": self._scan(page)} if page else {}
        self.hands.act(SAID["users"]["clerk"], "attach-paper", case=home.case, kind=kind, **scan, **more)

    def _print(self, form: str, home: Household) -> Path:
        return self._print_of(form, "case", home.case)

    def _print_of(self, form: str, subject: str, key: str, paper: str | None = None) -> Path:
        out = self._out(f"{form}-{paper}" if paper else form, key)
        self.hands.print(form, out, paper=paper, **{subject: key})
        self.printed += 1
        return out

    def _out(self, form: str, key: str) -> Path:
        """A file of its own for each page, named by form and a running number, never by a person."""
        return self.papers / f"{self.printed + 1:04}-{form}.pdf"

    def _scan(self, page: Path) -> str:
        """What comes back from the copier: the printed page as a picture, written on by hand since the last time."""
        self.taken += 1
        target = page.with_name(f"{page.stem}-{self.taken}.png")
        picture = pictures(page.read_bytes(), dpi=60)[0].convert("RGB")
        ImageDraw.Draw(picture).text((8, 8), str(self.taken), fill=BLUE)
        target.write_bytes(png(picture))
        return str(target)

    def _photo(self) -> str:
        """A photograph for the file: another small grey picture each time."""
        self.taken += 1
        target = self.papers / f"photo-{self.taken}.png"
        picture = Image.new("RGB", (96, 64), GREY)
        ImageDraw.Draw(picture).text((8, 8), str(self.taken), fill=BLUE)
        target.write_bytes(png(picture))
        return str(target)


GREY: Final = (200, 200, 200)
BLUE: Final = (30, 60, 160)


def _say(chapter: str, done: int, total: int) -> None:
    """Where the story is: on a terminal one line that moves, elsewhere one line a chapter."""
    if sys.stderr.isatty():
        print(f"\r{chapter} {done}/{total}  ", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done == total:
        print(f"{chapter} {total}/{total}", file=sys.stderr, flush=True)


@command("walk")
@click.option(
    "--table",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    required=True,
    metavar=captions.FILE,
    help=captions.OPTION_TABLE,
)
@click.option(
    "--papers",
    type=click.Path(path_type=Path, file_okay=False),
    metavar=captions.FOLDER,
    help=captions.OPTION_PAPERS,
)
def walk(table: Path, papers: Path | None) -> Answer:
    folder = office_folder()
    if folder.exists:
        raise OfficeExists(folder=str(folder.path))
    where = papers or folder.path.with_name(f"{folder.path.name}-papers")
    with ServiceHands(folder.path, SAID) as hands:
        walked = Walk(hands, table, where, _say).run()
    pairs = [
        (captions.WALK_IMPORTED, walked.imported),
        (captions.HELD_BACK, walked.held_back),
        (captions.DOUBTFUL, walked.doubtful),
        (captions.WALK_PROBLEMS, walked.problems),
        (captions.WALK_APPROVED, walked.approved),
        (captions.WALK_REFUSED, walked.refused),
        (captions.WALK_PAPERS, walked.papers),
        (captions.WALK_EXPORTED, walked.exported),
        (captions.WALK_SAME, walked.reopened_same),
        (captions.WALK_ACTS, walked.acts),
    ]
    document = {name: getattr(walked, name) for name in Walked.__dataclass_fields__}
    said = Lines([captions.WALK_DONE.format(papers=walked.folder, office=folder.path)])
    return Answer(document, (Pairs(pairs), said))

"""审核: who signed which printed version of the approval form, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from centre_app.core import filing as rule
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as no
from centre_app.core.vocabulary.filing import CaseState, DayName, PaperKind, Post, SignatureRole
from centre_app.db.filing import Case, Paper
from centre_app.db.printing import IssuedPage, Signature
from centre_app.services import people
from centre_app.services.documents import put_scan, store_scan
from centre_app.services.filing import APPROVAL_FORM, entitled, facts_of, may_deputise, move, require, signing_unit, who
from centre_app.services.finding import case_of, page_of, person_of
from centre_app.services.given import Given, Key, Short, Text
from centre_app.services.work import Done, Work

__all__ = ["Sign", "sign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Given):
    """A wet signature as it stands on the paper: on which printed page, by whom, in which role, on which day."""

    case: Key
    page: Key
    """Short code or number of the printed approval form."""
    role: SignatureRole
    person: Key
    opinion: Text | None = None
    place: Short | None = None
    scan: Short | None = None


def sign(work: Work, given: Sign) -> Done:
    """登记签字. Reviewer first, then the chairs that the archive level asks for; with the last the case is 已签批."""
    case = case_of(work, given.case)
    on = work.day(given.on)
    facts = require(work, case, "sign")
    page = page_of(work, given.page)
    person = person_of(work, given.person)
    roles = rule.signing_roles(work.rules_on(page.printed_on), facts.archive_level)
    faults = list(_page_faults(case, page, facts, given.role))
    unit = signing_unit(work, case, given.role)
    newest = facts.page
    if newest is not None and not faults:
        signed = rule.Signed(
            role=given.role,
            who=who(person),
            on=on,
            page=newest,
            entitled=unit is not None and entitled(work, person.id, unit, given.role, on),
            deputy=unit is not None and may_deputise(work, person.id, unit, given.role, on),
            unit=unit.name if unit else "",
            scanned=given.scan is not None,
        )
        faults += rule.signing_objections(facts, signed)
        faults += _missing_before(roles, given.role, facts)
        faults += rule.order_of_days(replace(facts, signatures=(*facts.signatures, signed)), DayName.of(given.role))
    if faults:
        raise Refused(dict.fromkeys(faults))
    delegation = people.delegation_on(work, person.id, unit.id, on) if unit else None
    chair = unit is not None and people.holds(work, person.id, unit.id, Post.CHAIR, on)
    signature = Signature(
        case_id=case.id,
        page_id=page.id,
        role=given.role,
        person_id=person.id,
        delegation_id=delegation.id if delegation and not chair else None,
        on=on,
        opinion=given.opinion,
        place=given.place,
    )
    work.session.add(signature)
    if given.scan:
        paper = Paper(kind=PaperKind.SIGNED_PAGE, on=on, case_id=case.id, page_id=page.id)
        put_scan(paper, store_scan(work, given.scan))
        work.session.add(paper)
    work.session.flush()
    if case.standing is CaseState.PUBLICISED and _all_signed(work, case, roles):
        move(work, case, CaseState.APPROVED, on)
    return Done(key=signature.uid, number=case.local_no, case=case.uid, state=case.state)


def _page_faults(case: Case, page: IssuedPage, facts: rule.FilingFacts, role: SignatureRole) -> list[Told]:
    """The signed page must be the newest printed approval form of this case, and still say what the case says."""
    if facts.page is None or page.case_id != case.id or page.form != APPROVAL_FORM:
        return [no.ApprovalFormMissing(field="page")]
    if page.short_code != facts.page.code or facts.page.outdated:
        return [no.OutdatedPage(code=page.short_code, field="page")]
    signed = [one for one in facts.signatures if one.role is role and one.page.code == page.short_code]
    return [no.AlreadySigned(role=role.label, code=page.short_code, field="role")] if signed else []


def _missing_before(roles: tuple[SignatureRole, ...], role: SignatureRole, facts: rule.FilingFacts) -> list[Told]:
    """Everybody who signs before this role has signed the same page."""
    if role not in roles:
        return [no.RoleNotAsked(role=role.label, roles="、".join(one.label for one in roles), field="role")]
    signed = {one.role for one in facts.signatures if facts.page is not None and one.page.code == facts.page.code}
    return [no.SignatureMissing(role=one.label) for one in roles[: roles.index(role)] if one not in signed]


def _all_signed(work: Work, case: Case, roles: tuple[SignatureRole, ...]) -> bool:
    facts = facts_of(work, case)
    signed = {one.role for one in facts.signatures if facts.page is not None and one.page.code == facts.page.code}
    return signed >= set(roles)

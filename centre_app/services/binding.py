"""Which function does which act; the one table between the names of ``core.acts`` and the services.

Printing, importing, exporting and backing up are acts too; the storeys above run them through ``Office.work``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

from centre_app.core.refusals import Refused
from centre_app.core.refusals import office as no
from centre_app.services import (
    documents,
    filing,
    households,
    means_tests,
    meetings,
    notices,
    pairing,
    people,
    rules,
    signatures,
    undo,
    users,
    visits,
)
from centre_app.services.given import Given
from centre_app.services.work import Done

__all__ = ["BINDINGS", "function_of", "given_kind"]

BINDINGS: dict[str, Callable[..., Done]] = {
    "open-case": households.open_case,
    "add-member": households.add_member,
    "change-member": households.change_member,
    "change-household": households.change_household,
    "change-head": households.change_head,
    "change-case": households.change_case,
    "add-note": households.add_note,
    "attach-paper": documents.attach_paper,
    "apply": filing.apply,
    "record-visit": visits.record_visit,
    "set-budget-line": means_tests.set_budget_line,
    "remove-budget-line": means_tests.remove_budget_line,
    "record-finding": means_tests.record_finding,
    "remove-finding": means_tests.remove_finding,
    "record-accident": means_tests.record_accident,
    "record-union-aid": means_tests.record_union_aid,
    "record-circumstances": means_tests.record_circumstances,
    "run-means-test": means_tests.run_means_test,
    "record-appraisal": meetings.record_appraisal,
    "hold-meeting": meetings.hold_meeting,
    "post-notice": notices.post_notice,
    "extend-notice": notices.extend_notice,
    "take-down-notice": notices.take_down_notice,
    "record-grievance": notices.record_grievance,
    "settle-grievance": notices.settle_grievance,
    "sign": signatures.sign,
    "approve": filing.approve,
    "return-case": filing.return_case,
    "refuse-case": filing.refuse_case,
    "withdraw-case": filing.withdraw_case,
    "pair": pairing.pair,
    "hand-over": pairing.hand_over,
    "record-pairing-visit": pairing.record_pairing_visit,
    "end-pairing": pairing.end_pairing,
    "add-unit": people.add_unit,
    "add-person": people.add_person,
    "change-person": people.change_person,
    "appoint": people.appoint,
    "end-appointment": people.end_appointment,
    "delegate-chair": people.delegate_chair,
    "declare-kinship": people.declare_kinship,
    "set-rule": rules.set_rule,
    "set-calendar": rules.set_calendar,
    "change-role": users.change_role,
    "undo-act": undo.undo_act,
}


def function_of(act: str) -> Callable[..., Done]:
    """The service function of an act; an unknown name is refused."""
    if act not in BINDINGS:
        raise Refused([no.ActUnknown(act=act)])
    return BINDINGS[act]


def given_kind(act: str) -> type[Given]:
    """The dataclass that an act is given, read from its function's annotations."""
    hints: dict[str, Any] = get_type_hints(function_of(act))
    kind: type[Given] = hints["given"]
    return kind

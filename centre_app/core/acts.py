"""Every act of every storey: its name, its word, the roles that may do it.

One table, so that roles, command line, window and tests cannot drift apart. Services bind a function to each name.
"""

from __future__ import annotations

from dataclasses import dataclass

from centre_app.core.vocabulary.filing import Role

__all__ = ["ACTS", "Act", "may"]

C, R, H, A, M, V = (
    Role.CLERK,
    Role.REVIEWER,
    Role.CHAIR,
    Role.ARCHIVIST,
    Role.ADMINISTRATOR,
    Role.INSPECTOR,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: ``name`` on the command line and in the trail, ``label`` on the screen, who may do it."""

    name: str
    label: str
    roles: frozenset[Role]


def _act(name: str, label: str, *roles: Role) -> tuple[str, Act]:
    return name, Act(name, label, frozenset(roles))


ACTS: dict[str, Act] = dict(
    (
        _act("open-case", "新建申请", C),
        _act("add-member", "添加家庭成员", C),
        _act("change-member", "更正家庭成员", C),
        _act("change-household", "更正家庭信息", C),
        _act("change-head", "变更户主", C),
        _act("change-case", "更正档案信息", C),
        _act("attach-paper", "登记材料", C, R, A),
        _act("add-note", "写备注", C, R, H, A),
        _act("apply", "受理申请", C),
        _act("record-visit", "登记入户调查", C),
        _act("set-budget-line", "登记收支", C),
        _act("remove-budget-line", "删除收支", C),
        _act("record-finding", "登记财产和疑点", C),
        _act("remove-finding", "删除财产和疑点", C),
        _act("record-accident", "登记意外事故", C),
        _act("record-union-aid", "登记已得工会救助", C),
        _act("record-circumstances", "登记核算情况", C),
        _act("run-means-test", "算账", C),
        _act("record-appraisal", "登记走访评议", C),
        _act("hold-meeting", "登记集体研究", C),
        _act("post-notice", "张贴公示", C),
        _act("extend-notice", "延长公示", C),
        _act("take-down-notice", "撤下公示", C),
        _act("record-grievance", "登记异议", C, R),
        _act("settle-grievance", "异议处理", C, R),
        _act("sign", "登记签字", C, R, H),
        _act("approve", "批准建档", R, H),
        _act("return-case", "退回", R, H),
        _act("refuse-case", "不予建档", R, H),
        _act("withdraw-case", "撤回申请", C),
        _act("pair", "结对", C, R),
        _act("hand-over", "结对交接", C, R),
        _act("record-pairing-visit", "登记结对走访", C),
        _act("end-pairing", "结束结对", C, R),
        _act("add-unit", "添加单位", C, M),
        _act("add-person", "添加人员", C, M),
        _act("change-person", "更正人员", C, M),
        _act("appoint", "任职", R, M),
        _act("end-appointment", "免职", R, M),
        _act("delegate-chair", "主席书面委托", H, M),
        _act("declare-kinship", "登记亲属关系", C, R, M),
        _act("set-rule", "设定规则", M),
        _act("set-calendar", "导入节假日", C, M),
        _act("undo-act", "撤销", C, R, H, A, M),
        _act("print", "打印", C, R, H, A),
        _act("import", "导入", C),
        _act("take-over", "承接旧档", M),
        _act("export", "导出", C, R, A),
        _act("reveal", "查看完整号码", C, R, H, A, V),
        _act("view-case", "查看档案", C, R, H, A, M, V),
        _act("add-user", "添加用户", M),
        _act("change-role", "变更权限", M),
        _act("reset-password", "重设口令", M),
        _act("stop-user", "停用用户", M),
        _act("back-up", "备份", C, R, A, M),
        _act("restore", "恢复", M),
        _act("set-office", "设定办公室", M),
    )
)
"""The table act x role. What stands here is all there is; a role that is not named may not."""


def may(role: Role, act: str) -> bool:
    """Whether a role may do an act; an unknown act nobody may."""
    return act in ACTS and role in ACTS[act].roles

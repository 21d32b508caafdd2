"""The proof lines: every figure of the reckoning with its formula and the lines that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from centre_app.core.rules import Limit, Rules
from centre_app.core.vocabulary.means import Category, LineKind, ProofPart, Section
from centre_app.core.vocabulary.rules import CategoryScheme, Figure

from .exclusions import Hit
from .facts import ZERO, BudgetLine, Finding, MeansFacts, window
from .sums import MONTHS, Sums, income_counts, is_zero_employment
from .verdict import Verdict, migrant_terms_hold
from .words import number, rounded, yuan

__all__ = ["NO_CATEGORY", "PensionGap", "ProofLine", "limits_of", "named", "pension_gaps", "proof_of"]

NO_CATEGORY = "不符合"
"""How the result is called when there is no category."""


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One figure or finding: ``code`` for the program, the rest as it is printed. ``amount`` is yuan, rounded."""

    part: ProofPart
    code: str
    caption: str
    formula: str = ""
    amount: Decimal | None = None
    sources: tuple[str, ...] = ()
    """Keys of the lines, persons, findings or aid that it comes from."""


@dataclass(frozen=True, slots=True)
class PensionGap:
    """Years of old-age insurance that a person still lacks at the retirement that is due."""

    uid: str
    name: str
    paid: Decimal
    required: Decimal
    gap: Decimal


def pension_gaps(facts: MeansFacts, rules: Rules) -> tuple[PensionGap, ...]:
    """The gap of every counted person whose paid years are known; required years by the year of retirement."""
    gaps = []
    for person in facts.counted:
        if person.pension_paid_years is not None:
            required = rules.pension_years_in(person.retires_in or facts.applied_on.year)
            gap = max(Decimal(0), required - person.pension_paid_years)
            gaps.append(PensionGap(person.uid, person.name, person.pension_paid_years, required, gap))
    return tuple(gaps)


def limits_of(rules: Rules) -> tuple[tuple[str, str, Limit], ...]:
    """The limits of the day's scheme that are multiples of the line: code, caption, limit."""
    if rules.category_scheme is CategoryScheme.OLD:
        figures: tuple[Figure, ...] = (
            Figure.OLD_DIBAO_LIMIT,
            Figure.OLD_NEAR_INCOME_LIMIT,
            Figure.OLD_NEAR_NET_LIMIT,
            Figure.OLD_ACCIDENT_INCOME_LIMIT,
            Figure.OLD_ACCIDENT_NET_LIMIT,
        )
    else:
        figures = (Figure.DEEP_LIMIT, Figure.RELATIVE_LIMIT, Figure.ACCIDENT_LIMIT)
    found = ((figure, getattr(rules, figure.value)) for figure in figures)
    return tuple((figure.value, figure.label, limit) for figure, limit in found if limit is not None)


def proof_of(
    facts: MeansFacts, rules: Rules, sums: Sums, hits: tuple[Hit, ...], verdict: Verdict
) -> tuple[ProofLine, ...]:
    """All proof lines, in the order of the printed sheet."""
    return (
        *_facts(facts, rules, sums),
        *_incomes(facts, rules, sums),
        *_spending(facts, rules, sums),
        *_gap(sums),
        *_net(sums),
        *_threshold(facts, rules),
        *_conditions(facts, rules, hits),
        *_outcome(facts, rules, sums, verdict),
    )


def _facts(facts: MeansFacts, rules: Rules, sums: Sums) -> Iterator[ProofLine]:
    first, last = window(facts.applied_on)
    span = f"{first.isoformat()} 至 {last.isoformat()}"
    yield ProofLine(ProofPart.FACTS, "window", "计算期（申请月前十二个整月）", span)
    names = "、".join(person.name for person in facts.counted)
    counted = tuple(person.uid for person in facts.counted)
    yield ProofLine(ProofPart.FACTS, "heads", "计入人口", f"{names}，共 {sums.heads} 人", sources=counted)
    for person in facts.persons:
        if not person.counted:
            yield ProofLine(
                ProofPart.FACTS, "left_out", f"{person.name}不计入", person.reason_words, sources=(person.uid,)
            )
    if is_zero_employment(facts, rules):
        yield ProofLine(ProofPart.FACTS, "zero_employment", "零就业家庭", "有劳动能力的成员均未就业")
    yield from (_pension(gap) for gap in pension_gaps(facts, rules))


def _incomes(facts: MeansFacts, rules: Rules, sums: Sums) -> Iterator[ProofLine]:
    for kind in LineKind:
        if kind.section is Section.INCOME:
            lines = [line for line in facts.counted_lines if line.kind is kind]
            suffix = f"（{rules.wage_basis.label}）" if kind is LineKind.WAGE else ""
            if not income_counts(kind, rules):
                suffix = "（只进收支缺口，不计入认定）"
            yield from _sum_line(ProofPart.INCOME, f"income.{kind.value}", kind.label + suffix, lines)
    for gift, code, caption in (
        (False, "income.aid", "工会救助发放记录" + ("" if rules.union_aid_counts else "（不计入认定）")),
        (True, "income.gift", "工会小额慰问（只进收支缺口，不计入认定）"),
    ):
        aid = [item for item in facts.aid_in_window if item.festival_gift is gift]
        if aid:
            formula = "＋".join(yuan(item.amount) for item in aid)
            total = sum((item.amount for item in aid), ZERO)
            yield ProofLine(ProofPart.INCOME, code, caption, formula, total, tuple(item.uid for item in aid))
    for imputed in sums.imputed:
        formula = f"{yuan(imputed.monthly)}×{MONTHS}－已有收入 {yuan(imputed.earned)}，不低于 0"
        caption = f"{imputed.person.name}推定工资（不进收支缺口）"
        uid = imputed.person.uid
        yield ProofLine(ProofPart.INCOME, "income.imputed", caption, formula, rounded(imputed.yearly), (uid,))


def _spending(facts: MeansFacts, rules: Rules, sums: Sums) -> Iterator[ProofLine]:
    for kind in LineKind:
        lines = [line for line in facts.counted_lines if line.kind is kind]
        if kind.section is Section.RIGID and lines:
            paid = sum((line.yearly for line in lines), ZERO)
            yield from _sum_line(ProofPart.RIGID, f"rigid.{kind.value}", kind.label, lines)
            deducted = sums.rigid_by_kind.get(kind, ZERO)
            if deducted != paid:
                why = "可扣除部分" if kind in rules.rigid_counts else "本地规则不扣"
                sources = tuple(line.uid for line in lines)
                caption = f"{kind.label}：{why}"
                yield ProofLine(
                    ProofPart.RIGID, f"deducted.{kind.value}", caption, _deducted(lines), rounded(deducted), sources
                )
        if kind.section is Section.LIVING:
            yield from _sum_line(ProofPart.LIVING, f"living.{kind.value}", kind.label, lines)
        if kind.section is Section.NEED:
            yield from _sum_line(ProofPart.FACTS, "need", f"{kind.label}（不进两项）", lines)


def _deducted(lines: Iterable[BudgetLine]) -> str:
    return "＋".join(yuan(line.yearly_deductible) for line in lines) + "，按规则封顶"


def _sum_line(part: ProofPart, code: str, caption: str, lines: list[BudgetLine]) -> Iterator[ProofLine]:
    if lines:
        total = sum((line.yearly for line in lines), ZERO)
        formula = "＋".join(_formula(line) for line in lines)
        yield ProofLine(part, code, caption, formula, rounded(total), tuple(line.uid for line in lines))


def _formula(line: BudgetLine) -> str:
    """The amount, less aid for the same cost, as often as it came in twelve months."""
    amount = yuan(line.amount)
    if line.aid_for_same_cost:
        amount = f"（{amount}－{yuan(line.aid_for_same_cost)}）"
    return amount if line.how_often == 1 else f"{amount}×{number(line.how_often)}"


def _gap(sums: Sums) -> Iterator[ProofLine]:
    part = ProofPart.GAP
    yield ProofLine(part, "gap.income", "全年收入", "各项收入合计", rounded(sums.income_all))
    formula = f"刚性支出 {yuan(sums.rigid_all)}＋日常生活支出 {yuan(sums.living)}"
    yield ProofLine(part, "gap.spending", "全年支出", formula, rounded(sums.spending))
    caption = "收支缺口（年）" if sums.gap >= 0 else "收支结余（年）"
    formula = f"{yuan(sums.spending)}－{yuan(sums.income_all)}"
    if sums.gap < 0:
        formula = f"{yuan(sums.income_all)}－{yuan(sums.spending)}"
    yield ProofLine(part, "gap", caption, formula, rounded(abs(sums.gap)))


def _net(sums: Sums) -> Iterator[ProofLine]:
    part = ProofPart.NET
    yield ProofLine(part, "net.income", "计入认定的全年收入", "计入的各项收入合计", rounded(sums.income))
    kinds = [f"{kind.label} {yuan(amount)}" for kind, amount in sums.rigid_by_kind.items() if amount]
    yield ProofLine(part, "net.rigid", "减：刚性支出", "＋".join(kinds), rounded(sums.rigid))
    formula = f"{yuan(sums.income)}－{yuan(sums.rigid)}"
    yield ProofLine(part, "net.year", "全年净收入", formula, rounded(sums.net))
    formula = f"{yuan(sums.net)}÷{sums.heads} 人÷{MONTHS} 月"
    per_head = rounded(sums.net / (sums.heads * MONTHS))
    yield ProofLine(part, "net.per_head", "月人均净收入", formula, per_head)


def _threshold(facts: MeansFacts, rules: Rules) -> Iterator[ProofLine]:
    part = ProofPart.RESULT
    line = rules.line_for(facts.settlement)
    cited = rules.citation(rules.line_figure(facts.settlement))
    mark = "（待核）" if cited.unverified else ""
    formula = f"{cited.first_day.isoformat()} 起，{cited.source}{mark}"
    yield ProofLine(part, "line", f"申请日执行的{cited.label}", formula, line)
    for code, caption, limit in limits_of(rules):
        yield ProofLine(
            part, code, caption, f"{limit}：{number(limit.times)}×{yuan(line)}", rounded(limit.times * line)
        )


def _conditions(facts: MeansFacts, rules: Rules, hits: tuple[Hit, ...]) -> Iterator[ProofLine]:
    part = ProofPart.RESULT
    if facts.migrant:
        held = "符合" if migrant_terms_hold(facts, rules) else NO_CATEGORY
        formula = f"{rules.migrant_terms.label}（满 {rules.migrant_months} 个月）：{held}"
        yield ProofLine(part, "migrant", "困难农民工条件", formula)
    touched = {uid for hit in hits for uid in hit.findings}
    for hit in hits:
        words = [f"{'、'.join(hit.what)}：{hit.status.label}"]
        words += [f"说明：{explanation}" for explanation in hit.explanations]
        words += [f"材料：{'、'.join(hit.papers)}"] if hit.papers else []
        words.append("不予排除" if not hit.stands else hit.bars.label)
        yield ProofLine(part, f"exclusion.{hit.kind.value}", hit.condition, "；".join(words), sources=hit.findings)
    for finding in facts.counted_findings:
        if finding.uid not in touched:
            yield ProofLine(part, "finding", finding.what, _untouched(finding), sources=(finding.uid,))
    for accident in facts.counted_accidents:
        formula = f"费用 {yuan(accident.cost)}－赔付和救助 {yuan(accident.compensation)}，不低于 0"
        yield ProofLine(part, "accident", accident.what, formula, accident.own_cost, (accident.uid,))


def _untouched(finding: Finding) -> str:
    return f"{finding.kind.label}，{finding.status.label}：不触及排除性条件"


def _outcome(facts: MeansFacts, rules: Rules, sums: Sums, verdict: Verdict) -> Iterator[ProofLine]:
    part = ProofPart.RESULT
    if rules.category_scheme is CategoryScheme.OLD:
        yield ProofLine(
            part,
            "income.per_head",
            "月人均收入（不扣支出）",
            f"{yuan(sums.income)}÷{sums.heads} 人÷{MONTHS} 月",
            rounded(sums.income / (sums.heads * MONTHS)),
        )
    yield ProofLine(part, "category", "困难类别", f"{named(verdict.category)}：{verdict.reason.label}")
    if verdict.unbarred != verdict.category:
        yield ProofLine(part, "unbarred", "如无上述情形", named(verdict.unbarred))


def _pension(gap: PensionGap) -> ProofLine:
    caption = f"{gap.name}养老保险缴费缺口（年）"
    formula = f"应缴 {number(gap.required)} 年－已缴 {number(gap.paid)} 年＝{number(gap.gap)} 年"
    return ProofLine(ProofPart.FACTS, "pension", caption, formula, sources=(gap.uid,))


def named(category: Category | None) -> str:
    """The category's word, or how the result is called without one."""
    return NO_CATEGORY if category is None else category.label

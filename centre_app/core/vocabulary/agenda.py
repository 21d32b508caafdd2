"""What may be due on a morning."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = ["DueKind"]


class DueKind(Choice):
    """Kinds of what is due, the most pressing first."""

    ANSWER = "answer", "异议待答复"
    NOTICE_RUN_OUT = "notice_run_out", "公示期满待撤"
    NOTICE = "notice", "公示中"
    SIGNATURE = "signature", "待签字"
    VISIT = "visit", "入户有效期"
    PAIRING = "pairing", "待结对"
    PAIRING_VISIT = "pairing_visit", "结对走访"
    SCAN = "scan", "缺扫描件"

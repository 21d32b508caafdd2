"""Which module holds which command. Nothing is imported until it is used: a judged number needs no store."""

from __future__ import annotations

from typing import Final

__all__ = ["COMMANDS"]

COMMANDS: Final[dict[str, str]] = {
    "id": "values:id_numbers",
    "uscc": "values:credit_codes",
    "bankcard": "values:bank_cards",
    "capitals": "values:capitals",
    "notice-end": "values:notice_end",
    "mask": "values:mask",
    "forms": "lists:forms",
    "acts": "lists:acts",
    "reports": "lists:reports",
    "sources": "lists:sources",
    "rules": "lists:rules",
    "profiles": "exchange:profiles",
    "template": "exchange:template",
    "import": "exchange:import_",
    "export": "exchange:export",
    "print": "printing:print_",
    "gallery": "printing:gallery",
    "papers": "printing:papers",
    "paper": "printing:paper",
    "act": "casework:act",
    "cases": "casework:cases",
    "case": "casework:case",
    "steps": "casework:steps",
    "why": "casework:why",
    "notices": "casework:notices",
    "meetings": "casework:meetings",
    "today": "casework:today",
    "persons": "union:persons",
    "units": "union:units",
    "demo": "demo:demo",
    "walk": "walk:walk",
    "office": "office:office",
    "users": "office:all_users",
    "user": "office:user",
    "backup": "upkeep:backup",
    "backups": "upkeep:backups",
    "restore": "upkeep:restore",
    "check": "upkeep:check",
    "log": "upkeep:log",
}
"""The command's name, and where it is found: module of this package, name in it. The order is that of the help."""

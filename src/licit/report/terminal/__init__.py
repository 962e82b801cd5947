# SPDX-License-Identifier: Apache-2.0
"""What is seen in a terminal: verdicts, timelines, maps and tables, as rich renderables, imported when used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licit.report.terminal.audit import audit_view, reasons_view, service_view
    from licit.report.terminal.listing import facts_view, statements_view
    from licit.report.terminal.style import answer_text, console
    from licit.report.terminal.timeline import timeline_strip
    from licit.report.terminal.verdict import show_verdict

__all__ = [
    "answer_text",
    "audit_view",
    "console",
    "facts_view",
    "reasons_view",
    "service_view",
    "show_verdict",
    "statements_view",
    "timeline_strip",
]
_HOMES = {
    "answer_text": "style",
    "audit_view": "audit",
    "console": "style",
    "facts_view": "listing",
    "reasons_view": "audit",
    "service_view": "audit",
    "show_verdict": "verdict",
    "statements_view": "listing",
    "timeline_strip": "timeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

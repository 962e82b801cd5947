# SPDX-License-Identifier: Apache-2.0
"""What is seen in a terminal: verdicts, timelines, maps and tables, as rich renderables. Importing it imports rich."""

from licit.report.terminal.audit import audit_view, reasons_view, service_view
from licit.report.terminal.listing import facts_view, statements_view
from licit.report.terminal.style import answer_text, console
from licit.report.terminal.territory_map import territory_map
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
    "territory_map",
    "timeline_strip",
]

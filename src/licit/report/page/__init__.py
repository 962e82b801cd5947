# SPDX-License-Identifier: Apache-2.0
"""A whole case as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from licit.report.page.content import CasePage, ClaimTold, PartTold, TimelineTold
from licit.report.page.rendering import case_page

__all__ = ["CasePage", "ClaimTold", "PartTold", "TimelineTold", "case_page"]

# SPDX-License-Identifier: Apache-2.0
"""Accepts a proof or names the wrong step, knowing SEMANTICS §§2-4 and nothing of how the proof was found."""

from __future__ import annotations

from licit.checker.steps import WrongStep
from licit.checker.verdict import check, check_alone

__all__ = ["WrongStep", "check", "check_alone"]

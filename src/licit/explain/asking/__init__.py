# SPDX-License-Identifier: Apache-2.0
"""What to ask, of whom, and what each answer would change. Source: SEMANTICS §5, Why not and Crux."""

from __future__ import annotations

from licit.explain.asking.addressing import chosen, letters, role_of
from licit.explain.asking.outcomes import Asked, outcome_of
from licit.explain.asking.wanting import of_point, of_reason

__all__ = ["Asked", "chosen", "letters", "of_point", "of_reason", "outcome_of", "role_of"]

# SPDX-License-Identifier: Apache-2.0
"""A report on a licensor: each grant that it made beyond what it held. Source: SEMANTICS §3, §5."""

from __future__ import annotations

from licit.explain.overreach.measuring import Measuring

__all__ = ["Measuring"]

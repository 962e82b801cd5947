# SPDX-License-Identifier: Apache-2.0
"""SEMANTICS in code: its words, its order, its rule numbers in the margin; slow, and the measure of every engine."""

from licit.reference.judgement import answer_alone, judge
from licit.reference.nearby import nearby_days, nearby_territories

__all__ = ["answer_alone", "judge", "nearby_days", "nearby_territories"]

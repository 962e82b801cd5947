# SPDX-License-Identifier: Apache-2.0
"""Large worlds that look like the trade: Zipf-sized owners, societies by territory, chains, laws; the same by seed."""

from benchmarks.worlds.draw import Collapse
from benchmarks.worlds.features import FULL, PLAIN, Features
from benchmarks.worlds.repertoire import repertoire
from benchmarks.worlds.small import small
from benchmarks.worlds.world import world

__all__ = ["FULL", "PLAIN", "Collapse", "Features", "repertoire", "small", "world"]

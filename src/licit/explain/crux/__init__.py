# SPDX-License-Identifier: Apache-2.0
"""The crux: which open points, settled which way, decide an answer. Values, never text. Source: SEMANTICS §5."""

from licit.explain.crux.finder import DEFAULT, FEW, CruxFinder, Limits, cruxes
from licit.explain.crux.pieces import Pieced

__all__ = ["DEFAULT", "FEW", "CruxFinder", "Limits", "Pieced", "cruxes"]

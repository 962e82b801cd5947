# SPDX-License-Identifier: Apache-2.0
"""Rights classes: items in the same rights situation, found once a repertoire, out of core (SEMANTICS §6)."""

from licit.engine.classes.building import build
from licit.engine.classes.fingerprint import StaleClassesError
from licit.engine.classes.table import ClassTable, open_table

__all__ = ["ClassTable", "StaleClassesError", "build", "open_table"]

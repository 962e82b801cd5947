# SPDX-License-Identifier: Apache-2.0
"""Territories: leaves, groups and codes, each over its days. Sources: SOURCES.md beside this file."""

from licit.vocabulary.territories.codes import Territories, territories

__all__ = ["Territories", "territories"]

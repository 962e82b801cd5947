# SPDX-License-Identifier: Apache-2.0
"""Parties, works and recordings of many files as one: who is who in a case."""

from licit.case.identity.registry import Named, Registry

__all__ = ["Named", "Registry"]

# SPDX-License-Identifier: Apache-2.0
"""What else could answer: straightforward programs for general tools, on plain worlds, with one interface."""

from benchmarks.baselines.interface import Asked, Baseline, Counts, PlainWorld

__all__ = ["Asked", "Baseline", "Counts", "PlainWorld"]

# SPDX-License-Identifier: Apache-2.0
"""The floor counts each row once, in the leaves of its class's masks."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks import floor


def test_rows_are_counted_by_the_bits_of_their_class(tmp_path: Path) -> None:
    masks = np.zeros((2, floor.MASKS, floor.WORDS), dtype=np.uint64)
    masks[0, 0, 0] = 0b101  # class 0: leaves 0 and 2 in the first mask
    masks[1, 1, 3] = 1 << 63  # class 1: the last leaf in the second
    np.array([0, 1, 0, 0], dtype=np.int32).tofile(tmp_path / "classes")
    files = floor.Files(tmp_path / "classes", tmp_path / "groups", masks)

    found = floor.numpy_audit(files)

    assert found.sum() == 7
    assert found[0, [0, 1, 2]].tolist() == [3, 0, 3]
    assert found[1, 255] == 1


def test_made_masks_divide_all_leaves(tmp_path: Path) -> None:
    files = floor.make(tmp_path, 5_000, 40, 7)

    found = floor.numpy_audit(files)

    assert found.sum(axis=0).tolist() == [5_000] * floor.LEAVES
    assert floor.read(files.groups).max() < 7


def test_a_cold_run_drops_the_files_first_and_counts_the_same(tmp_path: Path) -> None:
    files = floor.make(tmp_path, 1_000, 10, 3)

    seconds = floor.timed(files, floor.numpy_audit, cold=True)

    assert seconds > 0
    assert floor.numpy_audit(files).sum() == 1_000 * floor.LEAVES

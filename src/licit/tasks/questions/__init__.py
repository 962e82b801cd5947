# SPDX-License-Identifier: Apache-2.0
"""Many questions from a file or a table, each answered in its row: Arrow in, Arrow out, constant memory.

The rows are read in batches (``opening``), their names resolved once for each distinct one (``resolving``), answered by
whoever judges (``answering``), and written in their order (``writing``).
"""

# SPDX-License-Identifier: Apache-2.0
"""Compiled forms and half-done work on disk: there whole or not at all, and believed only after a look."""

from licit.engine.store.checkpoint import Checkpoint
from licit.engine.store.keeping import Entry, Store
from licit.engine.store.key import Key
from licit.engine.store.streaming import streamed, streamed_path

__all__ = ["Checkpoint", "Entry", "Key", "Store", "streamed", "streamed_path"]

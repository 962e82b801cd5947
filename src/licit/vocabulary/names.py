# SPDX-License-Identifier: Apache-2.0
"""The languages that all names come in."""

from __future__ import annotations

from typing import Literal

Lang = Literal["en", "fr"]

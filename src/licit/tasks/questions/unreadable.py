# SPDX-License-Identifier: Apache-2.0
"""A file that can't be opened, as a problem."""

from __future__ import annotations

from licit.case.checks import MISSING_FILE
from licit.model.problem import BadInputError, Place, Problem


def unreadable(shown: str, error: OSError) -> BadInputError:
    """What the machine says of the file."""
    what = f"the questions can't be read: {(error.strerror or str(error)).lower()}"
    return BadInputError((Problem(Place(shown), what, "check the path and its rights", MISSING_FILE),))

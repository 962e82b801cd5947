# SPDX-License-Identifier: Apache-2.0
"""The command line: thin faces over ``tasks``, one module a command. Heavy libraries are imported inside commands."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run ``licit`` with the arguments of the process, and end it with the exit code."""
    from licit.cli.running import run

    sys.exit(run(sys.argv[1:]))

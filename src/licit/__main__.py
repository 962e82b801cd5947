# SPDX-License-Identifier: Apache-2.0
"""``python -m licit`` is ``licit``."""

from licit.cli import main

main()

# SPDX-License-Identifier: Apache-2.0
"""How hard the laws are tried: quickly and the same way each time, or at length with ``LICIT_LAWS=full``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

QUICK = 80
FULL = 2000

settings.register_profile(
    "quick",
    max_examples=QUICK,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
settings.register_profile(
    "full",
    max_examples=FULL,
    deadline=None,
    print_blob=True,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
settings.load_profile(os.environ.get("LICIT_LAWS", "quick"))

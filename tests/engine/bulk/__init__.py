# SPDX-License-Identifier: Apache-2.0
"""Catalogues by rights classes: put beside the reference, counted by plain loops, interrupted and resumed."""

# SPDX-License-Identifier: Apache-2.0
"""What the messages of DDEX have in common: how they open, whose word they are, whom, where and when they name.

Those of claims (MWN, RDR-N) besides: what they claim, what that replaces, how much, who acts.
"""

# SPDX-License-Identifier: Apache-2.0
"""What the claim messages of DDEX have in common: how they open, whose word they are, where, how much, who acts."""

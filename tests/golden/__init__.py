# SPDX-License-Identifier: Apache-2.0
"""Phrases as they are read, in both languages; the reviewer reads the difference."""

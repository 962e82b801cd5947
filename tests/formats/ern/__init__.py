# SPDX-License-Identifier: Apache-2.0
"""DDEX ERN: reading, its rules, what newer messages do to older ones, writing, hostile files."""

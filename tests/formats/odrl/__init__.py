# SPDX-License-Identifier: Apache-2.0
"""ODRL policies, read and written."""

# SPDX-License-Identifier: Apache-2.0
"""Catalogues as tables, read and written."""

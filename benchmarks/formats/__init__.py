# SPDX-License-Identifier: Apache-2.0
"""The readers of the field's own files, beside bare parsers of the same bytes."""

# SPDX-License-Identifier: Apache-2.0
"""The field's own files, in and out: one room a format. Bytes become rows, rows become what a case holds."""

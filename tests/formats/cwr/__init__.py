# SPDX-License-Identifier: Apache-2.0
"""CWR files, in and out."""

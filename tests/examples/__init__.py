# SPDX-License-Identifier: Apache-2.0
"""The cases that come with the tool."""

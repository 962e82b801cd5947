# SPDX-License-Identifier: Apache-2.0
"""MusicBrainz, read from dump tables and JSON."""

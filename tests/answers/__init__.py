# SPDX-License-Identifier: Apache-2.0
"""Small worlds, many questions, the answers: which every engine must give."""

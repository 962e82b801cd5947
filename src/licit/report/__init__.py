# SPDX-License-Identifier: Apache-2.0
"""From values to text: words, drawings in the terminal, JSON and tables. No judgement, no reading of files.

``words``: sentences and phrases · ``argument``, ``tidy``: a proof as a tree of phrases · ``terminal``: what is seen
(imports rich) · ``json``: what machines read, proofs among it, there and back · ``tables``: CSV, JSON lines, Parquet.
"""

# SPDX-License-Identifier: Apache-2.0
"""Drawings: functions of values to SVG, self-contained, without script or style, every text of the case escaped.

``chain_svg``: a proof, with the exact link that breaks · ``timeline_svg``: slices over the terms of their facts ·
``map_svg``: answers by territory · ``explained_page``: one proof on a page of its own.
"""

from licit.report.drawing.chains import chain_svg as chain_svg
from licit.report.drawing.explained import explained_page as explained_page
from licit.report.drawing.map import map_svg as map_svg
from licit.report.drawing.map import without_shape as without_shape
from licit.report.drawing.timeline import timeline_svg as timeline_svg

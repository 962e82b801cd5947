# SPDX-License-Identifier: Apache-2.0
"""What the world gives a case: dated tables with their source. Territories here; each trade in a folder of its own."""

from licit.vocabulary.names import Lang
from licit.vocabulary.territories import Territories, territories
from licit.vocabulary.trade import Trade, trade, trades

__all__ = ["Lang", "Territories", "Trade", "territories", "trade", "trades"]

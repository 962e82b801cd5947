# SPDX-License-Identifier: Apache-2.0
"""What the world gives a case: dated tables with their source. Territories here; each trade in a folder of its own."""

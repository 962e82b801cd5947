# SPDX-License-Identifier: Apache-2.0
"""What a person asks for, one module each: values in, values out. No printing, no clock."""

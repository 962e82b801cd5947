# SPDX-License-Identifier: Apache-2.0
"""What a verdict turns on, what it would take, what it hangs on: values, never text."""

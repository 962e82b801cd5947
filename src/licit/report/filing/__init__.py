# SPDX-License-Identifier: Apache-2.0
"""What is filed to be verified later: a verdict with the part of the record that it rests on, there and back."""

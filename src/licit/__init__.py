# SPDX-License-Identifier: Apache-2.0
"""Licit: this music service says that it is licensed — is it?"""

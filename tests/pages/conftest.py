# SPDX-License-Identifier: Apache-2.0
"""A browser for all tests of pages: Chromium as the system has it, without network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without it fails the test, since ./check installs it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "no Chromium: run ./check, or install it"
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]  # as root, and where shared memory lacks
        launched = playwright.chromium.launch(executable_path=found, args=options)
        yield launched
        launched.close()

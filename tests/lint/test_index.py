# SPDX-License-Identifier: Apache-2.0
from tests.lint.__main__ import PAGE, index


def test_the_list_of_checks_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == index()

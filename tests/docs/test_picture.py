# SPDX-License-Identifier: Apache-2.0
import re

from tests.docs.picture import PICTURE, picture


def test_the_picture_in_the_readme_shows_what_the_command_prints() -> None:
    drawn = picture()

    assert "No authority on record".lower() in re.sub(r"<[^>]+>", "", drawn).replace("&#160;", " ").lower()
    assert PICTURE.read_text(encoding="utf-8") == drawn


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    assert re.findall(r"url\((?!#)[^)]*\)|href", PICTURE.read_text(encoding="utf-8")) == []

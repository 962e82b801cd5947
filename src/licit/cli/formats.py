# SPDX-License-Identifier: Apache-2.0
"""``licit formats``: what is read and written, on what it was verified, and its limits."""

from __future__ import annotations

from dataclasses import asdict

from licit.cli.options import Json, Lang


def formats(*, json: Json = False, lang: Lang = "en") -> None:
    """List the formats that Licit reads and writes: version by version, on what each was verified, and its limits."""
    from licit.cli.printing import print_json, show
    from licit.formats.detect import rooms
    from licit.report.terminal.formats import formats_view

    known = rooms()
    if json:
        print_json(
            [
                {"format": one.name, "title": one.title, "versions": [asdict(version) for version in one.versions]}
                for one in known
            ]
        )
        return
    show(formats_view(known, lang))

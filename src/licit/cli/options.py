# SPDX-License-Identifier: Apache-2.0
"""The arguments and options that several commands share, each with its help."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from cyclopts import Group, Parameter

REPORT = Group("How it is shown", sort_key=2)
BELIEVED = Group("What counts", sort_key=1)
WHO = Group("Who answers", sort_key=4)
READING = Group("How files are read", sort_key=1)

Case = Annotated[
    str,
    Parameter(
        help="The case: a folder with a case.yaml, a YAML or JSON file, or - for JSON on standard input.",
        allow_leading_hyphen=True,
    ),
]
Service = Annotated[str, Parameter(help="The service: its id in the case, its name, or one of its domains.")]
Item = Annotated[
    str, Parameter(help="The item: its id in the case, its title, or 'artist - title'.", show_default=False)
]
Use = Annotated[
    str,
    Parameter(
        group=BELIEVED,
        help="The use, such as PermanentDownload or OnDemandStream/Subscription. Left out: the one that most questions"
        " of the case ask about.",
        show_default=False,
    ),
]
Territory = Annotated[
    str,
    Parameter(group=BELIEVED, help="Where the people are: a code or name of one territory, as it was on the day."),
]
Territories = Annotated[
    list[str] | None,
    Parameter(group=BELIEVED, help="Only in this territory; may be repeated. Left out: in all of the day."),
]
Uses = Annotated[
    list[str] | None,
    Parameter(group=BELIEVED, help="This use; may be repeated. Left out: the one the case asks about most."),
]
Format = Annotated[
    str, Parameter(group=READING, help="The format, where the content doesn't tell.", show_default=False)
]
Encoding = Annotated[
    str, Parameter(group=READING, help="The encoding of text files that don't say theirs.", show_default=False)
]
Day = Annotated[
    str, Parameter(group=BELIEVED, help="The day asked about, YYYY-MM-DD. Left out: today.", show_default=False)
]
Position = Annotated[
    str,
    Parameter(
        group=BELIEVED,
        help="Whose statements are believed: a position of the case. Left out: its first.",
        show_default=False,
    ),
]
KnownBy = Annotated[
    str,
    Parameter(
        group=BELIEVED,
        help="Only what was published by this day counts, YYYY-MM-DD. Left out: today.",
        show_default=False,
    ),
]
Json = Annotated[bool, Parameter(name="--json", group=REPORT, help="Print JSON.")]
Language = Literal["en", "fr"]
Lang = Annotated[Language, Parameter(group=REPORT, help="The language of the report; this help stays English.")]
Quiet = Annotated[
    bool, Parameter(name=("--quiet", "-q"), group=REPORT, help="Show no progress. In a pipe there is none anyway.")
]
Engine = Annotated[
    Literal["compiled", "reference"],
    Parameter(
        group=WHO,
        help="The compiled engine, compared with the reference on records that are not large; or the reference alone:"
        " the letter of the rules, and slow.",
        show_default=True,
    ),
]
Force = Annotated[bool, Parameter(group=REPORT, help="Write over files that exist.")]


def today() -> date:
    """The clock: the only one that answers know."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().date()

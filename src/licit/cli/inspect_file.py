# SPDX-License-Identifier: Apache-2.0
"""``licit inspect``: one record of a file, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from cyclopts import Parameter

from licit.cli.options import REPORT, Encoding, Format, Json, Lang


def inspect(
    file: Annotated[str, Parameter(help="The file.")],
    /,
    *,
    record: Annotated[int, Parameter(group=REPORT, help="Which record, from 1 (of the type, if one is given).")] = 1,
    type: Annotated[  # noqa: A002 - the option's name
        str, Parameter(group=REPORT, help="Only records of this type, such as AGR or ReleaseDeal.", show_default=False)
    ] = "",
    most: Annotated[int, Parameter(group=REPORT, help="How many records to show.", show_default=True)] = 1,
    summary: Annotated[
        bool, Parameter(group=REPORT, help="Count the records of the whole file instead.", negative="")
    ] = False,
    format: Format = "",  # noqa: A002 - the option's name
    encoding: Encoding = "",
    json: Json = False,
    lang: Lang = "en",
) -> None:
    """Show a record of a file decoded: each field with its place in the layout, as it stands, and as it is read.

    With --summary: how many records of each type the whole file has, what is refused, and which values can't be read.
    """
    from licit.cli.printing import print_json, show
    from licit.report.terminal.decoded import decoded_view
    from licit.tasks.importing.options import options_of
    from licit.tasks.inspect_file import inspect_file

    options = options_of(encoding=encoding)
    if summary:
        _summary(file, format, options, lang, as_json=json)
        return
    found, records = inspect_file(file, format=format, options=options, record=record, type=type, most=most)
    if json:
        print_json([asdict(one) for one in records])
        return
    for one in records:
        show(decoded_view(one, found.name, f"{found.detected.format} {found.detected.version}".strip(), lang))


def _summary(name: str, wanted: str, options: Mapping[str, Any], lang: Lang, *, as_json: bool) -> None:
    from licit.cli.printing import print_json, show
    from licit.report.terminal.counted import counted_view
    from licit.tasks.inspect_file import summary

    file, counted = summary(name, format=wanted, options=options)
    if as_json:
        print_json(
            {
                "file": file.name,
                "format": file.detected.format,
                "version": file.detected.version,
                "records": dict(sorted(counted.records.items())),
                "refused": counted.refused,
                "empty": counted.empty,
                "problems": [
                    {"place": str(one.place), "what": one.what, "mend": one.mend, "check": one.check}
                    for one in counted.problems
                ],
            }
        )
        return
    show(counted_view(counted, file.name, f"{file.detected.format} {file.detected.version}".strip(), lang))

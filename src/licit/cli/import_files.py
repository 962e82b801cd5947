# SPDX-License-Identifier: Apache-2.0
"""``licit import``: the field's own files into a case."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from licit.cli.options import READING, REPORT, Encoding, Format, Json, Lang, Quiet, today
from licit.model.problem import BadInputError, InvalidValueError


def import_files(
    *files: Annotated[str, Parameter(help="Files, or folders with files, in the order in which they were made.")],
    into: Annotated[
        str, Parameter(help="The case: its folder; a new one is made. Needed but for --dry-run.", show_default=False)
    ] = "",
    dry_run: Annotated[bool, Parameter(group=REPORT, help="Read all, write nothing.")] = False,
    format: Format = "",  # noqa: A002 - the option's name
    encoding: Encoding = "",
    service: Annotated[
        str,
        Parameter(
            group=READING,
            help="Of a catalogue in a table: this service offers it. A party of the case, or a new name.",
            show_default=False,
        ),
    ] = "",
    owner: Annotated[
        str,
        Parameter(
            group=READING, help="Of a catalogue in a table: this party says that it owns it.", show_default=False
        ),
    ] = "",
    option: Annotated[
        list[str] | None,
        Parameter(
            group=READING, help="NAME=VALUE, what the page of a format names; may be repeated.", show_default=False
        ),
    ] = None,
    mapping: Annotated[
        str,
        Parameter(
            group=READING,
            help="Of a table: which column is what, a file as --dry-run --json shows it. Left out: proposed, and said.",
            show_default=False,
        ),
    ] = "",
    strict: Annotated[
        bool, Parameter(group=READING, help="Stop at the first record that is refused; its file is not imported.")
    ] = False,
    keep: Annotated[bool, Parameter(group=READING, help="Keep a copy of each file in the case's evidence.")] = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Read files of the field into a case: who controls what, who mandated whom, what is offered where.

    The format is found by content. Each record comes in, is left out on purpose, or is refused with its place and how
    to mend it. A file that was imported before changes nothing. What is interrupted goes on with the file at which it
    stopped.
    """
    from licit.cli.printing import print_json, show
    from licit.cli.progress import progress
    from licit.report.terminal.imported import drawn, total_drawn
    from licit.report.words.importing import import_words
    from licit.tasks.import_files import How
    from licit.tasks.import_files import import_files as read
    from licit.tasks.importing.options import options_of

    if not files:
        raise InvalidValueError("no file is named", mend="write licit import FILE… --into CASE")
    if not into and not dry_run:
        raise InvalidValueError(
            "no case is named", mend="add --into CASE (a new folder is made), or --dry-run to write nothing"
        )
    options = options_of(encoding=encoding, service=service, owner=owner, mapping=mapping, others=option or ())
    how = How(format=format, options=options, strict=strict, keep=keep)
    reports = []
    try:
        with progress("bytes read", quiet=quiet or json) as told:
            for report in read(files, into, today=today(), how=how, dry_run=dry_run, progress=told):
                reports.append(report)
                if not json:
                    show(*drawn(report, lang))
    except (KeyboardInterrupt, BadInputError) as ended:
        if not dry_run and (reports or isinstance(ended, KeyboardInterrupt)):
            key = "interrupted" if isinstance(ended, KeyboardInterrupt) else "stopped"
            print(import_words(key, lang, n=len(reports)), file=sys.stderr)  # noqa: T201 - a message
        raise
    if not json and sum(bool(report.format) for report in reports) > 1:
        show(*total_drawn(reports, lang))
    if json:
        print_json([one.plain() for one in reports])

# SPDX-License-Identifier: Apache-2.0
"""The table of commands."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc

from cyclopts import App, Parameter

from licit.cli.ask import ask
from licit.cli.audit import audit
from licit.cli.cascade import cascade
from licit.cli.check import check
from licit.cli.claim import claim
from licit.cli.classes import classes
from licit.cli.completion import completion
from licit.cli.conflicts import conflicts
from licit.cli.crux import crux
from licit.cli.demo import demo
from licit.cli.diff import diff
from licit.cli.expiring import expiring
from licit.cli.explain import explain
from licit.cli.export import export
from licit.cli.facts import facts
from licit.cli.formats import formats
from licit.cli.import_files import import_files
from licit.cli.init import init
from licit.cli.inspect_file import inspect
from licit.cli.lint import lint
from licit.cli.overreach import overreach
from licit.cli.remedy import remedy
from licit.cli.repertoire import repertoire
from licit.cli.report import report
from licit.cli.statements import statements
from licit.cli.takedown import takedown
from licit.cli.territories import territories
from licit.cli.test import test
from licit.cli.timeline import timeline
from licit.cli.verify_proof import verify_proof
from licit.cli.what_if import what_if

COMMANDS: tuple[Callable[..., int | None], ...] = (
    demo,
    init,
    import_files,
    export,
    takedown,
    formats,
    inspect,
    lint,
    test,
    claim,
    check,
    crux,
    remedy,
    explain,
    timeline,
    territories,
    audit,
    what_if,
    diff,
    cascade,
    expiring,
    conflicts,
    overreach,
    ask,
    report,
    repertoire,
    classes,
    facts,
    statements,
    verify_proof,
    completion,
)


def help_of(command: Callable[..., int | None]) -> str:
    """The docstring of a command, each paragraph on one line: the terminal breaks it where it must."""
    paragraphs = cleandoc(command.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def name_of(command: Callable[..., int | None]) -> str:
    """What one types: the function's name; ``import`` can't be one in Python."""
    return command.__name__.removesuffix("_files").replace("_", "-")


def version() -> str:
    """What --version prints."""
    from importlib.metadata import version as installed  # 28 ms, for one option

    return f"licit {installed('licit')}"


app = App(
    name="licit",
    help="This music service says that it is licensed: is it? Answers with their proof, and who says so.",
    help_epilogue="Exit codes: 0 cleared, or answered; 1 lint or test found something; 2 bad input; 3 a failure;"
    " 10 not cleared; 11 contested; 12 unknown; 130 interrupted. --debug shows where a failure happened.",
    help_format="plaintext",  # Markdown would import a parser first
    help_formatter="plain",
    version=version,
    default_parameter=Parameter(negative=(), show_default=False),
    suppress_keyboard_interrupt=False,
)
for sort_key, command in enumerate(COMMANDS):
    app.command(command, name=name_of(command), sort_key=sort_key, help=help_of(command))

# SPDX-License-Identifier: Apache-2.0
"""One run of the command line: what goes wrong becomes one message on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cyclopts import CycloptsError

from licit.cli.exit_codes import Exit
from licit.model.problem import BadInputError, InvalidValueError

DEBUG = "--debug"


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    before, after = _split(arguments)
    debug = DEBUG in before
    tokens = [*(token for token in before if token != DEBUG), *after]
    try:
        return _run(tokens)
    except KeyboardInterrupt:
        _say("interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:  # whoever read the output has had enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK
    except Exception as error:
        if debug:
            raise
        _say(f"failed: {type(error).__name__}: {' '.join(str(error).split())}")
        _say(f"this is a fault of licit or of the machine. The same command with {DEBUG} shows where")
        return Exit.FAILED


def _run(tokens: list[str]) -> int:
    from licit.cli.app import app

    try:
        code = app(tokens, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError as error:
        _say(" ".join(str(error).split()))
        _say("licit --help lists the commands, licit COMMAND --help what one takes")
        return Exit.BAD_INPUT
    except InvalidValueError as error:
        _say(str(error))
        return Exit.BAD_INPUT
    except BadInputError as error:
        for problem in error.problems:
            _print(str(problem))
        _say(counted(len(error.problems)))
        return Exit.BAD_INPUT
    return Exit.OK if code is None else int(code)


def counted(problems: int) -> str:
    """How many problems, as a sentence."""
    return "1 problem" if problems == 1 else f"{problems} problems"


def _split(arguments: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands before a lone ``--``, and the rest, which is nobody's option."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:end], arguments[end:]


def _say(text: str) -> None:
    _print(f"licit: {text}")


def _print(text: str) -> None:
    from licit.report.clean import clean

    print(clean(text, longest=len(text)), file=sys.stderr)  # noqa: T201 - a message

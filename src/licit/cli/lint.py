# SPDX-License-Identifier: Apache-2.0
"""``licit lint``: everything that is wrong or doubtful in a case, at once."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from licit.cli.exit_codes import Exit
from licit.cli.options import REPORT, Case, Json
from licit.model.problem import Problem, Severity


def lint(
    case: Case,
    /,
    *,
    json: Json = False,
    sarif: Annotated[bool, Parameter(group=REPORT, help="Print SARIF 2.1.0, for code scanning in CI.")] = False,
) -> int:
    """List all that is wrong or doubtful in a case.

    Each problem says where, what, how to mend it, and the id of its check, which has a page in docs/lint.

    Exit code 0: nothing found; 1: errors or warnings.
    """
    from licit.cli.printing import print_json, say
    from licit.tasks.lint import lint as look

    problems = look(case, stdin=sys.stdin)
    if sarif:
        from importlib.metadata import version

        from licit.case.lint.sarif import sarif as as_sarif

        print_json(as_sarif(problems, version("licit")))
    elif json:
        from licit.case.lint.sarif import as_json

        print_json(as_json(problems))
    else:
        for problem in problems:
            say(f"{problem} [{problem.severity.value}: {problem.check}]")
        say(f"{case}: {_counted(problems)}")
    return Exit.PROBLEMS if problems else Exit.OK


def _counted(problems: tuple[Problem, ...]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    found = [
        f"{count} {what}{'' if count == 1 else 's'}"
        for count, what in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return " and ".join(found) or "nothing found"

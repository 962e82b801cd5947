# SPDX-License-Identifier: Apache-2.0
"""``licit completion``: a script for the shell."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], Parameter(help="The shell that will read it.")], /
) -> None:
    """Print a script for the shell that completes commands and options.

    Nothing is installed. For bash: licit completion bash > ~/.local/share/bash-completion/completions/licit
    """
    from licit.cli.app import app

    print(app.generate_completion(prog_name="licit", shell=shell))  # noqa: T201 - the product

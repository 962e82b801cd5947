# SPDX-License-Identifier: Apache-2.0
"""What every format offers: how to know it, read it, look into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from licit.formats.entries import Entry
from licit.formats.files import Counted, Decoded, Detected, File
from licit.formats.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a format, and how far Licit goes with it.

    ``verified`` says on what: ``real files``, ``samples of the standard``, or ``the published layout alone`` (then
    it is experimental). ``limits`` is what is not read or written, in a sentence; empty where nothing is left out.
    """

    name: str
    reads: bool = True
    writes: bool = False
    verified: str = "real files"
    limits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A format. ``sniff`` gets the first bytes (``HEAD``) and the file's name, which never decides alone.

    ``read`` yields what the files say. It gets one file, or, where ``together`` is set, the files of the format that
    were given at once: all of them (``given``: dump tables), or those of one folder (``folder``: dated sets). It stops
    at nothing: a bad record is a ``Problem``. A file that can't be read at all is one ``Problem`` at its name. With
    ``options["strict"]`` whoever calls stops at the first error. ``inspect`` yields decoded records, lazily; ``count``
    counts them where there is a faster way.
    """

    name: str
    title: str
    versions: tuple[Version, ...]
    sniff: Callable[[bytes, str], Detected | None]
    read: Callable[[Sequence[File], Known], Iterator[Entry]]
    inspect: Callable[[File], Iterator[Decoded]]
    count: Callable[[File], Counted] | None = None
    together: Literal["", "given", "folder"] = ""

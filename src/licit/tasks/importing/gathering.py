# SPDX-License-Identifier: Apache-2.0
"""Which files are meant, what each is, and which are read together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

from licit.case.files import CASE_FILE
from licit.formats.checks import UNKNOWN
from licit.formats.detect import NoFormatError, detect, head_of, room
from licit.formats.files import Detected, File
from licit.model.problem import BadInputError, Place, Problem

_SOUND: Final = (
    ".wav .wave .bwf .flac .mp3 .mp2 .m4a .aac .aif .aiff .aifc .ogg .oga .opus .wma .dsf .dff .ac3 .ec3 .mid"
)
_PICTURES: Final = ".jpg .jpeg .png .gif .tif .tiff .bmp .webp .heic .svg .psd .eps .pdf"
_FILMS: Final = ".mp4 .m4v .mov .avi .mkv .mpg .mpeg .mxf .webm .wmv .vob .lrc .srt .vtt .ttml .itt .scc"
MEDIA: Final = frozenset(f"{_SOUND} {_PICTURES} {_FILMS}".split())  # with lyrics and subtitles


@dataclass(slots=True)
class Gathered:
    """The files that are meant, with their formats.

    ``refused`` are those below a folder that can't be read as they are, each with what is wrong with it. ``passed`` are
    the others below each folder: of no format that is read, so that they are hardly meant.
    """

    files: list[File] = field(default_factory=list)
    refused: list[tuple[str, Problem]] = field(default_factory=list)
    passed: dict[str, list[str]] = field(default_factory=dict)


def files_of(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The files meant, each with the folder that was named, empty where it was named itself.

    Hidden ones and pipes, which never end, are left out, and what is in a case: one that is kept beside its files is
    not imported into itself. A link to nothing is among them.

    Raises:
        BadInputError: there is no such file.
    """
    for name in names:
        if Path(name).is_dir():
            for at, folders, files in os.walk(name):
                folders[:] = sorted(one for one in folders if not (one.startswith(".") or _is_case(Path(at, one))))
                here = (Path(at) / one for one in sorted(files) if not one.startswith("."))
                yield from ((str(one), name) for one in here if one.is_file() or not one.exists())
        elif Path(name).is_file():
            yield name, ""
        else:
            what, mend = "there is no such file or folder", "check the path"
            if Path(name).exists():
                what, mend = "it is neither a file nor a folder", "write what comes from it into a file first"
            raise BadInputError((Problem(Place(name), what, mend, UNKNOWN),))


def _is_case(folder: Path) -> bool:
    return (folder / CASE_FILE).exists()


def as_file(name: str, wanted: str) -> File:
    """The file with its format; ``wanted`` names the format where the content shall not decide.

    Raises:
        BadInputError: it is of no format that Licit knows, or can't be read.
        InvalidValueError: there is no format of the wanted name.
    """
    path = Path(name)
    if not wanted:
        return File(path, name, detect(path, name))
    sniff = room(wanted).sniff
    return File(path, name, sniff(head_of(path, name), name) or Detected(wanted))


def gathered(names: Sequence[str], wanted: str) -> Gathered:
    """The files with their formats, and what the folders hold besides.

    Raises:
        BadInputError: a file that is named is of no format that Licit knows, or is not there; or no file at all is
            left that can be read.
        InvalidValueError: there is no format of the wanted name.
    """
    found = Gathered()
    for name, folder in files_of(names):
        try:
            found.files.append(as_file(name, "" if folder and is_media(name) else wanted))
        except NoFormatError:
            if not folder:
                raise
            found.passed.setdefault(folder, []).append(str(Path(name).relative_to(folder)))
        except BadInputError as error:
            if not folder:
                raise
            found.refused.append((name, error.problems[0]))
    if not found.files:
        raise BadInputError(tuple(_nothing(names, found)))
    return found


def _nothing(names: Sequence[str], found: Gathered) -> Iterator[Problem]:
    """Why none of the folders has a file to read."""
    yield from (problem for _, problem in found.refused)
    for name in names if not found.refused else ():
        count = len(found.passed.get(name, ()))
        what = f"no file in the folder has a format that Licit knows, of {count}" if count else "the folder is empty"
        yield Problem(Place(name), what, "see what is read with: licit formats", UNKNOWN)


def is_media(name: str) -> bool:
    """Whether a file is called as sound, pictures and films are, which lie beside the messages that are about them."""
    return Path(name).suffix.lower() in MEDIA


def grouped(files: Sequence[File]) -> list[list[File]]:
    """Files in their order, those that a format reads together in one group at the place of the first."""
    groups: list[list[File]] = []
    open_groups: dict[tuple[str, Path], list[File]] = {}
    for file in files:
        together = room(file.detected.format).together
        key = (file.detected.format, file.path.resolve().parent if together == "folder" else Path())
        if key in open_groups:
            open_groups[key].append(file)
            continue
        groups.append([file])
        if together:
            open_groups[key] = groups[-1]
    return groups


def hash_of(files: Sequence[File]) -> str:
    """The SHA-256 of a file; of several, that of their hashes in order."""
    found = [_hash(file.path) for file in files]
    return found[0] if len(found) == 1 else sha256("\n".join(found).encode()).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()

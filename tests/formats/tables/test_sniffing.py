# SPDX-License-Identifier: Apache-2.0
"""A table is claimed for what its bytes are; what is none is left to others."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO

import pytest

from licit.formats.detect import ROOMS
from licit.formats.tables.sniffing import sniff
from tests.formats.tables.reading import GOOD


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("shop-english.csv", "csv"),
        ("catalogue-french-utf-16.tsv", "tsv"),
        ("listing.jsonl", "jsonl"),
        ("sales-report-dsr.tsv", "dsr"),
        ("katalog-russian-koi8-r.csv", "csv"),
        ("no-header.csv", "csv"),
    ],
)
def test_what_it_is_whatever_its_name(name: str, version: str) -> None:
    for called in (name, "file", "file.xml", "file.doc"):
        found = sniff((GOOD / name).read_bytes(), called)
        assert found is not None
        assert found.version == version


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\n\n",
        b"<?xml version='1.0'?>\n<a, b='c,d'/>\n",
        b"\xef\xbb\xbf<html>a,b\nc,d\n",
        b"HDRPB000000199SOCIETY ONE                                  01.102003050110050020030501\nGRHNWR0000102.10,\n",
        b'{"@context": "http://www.w3.org/ns/odrl.jsonld", "uid": "http://example.com/1"}',
        b'{\n  "a": [1, 2],\n  "b": {"c": 3, "d": 4}\n}\n',
        b"[1, 2]\n[3, 4]\n",
        b"%PDF-1.7, a\n1, b\n",
        b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"Dear reader,\n\nthis letter has commas, many of them, here and there.\nYours, the writer\nof it\n",
        b"---\nname: a, b\nother: c, d\n",
        b"| a | b |\n|---|---|\n| 1 | 2 |\n",
        b"one word\nanother word\n",
    ],
)
def test_what_is_no_table(head: bytes) -> None:
    for name in ("file", "file.csv"):
        found = sniff(head, name)
        assert found is None


def test_noise_is_no_table() -> None:
    noise = [os.urandom(4096) for _ in range(20)]

    assert [sniff(head, "noise") for head in noise] == [None] * 20


def test_zips_that_are_no_workbooks_are_left_alone() -> None:
    for part in ("word/document.xml", "a.txt", "META-INF/manifest.xml"):
        bytes_of = BytesIO()
        with zipfile.ZipFile(bytes_of, "w") as archive:
            archive.writestr("[Content_Types].xml", "<x/>")
            archive.writestr(part, "text")
        assert sniff(bytes_of.getvalue(), "file") is None


def test_a_list_of_identifiers_is_a_table_of_one_column() -> None:
    codes = "".join(f"GBAAA03{n:05}\n" for n in range(9)).encode()

    assert sniff(codes, "file") is not None
    assert sniff(b"ISRC\n" + codes, "file") is not None


def test_it_is_asked_last() -> None:
    assert ROOMS[-1] == "tables"

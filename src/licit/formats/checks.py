# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a file that is imported: ids of checks, each explained in docs/formats.md."""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "import-unknown"  # no format that Licit knows, or it can't be read
ENCODING: Final = "import-encoding"  # bytes that are not of the encoding
RECORD: Final = "import-record"  # a record of no known type or shape
VALUE: Final = "import-value"  # a field that can't be what it says: a day, a share, a check digit
REFERENCE: Final = "import-reference"  # it refers to what is not there
ORDER: Final = "import-order"  # a record that may not stand where it stands
LIMIT: Final = "import-limit"  # larger or deeper than a file of this kind can be
HOSTILE: Final = "import-hostile"  # what no honest file has: entities, bombs
UNSUPPORTED: Final = "import-unsupported"  # a version or option that is not read
DOUBT: Final = "import-doubt"  # read, but it contradicts itself or its standard: a warning

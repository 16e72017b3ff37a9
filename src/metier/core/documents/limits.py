"""Bounds within which a document is read.

Text of 5,000,000 characters is some 1,000 dense pages; reading it takes about a second.
"""

MAX_FILE_BYTES = 60_000_000
MAX_TEXT_CHARS = 5_000_000
MAX_UPLOAD_BYTES = 25_000_000  # of an upload to the web app, which several people may share
MAX_UPLOAD_CHARS = 300_000  # some 100 pages: an answer's page shows them all
MAX_PAGES = 5_000
MAX_MARKUP_CHARS = 6_000_000  # a page's tree takes some 50 bytes a character
MAX_RTF_BYTES = 12_000_000  # without its pictures
MAX_LINES = 100_000  # in which headings are looked for
MAX_POSITIONS = 10_000
MAX_UNPACKED_BYTES = 150_000_000
MAX_ARCHIVE_ENTRIES = 4_000
MEMORY_BYTES = 900_000_000
CPU_SECONDS = 7
WALL_SECONDS = 9.0
MIN_WORD_CHARS = 12
MAX_TABLE_BYTES = 5_000_000  # of one table in a data export; 10,000 positions take some 3 MB
MAX_TABLE_ROWS = 10_000

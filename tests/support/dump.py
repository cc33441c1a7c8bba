"""dump.py DATABASE - an SQLite database as SQL, less the time of loading."""
import re
import sqlite3
import sys

for line in sqlite3.connect(sys.argv[1]).iterdump():
    print(re.sub(r"'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ'", "'loaded'", line))

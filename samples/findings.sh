#!/bin/sh
# findings.sh - what the rules find in a folder of filings, as a page.
#
#   sh samples/findings.sh build ../shared/inputs >samples/findings.md
set -eu
juesuan=$(cd "$1" && pwd)/juesuan
samples=$(cd "$(dirname "$0")" && pwd)
: "${JUESUAN_MAPPINGS:=$samples/../mappings}"
export JUESUAN_MAPPINGS

cat <<'END'
# What the rules find in the published figures

The figures as disclosed: the workbooks of these samples, with the words that stand in them there, and what the text of 绍兴 2022 says of its tables, which are pictures.
Nothing is changed, and nothing is to be. A hint is a gap that rounding explains.
南昌 2022 is not judged where one would like it to be: the classes that its text names come to 420.69 of 462.27 万元, but it need not name them all.
`samples/findings.sh` makes this page; `tests/golden/findings.sh` holds it to what is found.
END
for file in "$2"/*.xlsx "$samples"/*-text.facts.csv; do
    cd "$(dirname "$file")"
    name=$(basename "$file")
    printf '\n## %s\n\n' "$name"
    found=$("$juesuan" check "$name" 2>&1 >/dev/null |
        grep -v '^[^ ]*: template ' || :)
    if [ -n "$found" ]; then
        printf '```\n%s\n```\n\n' "$found"
    fi
    "$juesuan" check -v "$name" 2>/dev/null | sed -n \
        's/^all *\([0-9]*\) *\([0-9]*\) *\([0-9]*\) *\([0-9]*\).*/\1 held, \2 rounding, \3 mismatched, \4 not judged./p'
    cd - >/dev/null
done

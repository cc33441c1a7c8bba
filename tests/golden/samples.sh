# samples.sh - each sample is detected, read to its facts, and comes back.
. tests/support/tally.sh

# is NAME COMMAND...: one case.
is() {
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        good
    else
        echo "$name"
        head -n 20 "$work/said"
        bad
    fi
}

# Facts without the name of the file or the cell they came from.
bare() {
    cut -d, -f1-11 "$1"
}

same_facts() {
    bare "$1" >"$work/a" && bare "$2" >"$work/b" && diff "$work/a" "$work/b"
}

# Cells with their formats, and what is merged.
everything() {
    "$PROGRAM" cells "$1"
    "$PROGRAM" cells --json "$1"
}

for book in samples/*.xlsx; do
    facts=${book%.xlsx}.facts.csv
    year=${book#*-} # which not every sample says
    year=${year%%[-.]*}
    if [ -n "${ACCEPT-}" ]; then
        "$PROGRAM" import -q -f facts --year "$year" "$book" -o "$facts"
    fi
    is "$book: facts" "$PROGRAM" import --strict -f facts "$book" \
        --year "$year" -o "$work/facts.csv"
    is "$book: the same facts, in the same cells" \
        diff "$facts" "$work/facts.csv"
    is "$book: a model" "$PROGRAM" import "$book" -o "$work/model.json" \
        --year "$year" --kept "$work/kept.json"
    is "$book: drawn again" "$PROGRAM" export "$work/model.json" \
        -o "$work/drawn.xlsx"
    is "$book: drawn, read" "$PROGRAM" import -f facts "$work/drawn.xlsx" \
        --year "$year" -o "$work/drawn.csv"
    is "$book: drawn, the same facts" same_facts "$facts" "$work/drawn.csv"
    is "$book: back as it stood" "$PROGRAM" export "$work/model.json" \
        --kept "$work/kept.json" -o "$work/back.xlsx"
    everything "$book" >"$work/cells" 2>/dev/null
    everything "$work/back.xlsx" >"$work/back" 2>/dev/null
    is "$book: back, cell for cell" diff "$work/cells" "$work/back"
    rm -rf "$work/package"
    is "$book: a package" "$PROGRAM" import -f csv "$book" \
        --year "$year" -o "$work/package"
    is "$book: from the package" "$PROGRAM" export "$work/package" \
        -o "$work/drawn.xlsx"
    is "$book: package, read" "$PROGRAM" import -f facts "$work/drawn.xlsx" \
        --year "$year" -o "$work/drawn.csv"
    is "$book: package, the same facts" same_facts "$facts" "$work/drawn.csv"
done
tally samples

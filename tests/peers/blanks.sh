# blanks.sh - blanks made by others come back filled, and else as they were.
#
# Made by openpyxl, and the same saved again by LibreOffice where it is there;
# which then also calculates the formulas of what was filled.  So do our own,
# through all commands.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    leave blanks "no openpyxl"
fi
JUESUAN_MAPPINGS=$PWD/mappings
export JUESUAN_MAPPINGS
office() {
    soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to xlsx --outdir "$work/office" "$@" >/dev/null 2>&1
}
fill_and_compare() { # BLANK WHAT
    "$PROGRAM" fill -q "$work/model.json" "$1" -o "$work/filled.xlsx" &&
        "$PROGRAM" import -q "$work/filled.xlsx" -o "$work/back.json" &&
        "$python" tests/peers/blanks.py compare "$1" "$work/filled.xlsx" \
            "$work/model.json" "$work/back.json"
    tell $? "$2"
}
for name in hubei-2022 jiangxi-2022-selfeval sichuan-2023-selfeval \
    zhejiang-2019-selfeval zhejiang-2022-selfeval; do
    "$PROGRAM" import -q samples/$name.xlsx -o "$work/model.json"
    for mode in keep empty cut groups; do
        blank=$work/$name.$mode.xlsx
        rm -f "$work/filled.xlsx"
        "$python" tests/peers/blanks.py make samples/$name.xlsx \
            "$work/model.json" "$blank" $mode
        cp "$blank" "$work/before"
        fill_and_compare "$blank" "$name $mode"
        cmp -s "$blank" "$work/before"
        tell $? "$name $mode: the blank itself"
    done
    if ! command -v soffice >/dev/null; then
        skip "$name, no LibreOffice"
        continue
    fi
    office "$work/$name.keep.xlsx" "$work/$name.cut.xlsx"
    for mode in keep cut; do
        fill_and_compare "$work/office/$name.$mode.xlsx" \
            "$name $mode, by LibreOffice"
    done
    [ $name = hubei-2022 ] || continue
    "$python" tests/peers/blanks.py strip "$work/filled.xlsx" \
        "$work/stripped.xlsx"
    office "$work/stripped.xlsx"
    "$python" tests/peers/blanks.py totals "$work/filled.xlsx" \
        "$work/office/stripped.xlsx"
    tell $? "$name: formulas calculated by LibreOffice"
done
for layout in national shanghai; do
    "$python" tests/peers/layouts.py draw $layout "$work/$layout.xlsx"
    ! command -v soffice >/dev/null || office "$work/$layout.xlsx"
    "$PROGRAM" import -q samples/hubei-2022.xlsx -o "$work/hubei.json"
    for codes in 3 300; do
        "$python" tests/peers/layouts.py model "$work/hubei.json" \
            "$work/model.json" $codes
        for blank in "$work/$layout.xlsx" "$work/office/$layout.xlsx"; do
            [ -f "$blank" ] || continue
            what="$layout, $codes codes${blank##*/office/*}"
            rm -f "$work/filled.xlsx" "$work/back.json"
            "$PROGRAM" fill -q "$work/model.json" "$blank" \
                -o "$work/filled.xlsx" 2>"$work/said"
            # The figure beside 审核人 is told.
            "$PROGRAM" import -q "$work/filled.xlsx" -o "$work/back.json" \
                2>>"$work/said"
            "$python" tests/peers/layouts.py compare "$blank" \
                "$work/filled.xlsx" "$work/model.json" "$work/back.json"
            tell $? "$what"
        done
        command -v soffice >/dev/null || continue
        office "$work/filled.xlsx"
        "$python" tests/peers/layouts.py results "$work/filled.xlsx" \
            "$work/office/filled.xlsx"
        tell $? "$layout, $codes codes: results of LibreOffice"
    done
done
# Our own blank of every template, filled with a filing that agrees: no command
# has a word to say of it, but that an indicator names no group, as the filing
# has it; and what comes back is the filing.
quietly() { # WHAT COMMAND...
    what=$1
    shift
    "$@" >"$work/out" 2>"$work/said"
    [ $? -le 1 ] &&
        ! grep -E ': (warning|error):' "$work/said" | grep -v group-blank >&2
    tell $? "$what"
}
same() { # WHAT OLD NEW
    "$PROGRAM" diff -q "$2" "$3" | tail -n +2 >"$work/out" && [ ! -s "$work/out" ]
    tell $? "$1"
}
own_blank() { # TEMPLATE
    "$BUILD/tests/peers/filing_json" mappings "$1" 1 >"$work/made.json" &&
        "$PROGRAM" blank -q "$1" -o "$work/own.xlsx"
    quietly "$1: its blank, filled" \
        "$PROGRAM" fill "$work/made.json" "$work/own.xlsx" -o "$work/first.xlsx"
    quietly "$1: imported" "$PROGRAM" import "$work/first.xlsx" \
        --department 某局 -o "$work/own.json"
    quietly "$1: exported" \
        "$PROGRAM" export "$work/own.json" -t "$1" -o "$work/drawn.xlsx"
    quietly "$1: filled again" \
        "$PROGRAM" fill "$work/own.json" "$work/own.xlsx" -o "$work/again.xlsx"
    same "$1: what was drawn is the filing" "$work/own.json" "$work/drawn.xlsx"
    same "$1: what was filled is, too" "$work/own.json" "$work/again.xlsx"
    quietly "$1: drawn, it reads without a word" \
        "$PROGRAM" import "$work/drawn.xlsx" -o "$work/back.json"
    quietly "$1: filled, it reads without a word" \
        "$PROGRAM" import "$work/again.xlsx" -o "$work/back.json"
    quietly "$1: checked" "$PROGRAM" check "$work/again.xlsx"
}
if ${MAKE:-make} -s BUILD="$BUILD" "$BUILD/tests/peers/filing_json"; then
    for t in $("$PROGRAM" mappings list |
        sed -n 's/^\([a-z]*-[0-9]*\)[[:space:]].*/\1/p' | sort -u); do
        own_blank "$t"
    done
else
    bad "filing_json is not built"
fi
tally blanks

# annotated.sh - findings stand as notes on the right cells, for other readers,
# in workbooks as other programs write them; and go when figures are mended.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    leave annotated "no openpyxl"
fi
JUESUAN_MAPPINGS=$PWD/mappings
export JUESUAN_MAPPINGS
check() {
    "$PROGRAM" check --lang zh -q "$1" --annotate "$2" >/dev/null 2>&1
}
python_says() {
    "$python" -W ignore tests/peers/annotated.py "$@"
}
facts() {
    "$PROGRAM" import -q -f facts "$1" 2>/dev/null
}
office() {
    soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1
}
kinds=$(python_says make samples/hubei-2022.xlsx "$work")
if command -v soffice >/dev/null && office xlsx "$work/as" "$work/rich.xlsx"
then
    mv "$work/as/rich.xlsx" "$work/office.xlsx"
    kinds="$kinds office"
fi
for kind in $kinds; do
    book=$work/$kind
    check "$book.xlsx" "$book.noted.xlsx"
    [ $? = 1 ]
    tell $? "$kind: the exit status"
    python_says compare "$work" "$kind"
    tell $? "$kind: the copy"
    check "$book.noted.xlsx" "$book.again.xlsx"
    cmp "$book.noted.xlsx" "$book.again.xlsx"
    tell $? "$kind: a second check leaves the copy as it is"
    facts "$book.xlsx" >"$work/was"
    facts "$book.noted.xlsx" >"$work/now"
    cmp "$work/was" "$work/now"
    tell $? "$kind: its facts"
    python_says mend "$work" "$kind"
    check "$book.mended.xlsx" "$book.mended.noted.xlsx"
    python_says mended "$work" "$kind"
    tell $? "$kind: what is mended has no mark"
done
check "$work/earlier.xlsx" "$work/earlier.noted.xlsx"
python_says earlier "$work"
tell $? "what an earlier version left is taken out"
if command -v soffice >/dev/null; then
    for kind in $kinds; do
        office pdf "$work" "$work/$kind.noted.xlsx"
        [ -s "$work/$kind.noted.pdf" ]
        tell $? "$kind: LibreOffice opens it"
    done
fi
tally annotated

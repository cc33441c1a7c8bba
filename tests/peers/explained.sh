# explained.sh - what explain says of each cell, as other readers see it, in
# workbooks as other programs write them; and a page that is well-formed.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    leave explained "no openpyxl"
fi
JUESUAN_MAPPINGS=$PWD/mappings
export JUESUAN_MAPPINGS
explain() {
    "$PROGRAM" explain -q "$1" -o "$2" 2>/dev/null
}
facts() {
    "$PROGRAM" import -q -f facts "$1" 2>/dev/null
}
kinds=$("$python" -W ignore tests/peers/annotated.py make \
    samples/hubei-2022.xlsx "$work")
for sample in samples/*.xlsx; do
    kind=$(basename "$sample" .xlsx)
    cp "$sample" "$work/$kind.xlsx"
    kinds="$kinds $kind"
done
for kind in $kinds; do
    book=$work/$kind
    facts "$book.xlsx" >"$book.csv"
    was=$?
    explain "$book.xlsx" "$book.html"
    [ $? = $was ]
    tell $? "$kind: the exit status is that of import"
    "$python" tests/peers/explained.py page "$book"
    tell $? "$kind: the page"
    explain "$book.xlsx" "$book.said.xlsx"
    status=$?
    if [ "$kind" = full ]; then
        [ $status = 3 ] && [ ! -e "$book.said.xlsx" ]
        tell $? "$kind: no copy without colours"
        continue
    fi
    "$python" -W ignore tests/peers/explained.py copy "$book"
    tell $? "$kind: the copy"
    facts "$book.said.xlsx" | cmp - "$book.csv"
    tell $? "$kind: its facts"
    explain "$book.said.xlsx" "$book.again.xlsx"
    cmp "$book.said.xlsx" "$book.again.xlsx"
    tell $? "$kind: explained again it stays as it is"
done
if command -v soffice >/dev/null; then
    soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to pdf --outdir "$work" "$work/rich.said.xlsx" \
        >/dev/null 2>&1
    [ -s "$work/rich.said.pdf" ]
    tell $? "rich: LibreOffice opens it"
fi
tally explained

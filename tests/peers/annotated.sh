# annotated.sh - findings stand as notes on the right cells, for other readers.
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
    echo "annotated: 0 passed, 0 failed, 1 skipped"
    exit
fi
JUESUAN_MAPPINGS=$PWD/mappings
export JUESUAN_MAPPINGS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
tell() {
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        echo "failed: $2"
        failed=$((failed + 1))
    fi
}
"$python" tests/peers/annotated.py make samples/hubei-2022.xlsx \
    "$work/wrong.xlsx"
"$PROGRAM" check -q "$work/wrong.xlsx" --annotate "$work/noted.xlsx" \
    >/dev/null 2>&1
[ $? = 1 ]
tell $? "the exit status"
"$python" tests/peers/annotated.py compare "$work/wrong.xlsx" \
    "$work/noted.xlsx"
tell $? "the copy"
if command -v soffice >/dev/null; then
    soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to pdf --outdir "$work" "$work/noted.xlsx" >/dev/null 2>&1
    [ -s "$work/noted.pdf" ]
    tell $? "LibreOffice opens it"
fi
echo "annotated: $passed passed, $failed failed"

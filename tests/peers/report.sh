# report.sh - reports in a browser: it makes of a page what is written there,
# hostile texts too, shows it without asking for anything, and prints it on A4.
. tests/support/tally.sh
python=${PYTHON:-/usr/bin/python3}
browser=$(command -v chromium || command -v chromium-browser ||
    command -v google-chrome) || leave report "no chromium"
browse() {
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu \
        --user-data-dir="$work/profile" "$@" 2>/dev/null
}
browse --dump-dom about:blank >/dev/null || leave report "chromium does not start"
report() {
    PYTHONUTF8=1 "$python" tests/support/report.py "$@"
}

# seen PAGE NAME: in the browser it has the elements and texts that it has.
seen() {
    browse --dump-dom "file://$1" >"$work/dom.html"
    report dom "$1" "$work/dom.html" >"$work/told"
    tell $? "$2 in a browser: $(cut -c1-200 "$work/told")"
}

# printed PAGE NAME MOST: so many pages at most, all of A4.
printed() {
    browse --no-pdf-header-footer --print-to-pdf="$work/page.pdf" "file://$1" \
        >/dev/null
    if ! command -v pdfinfo >/dev/null; then
        [ -s "$work/page.pdf" ]
        tell $? "$2 printed"
        return
    fi
    pdfinfo "$work/page.pdf" >"$work/info"
    grep -q '^Page size:.*A4' "$work/info"
    tell $? "$2 printed on A4: $(grep size "$work/info")"
    pages=$(sed -n 's/^Pages: *//p' "$work/info")
    [ "${pages:-0}" -ge 1 ] && [ "$pages" -le "$3" ]
    tell $? "$2 printed on $pages pages"
}

mkdir "$work/in" "$work/hostile"
cp samples/*.xlsx "$work/in"
for lang in en zh; do
    "$PROGRAM" --lang $lang check -q "$work/in" --report "$work/$lang" \
        >/dev/null 2>&1
    for page in "$work/$lang/index.html" "$work/$lang"/filings/*.html; do
        name="$(basename "$page") in $lang"
        seen "$page" "$name"
        printed "$page" "$name" 12
    done
done
report made "$work/hostile"
"$PROGRAM" check -q "$work/hostile"/*.csv --report "$work/out" >/dev/null 2>&1
for page in "$work/out/index.html" "$work/out"/filings/*.html; do
    cp "$page" "$work/hostile.html"
    seen "$work/hostile.html" "$(basename "$page")"
done
tally report

# page.sh - juesuan.html in a real browser, from a file: what a clerk does with it,
# what it hands back against the program's own bytes, and what must not end it.
. tests/support/tally.sh
. tests/support/npm.sh
python=${PYTHON:-/usr/bin/python3}
for tool in clang wasm-ld node; do
    command -v $tool >/dev/null || leave page "no $tool"
done
[ -d /usr/include/wasm32-wasi ] || leave page "no wasi-libc"
browser=$(command -v chromium || command -v chromium-browser ||
    command -v google-chrome) || leave page "no chromium"
npm_have esbuild @bjorn3/browser_wasi_shim playwright-core ||
    leave page "no esbuild, WASI layer and playwright-core"
sh .ci/source build/source libdeflate libyaml libcsv libmd zlib libxlsxwriter \
    >"$work/log" 2>&1 || leave page "no source packages: $(tail -n 1 "$work/log")"
make -j2 BUILD="$BUILD" PAGE_NPM="$npm_root" page >"$work/log" 2>&1
tell $? "make page: $(tail -n 3 "$work/log")"
page=$BUILD/juesuan.html
size=$(wc -c <"$page")
[ "$size" -le 3000000 ]
tell $? "the page has $size bytes, 3,000,000 at most"
if npm_have typescript; then
    sed "s|MODULES|$(realpath "$modules")|; s|WEB|$(realpath convert/web)|g" \
        tests/peers/page_types.json >"$work/tsconfig.json"
    node "$modules/typescript/bin/tsc" -p "$work/tsconfig.json" >"$work/log"
    tell $? "types: $(head -n 5 "$work/log")"
else
    skip "no typescript"
fi
! grep -q 'innerHTML\|outerHTML\|insertAdjacentHTML\|document.write' convert/web/*.js
tell $? "no text becomes markup"

shared=${SHARED:-../shared}
mkdir "$work/hostile" "$work/filings"
if [ -f "$shared/hostile/make_hostile.py" ]; then
    cp "$shared"/hostile/* "$work/hostile"
    (cd "$work/hostile" && python3 make_hostile.py) >/dev/null
else
    skip "no ../shared/hostile"
fi
python3 tests/bench/filings.py "$work/filings" 200
"$python" tests/support/long_book.py "$work/long.xlsx" ||
    skip "no openpyxl"
"$python" tests/peers/page_books.py samples/hubei-2022.xlsx "$work" ||
    skip "no openpyxl"
for script in page page_sets page_rough; do
    [ $script = page ] || [ -d "$work/odd" ] || continue
    timeout 420 node tests/peers/$script.mjs "$(realpath "$page")" "$(realpath "$PROGRAM")" \
        "$browser" "$modules" "$work" >"$work/told" 2>&1
    tell $? "$script.mjs: $(grep -v '^ok' "$work/told" | head -n 12)"
    grep -E '^(bad|note)' "$work/told"
    passed=$((passed + $(grep -c '^ok' "$work/told")))
    failed=$((failed + $(grep -c '^bad' "$work/told")))
done
for book in "$work"/saved/*.xlsx; do
    "$python" -c 'import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])' "$book" \
        >"$work/log" 2>&1
    tell $? "openpyxl opens $(basename "$book"): $(tail -n 1 "$work/log")"
done

firefox=$(command -v firefox-esr || command -v firefox) || skip "no Firefox"
if [ -n "$firefox" ]; then
    timeout 90 node tests/peers/page_firefox.mjs "$(realpath "$page")" "$firefox" \
        "$modules" "$work" "$(realpath samples/hubei-2022.xlsx)" >"$work/told" 2>&1
    case $? in
    0) good ;;
    77) skip "Firefox: $(tail -n 1 "$work/told")" ;;
    *) bad "Firefox: $(tail -n 3 "$work/told")" ;;
    esac
fi
tally page

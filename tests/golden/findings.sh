# findings.sh - the rules find in the published figures what the page says.
. tests/support/tally.sh
shared=${SHARED:-../shared}
if [ ! -d "$shared/inputs" ]; then
    leave findings "no ../shared/inputs"
fi
page=samples/findings.md
sh samples/findings.sh "$(dirname "$PROGRAM")" "$shared/inputs" >"$work/page"
if [ -n "${ACCEPT-}" ]; then
    cp "$work/page" "$page"
fi
diff "$page" "$work/page"
tell $? "$page"
tally findings

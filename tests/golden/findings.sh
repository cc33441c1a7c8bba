# findings.sh - the rules find in the published figures what the page says.
shared=${SHARED:-../shared}
if [ ! -d "$shared/inputs" ]; then
    echo "findings: 0 passed, 0 failed, 1 skipped"
    exit
fi
page=samples/findings.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh samples/findings.sh "$(dirname "$PROGRAM")" "$shared/inputs" >"$work/page"
if [ -n "${ACCEPT-}" ]; then
    cp "$work/page" "$page"
fi
if diff "$page" "$work/page"; then
    echo "findings: 1 passed, 0 failed"
else
    echo "findings: 0 passed, 1 failed"
fi

# gaps.sh - gaps that accounts have, most of them published: rounding, and
# defects: mismatch.  NAME.facts.csv are the figures, NAME.want what the rules
# say of them: rule, outcome, both sides, difference, tolerance.
passed=0 failed=0
JUESUAN_MAPPINGS=$PWD/mappings
export JUESUAN_MAPPINGS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for facts in tests/golden/gaps/*.facts.csv; do
    want=${facts%.facts.csv}.want
    "$PROGRAM" check --diag json "$facts" 2>&1 >/dev/null |
        sed -n 's/.*"code":"check-\([a-z]*\)".*"rule":"\([^"]*\)".*"found":"\([^"]*\)","want":"\([^"]*\)","difference":"\([^"]*\)","tolerance":"\([^"]*\)".*/\2 \1 \3 \4 by \5 within \6/p' \
            >"$work/got"
    if [ -n "${ACCEPT-}" ]; then
        cp "$work/got" "$want"
    fi
    if diff "$want" "$work/got"; then
        passed=$((passed + 1))
    else
        echo "failed: $facts"
        failed=$((failed + 1))
    fi
done
echo "gaps: $passed passed, $failed failed"

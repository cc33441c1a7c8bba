# gaps.sh - gaps that accounts have, most of them published: rounding, and
# defects: mismatch.  NAME.facts.csv are the figures, NAME.want what the rules
# say of them: rule, outcome, both sides, difference, tolerance.
. tests/support/tally.sh
JUESUAN_MAPPINGS=$PWD/mappings
export JUESUAN_MAPPINGS
for facts in tests/golden/gaps/*.facts.csv; do
    want=${facts%.facts.csv}.want
    "$PROGRAM" check --diag json "$facts" 2>&1 >/dev/null |
        sed -n 's/.*"code":"check-\([a-z]*\)".*"rule":"\([^"]*\)".*"found":"\([^"]*\)","want":"\([^"]*\)","difference":"\([^"]*\)","tolerance":"\([^"]*\)".*/\2 \1 \3 \4 by \5 within \6/p' \
            >"$work/got"
    if [ -n "${ACCEPT-}" ]; then
        cp "$work/got" "$want"
    fi
    if diff "$want" "$work/got"; then
        good
    else
        bad "failed: $facts"
    fi
done
tally gaps

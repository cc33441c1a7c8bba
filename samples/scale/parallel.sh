#!/bin/sh
# parallel.sh OUT DIR... - facts of all workbooks below DIR, by GNU parallel.
#
# Each job gets names on its standard input and writes facts as JSON lines, in
# the order of the names; jobs' outputs stand in the order of the jobs.  So OUT
# is what one process would write, wherever the jobs ran.
#
#   HOSTS=4/host1,4/host2   jobs on other hosts by ssh, each with the program
#                           and the same folders (default: this host's cores)
#   COUNT=500               names a job
set -eu
program=${PROGRAM:-juesuan}
out=$1 status=0
shift
find "$@" -name '*.xlsx' -print0 | LC_ALL=C sort -z |
    parallel --will-cite --pipe --recend '\0' -N "${COUNT:-500}" --keep-order \
        ${HOSTS:+--sshlogin "$HOSTS"} \
        "$program import -q -f jsonl -j 1 -" >"$out.part" || status=$?
# How many jobs had a bad file (1 to 100); what could be read is there.
mv "$out.part" "$out"
exit $status

# parallel.sh - GNU parallel spreads workbooks over cores and hosts, and nothing changes by it.
#
# The hosts are two network namespaces with an sshd each, in a network that
# ends with this script; without root or sshd they are left out.
. tests/support/tally.sh
command -v parallel >/dev/null 2>&1 || {
    leave parallel "no GNU parallel"
}
PATH=$PATH:/usr/sbin
if [ -z "${IN_NETWORK:-}" ] && [ "$(id -u)" = 0 ] && [ -x /usr/sbin/sshd ] &&
    unshare --net --mount true 2>/dev/null; then
    rm -rf "$work"
    IN_NETWORK=1 exec unshare --net --mount sh "$0"
fi
sshds=
# shellcheck disable=SC2086 # several
trap 'kill $sshds 2>/dev/null; rm -rf "$work"' EXIT
python3 tests/bench/filings.py "$work/in" 40
program=$(readlink -f "$PROGRAM")
export JUESUAN_MAPPINGS="${JUESUAN_MAPPINGS:-$PWD/mappings}"
"$program" import -q -f jsonl "$work/in" -o "$work/one.jsonl"

# spread NAME COUNT [STATUS]: a job has so many names; HOSTS is set or not.
PARALLEL="--joblog $work/jobs"
export PARALLEL
spread() {
    rm -f "$work/all.jsonl" "$work/jobs"
    PROGRAM=$program COUNT=$2 sh samples/scale/parallel.sh \
        "$work/all.jsonl" "$work/in"
    if [ $? = "${3:-0}" ] && cmp "$work/one.jsonl" "$work/all.jsonl" &&
        [ "$(wc -l <"$work/jobs")" = $(((40 + $2 - 1) / $2 + 1)) ]; then
        good
    else
        bad "$1: not what one process writes, or not so many jobs"
    fi
}

# A namespace, its address, and an sshd in it.
host() {
    ip netns add "$1" && ip link add "to-$1" type veth peer name eth0 netns "$1" &&
        ip link set "to-$1" master hosts up &&
        ip -n "$1" address add "$2/24" dev eth0 && ip -n "$1" link set eth0 up &&
        ip -n "$1" link set lo up || return
    cat >"$work/$1.conf" <<C
HostKey $work/key
AuthorizedKeysFile $work/key.pub
PidFile $work/$1.pid
ListenAddress $2
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
C
    ip netns exec "$1" /usr/sbin/sshd -f "$work/$1.conf" -E "$work/$1.log" ||
        return
    timeout 10 sh -c "until [ -s '$work/$1.pid' ]; do sleep 0.1; done" || return
    sshds="$sshds $(cat "$work/$1.pid")"
}

hosts() {
    mount -t tmpfs none /run && mkdir /run/sshd &&
        ssh-keygen -q -t ed25519 -N '' -f "$work/key" &&
        ip link add hosts type bridge && ip link set hosts up &&
        ip address add 10.77.0.1/24 dev hosts &&
        host one 10.77.0.2 && host two 10.77.0.3 || return
    cat >"$work/ssh.conf" <<C
IdentityFile $work/key
UserKnownHostsFile /dev/null
StrictHostKeyChecking no
LogLevel ERROR
ConnectTimeout 10
C
}

spread "cores" 3
spread "one job" 100
if [ -n "${IN_NETWORK:-}" ] && hosts >"$work/log" 2>&1; then
    HOSTS=2/10.77.0.2,2/10.77.0.3
    PARALLEL_SSH="ssh -F $work/ssh.conf"
    export HOSTS PARALLEL_SSH
    spread "two hosts" 5
    for name in one two; do
        if grep -q 'Accepted publickey' "$work/$name.log"; then
            good
        else
            bad "host $name had nothing to do"
        fi
    done
    echo junk >"$work/in/000/000007.xlsx"
    "$program" import -q -f jsonl "$work/in" -o "$work/one.jsonl" 2>/dev/null
    spread "two hosts, a bad file" 5 1 2>/dev/null
else
    cat "$work/log" 2>/dev/null
    skip "no hosts of our own here: cores only"
fi
tally parallel

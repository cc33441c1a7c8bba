# slurm.sh - a job array of a Slurm of its own holds what one process writes.
#
# Controller, node and keys live in a temporary folder and in a network of
# their own, which ends with them.
. tests/support/tally.sh
none() {
    leave slurm "no Slurm to run alone"
}
for tool in munged slurmctld slurmd sbatch unshare ip; do
    command -v $tool >/dev/null 2>&1 || [ -x /usr/sbin/$tool ] || none
done
[ "$(id -u)" = 0 ] && id munge >/dev/null 2>&1 || none
PATH=$PATH:/usr/sbin
if [ -z "${IN_NETWORK:-}" ]; then
    unshare --net true 2>/dev/null || none
    rm -rf "$work"
    IN_NETWORK=1 exec unshare --net sh "$0"
fi
# Slurm looks for an address that is not the loopback's.
ip link set lo up && ip address add 10.77.0.1/32 dev lo || none
export SLURM_CONF="$work/slurm.conf"
# They write their state once more when they end: it is waited for.
stop() {
    for name in slurmctld slurmd munge/munged; do
        [ -s "$work/$name.pid" ] || continue
        pid=$(cat "$work/$name.pid")
        kill "$pid"
        for tenth in $(seq 100); do
            kill -0 "$pid" || break
            sleep 0.1
        done
    done 2>/dev/null
    rm -rf "$work"
}
trap stop EXIT

chmod 755 "$work"
mkdir "$work/munge" "$work/state" "$work/spool" "$work/in" "$work/log"
head -c 1024 /dev/urandom >"$work/munge/key"
chmod 400 "$work/munge/key"
chown -R munge "$work/munge"
host=$(hostname -s)
cat >"$SLURM_CONF" <<C
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthInfo=socket=$work/munge/socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
SchedulerParameters=batch_sched_delay=0,sched_interval=1
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=10 State=UP
C
setpriv --reuid=munge --regid=munge --clear-groups munged --force \
    --key-file="$work/munge/key" --socket="$work/munge/socket" \
    --pid-file="$work/munge/munged.pid" --log-file="$work/munge/log" \
    --seed-file="$work/munge/seed" >"$work/start" 2>&1 &&
    slurmctld >>"$work/start" 2>&1 && slurmd >>"$work/start" 2>&1
timeout 60 sh -c 'until sinfo -h -t idle -o %D | grep -q 1; do
    sleep 0.1
done' >>"$work/start" 2>&1 || {
    cat "$work/start" "$work"/slurm*.log
    skip
}

PROGRAM=$(readlink -f "$PROGRAM")
export PROGRAM JUESUAN_MAPPINGS="${JUESUAN_MAPPINGS:-$PWD/mappings}"
python3 tests/bench/filings.py "$work/in" 40
find "$work/in" -name '*.xlsx' | sort >"$work/names"
"$PROGRAM" import -q -f jsonl --partition fiscal_year,template \
    -o "$work/one" - <"$work/names"
array() {
    timeout 120 sbatch --wait -Q --array=0-3 --cpus-per-task="${1:-1}" \
        -o "$work/log/%a" samples/scale/slurm.sh "$work/names" "$work/out"
}
rows() {
    find "$@" -name '*.jsonl' -exec cat {} + | LC_ALL=C sort | cksum
}
counts() {
    python3 samples/scale/manifest.py --inputs "$@" 2>&1 | sed 's/.* files, //'
}

array
is "an array of jobs is done" 0 $?
is "by four tasks" 4 "$(ls -d "$work"/out/task-* | wc -l)"
is "which hold what one process does" "$(rows "$work/one")" "$(rows "$work/out")"
is "and say so" "$(counts "$work/one")" "$(counts "$work"/out/task-*)"
rm -r "$work/out/task-2"
array 2
is "a task that is lost is done again" 0 $?
is "to the same" "$(rows "$work/one")" "$(rows "$work/out")"
rm -r "$work/out"
echo junk >"$(head -n 2 "$work/names" | tail -n 1)"
array
is "a bad file" 1 $?
is "is of its task" 1 "$(grep -l 'error:' "$work"/log/* | wc -l)"
is "and all the rest is there" 39 \
    "$(grep -ho '"sha256":"[0-9a-f]*","facts"' "$work"/out/*/manifest.json | wc -l)"
tally slurm

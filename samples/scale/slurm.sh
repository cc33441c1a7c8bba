#!/bin/bash
# slurm.sh - a job array: task N takes the N-th part of the list of workbooks
# and writes its partitions.
#
#   find /data -name '*.xlsx' | sort >workbooks
#   sbatch --array=0-99 --cpus-per-task=8 slurm.sh workbooks /out
#   manifest.py /out/task-*     are all facts there?
#
# PROGRAM names the program.  A task's folder appears whole or not at all: give
# the same command again, and tasks that are done end at once.  A task fails
# (status 1) when something in a workbook is wrong, too: its log says what, and
# its folder has what could be read.  fact_key tells what two tasks both hold.
set -eu
list=$1 out=$2
task=$SLURM_ARRAY_TASK_ID
[ ! -e "$out/task-$task/manifest.json" ] || exit 0
mkdir -p "$out"
split -n "r/$((task + 1))/$SLURM_ARRAY_TASK_COUNT" "$list" |
    "${PROGRAM:-juesuan}" import -q -f jsonl -j "${SLURM_CPUS_PER_TASK:-1}" \
        --partition fiscal_year,template -o "$out/task-$task" -

#!/bin/bash
# slurm.sh - a job array: task N takes the N-th part of the list of workbooks
# and writes its partitions.  (Not run by our tests.)
#
#   find /data -name '*.xlsx' | sort >workbooks
#   sbatch --array=0-99 --cpus-per-task=8 slurm.sh workbooks /out
#
# A task that failed is submitted again by its number; it replaces nothing that
# another wrote.  fact_key tells what two tasks both hold.
set -eu
list=$1 out=$2
task=$SLURM_ARRAY_TASK_ID
split -n "r/$((task + 1))/$SLURM_ARRAY_TASK_COUNT" "$list" |
    juesuan import -q -f jsonl -j "${SLURM_CPUS_PER_TASK:-1}" \
        --partition fiscal_year,template -o "$out/task-$task" -

# laws_table.sh - the table of verdicts in mappings/README.md is what
# `juesuan mappings laws` says today.  ACCEPT=1 writes it.
manual=mappings/README.md
. tests/support/tally.sh
"$PROGRAM" mappings laws >"$work/laws" 2>"$work/said"
awk '
    { template = $1; table = $2; verdict = "loses"
      if ($3 == "lossless") verdict = $4 == "with" ? "kept" : "lossless"
      if (!(template in seen)) { seen[template] = 1; templates[++n] = template }
      if (!(table in known)) { known[table] = 1; tables[++m] = table }
      key = template SUBSEP table
      if (!(key in say) || say[key] == "lossless") say[key] = verdict }
    END {
      printf "| table |"
      for (i = 1; i <= n; i++) printf " %s |", templates[i]
      printf "\n|---|"
      for (i = 1; i <= n; i++) printf "---|"
      printf "\n"
      for (k = 1; k <= m; k++) {
          printf "| `%s` |", tables[k]
          for (i = 1; i <= n; i++)
              printf " %s |", say[templates[i] SUBSEP tables[k]]
          printf "\n"
      }
    }' "$work/laws" >"$work/table"
begin='<!-- juesuan mappings laws -->' end='<!-- end -->'
if [ -n "${ACCEPT-}" ]; then
    awk -v b="$begin" -v e="$end" -v t="$work/table" '
        $0 == b { print; while ((getline line < t) > 0) print line; skip = 1 }
        $0 == e { skip = 0 }
        !skip && $0 != b { print }' "$manual" >"$work/manual" &&
        cat "$work/manual" >"$manual"
fi
awk -v b="$begin" -v e="$end" '$0 == e { on = 0 } on { print } $0 == b { on = 1 }' \
    "$manual" >"$work/written"
[ -s "$work/table" ] && diff "$work/written" "$work/table"
tell $? "$(cat "$work/said")"
tally laws_table

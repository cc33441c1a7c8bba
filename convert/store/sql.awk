# sql.awk - a .sql file as C: SQL(NAME, "…") for each of its sections.
#
# "-- name: NAME" begins a section.  Lines of three hyphens are comments that
# stay here; so do blank lines at a section's end.
/^-- name: / {
    printf "%sSQL(%s, \"\"", end, $3
    end = ")\n"
    gap = ""
    next
}
end == "" || /^---/ { next }
$0 == "" { gap = gap "\\n"; next }
{
    gsub(/["\\]/, "\\\\&")
    printf "\n    \"%s%s\"", gap, $0
    gap = "\\n"
}
END { printf "%s", end }

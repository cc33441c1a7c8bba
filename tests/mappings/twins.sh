# twins.sh - the manuals in English and in Chinese go line by line with each
# other: the same headings, points and rows of tables, as many words in
# backticks a line, and the same examples but for their remarks.  The verdicts
# of the laws stand in the English alone.
. tests/support/tally.sh

outline() {
    awk '
        /^<!-- / { exit }
        /^```/ { fence = fence ? "" : $0; print; next }
        fence == "```yaml" { sub(/(^| +)# .*/, ""); print; next }
        fence { sub(/[^ ]  +.*/, ""); print; next }
        /^$/ { next }
        { kind = /^#/ ? $1 : /^[-|]/ ? substr($0, 1, 1) : "text"
          print kind, gsub("`", "") }' "$1"
}

for manual in mappings mappings/rules; do
    outline $manual/README.md >"$work/en"
    outline $manual/README.zh.md >"$work/zh"
    [ -s "$work/en" ] && diff "$work/en" "$work/zh"
    tell $? "$manual/README.zh.md is not line by line $manual/README.md"
done
tally twins

# man.sh PROGRAM DIR - manual pages of the program and of each command, out of
# their help: DIR/man1 in English, DIR/zh_CN/man1 in Chinese.
set -e
program=$1 dir=$2
from=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

version=$("$program" --version)
for language in en zh; do
    pages=$dir/man1
    [ $language = en ] || pages=$dir/zh_CN/man1
    mkdir -p "$pages"
    rm -f "$pages"/juesuan.1 "$pages"/juesuan-*.1
    "$program" --lang $language help >"$work/help"
    # The commands are the first lines that are further in than others.
    for command in '' $(awk '/^  / { print $1; in_list = 1; next }
        in_list { exit }' "$work/help"); do
        page=juesuan${command:+-$command}
        # shellcheck disable=SC2086
        "$program" --lang $language help $command |
            LC_ALL=C awk -v language=$language -v version="$version" \
                -v page="$page" -f "$from/man.awk" "$work/help" - \
                >"$pages/$page.1"
    done
done

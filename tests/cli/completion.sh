# completion.sh - what the shells complete, and that they do.
. tests/support/tally.sh
program=$(realpath "$PROGRAM")

# may WANT WORD...: the last word may become these, in this order.
may() {
    want=$1
    shift
    is "completion of '$*'" "$want" "$("$program" completion words -- "$@" |
        cut -f 1 | paste -s -d ' ')"
}

templates=$("$program" mappings list | sed '1d; s/ .*//' | paste -s -d ' ')
commands=$("$program" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p' |
    paste -s -d ' ')

may "$commands" ''
may "import" im
may "export explain" help ex
may "--from --formulas --from-file" migrate --f
may "json csv facts jsonl" import -f ''
may "json jsonl" import --format js
may "--format=json --format=jsonl" import --format=js
may "zh en" --lang ''
may "text json" check --diag ''
may "$templates" import 2022.xlsx -t ''
may "$templates" migrate --from ''
may "$templates" blank ''
may "" blank national-2022 ''
may "national-2021 national-2022 national-2023" mappings show national-202
may "$templates" mappings lint national-2022 ''
may "" mappings draft ''
may "list lint laws" mappings l
may "bash zsh fish words" completion ''
may "" import ''
may "" import -o ''
may "" import -- -
may "" nonsense ''
may "-j" check -j
may "" import -f facts 2022

# Every option that the help of a command has is completed, and no other.
for command in $commands; do
    "$program" completion words -- "$command" -- >/dev/null
    is "options of $command" \
        "$("$program" "$command" --help | grep -oE '^  (-., |    )--[a-z-]+' |
            grep -oE -e '--[a-z-]+' | sort)" \
        "$("$program" completion words -- "$command" - | cut -f 1 |
            grep -e -- | sort)"
done

# Each has its meaning, in the language of the messages; the choices of an option
# are said to be just these.
means() {
    "$program" --lang zh completion words -- "$@" >"$work/words"
    [ -s "$work/words" ] &&
        ! LC_ALL=C grep -vE "	.*[^ -~]|^--(csv|format)|^-f" "$work/words"
    tell $? "'$*' have their meaning in Chinese"
}
means ''
means import -
means import --csv ''
means import -f ''
means import -t ''
means mappings ''
means completion ''

is "a line that goes on in Chinese" 1 "$("$program" --lang zh completion words \
    -- mappings lin | grep -c 没有含义不明的)"

# bash itself: what the function replies to a line, cut as bash cuts it.
replies() {
    bash -c 'program=$1; shift
        source <("$program" completion bash) || exit
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _juesuan "$program" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        echo "${COMPREPLY[*]}"' bash "$program" "$@"
}
if command -v bash >/dev/null 2>&1; then
    is "bash: a command" "import" "$(replies juesuan im)"
    is "bash: commands" "$commands" "$(replies juesuan '')"
    is "bash: options" "--skip --strict" "$(replies juesuan check a.xlsx --s)"
    is "bash: a value" "json jsonl" "$(replies juesuan import --format = js)"
    is "bash: values" "zh en" "$(replies juesuan import --lang =)"
    is "bash: templates" "$templates" "$(replies juesuan export 'a b.json' -t '')"
    is "bash: names of files" "" "$(replies juesuan import 20)"
    is "bash: files where there is nothing else" \
        "complete -o default -F _juesuan juesuan" \
        "$(bash -c 'source <("$0" completion bash); complete -p juesuan' "$program")"
else
    skip "no bash"
fi

mkdir "$work/bin"
ln -s "$program" "$work/bin/juesuan"
PATH=$work/bin:$PATH
if command -v fish >/dev/null 2>&1; then
    HOME=$work fish -c 'juesuan completion fish | source
        complete -C "juesuan import --format js"; complete -C "juesuan detect --for"
        cd '"$work"'; complete -C "juesuan import b"' >"$work/fish" 2>&1
    is "fish" "json	the model, one file a workbook (default)
jsonl	the same as facts, one JSON object a line
bin/" "$(sed 's/^bin\/.*/bin\//' "$work/fish")"
else
    skip "no fish"
fi
if command -v zsh >/dev/null 2>&1; then
    juesuan completion zsh >"$work/_juesuan"
    zsh -n "$work/_juesuan"
    tell $? "zsh reads the script"
    # What the function hands to zsh's own.
    is "zsh" "--format=json:the model, one file a workbook (default)
--format=jsonl:the same as facts, one JSON object a line
files" "$(zsh -f -c 'compdef() { :; }
        _describe() { print -l -- $found; }
        _files() { print files; }
        source '"$work"'/_juesuan
        words=(juesuan import "'"'a b.xlsx'"'" --format=js) CURRENT=4 PREFIX=--format=js
        _juesuan
        words=(juesuan import "") CURRENT=3 PREFIX=
        _juesuan' 2>&1)"
else
    skip "no zsh"
fi

"$program" completion tcsh 2>"$work/said"
is "another shell" 2 $?
tally completion

# man.awk - a help text as a manual page.
#
#   LC_ALL=C awk -v language=zh -v version='juesuan 1' -v page=juesuan-check
#       -f man.awk HELP-OF-THE-PROGRAM HELP-OF-THE-COMMAND
#
# Paragraphs are filled, and so is what stands in two columns; other lines that
# are further in are left as they are.  Titles are as in the help, but for four.
NR == FNR { program[++n_program] = $0; next }
{ line[++n] = $0 }

function escape(s) {
    gsub(/\\/, "\\e", s)
    gsub(/-/, "\\-", s)
    gsub(/'/, "\\(aq", s)
    gsub(/\^/, "\\(ha", s)
    gsub(/~/, "\\(ti", s)
    sub(/^\./, "\\\\\\&.", s)
    return s
}
# Chinese has no blanks to break a line at: behind each letter it may, but not
# before what closes or goes on.
function fill(s) {
    s = escape(s)
    gsub(/[\343-\351][\200-\277][\200-\277]|\357\274[\211\214\232\233\237]/, "&\\:", s)
    gsub(/\\:(\342\200[\235\246]|\343\200[\201\202\211\213\215]|\357\274[\211\214\232\233\237])/,
         "\001&", s)
    gsub(/\001\\:/, "", s)
    return s
}
# Two lines as one; between Chinese letters there is no blank.
function join(a, b) {
    sub(/^ +/, "", b)
    return a (a == "" || a ~ /(，|；|。|：|、|）|（|“)$/ ||
              (a ~ /[\200-\377]$/ && b ~ /^[\200-\377]/) ? "" : " ") b
}
function title(s) {
    print ".SH " toupper(s)
    fresh = 1
}
# Behind a title what follows is a paragraph by itself.
function paragraph() {
    if (!fresh)
        print ".PP"
    fresh = 0
}
function is_entry(s) { return s ~ /^  [^ ]|^      --/ }
function gap(s) { match(s, /[^ ]  +[^ ]/); return RSTART }

# One entry of two columns, with the lines that go on; returns the line behind.
function entry(lines, i, end,    s, tag, text, at) {
    s = lines[i++]
    at = gap(s)
    tag = at ? substr(s, 1, at) : s
    text = at ? substr(s, RSTART + RLENGTH - 1) : ""
    sub(/^ +/, "", tag)
    print ".TP\n.B " escape(tag)
    # Columns in the second column: each line is one.
    if (gap(text) || (text == "" && gap(substr(lines[i], 25)))) {
        print ".nf"
        if (text != "")
            print escape(text)
        for (; i < end && !is_entry(lines[i]); i++)
            print escape(substr(lines[i], 25))
        print ".fi"
        return i
    }
    for (; i < end && !is_entry(lines[i]); i++)
        text = join(text, lines[i])
    print fill(text)
    return i
}
# Lines i to end, all further in.
function block(lines, i, end,    k, s) {
    for (k = i; k < end; k++) {
        if (is_entry(lines[k]) && !gap(lines[k]) &&
            (k + 1 == end || is_entry(lines[k + 1])))
            break
    }
    if (k == end) {
        while (i < end)
            i = entry(lines, i, end)
        fresh = 0
        return
    }
    paragraph()
    print ".nf"
    for (; i < end; i++) {
        s = lines[i]
        sub(/^  /, "", s)
        print escape(s)
    }
    print ".fi"
}
# A line alone, with lines further in right behind it.
function is_title(lines, i) {
    return lines[i] ~ /^[^ ]/ && lines[i - 1] == "" && lines[i + 1] ~ /^  / &&
        lines[i] !~ /([.,:]|：|。)$/
}
# Paragraphs, blocks and titles, from line i to the end.
function body(lines, i, end,    k, text) {
    while (i <= end) {
        if (lines[i] == "") {
            i++
        } else if (lines[i] ~ /^  /) {
            for (k = i; k <= end && lines[k] ~ /^  /; k++)
                ;
            block(lines, i, k)
            i = k
        } else if (is_title(lines, i)) {
            title(lines[i++])
        } else {
            text = ""
            for (; i <= end && lines[i] ~ /^[^ ]/; i++)
                text = join(text, lines[i])
            paragraph()
            print fill(text)
        }
    }
}
END {
    command = page
    sub(/^juesuan-?/, "", command)
    print ".TH " escape(toupper(page)) " 1 \"\" \"" escape(version) "\"\n.ad l\n.nh"
    # What it is: the first paragraph of the program's help, or the line there.
    for (i = 1; program[i] != ""; i++)
        summary = join(summary, program[i])
    if (!match(summary, / - |：/))
        RSTART = RLENGTH = 0
    summary = substr(summary, RSTART + RLENGTH)
    for (i = 1; command != "" && i <= n_program; i++) {
        if (index(program[i], "  " command " ") == 1) {
            summary = substr(program[i], length(command) + 3)
            sub(/^ +/, "", summary)
            break
        }
    }
    zh = language == "zh"
    title(zh ? "名称" : "NAME")
    print escape(page) " \\- " fill(summary)
    # How it is called: the first paragraph, or the one behind what it is.
    for (i = 1; command == "" && line[i] != ""; i++)
        ;
    i += command == ""
    usage = ""
    for (; line[i] != ""; i++)
        usage = join(usage, line[i])
    usage = substr(usage, index(usage, "juesuan"))
    title(zh ? "概述" : "SYNOPSIS")
    print ".B juesuan" (command != "" ? " " command : "")
    print escape(substr(usage, length(page) + 2))
    if (!is_title(line, i + 1))
        title(zh ? "描述" : "DESCRIPTION")
    body(line, i, n)
    # The exit status is said once, in the program's help.
    for (i = 1; command != "" && i < n_program; i++) {
        if (is_title(program, i) && program[i + 1] ~ /^  0  /) {
            for (k = i; program[k] != ""; k++)
                ;
            body(program, i, k)
        }
    }
    title(zh ? "另见" : "SEE ALSO")
    if (command != "") {
        print ".BR juesuan (1)"
    } else {
        for (i = 1; program[i] !~ /^  /; i++)
            ;
        for (; split(program[i], words) && program[i] ~ /^  /; i++)
            print ".BR juesuan\\-" words[1] " (1)" \
                (program[i + 1] ~ /^  / ? "," : "")
    }
}

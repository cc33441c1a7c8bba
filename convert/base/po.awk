# po.awk - a catalogue of messages (gettext's .po) as C, for language.c.
#
# "# {cell} {found}" before an entry names the arguments of its English text in
# their order.  Run with LC_ALL=C, so that a letter is a byte.
BEGIN {
    PRIME = 1048573
    SLOTS = 4096
    for (i = 1; i < 256; i++)
        code[sprintf("%c", i)] = i
    code["\\a"] = 7; code["\\n"] = 10; code["\\t"] = 9
    code["\\\""] = 34; code["\\\\"] = 92
    size = n_texts = n = 0
    empty = text("")
}
function fail(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what >"/dev/stderr"
    failed = 1
    exit 1
}
# Adds a text as C has it; returns where it begins.
function text(s,    at, plain) {
    plain = s
    gsub(/\\./, "x", plain)
    at = size
    sizes[n_texts] = length(plain) + 1
    texts[n_texts++] = s
    size += length(plain) + 1
    return at
}
function hash(s,    h, i, c) {
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (c == "\\")
            c = substr(s, i++, 2)
        h = (h * 31 + code[c]) % PRIME
    }
    return h % SLOTS
}
# How many arguments a format takes; "%.*s" is one for people.
function arguments(s,    n) {
    gsub(/%%/, "", s)
    return gsub(/%[-+ #0-9.*]*[hlzjt]*[diouxXcsfgp]/, "", s)
}
function add(    slot, named) {
    if (fuzzy)
        says = names = ""
    if (id == "" || (says == "" && names == ""))
        return
    named = names
    gsub(/[{}]/, "", named)
    if (names != "" && split(named, unused, " ") != arguments(id))
        fail("the text before has " arguments(id) " arguments, not: " names)
    english[n] = text(id)
    chinese[n] = says == "" ? empty : text(says)
    called[n] = named == "" ? empty : text(named)
    n++
    for (slot = hash(id); slots[slot]; slot = (slot + 1) % SLOTS)
        ;
    slots[slot] = n
}
function start() {
    add()
    id = says = names = into = ""
    fuzzy = 0
}
function quoted(s) {
    sub(/^[^"]*"/, "", s)
    sub(/"[ \t\r]*$/, "", s)
    return s
}
/^#~/ { next }
/^#/ && into == "str" { start() }
/^#,.*fuzzy/ { fuzzy = 1 }
/^# *\{/ {
    sub(/^# */, "")
    names = names (names == "" ? "" : " ") $0
    next
}
/^#/ { next }
/^msgid / {
    if (into == "str")
        start()
    into = "id"
    id = quoted($0)
    next
}
/^msgstr / { into = "str"; says = quoted($0); next }
/^"/ && into == "id" { id = id quoted($0); next }
/^"/ && into == "str" { says = says quoted($0); next }
/^[ \t\r]*$/ { next }
{ fail("not understood") }
END {
    if (failed)
        exit 1
    add()
    printf "#define HASH_PRIME %d\n#define N_SLOTS %d\n", PRIME, SLOTS
    printf "static const struct {\n"
    for (i = 0; i < n_texts; i++)
        printf "    char t%d[%d];\n", i, sizes[i]
    printf "} catalogue_texts = {\n"
    for (i = 0; i < n_texts; i++)
        printf "    \"%s\",\n", texts[i]
    printf "};\nstatic const struct entry entries[] = {\n"
    for (i = 0; i < n; i++)
        printf "    { %d, %d, %d },\n", english[i], chinese[i], called[i]
    if (n == 0)
        printf "    { 0, 0, 0 },\n"
    printf "};\nstatic const uint16_t slots[N_SLOTS] = {\n"
    if (n == 0)
        printf "    0\n"
    for (i = 0; i < SLOTS; i++)
        if (slots[i])
            printf "    [%d] = %d,\n", i, slots[i]
    printf "};\n"
}

# greps.sh - words that only the files named here may use, the version among them;
# and what no ordinary make may do.
. tests/support/tally.sh

# Comments and strings are no use of a word.
plain=$BUILD/plain
for file in convert/*/*.[ch]; do
    mkdir -p "$plain/${file%/*}"
    ${CC:-gcc} -fpreprocessed -dD -E -P "$file" 2>/dev/null |
        sed 's/"\([^"\\]\|\\.\)*"/""/g' >"$plain/$file"
    [ -s "$plain/$file" ]
    tell $? "$file without its comments"
done

# only WHY REGEX FILE...: no file but these holds the regex.
only() {
    why=$1 regex=$2
    shift 2
    for file in convert/*/*.[ch]; do
        case " $* " in
        *" ${file#convert/} "*) continue ;;
        esac
        if found=$(grep -wE "$regex" "$plain/$file"); then
            bad "$file: $why: $found"
        else
            good
        fi
    done
}

only "memory comes from an arena" \
    '(malloc|calloc|realloc|reallocarray|free|strdup|strndup|asprintf|vasprintf|getline|alloca)[ ]*\(.*' \
    base/arena.c base/stream.c
only "numbers are decimals" '(double|strtod|atof|pow|floor|round)' \
    book/xlsx_draw.c book/binary64.c
only "output is the same in every locale and on every day" \
    '(setlocale|localtime|gmtime|time|strftime|rand|toupper|tolower|isalpha|isdigit|isspace)[ ]*\(.*'
only "only commands speak and end the program" '(stderr|perror|exit)' \
    book/xlsx_memory.c $(cd convert && ls tool/*.c 2>/dev/null)
only "a model is copied by model_like and its like" '(facts_capacity|names_index)' \
    canon/model.h canon/model.c

version=$(sed -n 's/^#define VERSION "\(.*\)"/\1/p' convert/base/version.h)
is "what else states the version" '' "$(grep -rlwF -e "$version" Makefile README.md \
    .ci convert mappings/*.md | grep -v -e /version.h -e /CHANGES.md)"

# Sources of libraries are for the page, the library and what is static.
is "what a first make fetches" '' "$(env -u MAKEFLAGS -u MFLAGS make -n \
    BUILD="$BUILD/first" all 2>&1 | grep -m 1 -e '\.ci/source' -e '^get ')"
is "and what it leaves before it begins" '' "$(ls "$BUILD/first" 2>/dev/null)"
tally greps

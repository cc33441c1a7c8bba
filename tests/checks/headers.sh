# headers.sh - each header compiles alone, as C11 and without a warning.
. tests/support/tally.sh
for header in convert/*/*.h; do
    # C wants at least one declaration; a header of macros has none.
    if printf '#include "%s"\nint none;\n' "${header#convert/}" |
        ${CC:-gcc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror \
            -Iconvert -fsyntax-only -x c -; then
        good
    else
        bad "$header does not compile alone"
    fi
done
tally headers

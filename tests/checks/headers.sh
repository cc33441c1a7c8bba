# headers.sh - each header compiles alone, as C11 and without a warning.
passed=0 failed=0
for header in convert/*/*.h; do
    # C wants at least one declaration; a header of macros has none.
    if printf '#include "%s"\nint none;\n' "${header#convert/}" |
        ${CC:-gcc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror \
            -Iconvert -fsyntax-only -x c -; then
        passed=$((passed + 1))
    else
        echo "$header does not compile alone"
        failed=$((failed + 1))
    fi
done
echo "headers: $passed passed, $failed failed"

#include "support/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static int
run_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    uint8_t *bytes = NULL;
    size_t n = 0, got;

    if (!in)
        return 0;
    do {
        bytes = realloc(bytes, n + 65536);
        got = fread(bytes + n, 1, 65536, in);
        n += got;
    } while (got);
    fclose(in);
    bytes = realloc(bytes, n ? n : 1); /* so that one byte too far is seen */
    LLVMFuzzerTestOneInput(bytes, n);
    free(bytes);
    return 1;
}

static int
run_path(const char *path)
{
    struct dirent **names;
    int n = scandir(path, &names, NULL, alphasort), ran = 0;

    if (n < 0)
        return run_file(path);
    for (int i = 0; i < n; i++) {
        char file[4096];
        snprintf(file, sizeof file, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.')
            ran += run_file(file);
        free(names[i]);
    }
    free(names);
    return ran;
}

int
main(int argc, char **argv)
{
    int ran = 0;

    for (int i = 1; i < argc; i++)
        ran += run_path(argv[i]);
    printf("%s: %d inputs\n", argv[0], ran);
    return 0;
}

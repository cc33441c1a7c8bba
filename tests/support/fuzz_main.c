/*
 * fuzz_main.c - a fuzz target run once on each file named, or on its corpus.
 *
 * Files are run in a child, so that one that breaks a law or crashes is a
 * failed case with a name, and the others are run all the same.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/fuzz.h"

struct files {
    char **names;
    int n;
};

static void
add_file(struct files *files, const char *path)
{
    files->names
        = realloc(files->names, (size_t)(files->n + 1) * sizeof *files->names);
    files->names[files->n++] = strdup(path);
}

static void
add_path(struct files *files, const char *path)
{
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);

    if (n < 0)
        add_file(files, path);
    for (int i = 0; i < n; i++) {
        char file[4096];

        snprintf(file, sizeof file, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            add_path(files, file);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static void
run_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    uint8_t *bytes = NULL;
    size_t n = 0, got;

    if (!in)
        fuzz_broken("the file can be read", path, 0);
    do {
        bytes = realloc(bytes, n + 65536);
        got = fread(bytes + n, 1, 65536, in);
        n += got;
    } while (got);
    fclose(in);
    bytes = realloc(bytes, n ? n : 1); /* so that one byte too far is seen */
    LLVMFuzzerTestOneInput(bytes, n);
    free(bytes);
}

/* From *at on, which says in the parent, too, how far it came. */
static int
run_from(const struct files *files, volatile int *at)
{
    pid_t child;
    int status = 0;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        for (; *at < files->n; ++*at)
            run_file(files->names[*at]);
        exit(0);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0)
        abort();
    return status;
}

int
main(int argc, char **argv)
{
    const char *name
        = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
    struct files files = { NULL, 0 };
    char corpus[4096];
    int failed = 0;
    volatile int *at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (at == MAP_FAILED)
        return 1;
    snprintf(corpus, sizeof corpus, "tests/fuzz/corpus/%s", name);
    for (int i = 1; i < argc; i++)
        add_path(&files, argv[i]);
    if (argc < 2)
        add_path(&files, corpus);
    for (*at = 0; *at < files.n; ++*at) {
        int status = run_from(&files, at);

        if (status == 0)
            break;
        printf("%s: %s %d\n", files.names[*at],
               WIFSIGNALED(status) ? "signal" : "status",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        failed++;
    }
    for (int i = 0; i < files.n; i++)
        free(files.names[i]);
    free(files.names);
    printf("fuzz %s: %d passed, %d failed\n", name, files.n - failed, failed);
    return failed > 0;
}

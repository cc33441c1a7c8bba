/* inputs.c - words, lists and folders as the files they name. */
#include "tool/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/limits.h"
#include "store/csv_package.h"

#define DEPTH_MAX 64 /* folders in folders; links are not followed */
/* Bytes of a list; a NUL in the first block shows what ends a name. */
#define BLOCK 65536

/* A folder that is being walked. */
struct level {
    struct arena arena;
    const char *path;
    const char **names; /* sorted */
    int n, next, capacity;
};

struct inputs {
    struct tool *tool;
    bool models, silent; /* silent: only counting */
    int word;            /* the next one */
    int list;            /* file descriptor; -1: none is open */
    bool listed;         /* --from-file is done */
    bool zero;           /* names end in NUL */
    char *block;
    size_t at, end;
    struct arena arena; /* of the path at hand */
    struct level levels[DEPTH_MAX];
    int depth;
    size_t root; /* bytes of the path above 'below' */
    int failed;
};

/* ---- what is taken ---- */

static bool
ends(const char *name, const char *tail)
{
    size_t n = strlen(name), t = strlen(tail);

    return n > t && strcasecmp(name + n - t, tail) == 0;
}

static bool
is_taken(const char *name, bool models)
{
    static const char *const tails[]
        = { ".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls",
            ".xlt",  ".et",   ".ett",  ".ods",  ".ots",  ".fods" };

    for (int i = 0; i < ARRAY_LEN(tails); i++) {
        if (ends(name, tails[i]))
            return true;
    }
    return models
           && ((ends(name, ".json") && !ends(name, ".kept.json"))
               || ends(name, ".jsonl"));
}

static bool
is_package(const char *path)
{
    char name[4096];

    return snprintf(name, sizeof name, "%s/" CSV_PACKAGE_DESCRIPTOR, path)
               < (int)sizeof name
           && access(name, F_OK) == 0;
}

/* ---- folders ---- */

/* Without words (NULL) errno has them. */
static void
fail(struct inputs *inputs, const char *path, const char *what,
     const char *hint)
{
    struct arena arena = arena_beside(&inputs->tool->arena);
    struct diag_list diags = report_list(&inputs->tool->report, &arena);
    struct diag *diag;
    int error = errno;

    inputs->failed++;
    if (inputs->silent)
        return;
    diag = diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_FILE(path), PLACE_NONE,
                    "%s",
                    what ? diag_say(&diags, what) : diag_reason(&diags, error));
    if (hint)
        diag_hint(&diags, diag, "%s", diag_say(&diags, hint));
    report_diags(&inputs->tool->report, &diags);
    arena_release(&arena);
}

static void
enter(struct inputs *inputs, const char *path)
{
    struct level *level = &inputs->levels[inputs->depth];
    const struct dirent *item;
    DIR *dir;

    if (inputs->depth == DEPTH_MAX) {
        fail(inputs, path, N_("folders are nested too deep here"), NULL);
        return;
    }
    dir = opendir(path);
    if (!dir) {
        fail(inputs, path, NULL, NULL);
        return;
    }
    *level = (struct level){ .arena = arena_beside(&inputs->tool->arena) };
    level->path = arena_copy(&level->arena, path, strlen(path));
    while ((item = readdir(dir))) {
        const char *name = item->d_name;

        if (name[0] == '.' || strncmp(name, "~$", 2) == 0
            || (item->d_type == DT_REG && !is_taken(name, inputs->models)))
            continue;
        ARENA_PUSH(&level->arena, level->names, level->n, level->capacity,
                   arena_copy(&level->arena, name, strlen(name)));
    }
    closedir(dir);
    file_sort_names(level->names, level->n);
    inputs->depth++;
}

/* A link to a folder is not followed; a link to nothing, or a pipe, is
   reported. */
static bool
is_readable(struct inputs *inputs, const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0)
        fail(inputs, path,
             errno == ENOENT ? N_("this is a link to a file that is not there")
                             : NULL,
             NULL);
    else if (S_ISREG(st.st_mode))
        return true;
    else if (!S_ISDIR(st.st_mode))
        fail(inputs, path, N_("this is a pipe or device, and no file"), NULL);
    return false;
}

/* The next file of the folders that are open; NULL when all are done. */
static const char *
walk(struct inputs *inputs)
{
    while (inputs->depth) {
        struct level *level = &inputs->levels[inputs->depth - 1];
        const char *name;
        struct stat st;
        char *path;
        size_t n;

        if (level->next == level->n) {
            arena_release(&level->arena);
            inputs->depth--;
            continue;
        }
        name = level->names[level->next++];
        n = strlen(level->path);
        while (n > 1 && level->path[n - 1] == '/')
            n--;
        arena_release(&inputs->arena);
        path = arena_printf(&inputs->arena, "%.*s%s%s", (int)n, level->path,
                            n == 1 && *level->path == '/' ? "" : "/", name);
        if (lstat(path, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode) && !(inputs->models && is_package(path)))
            enter(inputs, path);
        else if (S_ISDIR(st.st_mode))
            return path;
        else if (is_taken(name, inputs->models) && is_readable(inputs, path))
            return path;
    }
    return NULL;
}

/* ---- lists ---- */

/* What is taken for a list by mistake. */
static const struct mistake {
    const char *begin, *what, *hint;
} mistakes[] = {
#define WORKBOOK N_("this is a workbook, where a list of names must be")
#define NO_LIST N_("name the file itself, without - or --from-file")
#define UTF_16 N_("this list is in UTF-16"), N_("save it as UTF-8")
    { "PK\x03\x04", WORKBOOK, NO_LIST },
    { "\xD0\xCF\x11\xE0", WORKBOOK, NO_LIST },
    { "{\"", N_("this is a model, where a list of names must be"), NO_LIST },
    { "\xFF\xFE", UTF_16 },
    { "\xFE\xFF", UTF_16 },
#undef WORKBOOK
#undef NO_LIST
#undef UTF_16
};

static const struct mistake *
mistaken(struct text begin)
{
    for (int i = 0; i < ARRAY_LEN(mistakes); i++) {
        if (text_starts(begin, text_of(mistakes[i].begin)))
            return &mistakes[i];
    }
    return NULL;
}

/* The first block, as much of it as shows what it is; a name may be all
   that there is for long. */
static void
read_first(struct inputs *inputs)
{
    ssize_t n;

    inputs->at = inputs->end = 0;
    do {
        n = read(inputs->list, inputs->block + inputs->end,
                 BLOCK - inputs->end);
        inputs->end += n > 0 ? (size_t)n : 0;
    } while (n > 0 && inputs->end < 4
             && !memchr(inputs->block, '\n', inputs->end));
}

static void
close_list(struct inputs *inputs)
{
    if (inputs->list > 0)
        close(inputs->list);
    inputs->list = -1;
}

static bool
open_list(struct inputs *inputs, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    const struct mistake *mistake;
    struct text begin;

    inputs->list = standard ? 0 : open(path, O_RDONLY | O_CLOEXEC);
    if (inputs->list < 0) {
        fail(inputs, path, NULL, NULL);
        return false;
    }
    if (!inputs->block)
        inputs->block = arena_alloc(&inputs->tool->arena, BLOCK);
    read_first(inputs);
    begin = (struct text){ inputs->block, inputs->end };
    mistake = mistaken(begin);
    if (mistake) {
        fail(inputs,
             standard ? language_say(inputs->tool->report.language,
                                     N_("standard input"))
                      : path,
             mistake->what, mistake->hint);
        close_list(inputs);
        return false;
    }
    if (text_starts(begin, TEXT("\xEF\xBB\xBF")))
        inputs->at = 3;
    inputs->zero = memchr(inputs->block, 0, inputs->end) != NULL;
    return true;
}

static int
next_byte(struct inputs *inputs)
{
    if (inputs->at == inputs->end) {
        ssize_t n = read(inputs->list, inputs->block, BLOCK);

        if (n <= 0)
            return -1;
        inputs->at = 0;
        inputs->end = (size_t)n;
    }
    return (unsigned char)inputs->block[inputs->at++];
}

/* The next name that is not empty; NULL at the end of the list. */
static const char *
next_listed(struct inputs *inputs)
{
    struct bytes name = { .arena = &inputs->arena };
    int c = 0;

    arena_release(&inputs->arena);
    while (c >= 0) {
        c = next_byte(inputs);
        if (c > 0 && (inputs->zero || c != '\n') && name.n < LIMIT_ENTRY_NAME) {
            bytes_char(&name, (char)c);
            continue;
        }
        if (name.n && !inputs->zero && name.at[name.n - 1] == '\r')
            name.n--;
        if (name.n)
            return bytes_text(&name).at;
    }
    close_list(inputs);
    return NULL;
}

/* ---- all of them ---- */

struct inputs *
inputs_open(struct tool *tool, bool models)
{
    struct inputs *inputs = ARENA_NEW(&tool->arena, struct inputs);
    const char *list = tool->options->value[OPTION_FROM_FILE];

    inputs->tool = tool;
    inputs->models = models;
    inputs->list = -1;
    inputs->arena = arena_beside(&tool->arena);
    return list && !open_list(inputs, list) ? NULL : inputs;
}

static size_t
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash && slash[1] ? (size_t)(slash + 1 - path) : 0;
}

bool
inputs_next(struct inputs *inputs, struct input *out)
{
    const struct options *options = inputs->tool->options;
    const char *path;

    for (;;) {
        path = walk(inputs);
        if (path) {
            *out = (struct input){ path, path + inputs->root };
            return true;
        }
        if (inputs->list >= 0) {
            path = next_listed(inputs);
            if (!path)
                continue;
        } else if (inputs->word == options->n_words) {
            return false;
        } else {
            path = options->words[inputs->word++];
            if (strcmp(path, "-") == 0) {
                open_list(inputs, path);
                continue;
            }
        }
        if (!file_is_folder(path) || (inputs->models && is_package(path)))
            break;
        inputs->root = strlen(path);
        while (inputs->root > 1 && path[inputs->root - 1] == '/')
            inputs->root--;
        inputs->root += !(inputs->root == 1 && *path == '/');
        path = arena_copy(&inputs->arena, path, strlen(path));
        enter(inputs, path);
    }
    *out = (struct input){ path, path + last_part(path) };
    return true;
}

int
inputs_failed(const struct inputs *inputs)
{
    return inputs->failed;
}

void
inputs_close(struct inputs *inputs)
{
    while (inputs->depth)
        arena_release(&inputs->levels[--inputs->depth].arena);
    arena_release(&inputs->arena);
    close_list(inputs);
}

bool
inputs_is_folder(const char *path)
{
    return file_is_folder(path) && !is_package(path);
}

bool
inputs_many(const struct options *options, bool models)
{
    const char *word = options->n_words ? options->words[0] : "";

    return options->n_words > 1 || options->value[OPTION_FROM_FILE]
           || strcmp(word, "-") == 0
           || (file_is_folder(word) && !(models && is_package(word)));
}

int
inputs_count(struct tool *tool, bool models)
{
    const struct options *options = tool->options;
    struct inputs *inputs;
    struct input input;
    int n = 0;

    if (options->value[OPTION_FROM_FILE])
        return -1;
    for (int i = 0; i < options->n_words; i++) {
        if (strcmp(options->words[i], "-") == 0)
            return -1;
    }
    inputs = inputs_open(tool, models);
    inputs->silent = true;
    while (inputs_next(inputs, &input))
        n++;
    inputs_close(inputs);
    return n;
}

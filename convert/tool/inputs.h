/*
 * inputs.h - the files a command works on, one after another.
 *
 * A word of the command line is a file, a folder or "-", a list of names on
 * standard input; --from-file names a list too.  Folders are walked to their
 * ends, names in the order of their bytes.  Lists hold a name a line, or names
 * with a NUL behind each; a name in a list may be a folder.
 *
 * Of a folder are taken: .xlsx .xlsm .xltx .xltm .xls .xlt .et .ett .ods .ots,
 * and .xlsb, which fails by name rather than in silence.  Where models are wanted, also .json (but no
 * .kept.json), .jsonl, and folders with a datapackage.json.  Names that begin
 * with . or ~$ (lock files) are left out; links to folders are not followed.
 *
 * Memory   Does not grow with the number of files, but with that of one
 *          folder.  A path is good until the next call.
 * Errors   file-unreadable; reported here and counted.
 */
#ifndef TOOL_INPUTS_H
#define TOOL_INPUTS_H

#include "tool/command.h"

struct input {
    const char *path;
    const char *below; /* the path below the folder named; else the last part
                          of the path */
};

struct inputs;

/* NULL, and reported, where the list cannot be read. */
struct inputs *inputs_open(struct tool *tool, bool models);
/* False at the end. */
bool inputs_next(struct inputs *inputs, struct input *out);
int inputs_failed(const struct inputs *inputs); /* folders not readable */
void inputs_close(struct inputs *inputs);

/* May there be more than one: several words, a folder or a list? */
bool inputs_many(const struct options *options, bool models);
/* A folder of files, and no package of one model. */
bool inputs_is_folder(const char *path);
/* How many there will be; -1 where that is not known before. */
int inputs_count(struct tool *tool, bool models);

#endif

/*
 * csv_package.c - the files of a package (as the parts of
 * support/given_parts.h) as a model.
 *
 * What is read, written as a package and read again is the same.
 */
#include "store/csv_package.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "book/zip.h"
#include "support/fuzz.h"
#include "support/given_parts.h"

static char folder[512];

static const char *
in_folder(struct arena *arena, const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name);
}

static void
remove_folder(void)
{
    char command[1200];

    snprintf(command, sizeof command, "rm -rf %s %s.again", folder, folder);
    if (system(command) != 0)
        abort();
}

static void
make_folder(void)
{
    const char *where = getenv("TMPDIR");

    if (folder[0])
        return;
    snprintf(folder, sizeof folder, "%s/fuzz.XXXXXX", where ? where : "/tmp");
    FUZZ_HOLDS(mkdtemp(folder) != NULL);
    atexit(remove_folder);
}

/* What is written is a file of the folder itself. */
static void
put_files(struct arena *arena, struct zip *zip)
{
    struct diag_list diags = { .arena = arena };

    for (int i = 0; i < zip->n_entries; i++) {
        const struct zip_entry *entry = &zip->entries[i];
        const char *name = text_zero(arena, entry->name), *bytes;
        FILE *out;

        if (strchr(name, '/') || name[0] == '[' || name[0] == '.'
            || strlen(name) > 200)
            continue;
        bytes = zip_unpack(arena, zip, entry, &diags);
        out = bytes ? fopen(in_folder(arena, name), "w") : NULL;
        if (out == NULL)
            continue;
        fwrite(bytes, 1, (size_t)entry->n_unpacked, out);
        fclose(out);
    }
}

static void
take_files(struct arena *arena, const struct zip *zip)
{
    for (int i = 0; i < zip->n_entries; i++)
        unlink(in_folder(arena, text_zero(arena, zip->entries[i].name)));
}

static void
check_again(struct arena *arena, const struct model *model,
            enum csv_text_style style)
{
    struct diag_list diags = { .arena = arena };
    const char *where = arena_printf(arena, "%s.again", folder);
    const char *why;
    const struct model *again;

    FUZZ_HOLDS(csv_package_write(arena, where, model, style, &diags));
    again = csv_package_read(arena, fuzz_mappings()->words, where, &diags);
    FUZZ_HOLDS(again != NULL);
    why = model_differs(arena, LANGUAGE_EN, model, again);
    FUZZ_EQUAL(TEXT(""), text_of(why ? why : ""));
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text before, bytes = given_parts(arena, in, &before);
    struct model *model;
    struct zip zip;

    make_folder();
    if (!zip_read(arena, "fuzz", bytes, &zip, diags))
        return;
    put_files(arena, &zip);
    model = csv_package_read(arena, fuzz_mappings()->words, folder, diags);
    take_files(arena, &zip);
    FUZZ_HOLDS(model ? !diag_has_errors(diags) : diag_has_errors(diags));
    if (model == NULL)
        return;
    check_again(arena, model, CSV_TEXT_GUARDED);
    check_again(arena, model, CSV_TEXT_PLAIN);
}

FUZZ_TARGET(run)

/* use.c - workbook in, all that the library makes of it into files. */
#include <juesuan.h>
#include <stdio.h>
#include <string.h>

static int
put(const char *folder, const char *name, const void *bytes, size_t n)
{
    char path[1024];
    FILE *out;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    out = fopen(path, "wb");
    if (!out || fwrite(bytes, 1, n, out) != n)
        return 1;
    return fclose(out) != 0;
}

/* "name status", and what was made. */
static int
end(const char *folder, const char *name, struct juesuan_result *r)
{
    size_t n = 0;
    const void *bytes = juesuan_bytes(r, &n);
    int bad = bytes ? put(folder, name, bytes, n) : 0;

    printf("%s %d\n", name, (int)juesuan_status(r));
    for (int i = 0; i < juesuan_n_diagnostics(r); i++)
        bad |= strlen(juesuan_diagnostic(r, i)->text) == 0;
    juesuan_free(r);
    return bad;
}

int
main(int argc, char **argv)
{
    struct juesuan_options to = JUESUAN_OPTIONS_NEW;
    struct juesuan_file file = { argv[1], NULL, 0 };
    struct juesuan *j = juesuan_open(NULL);
    struct juesuan_result *facts = juesuan_import(j, &file, NULL);
    const char *out = argv[argc - 1];
    int bad = end(out, "facts.csv", juesuan_write(j, facts, JUESUAN_FACTS));

    bad |= end(out, "model.json", juesuan_write(j, facts, JUESUAN_JSON));
    bad |= end(out, "package.zip", juesuan_write(j, facts, JUESUAN_PACKAGE));
    juesuan_free(facts);
    bad |= end(out, "annotated.xlsx", juesuan_annotate(j, &file, NULL));
    bad |= end(out, "report.html", juesuan_report(j, &file, NULL));
    to.template_id = argv[2];
    to.lossy = 1;
    bad |= end(out, "migrated.xlsx", juesuan_migrate(j, &file, &to));
    bad |= end(out, "blank.xlsx", juesuan_blank(j, &to));
    juesuan_close(j);
    return bad;
}

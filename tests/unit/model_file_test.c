/* model_file_test.c - whatever holds a model is told by its content. */
#include "store/model_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/csv_package.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_model.h"
#include "support/show_store.h"

#define MARK "\xEF\xBB\xBF"

#define BLANKS "                           "
#define LOCK                                                                   \
    "\x04user" BLANKS BLANKS BLANKS BLANKS BLANKS "                         "

static struct arena arena;
static char folder[] = "/tmp/model_file_test.XXXXXX";

/* want: the number of facts, or what is complained of. */
static const struct file_case {
    const char *name, *bytes, *want;
} files[] = {
    { "a model", "{\"juesuan\":\"model/1\"}", "0 facts" },
    { "a model on many lines, with a mark",
      MARK "\n{\n \"tables\" : [ ],\n\"juesuan\":\"model/1\"\n}\n", "0 facts" },
    { "a model whose version comes last",
      "{\"tables\":[],\"juesuan\":\"model/1\"}\n", "0 facts" },
    { "JSON lines",
      "{\"table\":\"income\",\"item\":\"total\",\"measure\":\"total\","
      "\"value\":1}\n",
      "1 facts" },
    { "JSON lines with a mark",
      MARK "{\"table\":\"income\",\"item\":\"total\",\"measure\":\"total\","
           "\"value\":1}\n",
      "1 facts" },
    { "facts", "table,item,measure,value\nincome,total,total,1\n", "1 facts" },
    { "facts with a mark",
      MARK "table,item,measure,value\nincome,total,total,1\n", "1 facts" },
    { "another department than the tables'",
      "{\"juesuan\":\"model/1\",\"department\":\"乙局\",\"tables\":["
      "{\"table\":\"income\",\"department\":\"甲局\",\"facts\":[]}]}",
      "/x: the filing is of '乙局', its tables of '甲局' [model-invalid]\n" },
    { "another year than the tables'",
      "{\"juesuan\":\"model/1\",\"fiscal_year\":2023,\"tables\":["
      "{\"table\":\"income\",\"fiscal_year\":2022,\"facts\":[]}]}",
      "/x: the filing is of 2023, its tables of 2022 [model-invalid]\n" },
    { "the year of one of the tables",
      "{\"juesuan\":\"model/1\",\"fiscal_year\":2023,\"tables\":["
      "{\"table\":\"income\",\"fiscal_year\":2022,\"facts\":[]},"
      "{\"table\":\"expenditure\",\"fiscal_year\":2023,\"facts\":[]}]}",
      "0 facts" },
    { "a kept file", "{\"juesuan\":\"kept/1\"}",
      "/x:1:12: the file is a 'kept/1', not a 'model/1' [model-invalid]\n" },
    { "other JSON", "{\n\"a\":1}",
      "/x:1:1: the file does not say \"juesuan\":\"model/1\" "
      "[model-invalid]\n" },
    { "broken JSON",
      "{\"juesuan\":", "/x:1:12: the file ends too soon [json-syntax]\n" },
    { "nothing", " \n", "/x: the file is empty [model-invalid]\n" },
    { "a workbook", "PK\003\004xyz",
      "/x: the file is a workbook where a model must be [model-invalid]\n" },
    { "an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1",
      "/x: the file is an old office document (.xls, .et, .doc) where a model "
      "must be [model-invalid]\n" },
    { "a lock, which is read as a workbook", LOCK,
      "/x: the file is the lock that a spreadsheet program leaves beside an "
      "open workbook (~$…) where a model must be [model-invalid]\n" },
    { "a PDF, read as a workbook", "%PDF-1.7\n",
      "/x: the file is a PDF where a model must be [model-invalid]\n" },
    { "RTF, read as a workbook", "{\\rtf1 \"juesuan\"}",
      "/x: the file is a text of Word (RTF) where a model must be "
      "[model-invalid]\n" },
    { "a page, read as a workbook", "\n <TABLE><tr>",
      "/x: the file is an HTML page where a model must be [model-invalid]\n" },
    { "facts that speak of a page",
      "table,item,measure,value\nincome,total,total,<html\n",
      "/x:2: 'value' must be a plain number, not '<html' [model-invalid]\n" },
    { "some text", "hello", "/x:1: unknown column 'hello' [model-invalid]\n" },
};

static void
put_file(const char *path, const char *bytes)
{
    FILE *out = fopen(path, "w");

    if (!out || fputs(bytes, out) < 0 || fclose(out) != 0)
        abort();
}

static const char *
answer(const char *path)
{
    struct diag_list diags = { .arena = &arena };
    const struct model *model
        = model_file_read(&arena, given_words(), path, &diags);

    if (!model)
        return show_complaints(&arena, &diags) + strlen(folder);
    return arena_printf(&arena, "%d facts", model_count_facts(model));
}

static void
run_file(const struct file_case *c, const char *path)
{
    bool workbook = strstr(c->name, "workbook") != NULL;

    expect_begin(c->name);
    put_file(path, c->bytes);
    EXPECT_TEXT(c->want, answer(path));
    EXPECT_INT(workbook, model_file_is_workbook(path));
}

static void
run_package(const char *path)
{
    struct given_model_options options = { .seed = 1, .table = "three_public" };
    struct model *model = given_model(&arena, &options);
    struct diag_list diags = { .arena = &arena };

    expect_begin("a package");
    EXPECT(csv_package_write(&arena, path, model, CSV_TEXT_PLAIN, &diags));
    EXPECT_TEXT(arena_printf(&arena, "%d facts", model->tables[0].n_facts),
                answer(path));
    EXPECT(!model_file_is_workbook(path));
}

int
main(void)
{
    const char *path;

    if (!mkdtemp(folder))
        return 1;
    path = arena_printf(&arena, "%s/x", folder);
    for (int i = 0; i < ARRAY_LEN(files); i++)
        run_file(&files[i], path);
    unlink(path);
    expect_begin("nothing of that name");
    EXPECT_TEXT("/x: cannot open the file: No such file or directory "
                "[file-unreadable]\n",
                answer(path));
    run_package(path);
    if (system(arena_printf(&arena, "rm -rf %s", folder)) != 0)
        return 1;
    arena_release(&arena);
    return expect_finish();
}

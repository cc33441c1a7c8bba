/* csv_package_test.c - packages written, read back, replaced and refused. */
#include "store/csv_package.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "book/zip.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_model.h"
#include "support/show_store.h"

#define SEEDS 12

static struct arena arena;
static char folder[] = "/tmp/csv_package_test.XXXXXX";

static const char *
in_folder(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static void
put_file(const char *path, const char *bytes)
{
    FILE *out = fopen(path, "w");

    if (!out || fputs(bytes, out) < 0 || fclose(out) != 0)
        abort();
}

static const char *
get_file(const char *path)
{
    struct diag_list diags = { .arena = &arena };
    struct text bytes;

    if (!file_read(&arena, path, 1 << 24, &bytes, &diags))
        return "unreadable";
    return text_zero(&arena, bytes);
}

static void
clear(const char *name)
{
    if (system(arena_printf(&arena, "rm -rf %s", in_folder(name))) != 0)
        abort();
}

/* The messages without the name of the folder. */
static const char *
complaints(const struct diag_list *diags)
{
    const char *all = show_complaints(&arena, diags);
    char *at;

    while ((at = strstr(all, folder)) != NULL)
        memmove(at, at + strlen(folder), strlen(at + strlen(folder)) + 1);
    return all;
}

/* What is in a folder, sorted, hidden files too. */
static const char *
list(const char *path)
{
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);
    const char *all = "";

    for (int i = 0; i < n; i++) {
        if (strcmp(entries[i]->d_name, ".") != 0
            && strcmp(entries[i]->d_name, "..") != 0)
            all = arena_printf(&arena, "%s%s ", all, entries[i]->d_name);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return all;
}

/* A model as JSON, less what a package does not hold. */
static struct text
show_less(const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++)
        for (int j = 0; j < model->tables[i].n_facts; j++) {
            model->tables[i].facts[j].found = NULL;
            model_own_column(&arena, &model->tables[i].facts[j])->by = NULL;
        }
    return show_json(&arena, model);
}

static void
run_seed(uint64_t seed)
{
    struct given_model_options options
        = { .seed = seed, .any_text = seed % 2 != 0 };
    const struct model *model = given_model(&arena, &options), *again;
    struct diag_list diags = { .arena = &arena };
    const char *path = in_folder("seed");

    expect_begin(arena_printf(&arena, "package of seed %d", (int)seed));
    EXPECT(csv_package_write(&arena, path, model,
                             seed % 3 ? CSV_TEXT_GUARDED : CSV_TEXT_PLAIN,
                             &diags));
    again = csv_package_read(&arena, given_words(), path, &diags);
    EXPECT_TEXT("", complaints(&diags));
    if (again)
        EXPECT_TEXT(text_zero(&arena, show_less(model)),
                    text_zero(&arena, show_less(again)));
}

static struct fact *
add(struct model_table *table, const char *item, const char *measure,
    int64_t value)
{
    enum value_kind kind;
    struct fact *fact;

    schema_value(table->schema, text_of(item), text_of(measure), &kind);
    fact = model_add_fact(&arena, table, text_of(item), text_of(measure), kind);
    fact->value = decimal_of(value);
    return fact;
}

static struct model *
small(void)
{
    struct model *model = ARENA_NEW(&arena, struct model);
    struct model_table *table;

    model->department = TEXT("教育局");
    model->fiscal_year = 2022;
    table = model_add_table(&arena, model, given_table("income"), TEXT_NONE);
    add(table, "20501", "total", 5);
    add(table, "total", "total", 12);
    add(table, "total", "other", 0);
    add(table, "205", "total", 12);
    model_add_name(&arena, table, TEXT("20501"), TEXT("=教育, 管理"));
    table = model_add_table(&arena, model,
                            given_table("general_budget_expenditure_"
                                        "detail"),
                            TEXT_NONE);
    add(table, "205", "302", 2);
    add(table, "205", "301", 1);
    model_add_name(&arena, table, TEXT("301"), TEXT("工资福利支出"));
    table = model_add_table(
        &arena, model, given_table("project_evaluation_report"), TEXT("甲"));
    add(table, "spending.1", "item", 0)->text = TEXT("＋门诊");
    add(table, "spending.1", "actual", -7);
    add(table, "goal.1", "actual", 0)->text = TEXT("已完成");
    return model;
}

/* The zip holds the files of the folder. */
static void
run_packed(void)
{
    struct diag_list diags = { .arena = &arena };
    struct text bytes, wanted;
    struct zip zip;

    expect_begin("a package as a zip");
    EXPECT(csv_package_write(&arena, in_folder("zip"), small(),
                             CSV_TEXT_GUARDED, &diags));
    EXPECT(csv_package_pack(&arena, small(), CSV_TEXT_GUARDED, &bytes, &diags));
    EXPECT(zip_read(&arena, "zip", bytes, &zip, &diags));
    EXPECT_TEXT("", complaints(&diags));
    EXPECT(zip.n_entries == 6);
    for (int i = 0; i < zip.n_entries; i++) {
        const char *name = text_zero(&arena, zip.entries[i].name);

        EXPECT(file_read(&arena,
                         in_folder(arena_printf(&arena, "zip/%s", name)),
                         100000, &wanted, &diags));
        EXPECT_TEXT(wanted.at,
                    zip_unpack(&arena, &zip, &zip.entries[i], &diags));
    }
    clear("zip");
}

static void
run_form(void)
{
    struct diag_list diags = { .arena = &arena };
    const char *json;

    expect_begin("the files of a package");
    EXPECT(csv_package_write(&arena, in_folder("form/"), small(),
                             CSV_TEXT_GUARDED, &diags));
    EXPECT_TEXT("datapackage.json facts.csv "
                "general_budget_expenditure_detail.csv income.csv "
                "project_evaluation_report.goal.csv "
                "project_evaluation_report.spending.csv ",
                list(in_folder("form")));
    EXPECT_TEXT("form ", list(folder));

    expect_begin("a table of codes");
    EXPECT_TEXT("\xEF\xBB\xBFinstance,item,name,total,fiscal_appropriation,"
                "superior_subsidy,institutional,education_fees,operating,"
                "affiliated_remittance,other\n"
                ",total,合计,12,,,,,,,0\n"
                ",205,,12,,,,,,,\n"
                ",20501,\"'=教育, 管理\",5,,,,,,,\n",
                get_file(in_folder("form/income.csv")));
    expect_begin("a table of codes by codes");
    EXPECT_TEXT(
        "\xEF\xBB\xBFinstance,item,name,total,301,302\n"
        ",205,,,1,2\n",
        get_file(in_folder("form/general_budget_expenditure_detail.csv")));
    expect_begin("a section of an evaluation");
    EXPECT_TEXT(
        "\xEF\xBB\xBFinstance,item,spending_item,planned,actual\n"
        "甲,spending.1,'＋门诊,,-7\n",
        get_file(in_folder("form/project_evaluation_report.spending.csv")));
    expect_begin("the schema of a table");
    json = get_file(in_folder("form/datapackage.json"));
    EXPECT(strstr(json, "{\"juesuan\":\"package/1\","
                        "\"profile\":\"tabular-data-package\","
                        "\"name\":\"juesuan-2022\"")
           == json);
    EXPECT(strstr(json, "{\"name\":\"301\",\"type\":\"number\","
                        "\"title\":\"工资福利支出\"}")
           != NULL);
    EXPECT(strstr(json, "\"primaryKey\":[\"instance\",\"item\"]") != NULL);
}

/* What a change of one file of the package leads to; "" is read right. */
static const struct change_case {
    const char *name, *file, *from, *to, *want;
} changes[] = {
    { "nothing", "facts.csv", "", "", "" },
    { "a number written otherwise", "income.csv", ",12,", ",12.00,", "" },
    { "a number in a table", "income.csv", "205,,12", "205,,13",
      "/p/income.csv:3: 'total' of '205' is '13', but '12' in facts.csv "
      "[model-invalid]\n" },
    { "a number in the facts", "facts.csv", "205,total,12", "205,total,13",
      "/p/income.csv:3: 'total' of '205' is '12', but '13' in facts.csv "
      "[model-invalid]\n" },
    { "a fact gone", "facts.csv",
      "教育局,2022,,income,,205,total,12,CNY,0,leaf,,\n", "",
      "/p/income.csv:1: the table has 3 rows, but 2 in facts.csv "
      "[model-invalid]\n" },
    { "a name in a table", "income.csv", "管理", "经理",
      "/p/income.csv:4: 'name' of '20501' is '=教育, 经理', but '=教育, 管理' in "
      "facts.csv [model-invalid]\n" },
    { "a row of a table", "income.csv", ",205,,12,,,,,,,\n", "",
      "/p/income.csv:1: the table has 2 rows, but 3 in facts.csv "
      "[model-invalid]\n" },
    { "a column of a table", "income.csv", "other", "others",
      "/p/income.csv:1: column 'others' where 'other' must be "
      "[model-invalid]\n" },
    { "a field of a table", "income.csv", ",0\n", "\n",
      "/p/income.csv:2: 10 fields where 11 must be [model-invalid]\n" },
    { "a table that is not listed", "datapackage.json",
      "\"model\":", "\"more\":0,\"model\":", "" },
    { "a table's file is gone", "income.csv", NULL, NULL,
      "/p/income.csv: cannot open the file: No such file or directory "
      "[file-unreadable]\n" },
    { "the facts are gone", "facts.csv", NULL, NULL,
      "/p/facts.csv: cannot open the file: No such file or directory "
      "[file-unreadable]\n" },
    { "the descriptor is gone", "datapackage.json", NULL, NULL,
      "/p/datapackage.json: cannot open the file: No such file or directory "
      "[file-unreadable]\n" },
    { "a package of others", "datapackage.json", "package/1", "package/2",
      "/p/datapackage.json:1:1: the package does not say "
      "\"juesuan\":\"package/1\" [model-invalid]\n" },
    { "no model", "datapackage.json", "\"model\":", "\"nodel\":",
      "/p/datapackage.json:1:1: a package without 'model' "
      "[model-invalid]\n" },
    { "a path out of the folder", "datapackage.json", "\"income.csv\"",
      "\"../x.csv\"",
      "/p/datapackage.json:21:26: a resource must be a CSV file of the folder, "
      "named in 'path' [model-invalid]\n" },
    { "a table that nothing fills", "datapackage.json", "\"income.csv\"",
      "\"incom.csv\"",
      "/p/datapackage.json:21:26: 'incom.csv' is no table that the facts fill "
      "[model-invalid]\n" },
    { "another department", "facts.csv", "教育局", "财政局",
      "/p/facts.csv:2: a filing of '财政局' for 2022 among those of '教育局' "
      "for 2022 [model-invalid]\n" },
    { "a table that the model does not list", "facts.csv", "income",
      "expenditure",
      "/p/facts.csv:2: a fact of a table that is not listed "
      "[model-invalid]\n" },
};

static void
run_change(const struct change_case *c)
{
    struct diag_list diags = { .arena = &arena };
    const char *path = in_folder(arena_printf(&arena, "p/%s", c->file));
    const struct model *model;

    expect_begin(c->name);
    clear("p");
    EXPECT(csv_package_write(&arena, in_folder("p"), small(), CSV_TEXT_GUARDED,
                             &diags));
    if (!c->from) {
        unlink(path);
    } else {
        const char *bytes = get_file(path);
        const char *at = strstr(bytes, c->from);

        if (!EXPECT(at != NULL))
            return;
        put_file(path, arena_printf(&arena, "%.*s%s%s", (int)(at - bytes),
                                    bytes, c->to, at + strlen(c->from)));
    }
    model = csv_package_read(&arena, given_words(), in_folder("p"), &diags);
    EXPECT_TEXT(c->want, complaints(&diags));
    EXPECT((model == NULL) == diag_has_errors(&diags));
}

static void
make_nothing(const char *path)
{
    (void)path;
}

static void
make_empty(const char *path)
{
    mkdir(path, 0777);
}

static void
make_package(const char *path)
{
    struct diag_list diags = { .arena = &arena };
    struct given_model_options options = { .seed = 3 };

    csv_package_write(&arena, path, given_model(&arena, &options),
                      CSV_TEXT_PLAIN, &diags);
}

static void
make_package_and_more(const char *path)
{
    struct diag_list diags = { .arena = &arena };
    struct model none = { .n_tables = 0 };

    csv_package_write(&arena, path, &none, CSV_TEXT_PLAIN, &diags);
    put_file(arena_printf(&arena, "%s/notes.txt", path), "mine");
}

static void
make_others(const char *path)
{
    mkdir(path, 0777);
    put_file(arena_printf(&arena, "%s/datapackage.json", path),
             "{\"name\":\"x\"}");
}

static void
make_file(const char *path)
{
    put_file(path, "mine");
}

static void
make_link(const char *path)
{
    if (symlink("form", path) != 0)
        abort();
}

/* What is there before, and what becomes of it. */
static const struct replace_case {
    const char *name;
    void (*make)(const char *path);
    const char *want, *left; /* left: NULL for a new package */
} replaces[] = {
    { "nothing is there", make_nothing, "", NULL },
    { "an empty folder", make_empty, "", NULL },
    { "an older package", make_package, "", NULL },
    { "a package with another file", make_package_and_more,
      "/r: the folder holds something else than a CSV package "
      "[file-unwritable]\n",
      "datapackage.json facts.csv notes.txt " },
    { "a package of others", make_others,
      "/r: the folder holds something else than a CSV package "
      "[file-unwritable]\n",
      "datapackage.json " },
    { "a file", make_file,
      "/r: cannot make the folder: Not a directory [file-unwritable]\n", "" },
    { "a link to a folder", make_link,
      "/r: cannot make the folder: Not a directory [file-unwritable]\n", NULL },
};

static void
run_replace(const struct replace_case *c)
{
    struct diag_list diags = { .arena = &arena };
    const char *path = in_folder("r");
    const char *left = c->left ? c->left : list(in_folder("form"));
    bool written;

    expect_begin(c->name);
    clear("r");
    c->make(path);
    written = csv_package_write(&arena, path, small(), CSV_TEXT_PLAIN, &diags);
    EXPECT_TEXT(c->want, complaints(&diags));
    EXPECT(written != diag_has_errors(&diags));
    EXPECT_TEXT(left, list(path));
    EXPECT_TEXT("form p r seed ", list(folder));
}

static void
run_unwritable(void)
{
    struct diag_list diags = { .arena = &arena };

    expect_begin("a folder in a folder that is not there");
    EXPECT(!csv_package_write(&arena, in_folder("none/x"), small(),
                              CSV_TEXT_PLAIN, &diags));
    EXPECT_TEXT("/none/x: cannot make the folder: No such file or directory "
                "[file-unwritable]\n",
                complaints(&diags));
}

int
main(void)
{
    if (!mkdtemp(folder))
        return 1;
    run_form();
    run_packed();
    for (int i = 0; i < SEEDS; i++)
        run_seed((uint64_t)i);
    for (int i = 0; i < ARRAY_LEN(changes); i++)
        run_change(&changes[i]);
    for (int i = 0; i < ARRAY_LEN(replaces); i++)
        run_replace(&replaces[i]);
    run_unwritable();
    if (system(arena_printf(&arena, "rm -rf %s", folder)) != 0)
        return 1;
    arena_release(&arena);
    return expect_finish();
}

/* json_test.c - models and kept files through JSON, and what is refused. */
#include "store/json.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/given_model.h"
#include "support/show_store.h"

#define SEEDS 60

static struct arena arena;

/* Same bytes again say that nothing was lost: every member is written. */
static void
run_model(uint64_t seed)
{
    struct given_model_options options
        = { .seed = seed, .any_text = seed % 2 != 0 };
    struct diag_list diags = { .arena = &arena };
    const struct model *model = given_model(&arena, &options), *again;
    struct text json = show_json(&arena, model);
    const char *why;

    expect_begin(arena_printf(&arena, "model of seed %d", (int)seed));
    again = json_read_model(&arena, given_words(), "m.json", json, &diags);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    if (!again)
        return;
    why = model_differs(&arena, LANGUAGE_EN, model, again);
    EXPECT_TEXT("equal", why ? why : "equal");
    EXPECT_TEXT(text_zero(&arena, json),
                text_zero(&arena, show_json(&arena, again)));
}

static void
run_kept(uint64_t seed)
{
    struct diag_list diags = { .arena = &arena };
    struct text json = show_kept(&arena, given_kept(&arena, seed));
    const struct kept *again;

    expect_begin(arena_printf(&arena, "kept of seed %d", (int)seed));
    again = json_read_kept(&arena, given_words(), "k.json", json, &diags);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    if (again)
        EXPECT_TEXT(text_zero(&arena, json),
                    text_zero(&arena, show_kept(&arena, again)));
}

static const char whole_model[]
    = "{\"juesuan\":\"model/1\",\"template\":\"hubei-2022\","
      "\"department\":\"医疗保障服务中心\",\"fiscal_year\":2022,"
      "\"region\":\"某县\",\"file\":\"a b.xlsx\","
      "\"saved\":\"2024-03-05T07:08:09Z\",\"unread\":2,"
      "\"tables\":[\n"
      " {\"table\":\"income\",\"title\":\"收入决算表\",\"sheet\":\"Z02\","
      "\"unit\":\"万元\",\"decimals\":2,\"names\":{\"210\":\"卫生健康支出\"},"
      "\"facts\":[\n"
      "  {\"item\":\"210\",\"measure\":\"total\",\"value\":5823600,"
      "\"unit\":\"CNY\",\"decimals\":-2,\"role\":\"sum\",\"cell\":\"C7\","
      "\"found\":\"582.36\",\"by\":\"mappings/hubei-2022/income.yaml:12\"},\n"
      "  {\"item\":\"2101550\",\"measure\":\"total\",\"value\":0.01,"
      "\"unit\":\"CNY\",\"decimals\":-2,\"role\":\"leaf\","
      "\"sheet\":\"Z02 (2)\",\"cell\":\"D9\","
      "\"by\":\"income.yaml:12:5\"}]},\n"
      " {\"table\":\"government_fund\","
      "\"title\":\"政府性基金预算财政拨款收入支出决算表\",\"unit\":\"元\","
      "\"decimals\":0,\"declared_empty\":\"无\"},\n"
      " {\"table\":\"project_self_evaluation\",\"instance\":\"甲\","
      "\"title\":\"项目支出绩效自评表\",\"unit\":\"元\",\"decimals\":0,"
      "\"facts\":[\n"
      "  {\"item\":\"indicator.1\",\"measure\":\"target\","
      "\"value\":\"≥95%\\n\\u0001\\\"\\\\\",\"unit\":\"text\","
      "\"role\":\"leaf\"}]}]}\n";

/* The form of the file is fixed: other programs read it. */
static void
run_form(void)
{
    struct diag_list diags = { .arena = &arena };
    const struct model *model;

    expect_begin("the form of a model");
    model = json_read_model(&arena, given_words(), "m.json",
                            text_of(whole_model), &diags);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    if (model)
        EXPECT_BYTES(whole_model, show_json(&arena, model));
}

static const char whole_kept[]
    = "{\"juesuan\":\"kept/1\",\"template\":\"hubei-2022\",\"digest\":\"00ff\","
      "\"date1904\":true,\"sheets\":[\n"
      " {\"name\":\"封面\",\"state\":\"hidden\",\"whole\":true,\"cells\":[\n"
      "  [\"A1\",\"s\",\"决算\"],[\"B1\",\"n\",\"582.36\",\"0.00\"],\n"
      "  [\"A3\",\"\",\"\",\"@\"]],\"merged\":[\"A1:B2\",\"C1:C9\"]},\n"
      " {\"name\":\"\",\"table\":\"income\",\"unit\":\"千元\"}],"
      "\"lost\":{\"tables\":[\n"
      " {\"table\":\"income\",\"title\":\"收入决算表\",\"unit\":\"元\","
      "\"decimals\":0}]}}\n";

static void
run_kept_form(void)
{
    struct diag_list diags = { .arena = &arena };
    const struct kept *kept;

    expect_begin("the form of a kept file");
    kept = json_read_kept(&arena, given_words(), "k.json", text_of(whole_kept),
                          &diags);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    if (kept)
        EXPECT_BYTES(whole_kept, show_kept(&arena, kept));
}

#define MODEL(tables) "{\"juesuan\":\"model/1\",\"tables\":[\n" tables "]}"
#define FACT(members)                                                          \
    MODEL("{\"table\":\"income\",\"facts\":[\n{" members "}]}")
#define PLACE "\"item\":\"total\",\"measure\":\"total\""

/* want: the fact's value, decimals, role and cell, or the complaints. */
static const struct fact_case {
    const char *name, *json, *want;
} facts[] = {
    { "unit, decimals and role may be left out", FACT(PLACE ",\"value\":12.50"),
      "12.5 1 leaf -\n" },
    { "exponents are exact", FACT(PLACE ",\"value\":5.8236e6"),
      "5823600 0 leaf -\n" },
    { "negative exponents, too", FACT(PLACE ",\"value\":-1E-05"),
      "-0.00001 5 leaf -\n" },
    { "a sum at a cell",
      FACT(PLACE ",\"value\":0,\"role\":\"sum\",\"cell\":\"C7\""),
      "0 0 sum C7\n" },
    { "18 digits", FACT(PLACE ",\"value\":-999999999999999999"),
      "-999999999999999999 0 leaf -\n" },
    { "19 digits", FACT(PLACE ",\"value\":1999999999999999999"),
      "m.json:3:43: 'value' has more digits than a number may have: "
      "'1999999999999999999' [model-invalid]\n" },
    { "an exponent too large", FACT(PLACE ",\"value\":1e400"),
      "m.json:3:43: 'value' has more digits than a number may have: "
      "'1e400' [model-invalid]\n" },
    { "a number in quotes", FACT(PLACE ",\"value\":\"1\""),
      "m.json:3:43: 'total' of 'total' is a number and must not stand in "
      "quotes [model-invalid]\n" },
    { "a value of no kind", FACT(PLACE ",\"value\":true"),
      "m.json:3:43: 'value' must be a text or a number [model-invalid]\n" },
    { "null is no value", FACT(PLACE ",\"value\":null"),
      "m.json:3:43: 'value' must be a text or a number [model-invalid]\n" },
    { "no value", FACT(PLACE),
      "m.json:3:1: a fact without 'value' [model-invalid]\n" },
    { "no item", FACT("\"measure\":\"total\",\"value\":1"),
      "m.json:3:1: a fact without 'item' [model-invalid]\n" },
    { "an unknown item",
      FACT("\"item\":\"totl\",\"measure\":\"total\",\"value\":1"),
      "m.json:3:9: table 'income' has no item 'totl' [model-invalid]\n" },
    { "a pattern is no item",
      FACT("\"item\":\"{code}\",\"measure\":\"total\",\"value\":1"),
      "m.json:3:9: table 'income' has no item '{code}' [model-invalid]\n" },
    { "an unknown measure",
      FACT("\"item\":\"total\",\"measure\":\"sum\",\"value\":1"),
      "m.json:3:27: item 'total' of 'income' has no measure 'sum' "
      "[model-invalid]\n" },
    { "another unit", FACT(PLACE ",\"value\":1,\"unit\":\"ratio\""),
      "m.json:3:52: the unit of 'total' is 'CNY', not 'ratio' "
      "[model-invalid]\n" },
    { "decimals out of range", FACT(PLACE ",\"value\":1,\"decimals\":19"),
      "m.json:3:56: 'decimals' must be a whole number from -18 to 18, not "
      "'19' [model-invalid]\n" },
    { "decimals that are none", FACT(PLACE ",\"value\":1,\"decimals\":1.5"),
      "m.json:3:56: 'decimals' must be a whole number from -18 to 18, not "
      "'1.5' [model-invalid]\n" },
    { "an unknown role", FACT(PLACE ",\"value\":1,\"role\":\"total\""),
      "m.json:3:52: 'role' must be leaf or sum, not 'total' "
      "[model-invalid]\n" },
    { "a cell that is none", FACT(PLACE ",\"value\":1,\"cell\":\"7C\""),
      "m.json:3:52: 'cell' must be a reference such as C9, not '7C' "
      "[model-invalid]\n" },
    { "an unknown member", FACT(PLACE ",\"value\":1,\"valeu\":2"),
      "m.json:3:45: unknown member 'valeu' [model-invalid]\n" },
    { "a cell of another sheet",
      FACT(PLACE ",\"value\":1,\"sheet\":\"Z\",\"cell\":\"C7\""),
      "1 0 leaf Z!C7\n" },
    { "a member of facts files", FACT(PLACE ",\"value\":1,\"template\":\"t\""),
      "m.json:3:45: unknown member 'template' [model-invalid]\n" },
    { "fewer than no figures unread",
      "{\"juesuan\":\"model/1\",\n\"unread\":-1}",
      "m.json:2:10: 'unread' must be a whole number from 0 to 2147483647 "
      "[model-invalid]\n" },
    { "saved at no moment",
      "{\"juesuan\":\"model/1\",\n\"saved\":\"yesterday\"}",
      "m.json:2:9: 'saved' must be a moment such as 2024-03-05T07:08:09Z "
      "[model-invalid]\n" },
    { "a region that is none", "{\"juesuan\":\"model/1\",\n\"region\":42}",
      "m.json:2:10: 'region' must be a text [model-invalid]\n" },
    { "a fact twice", FACT(PLACE ",\"value\":1},\n{" PLACE ",\"value\":1"),
      "m.json:4:1: 'total' of 'total' occurs twice in 'income' "
      "[model-invalid]\n" },
    { "all bad facts at once", FACT(PLACE "},\n{" PLACE ",\"value\":\"x\""),
      "m.json:3:1: a fact without 'value' [model-invalid]\n"
      "m.json:4:43: 'total' of 'total' is a number and must not stand in "
      "quotes [model-invalid]\n" },
    { "a fact that is no object",
      MODEL("{\"table\":\"income\",\"facts\":[\n1]}"),
      "m.json:3:1: a fact must be an object [model-invalid]\n" },
    { "facts that are no list", MODEL("{\"table\":\"income\",\n\"facts\":{}}"),
      "m.json:3:9: 'facts' must be a list [model-invalid]\n" },
    { "an unknown table", MODEL("{\"table\":\"incom\"}"),
      "m.json:2:10: unknown table 'incom' [model-invalid]\n" },
    { "a table without its name", MODEL("{}"),
      "m.json:2:1: a table must say which in 'table' [model-invalid]\n" },
    { "a table twice", MODEL("{\"table\":\"income\"},\n{\"table\":\"income\"}"),
      "m.json:3:1: the same table and instance occur twice "
      "[model-invalid]\n" },
    { "two instances",
      MODEL("{\"table\":\"income\"},\n"
            "{\"table\":\"income\",\"instance\":\"x\"}"),
      "" },
    { "an unknown unit", MODEL("{\"table\":\"income\",\n\"unit\":\"$\"}"),
      "m.json:3:8: 'unit' must be 元, 千元, 万元, 百万元 or 亿元 "
      "[model-invalid]\n" },
    { "a year that is none",
      MODEL("{\"table\":\"income\",\n\"fiscal_year\":\"2022\"}"),
      "m.json:3:15: 'fiscal_year' must be a whole number from 1 to 9999 "
      "[model-invalid]\n" },
    { "a name that is none",
      MODEL("{\"table\":\"income\",\"names\":{\n\"205\":1}}"),
      "m.json:3:7: a name must be a text [model-invalid]\n" },
    { "no tables", "{\"juesuan\":\"model/1\"}", "" },
    { "tables that are no list", "{\"juesuan\":\"model/1\",\n\"tables\":1}",
      "m.json:2:10: 'tables' must be a list [model-invalid]\n" },
    { "an unknown member of the model",
      "{\"juesuan\":\"model/1\",\n\"Tables\":[]}",
      "m.json:2:1: unknown member 'Tables' [model-invalid]\n" },
    { "another version", "{\"juesuan\":\"model/2\"}",
      "m.json:1:12: the file is a 'model/2', not a 'model/1' "
      "[model-invalid]\n" },
    { "a kept file", "{\"juesuan\":\"kept/1\"}",
      "m.json:1:12: the file is a 'kept/1', not a 'model/1' "
      "[model-invalid]\n" },
    { "no version", "{\"tables\":[]}",
      "m.json:1:1: the file does not say \"juesuan\":\"model/1\" "
      "[model-invalid]\n" },
    { "a list", "[]",
      "m.json:1:1: the file does not say \"juesuan\":\"model/1\" "
      "[model-invalid]\n" },
};

static const char *
show_fact_list(const struct model *model)
{
    const char *all = "";

    for (int i = 0; i < model->n_tables; i++)
        for (int j = 0; j < model->tables[i].n_facts; j++) {
            const struct fact *fact = &model->tables[i].facts[j];
            struct text value = model_value_text(&arena, fact);
            char cell[CELLREF_MAX] = "-";

            if (fact->row >= 0)
                cellref_show(fact->row, fact->col, cell);
            all = arena_printf(
                &arena, "%s%.*s %d %s %.*s%s%s\n", all, TEXT_ARG(value),
                fact->decimals, fact->role == ROLE_SUM ? "sum" : "leaf",
                TEXT_ARG(fact->of->sheet ? *fact->of->sheet : TEXT_NONE),
                fact->of->sheet ? "!" : "", cell);
        }
    return all;
}

static void
run_fact(const struct fact_case *c)
{
    struct diag_list diags = { .arena = &arena };
    const struct model *model;

    expect_begin(c->name);
    model = json_read_model(&arena, given_words(), "m.json", text_of(c->json),
                            &diags);
    EXPECT_TEXT(c->want, model ? show_fact_list(model)
                               : show_complaints(&arena, &diags));
    EXPECT((model == NULL) == diag_has_errors(&diags));
}

#define KEPT(sheets) "{\"juesuan\":\"kept/1\",\"sheets\":[\n" sheets "]}"
#define CELL(cell) KEPT("{\"name\":\"x\",\"cells\":[\n" cell "]}")

static const struct kept_case {
    const char *name, *json, *want;
} kepts[] = {
    { "a cell of two parts", CELL("[\"A1\",\"s\"]"),
      "k.json:3:1: a cell must be a list of place, type, value and format "
      "[model-invalid]\n" },
    { "a cell of five parts", CELL("[\"A1\",\"s\",\"\",\"\",\"\"]"),
      "k.json:3:1: a cell must be a list of place, type, value and format "
      "[model-invalid]\n" },
    { "a cell that is none", CELL("\"A1\""),
      "k.json:3:1: a cell must be a list of place, type, value and format "
      "[model-invalid]\n" },
    { "a number for a text", CELL("[\"A1\",\"n\",1]"),
      "k.json:3:11: the parts of a cell must be texts [model-invalid]\n" },
    { "a place that is none", CELL("[\"A0\",\"n\",\"1\"]"),
      "k.json:3:2: the place of a cell must be a reference such as C9 "
      "[model-invalid]\n" },
    { "an unknown type", CELL("[\"A1\",\"x\",\"1\"]"),
      "k.json:3:7: the type of a cell must be one of n d D s b e, or empty "
      "[model-invalid]\n" },
    { "two types", CELL("[\"A1\",\"nd\",\"1\"]"),
      "k.json:3:7: the type of a cell must be one of n d D s b e, or empty "
      "[model-invalid]\n" },
    { "two cells in one place",
      CELL("[\"A1\",\"s\",\"x\"],\n"
           "[\"$A$1\",\"s\",\"y\"]"),
      "k.json:4:1: two cells in one place [model-invalid]\n" },
    { "a merge that is none", KEPT("{\"name\":\"x\",\"merged\":[\"A\"]}"),
      "k.json:2:23: a merged range must be a reference such as A1:B2 "
      "[model-invalid]\n" },
    { "an unknown state", KEPT("{\"name\":\"x\",\"state\":\"gone\"}"),
      "k.json:2:21: 'state' must be visible, hidden or veryHidden "
      "[model-invalid]\n" },
    { "an unknown unit", KEPT("{\"name\":\"x\",\"unit\":\"角\"}"),
      "k.json:2:20: 'unit' must be 元, 万元 … [model-invalid]\n" },
    { "a sheet without a name", KEPT("{}"),
      "k.json:2:1: a sheet without 'name' [model-invalid]\n" },
    { "a flag that is none", KEPT("{\"name\":\"x\",\"whole\":1}"),
      "k.json:2:21: 'whole' must be true or false [model-invalid]\n" },
    { "a sheet that is none", KEPT("1"),
      "k.json:2:1: an object must stand here [model-invalid]\n" },
    { "a model", "{\"juesuan\":\"model/1\"}",
      "k.json:1:12: the file is a 'model/1', not a 'kept/1' "
      "[model-invalid]\n" },
    { "lost facts that are wrong",
      "{\"juesuan\":\"kept/1\",\"lost\":{\"juesuan\":\"model/1\"}}",
      "k.json:1:29: unknown member 'juesuan' [model-invalid]\n" },
};

static void
run_bad_kept(const struct kept_case *c)
{
    struct diag_list diags = { .arena = &arena };

    expect_begin(c->name);
    EXPECT(!json_read_kept(&arena, given_words(), "k.json", text_of(c->json),
                           &diags));
    EXPECT_TEXT(c->want, show_complaints(&arena, &diags));
}

/* No part of a file that is cut off looks whole. */
static void
run_cut(void)
{
    struct text whole = text_of(whole_model);

    expect_begin("a model that is cut off");
    for (size_t n = 0; n < whole.n - 2; n++) {
        struct diag_list diags = { .arena = &arena };

        EXPECT(!json_read_model(&arena, given_words(), "m.json",
                                text_slice(whole, 0, n), &diags)
               && diag_has_errors(&diags));
    }
}

static const struct text_case {
    const char *bytes, *want;
} texts[] = {
    { "", "\"\"" },
    { "三公 \"x\" \\ /", "\"三公 \\\"x\\\" \\\\ /\"" },
    { "\b\t\n\f\r\001\037\177", "\"\\b\\t\\n\\f\\r\\u0001\\u001f\177\"" },
    { "a\xFF\xC3(", "\"a\xEF\xBF\xBD\xEF\xBF\xBD(\"" },
    { "\xF0\x9F\x98\x80\xE2\x80\xA8", "\"\xF0\x9F\x98\x80\xE2\x80\xA8\"" },
};

static void
run_text(const struct text_case *c)
{
    struct kept kept = { .template_id = text_of(c->bytes) };
    const char *want = "{\"juesuan\":\"kept/1\"}\n";

    expect_begin("a text as a JSON string");
    if (c->bytes[0])
        want = arena_printf(
            &arena, "{\"juesuan\":\"kept/1\",\"template\":%s}\n", c->want);
    EXPECT_BYTES(want, show_kept(&arena, &kept));
}

int
main(void)
{
    for (int i = 0; i < SEEDS; i++) {
        run_model((uint64_t)i);
        run_kept((uint64_t)i);
        arena_release(&arena);
    }
    run_form();
    run_kept_form();
    for (int i = 0; i < ARRAY_LEN(facts); i++)
        run_fact(&facts[i]);
    for (int i = 0; i < ARRAY_LEN(kepts); i++)
        run_bad_kept(&kepts[i]);
    for (int i = 0; i < ARRAY_LEN(texts); i++)
        run_text(&texts[i]);
    run_cut();
    arena_release(&arena);
    return expect_finish();
}

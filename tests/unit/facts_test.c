/* facts_test.c - facts as CSV and JSON lines, written and read. */
#include "store/facts.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/given_model.h"
#include "support/show_store.h"

#define SEEDS 40
#define HEADER                                                                 \
    "department,fiscal_year,template,table,instance,item,measure,value,unit,"  \
    "decimals,role,sheet,cell\n"

static struct arena arena;

static struct model *
read_csv(const char *bytes, struct diag_list *diags)
{
    return facts_read_csv(&arena, given_words(), "f.csv", text_of(bytes),
                          diags);
}

static struct model *
read_jsonl(const char *bytes, struct diag_list *diags)
{
    return facts_read_jsonl(&arena, given_words(), "f.jsonl", text_of(bytes),
                            diags);
}

/* The model without what facts do not say. */
static struct model *
only_facts(const struct model *model)
{
    struct model *less = ARENA_NEW(&arena, struct model);

    *less = *model;
    less->tables = NULL;
    less->n_tables = less->tables_capacity = 0;
    for (int i = 0; i < model->n_tables; i++) {
        struct model_table table = model->tables[i];

        if (table.n_facts > 0)
            ARENA_PUSH(&arena, less->tables, less->n_tables,
                       less->tables_capacity, table);
    }
    return less;
}

static void
run_seed(uint64_t seed)
{
    struct given_model_options options
        = { .seed = seed, .any_text = seed % 2 != 0 };
    const struct model *model = only_facts(given_model(&arena, &options));
    struct diag_list diags = { .arena = &arena };
    struct text plain = show_facts(&arena, model, CSV_TEXT_PLAIN);
    struct text guarded = show_facts(&arena, model, CSV_TEXT_GUARDED);
    struct text lines = show_jsonl(&arena, model);
    const struct model *again[3];
    const char *why;

    expect_begin(arena_printf(&arena, "facts of seed %d", (int)seed));
    again[0] = facts_read_csv(&arena, given_words(), "f.csv", plain, &diags);
    again[1] = facts_read_csv(&arena, given_words(), "f.csv", guarded, &diags);
    again[2]
        = facts_read_jsonl(&arena, given_words(), "f.jsonl", lines, &diags);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    for (int i = 0; i < ARRAY_LEN(again) && again[i]; i++) {
        why = model_differs(&arena, LANGUAGE_EN, model, again[i]);
        EXPECT_TEXT("equal", why ? why : "equal");
        EXPECT(text_equal(plain, show_facts(&arena, again[i], CSV_TEXT_PLAIN)));
        EXPECT(text_equal(lines, show_jsonl(&arena, again[i])));
    }
}

static const char whole_csv[] = HEADER
    "\"教育局, 本级\",2022,hubei-2022,income,,total,total,5823600,CNY,-2,sum,"
    "Z02,C6\n"
    "\"教育局, 本级\",2022,hubei-2022,income,,205,total,-0.01,CNY,2,leaf,Z02,"
    "C7\n"
    "\"教育局, 本级\",2022,hubei-2022,project_self_evaluation,甲,indicator.1,"
    "nature,＝,text,,leaf,自评,D9\n"
    "\"教育局, 本级\",2022,hubei-2022,project_self_evaluation,甲,funding.total,"
    "rate,0.9994,ratio,4,leaf,自评,\n";
static const char whole_lines[]
    = "{\"department\":\"教育局, 本级\",\"fiscal_year\":2022,"
      "\"template\":\"hubei-2022\",\"table\":\"income\",\"instance\":\"\","
      "\"item\":\"total\",\"measure\":\"total\",\"value\":5823600,"
      "\"unit\":\"CNY\",\"decimals\":-2,\"role\":\"sum\",\"sheet\":\"Z02\","
      "\"cell\":\"C6\"}\n"
      "{\"department\":\"教育局, 本级\",\"fiscal_year\":2022,"
      "\"template\":\"hubei-2022\",\"table\":\"income\",\"instance\":\"\","
      "\"item\":\"205\",\"measure\":\"total\",\"value\":-0.01,"
      "\"unit\":\"CNY\",\"decimals\":2,\"role\":\"leaf\",\"sheet\":\"Z02\","
      "\"cell\":\"C7\"}\n"
      "{\"department\":\"教育局, 本级\",\"fiscal_year\":2022,"
      "\"template\":\"hubei-2022\",\"table\":\"project_self_evaluation\","
      "\"instance\":\"甲\",\"item\":\"indicator.1\",\"measure\":\"nature\","
      "\"value\":\"＝\",\"unit\":\"text\",\"decimals\":null,\"role\":\"leaf\","
      "\"sheet\":\"自评\",\"cell\":\"D9\"}\n"
      "{\"department\":\"教育局, 本级\",\"fiscal_year\":2022,"
      "\"template\":\"hubei-2022\",\"table\":\"project_self_evaluation\","
      "\"instance\":\"甲\",\"item\":\"funding.total\",\"measure\":\"rate\","
      "\"value\":0.9994,\"unit\":\"ratio\",\"decimals\":4,\"role\":\"leaf\","
      "\"sheet\":\"自评\",\"cell\":\"\"}\n";

/* The forms are fixed: scripts and databases read them. */
static void
run_forms(void)
{
    struct diag_list diags = { .arena = &arena };
    const struct model *model = read_csv(whole_csv, &diags);

    expect_begin("the form of facts");
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    if (!model)
        return;
    EXPECT_BYTES(whole_csv, show_facts(&arena, model, CSV_TEXT_PLAIN));
    EXPECT_BYTES(whole_lines, show_jsonl(&arena, model));
    expect_begin("the form of facts for a spreadsheet");
    EXPECT(text_find(show_facts(&arena, model, CSV_TEXT_GUARDED),
                     TEXT(",'＝,text"), 0)
           > 0);
    EXPECT(text_find(show_facts(&arena, model, CSV_TEXT_GUARDED),
                     TEXT(",-0.01,CNY"), 0)
           > 0);
}

static void
run_filing(void)
{
    struct model_table tables[2] = {
        { .schema = given_table("income") },
        { .schema = given_table("expenditure"),
          .department = TEXT("乙"),
          .year = 2021 },
    };
    struct model model = { .tables = tables, .n_tables = 2 };

    expect_begin("department and year come from a table where need be");
    EXPECT_BYTES("乙", facts_department(&model));
    EXPECT_INT(2021, facts_year(&model));
    model.department = TEXT("甲");
    model.fiscal_year = 2022;
    EXPECT_BYTES("甲", facts_department(&model));
    EXPECT_INT(2022, facts_year(&model));
}

#define SHORT "table,item,measure,value\n"

/* want: the facts again with four columns, or the complaints. */
static const struct csv_case {
    const char *name, *csv, *want;
} csvs[] = {
    { "four columns are enough", SHORT "income,total,total,12.50\n",
      "income  total total 12.5 1 leaf\n" },
    { "in any order, with a mark and CR LF",
      "\xEF\xBB\xBFvalue,measure,role,item,table,instance\r\n"
      "1,score,sum,funding.total,project_self_evaluation,甲\r\n",
      "project_self_evaluation 甲 funding.total score 1 0 sum\n" },
    { "only a header", HEADER, "" },
    { "nothing", "",
      "f.csv: a facts table without a header [model-invalid]\n" },
    { "an unknown column", "table,item,measure,value,colour\n",
      "f.csv:1: unknown column 'colour' [model-invalid]\n" },
    { "a column twice", "table,item,measure,value,item\n",
      "f.csv:1: a second column 'item' [model-invalid]\n" },
    { "a column missing", "table,item,value\n",
      "f.csv:1: no column 'measure' [model-invalid]\n" },
    { "a field missing", SHORT "income,total,total\n",
      "f.csv:2: 3 fields where the header has 4 [model-invalid]\n" },
    { "all bad rows at once",
      SHORT "income,total,total,1,\nincome,total,total,x\n"
            "\"income\",\n",
      "f.csv:2: 5 fields where the header has 4 [model-invalid]\n"
      "f.csv:3: 'value' must be a plain number, not 'x' [model-invalid]\n"
      "f.csv:4: 2 fields where the header has 4 [model-invalid]\n" },
    { "no exponents", SHORT "income,total,total,5.82E+06\n",
      "f.csv:2: 'value' must be a plain number, not '5.82E+06' "
      "[model-invalid]\n" },
    { "no separators", SHORT "income,total,total,\"5,823\"\n",
      "f.csv:2: 'value' must be a plain number, not '5,823' "
      "[model-invalid]\n" },
    { "no value", SHORT "income,total,total,\n",
      "f.csv:2: a fact without 'value' [model-invalid]\n" },
    { "no table", SHORT ",total,total,1\n",
      "f.csv:2: a fact without 'table' [model-invalid]\n" },
    { "an unknown table", SHORT "incom,total,total,1\n",
      "f.csv:2: unknown table 'incom' [model-invalid]\n" },
    { "an unknown item", SHORT "income,2,total,1\n",
      "f.csv:2: table 'income' has no item '2' [model-invalid]\n" },
    { "a fact twice", SHORT "income,total,total,1\nincome,total,total,1\n",
      "f.csv:3: 'total' of 'total' occurs twice in 'income' "
      "[model-invalid]\n" },
    { "two departments",
      "department,table,item,measure,value\n甲,income,total,total,1\n"
      "乙,expenditure,total,total,1\n",
      "f.csv:3: a filing of '乙' for 0 among those of '甲' for 0 "
      "[model-invalid]\n" },
    { "two years",
      "fiscal_year,table,item,measure,value\n2022,income,total,total,1\n"
      "2023,income,205,total,1\n",
      "f.csv:3: a filing of '' for 2023 among those of '' for 2022 "
      "[model-invalid]\n" },
    { "a year that is none",
      "fiscal_year,table,item,measure,value\n22年,income,total,total,1\n",
      "f.csv:2: 'fiscal_year' must be a whole number from 1 to 9999, not "
      "'22年' [model-invalid]\n" },
    { "two templates in a table",
      "template,table,item,measure,value\na,income,total,total,1\n"
      "b,income,205,total,1\n",
      "f.csv:3: the template is not that of the table's other facts "
      "[model-invalid]\n" },
    { "two templates in two tables",
      "template,table,item,measure,value\na,income,total,total,1\n"
      "b,expenditure,205,total,1\n",
      "income  total total 1 0 leaf\nexpenditure  205 total 1 0 leaf\n" },
    { "two sheets in a table",
      "sheet,table,item,measure,value\na,income,total,total,1\n"
      "b,income,205,total,1\n",
      "income  total total 1 0 leaf\nincome  205 total 1 0 leaf b\n" },
    { "a first row without a sheet",
      "table,item,measure,value,sheet\nincome,total,total,1,\n"
      "income,205,total,1,b\nincome,206,total,1,\n",
      "income  total total 1 0 leaf\nincome  205 total 1 0 leaf b\n"
      "income  206 total 1 0 leaf\n" },
};

static const char *
show_short(const struct model *model)
{
    const char *all = "";

    for (int i = 0; i < model->n_tables; i++)
        for (int j = 0; j < model->tables[i].n_facts; j++) {
            const struct model_table *table = &model->tables[i];
            const struct fact *fact = &table->facts[j];
            struct text value = model_value_text(&arena, fact);

            all = arena_printf(
                &arena, "%s%s %.*s %.*s %.*s %.*s %d %s%s%.*s\n", all,
                table->schema->id, TEXT_ARG(table->instance),
                TEXT_ARG(*fact->item), TEXT_ARG(fact->of->measure),
                TEXT_ARG(value), fact->decimals,
                fact->role == ROLE_SUM ? "sum" : "leaf",
                fact->of->sheet ? " " : "",
                TEXT_ARG(fact->of->sheet ? *fact->of->sheet : TEXT_NONE));
        }
    return all;
}

static void
run_csv(const struct csv_case *c)
{
    struct diag_list diags = { .arena = &arena };
    const struct model *model;

    expect_begin(c->name);
    model = read_csv(c->csv, &diags);
    EXPECT_TEXT(c->want,
                model ? show_short(model) : show_complaints(&arena, &diags));
    EXPECT((model == NULL) == diag_has_errors(&diags));
}

#define ROW(members) "{\"table\":\"income\"," members "}\n"
#define TOTAL "\"item\":\"total\",\"measure\":\"total\""

static const struct csv_case lines[] = {
    { "four members are enough", ROW(TOTAL ",\"value\":1e2"),
      "income  total total 100 0 leaf\n" },
    { "empty lines and CR LF",
      "\xEF\xBB\xBF\r\n" ROW(TOTAL ",\"value\":1") "\r\n\r\n",
      "income  total total 1 0 leaf\n" },
    { "nothing", "", "" },
    { "a line that is no JSON",
      ROW(TOTAL ",\"value\":1") "\n{\"table\":income}\n",
      "f.jsonl:3:10: a value was expected "
      "[json-syntax]\n" },
    { "two objects on a line", "{}{}\n",
      "f.jsonl:1:3: something stands behind the value "
      "[json-syntax]\n" },
    { "a place in a later line",
      ROW(TOTAL ",\"value\":1") ROW(TOTAL ",\"value\":\"1\""),
      "f.jsonl:2:60: 'total' of 'total' is a number and must not stand in "
      "quotes [model-invalid]\n" },
    { "a year in quotes", "{\"fiscal_year\":\"2022\"}\n",
      "f.jsonl:1:16: 'fiscal_year' must be a number [model-invalid]\n" },
    { "a list", "[]\n",
      "f.jsonl:1:1: a fact must be an object [model-invalid]\n" },
    { "a fact twice", ROW(TOTAL ",\"value\":1") ROW(TOTAL ",\"value\":1"),
      "f.jsonl:2:1: 'total' of 'total' occurs twice in 'income' "
      "[model-invalid]\n" },
};

static void
run_lines(const struct csv_case *c)
{
    struct diag_list diags = { .arena = &arena };
    const struct model *model;

    expect_begin(c->name);
    model = read_jsonl(c->csv, &diags);
    EXPECT_TEXT(c->want,
                model ? show_short(model) : show_complaints(&arena, &diags));
    EXPECT((model == NULL) == diag_has_errors(&diags));
}

int
main(void)
{
    for (int i = 0; i < SEEDS; i++) {
        run_seed((uint64_t)i);
        arena_release(&arena);
    }
    run_forms();
    run_filing();
    for (int i = 0; i < ARRAY_LEN(csvs); i++)
        run_csv(&csvs[i]);
    for (int i = 0; i < ARRAY_LEN(lines); i++)
        run_lines(&lines[i]);
    arena_release(&arena);
    return expect_finish();
}

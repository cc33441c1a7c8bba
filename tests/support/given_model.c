/* given_model.c - facts, captions and kept sheets by a seed. */
#include "support/given_model.h"

#include <string.h>

#include "support/given.h"
#include "support/given_book.h"

#define N_CODE_MEASURES 4
#define DEPARTMENT TEXT("教育局, \"本级\"")

/* No blanks at the ends, and none that means absent. */
static const char *const texts[] = {
    "教育局",
    "“三公”经费",
    "≥95%",
    "＝",
    "3 次",
    "10 分",
    "99.94%",
    "a,b",
    "say \"hi\"",
    "\"",
    "\"\"",
    "line1\nline2",
    ",",
    ";",
    "'",
    "''",
    "=1+1",
    "'=1+1",
    "''=1+1",
    "\"=1+1\"",
    "+86 0571",
    "-12.5",
    "- 无",
    "@SUM(A1)",
    "|calc",
    "＋1",
    "－1",
    "＠x",
    ", =1",
    "' \t=1",
    "\\",
    "\\n",
    "{code}",
    "</script>",
    "😀𠮷野家",
    "e\xCC\x81\xE2\x80\x8B",
    "\xE2\x80\xA8",
    "null",
    "true",
    "0",
    "007",
    "1e5",
    "收入:12",
    "a.yaml:3:4",
    "一、保障\n二、监管；\n三、",
};

static const char *const odd_texts[] = {
    "a\rb", "a\r\nb", "\001", "a\037b", "\177", "\r", "\t=1", "\n",
};

static struct text
any_text(struct arena *arena, uint64_t *seed, bool odd)
{
    if (odd && given_below(seed, 8) == 0)
        return text_of(odd_texts[given_below(seed, ARRAY_LEN(odd_texts))]);
    if (given_below(seed, 4) == 0)
        return text_printf(arena, "%s%d%s",
                           texts[given_below(seed, ARRAY_LEN(texts))],
                           given_below(seed, 1000),
                           texts[given_below(seed, ARRAY_LEN(texts))]);
    return text_of(texts[given_below(seed, ARRAY_LEN(texts))]);
}

/* A model while it is made. */
struct maker {
    struct arena *arena;
    const struct given_model_options *options;
    uint64_t seed;
    struct model_table *table;
    struct text codes[N_CODE_MEASURES]; /* measures that are codes */
};

static bool
chance(struct maker *maker, int percent)
{
    return given_below(&maker->seed, 100) < percent;
}

/* An amount that its sheet can show: units of the sheet and their decimals. */
static void
give_amount(struct maker *maker, struct fact *fact)
{
    int most = maker->options->digits ? maker->options->digits : 18;
    int zeros = maker->table->unit_shift - maker->table->decimals;
    int digits = 1 + given_below(&maker->seed, most);
    int64_t n = 1 + given_below(&maker->seed, 9);

    if (zeros > 0 && digits > 18 - zeros)
        digits = 18 - zeros;
    for (int i = 1; i < digits; i++)
        n = n * 10 + given_below(&maker->seed, 10);
    if (chance(maker, 15))
        n = 0;
    if (chance(maker, 15))
        n = -n;
    if (decimal_shift(decimal_of(n), zeros, &fact->value) != DECIMAL_OK)
        fact->value = decimal_of(0);
    fact->decimals = (int8_t)-zeros;
}

static void
give_value(struct maker *maker, struct fact *fact)
{
    int scale;

    switch (fact->of->kind) {
    case VALUE_AMOUNT:
        give_amount(maker, fact);
        return;
    case VALUE_TEXT:
        fact->text
            = any_text(maker->arena, &maker->seed, maker->options->any_text);
        return;
    case VALUE_DATE:
        fact->text = text_printf(maker->arena, "20%02d-%02d",
                                 10 + given_below(&maker->seed, 90),
                                 1 + given_below(&maker->seed, 12));
        if (chance(maker, 80))
            fact->text = text_printf(maker->arena, "%.*s-%02d",
                                     TEXT_ARG(model_text(fact)),
                                     1 + given_below(&maker->seed, 28));
        return;
    case VALUE_RATIO:
        scale = 4;
        break;
    case VALUE_SCORE:
        scale = given_below(&maker->seed, 3);
        break;
    case VALUE_COUNT:
    default:
        scale = 0;
    }
    fact->value = decimal_normal(
        (struct decimal){ given_below(&maker->seed, 20000), (uint8_t)scale });
    fact->decimals = (int8_t)scale;
}

static void
give_source(struct maker *maker, struct fact *fact)
{
    static const struct text second = { "附表 (2)", sizeof "附表 (2)" - 1 };

    if (chance(maker, 90)) {
        fact->row = given_below(&maker->seed, 1000);
        if (chance(maker, 10)) /* of the table's second sheet */
            model_own_column(maker->arena, fact)->sheet = &second;
        fact->col = (int16_t)given_below(&maker->seed, 100);
    }
    if (chance(maker, 50))
        fact->found
            = model_own_text(maker->arena, any_text(maker->arena, &maker->seed,
                                                    maker->options->any_text));
    if (chance(maker, 50)) {
        struct place *by = ARENA_NEW(maker->arena, struct place);

        *by = PLACE_FILE("mappings/given-2022/table.yaml");
        by->row = 1 + given_below(&maker->seed, 300);
        if (chance(maker, 20))
            by->col = 1 + given_below(&maker->seed, 80);
        model_own_column(maker->arena, fact)->by = by;
    }
}

static void
give_fact(struct maker *maker, struct text item, struct text measure)
{
    const struct given_model_options *options = maker->options;
    enum value_kind kind;
    struct fact *fact;

    if (!schema_value(maker->table->schema, item, measure, &kind)
        || (options->wanted
            && !options->wanted(options->context, maker->table->schema, item,
                                measure)))
        return;
    fact = model_add_fact(maker->arena, maker->table, item, measure, kind);
    if (text_equal(item, TEXT("total")) || chance(maker, 20))
        fact->role = ROLE_SUM;
    give_value(maker, fact);
    give_source(maker, fact);
}

static void
give_item(struct maker *maker, struct text item)
{
    const struct schema_table *schema = maker->table->schema;
    const struct schema_section *section = schema_section(schema, item);
    const struct schema_measure *measure;

    for (int i = 0; (measure = schema_measure_at(section, i)) != NULL; i++)
        if (chance(maker, 75))
            give_fact(maker, item, text_of(measure->word));
    for (int i = 0; schema->code_measures && i < N_CODE_MEASURES; i++)
        if (chance(maker, 75))
            give_fact(maker, item, maker->codes[i]);
}

/* Codes in rising order, with the names of most of them. */
static void
give_codes(struct maker *maker, const struct schema_item *of, int n)
{
    struct arena *arena = maker->arena;
    int class = 201;

    for (int i = 0; i < n; i++) {
        int length = 3 + 2 * given_below(&maker->seed, of->digits / 2);
        struct text code = text_printf(arena, "%d", class);

        for (int at = 3; at < length; at += 2)
            code = text_printf(arena, "%.*s%02d", TEXT_ARG(code),
                               1 + given_below(&maker->seed, 99));
        class += 1 + given_below(&maker->seed, 5);
        if (chance(maker, 80))
            model_add_name(arena, maker->table, code,
                           any_text(arena, &maker->seed, false));
        if (of->lists && chance(maker, 50)) {
            for (int j = 1; j <= 2; j++)
                give_item(maker,
                          text_printf(arena, "%.*s%.*s.%d", TEXT_ARG(of->word),
                                      TEXT_ARG(code), j));
            continue;
        }
        give_item(maker, text_printf(arena, "%.*s%.*s", TEXT_ARG(of->word),
                                     TEXT_ARG(code)));
    }
}

static void
give_items(struct maker *maker)
{
    int rows = maker->options->rows ? maker->options->rows : 6;
    const struct schema_item *item;

    for (int k = 0; (item = schema_item_at(maker->table->schema, k)); k++) {
        int n = given_below(&maker->seed, rows + 1);

        if (item->kind == ITEM_FIXED && chance(maker, 80))
            give_item(maker, item->word);
        if (item->kind == ITEM_CODE)
            give_codes(maker, item, n);
        for (int i = 1; item->kind == ITEM_NUMBERED && i <= n; i++)
            give_item(maker, text_printf(maker->arena, "%.*s%d",
                                         TEXT_ARG(item->word), i));
    }
}

static void
give_caption(struct maker *maker)
{
    static const int shifts[] = { 0, 4, 4, 4, 8 };
    static const int decimals[] = { 0, 2, 2, 2, 6 };
    struct model_table *table = maker->table;
    uint64_t *seed = &maker->seed;

    table->template_id = TEXT("given-2022");
    table->department = chance(maker, 50) ? DEPARTMENT : TEXT_NONE;
    table->year = chance(maker, 50) ? 2022 : 0;
    table->unit_shift = shifts[given_below(seed, ARRAY_LEN(shifts))];
    table->decimals = decimals[given_below(seed, ARRAY_LEN(decimals))];
    table->sheet = text_printf(maker->arena, "%s", table->schema->title);
    if (strcmp(table->schema->id, "three_public") == 0)
        table->scope = TEXT("general_public_budget");
    for (int i = 0; i < N_CODE_MEASURES; i++) {
        maker->codes[i]
            = text_printf(maker->arena, "3%02d%s", i + 1, i % 2 ? "07" : "");
        if (table->schema->code_measures && chance(maker, 50))
            model_add_name(maker->arena, table, maker->codes[i],
                           TEXT("工资福利支出"));
    }
}

static void
give_table(struct maker *maker, struct model *model,
           const struct schema_table *schema, struct text instance)
{
    maker->table = model_add_table(maker->arena, model, schema, instance);
    give_caption(maker);
    if (!schema->evaluation && chance(maker, 15))
        maker->table->declared_empty
            = TEXT("2022年度无此项收支，故本表无数据。");
    else
        give_items(maker);
}

static struct text
any_instance(struct maker *maker, int number)
{
    struct text name = any_text(maker->arena, &maker->seed, false);

    return text_printf(maker->arena, "%d、%.*s", number, TEXT_ARG(name));
}

struct model *
given_model(struct arena *arena, const struct given_model_options *options)
{
    struct maker maker
        = { .arena = arena, .options = options, .seed = options->seed };
    struct model *model = ARENA_NEW(arena, struct model);

    model->template_id = TEXT("given-2022");
    model->department = DEPARTMENT;
    model->fiscal_year = 2022;
    model->unread = given_below(&maker.seed, 3);
    model->region = chance(&maker, 50) ? TEXT("某县") : TEXT_NONE;
    model->file = "given.xlsx";
    for (int i = 0; i < given_words()->n_tables; i++) {
        const struct schema_table *schema = &given_words()->tables[i];
        int n = schema->evaluation ? given_below(&maker.seed, 4)
                                   : chance(&maker, 90);

        if (options->table && strcmp(options->table, schema->id) != 0)
            continue;
        if (options->table && n == 0)
            n = 1;
        for (int j = 0; j < n; j++)
            give_table(&maker, model, schema,
                       schema->evaluation ? any_instance(&maker, j + 1)
                                          : TEXT_NONE);
    }
    return model;
}

static void
give_kept_sheet(struct arena *arena, uint64_t *seed, struct kept_sheet *sheet)
{
    static const char types[] = "ndDsbe";
    int row = 0;

    sheet->name = any_text(arena, seed, true);
    sheet->state = given_below(seed, 3);
    sheet->whole = given_below(seed, 2) != 0;
    if (given_below(seed, 2))
        sheet->table = TEXT("income");
    if (given_below(seed, 2))
        sheet->instance = any_text(arena, seed, true);
    for (int i = given_below(seed, 20); i > 0; i--) {
        struct kept_cell cell = { .row = row, .col = i };

        cell.type = types[given_below(seed, ARRAY_LEN(types))]; /* NUL, too */
        cell.value = any_text(arena, seed, true);
        if (cell.type == '\0')
            cell.value = TEXT_NONE;
        if (given_below(seed, 2))
            cell.format = TEXT("0.00_);[Red]\\(0.00\\)");
        ARENA_PUSH(arena, sheet->cells, sheet->n_cells, sheet->cells_capacity,
                   cell);
        row += given_below(seed, 3) == 0;
    }
    for (int i = given_below(seed, 4); i > 0; i--) {
        struct span span = { i, given_below(seed, 30), i + 2, 40 };

        ARENA_PUSH(arena, sheet->merges, sheet->n_merges,
                   sheet->merges_capacity, span);
    }
}

struct kept *
given_kept(struct arena *arena, uint64_t seed)
{
    struct kept *kept = ARENA_NEW(arena, struct kept);
    struct given_model_options lost = { .seed = seed, .table = "income" };

    kept->template_id = TEXT("given-2022");
    kept->digest = given_below(&seed, 2) ? TEXT("00ff") : TEXT_NONE;
    if (kept->digest.n > 0)
        kept->written_as = kept->source = TEXT("zhejiang-2022");
    kept->date1904 = given_below(&seed, 4) == 0;
    kept->rounded = given_below(&seed, 4) == 0;
    for (int i = given_below(&seed, 4); i > 0; i--) {
        struct kept_sheet sheet = { .n_cells = 0 };

        give_kept_sheet(arena, &seed, &sheet);
        ARENA_PUSH(arena, kept->sheets, kept->n_sheets, kept->sheets_capacity,
                   sheet);
    }
    if (given_below(&seed, 2))
        kept->lost = given_model(arena, &lost);
    return kept;
}

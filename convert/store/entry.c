/* entry.c - a fact's words checked against the schema. */
#include "store/entry.h"

#include "base/cellref.h"
#include "canon/date.h"
#include "mapping/near.h"
#include "store/json_member.h"

static const char *const names[ENTRY_N] = {
    "department", "fiscal_year", "template", "table", "instance",
    "item",       "measure",     "value",    "unit",  "decimals",
    "role",       "sheet",       "cell",
};

const char *
entry_name(enum entry_column column)
{
    return names[column];
}

int
entry_find(struct text name)
{
    for (int i = 0; i < ENTRY_N; i++)
        if (text_equal(name, text_of(names[i])))
            return i;
    return -1;
}

static bool
is_word(const struct node *node, const char *word)
{
    return node->kind == NODE_SCALAR && !node->quoted
           && text_equal(node->text, text_of(word));
}

/* Is the node of the kind that the column wants? */
static bool
column_kind(int column, const struct node *node, struct entry *out,
            struct diag_list *diags)
{
    const char *want;

    if (column == ENTRY_VALUE) {
        out->value = json_member_is_text(node) ? ENTRY_TEXT : ENTRY_NUMBER;
        if (json_member_is_text(node) || json_member_is_number(node))
            return true;
        want = N_("a text or a number");
    } else if (column == ENTRY_FISCAL_YEAR || column == ENTRY_DECIMALS) {
        if (json_member_is_number(node) || is_word(node, "null"))
            return true;
        want = N_("a number");
    } else {
        if (json_member_is_text(node))
            return true;
        want = N_("a text");
    }
    diag_add(diags, DIAG_MODEL_INVALID, tree_place(node), PLACE_NONE,
             "'%s' must be %s", names[column], diag_say(diags, want));
    return false;
}

static bool
is_among(struct text name, const char *const *more, int n)
{
    for (int i = 0; i < n; i++)
        if (text_equal(name, text_of(more[i])))
            return true;
    return false;
}

bool
entry_read(const struct node *map, unsigned columns, const char *const *more,
           int n, struct entry *out, struct diag_list *diags)
{
    bool right = true;

    *out = (struct entry){ .whole = tree_place(map) };
    if (map->kind != NODE_MAP) {
        diag_add(diags, DIAG_MODEL_INVALID, out->whole, PLACE_NONE,
                 "a fact must be an object");
        return false;
    }
    for (const struct node *node = map->child; node; node = node->next) {
        int column = entry_find(node->key);

        if (column < 0 || !(columns & 1u << column)) {
            if (is_among(node->key, more, n))
                continue;
            diag_add(diags, DIAG_MODEL_INVALID, tree_key_place(node),
                     PLACE_NONE, "unknown member '%.*s'", TEXT_ARG(node->key));
            right = false;
            continue;
        }
        if (!column_kind(column, node, out, diags)) {
            right = false;
            continue;
        }
        out->at[column] = tree_place(node);
        if (!is_word(node, "null"))
            out->text[column] = node->text;
    }
    return right;
}

bool
entry_int(const struct entry *entry, enum entry_column column, int min, int max,
          int *out, struct diag_list *diags)
{
    struct text t = entry->text[column];
    struct decimal d;

    if (t.n == 0)
        return true;
    if (decimal_parse(t, &d) != DECIMAL_OK || d.scale != 0 || d.units < min
        || d.units > max) {
        diag_add(diags, DIAG_MODEL_INVALID, entry->at[column], PLACE_NONE,
                 "'%s' must be a whole number from %d to %d, not '%.*s'",
                 names[column], min, max, TEXT_ARG(t));
        return false;
    }
    *out = (int)d.units;
    return true;
}

/* Digits, and where JSON wrote the number, an exponent. */
static enum decimal_result
parse_number(struct text t, enum entry_value value, struct decimal *out)
{
    size_t e = 0;
    struct decimal exponent;
    enum decimal_result result;

    while (e < t.n && t.at[e] != 'e' && t.at[e] != 'E')
        e++;
    if (e == t.n || value != ENTRY_NUMBER) {
        result = decimal_parse(t, out);
        *out = result == DECIMAL_OK ? decimal_normal(*out) : *out;
        return result;
    }
    result = decimal_parse(text_slice(t, 0, e), out);
    if (result != DECIMAL_OK)
        return result;
    result = decimal_parse(text_slice(t, e + 1, t.n), &exponent);
    if (result != DECIMAL_OK || exponent.scale != 0)
        return result == DECIMAL_OK ? DECIMAL_NO_NUMBER : result;
    if (exponent.units < -99 || exponent.units > 99)
        return DECIMAL_OVERFLOW;
    return decimal_shift(*out, (int)exponent.units, out);
}

/* However it is written; spreadsheets that save a CSV change it. */
static bool
take_date(struct arena *arena, const struct entry *entry, struct fact *fact,
          struct diag_list *diags)
{
    fact->text = date_read(arena, entry->text[ENTRY_VALUE]);
    if (model_text(fact).n > 0)
        return true;
    diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_VALUE], PLACE_NONE,
             "'value' must be a date such as 2022-03-01, not '%.*s'",
             TEXT_ARG(entry->text[ENTRY_VALUE]));
    return false;
}

static bool
take_value(struct arena *arena, const struct entry *entry, struct fact *fact,
           struct diag_list *diags)
{
    struct text t = entry->text[ENTRY_VALUE];
    enum decimal_result result;

    if (schema_is_text(fact->of->kind)) {
        fact->text = t;
        if (entry->value != ENTRY_NUMBER)
            return fact->of->kind == VALUE_TEXT
                   || take_date(arena, entry, fact, diags);
        diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_VALUE], PLACE_NONE,
                 "'%.*s' of '%.*s' is a text and must stand in quotes",
                 TEXT_ARG(fact->of->measure), TEXT_ARG(*fact->item));
        return false;
    }
    if (entry->value == ENTRY_TEXT) {
        diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_VALUE], PLACE_NONE,
                 "'%.*s' of '%.*s' is a number and must not stand in quotes",
                 TEXT_ARG(fact->of->measure), TEXT_ARG(*fact->item));
        return false;
    }
    result = parse_number(t, entry->value, &fact->value);
    if (result == DECIMAL_OK) {
        fact->decimals = (int8_t)fact->value.scale;
        return true;
    }
    diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_VALUE], PLACE_NONE,
             result == DECIMAL_OVERFLOW
                 ? N_("'value' has more digits than a number may have: '%.*s'")
                 : N_("'value' must be a plain number, not '%.*s'"),
             TEXT_ARG(t));
    return false;
}

static bool
take_role(const struct entry *entry, struct fact *fact, struct diag_list *diags)
{
    struct text t = entry->text[ENTRY_ROLE];

    if (t.n == 0 || text_equal(t, TEXT("leaf")))
        return true;
    if (text_equal(t, TEXT("sum"))) {
        fact->role = ROLE_SUM;
        return true;
    }
    diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_ROLE], PLACE_NONE,
             "'role' must be leaf or sum, not '%.*s'", TEXT_ARG(t));
    return false;
}

static bool
take_cell(const struct entry *entry, struct fact *fact, struct diag_list *diags)
{
    struct text t = entry->text[ENTRY_CELL];
    int row = fact->row, col = fact->col;

    if (t.n == 0 || cellref_parse(t, &row, &col)) {
        fact->row = row;
        fact->col = (int16_t)col;
        return true;
    }
    diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_CELL], PLACE_NONE,
             "'cell' must be a reference such as C9, not '%.*s'", TEXT_ARG(t));
    return false;
}

/* A word that is in no vocabulary that was read. */
static void
hint_own(struct diag *diag, struct diag_list *diags)
{
    diag_hint(diags, diag,
              "if it is of a template of your own, name its folder of "
              "mappings with -I");
}

const struct schema_table *
entry_table(const struct vocabulary *words, struct text id, struct place at,
            struct diag_list *diags)
{
    const struct schema_table *table = schema_find(words, id);
    struct text near;
    struct diag *diag;

    if (table)
        return table;
    near = near_table(words, id);
    diag = diag_add(diags, DIAG_MODEL_INVALID, at, PLACE_NONE,
                    "unknown table '%.*s'", TEXT_ARG(id));
    if (near.n)
        diag_hint(diags, diag, "write '%.*s'", TEXT_ARG(near));
    else
        hint_own(diag, diags);
    return NULL;
}

/* The measure's kind, as the schema says and the unit must agree to. */
static bool
find_kind(const struct schema_table *schema, const struct entry *entry,
          enum value_kind *kind, struct diag_list *diags)
{
    struct text item = entry->text[ENTRY_ITEM];
    struct text measure = entry->text[ENTRY_MEASURE];
    struct text unit = entry->text[ENTRY_UNIT];
    enum item_kind known;

    /* The schema takes patterns of the mapping language; a fact has none. */
    if (text_find(item, TEXT("{"), 0) >= 0
        || !schema_item(schema, item, &known)) {
        hint_own(diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_ITEM],
                          PLACE_NONE, "table '%s' has no item '%.*s'",
                          schema->id, TEXT_ARG(item)),
                 diags);
        return false;
    }
    if (text_find(measure, TEXT("{"), 0) >= 0
        || !schema_value(schema, item, measure, kind)) {
        hint_own(diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_MEASURE],
                          PLACE_NONE,
                          "item '%.*s' of '%s' has no measure '%.*s'",
                          TEXT_ARG(item), schema->id, TEXT_ARG(measure)),
                 diags);
        return false;
    }
    if (unit.n > 0 && !text_equal(unit, text_of(schema_unit(*kind)))) {
        diag_add(diags, DIAG_MODEL_INVALID, entry->at[ENTRY_UNIT], PLACE_NONE,
                 "the unit of '%.*s' is '%s', not '%.*s'", TEXT_ARG(measure),
                 schema_unit(*kind), TEXT_ARG(unit));
        return false;
    }
    return true;
}

/* One text for facts of one sheet that stand behind one another. */
static const struct text *
other_sheet(struct arena *arena, const struct model_table *table,
            struct text sheet)
{
    const struct text *last = table->n_facts > 0
                                  ? table->facts[table->n_facts - 1].of->sheet
                                  : NULL;

    if (sheet.n == 0 || (last && text_equal(*last, sheet)))
        return sheet.n == 0 ? NULL : last;
    return model_own_text(arena, sheet);
}

struct fact *
entry_add(struct arena *arena, struct model_table *table,
          const struct entry *entry, struct diag_list *diags)
{
    static const enum entry_column needed[]
        = { ENTRY_ITEM, ENTRY_MEASURE, ENTRY_VALUE };
    struct fact_column column = { .measure = entry->text[ENTRY_MEASURE] };
    struct fact fact = { .row = -1, .col = -1 };
    int decimals;

    for (int i = 0; i < ARRAY_LEN(needed); i++)
        if (entry->text[needed[i]].n == 0) {
            diag_add(diags, DIAG_MODEL_INVALID, entry->whole, PLACE_NONE,
                     "a fact without '%s'", names[needed[i]]);
            return NULL;
        }
    if (!text_equal(entry->text[ENTRY_SHEET], table->sheet))
        column.sheet = other_sheet(arena, table, entry->text[ENTRY_SHEET]);
    if (!find_kind(table->schema, entry, &column.kind, diags))
        return NULL;
    fact.item
        = model_share_item(arena, &table->shared, entry->text[ENTRY_ITEM]);
    fact.of = model_share(arena, &table->shared, column);
    if (!take_value(arena, entry, &fact, diags)
        || !take_role(entry, &fact, diags) || !take_cell(entry, &fact, diags))
        return NULL;
    decimals = fact.decimals;
    if (!entry_int(entry, ENTRY_DECIMALS, -DECIMAL_SCALE_MAX, DECIMAL_SCALE_MAX,
                   &decimals, diags))
        return NULL;
    fact.decimals = (int8_t)(schema_is_text(fact.of->kind) ? 0 : decimals);
    return model_copy_fact(arena, table, fact);
}

/* task_told.c - what a result says, for callers who know nothing of ours. */
#include "store/facts.h"
#include "task/task.h"

struct juesuan_diagnostic *
task_told(struct arena *arena, const struct diag_list *diags)
{
    struct juesuan_diagnostic *told
        = ARENA_ARRAY(arena, struct juesuan_diagnostic, diags->n + 1);

    for (int i = 0; i < diags->n; i++) {
        const struct diag *diag = diags->items[i];
        int base = diag->at.sheet ? 1 : 0; /* lines count from 1 already */

        told[i] = (struct juesuan_diagnostic){
            .code = diag_word(diag->code),
            .level = (enum juesuan_level)diag->level,
            .open = !diag->reason
                    && (diag->level == DIAG_ERROR || diag_is_doubt(diag->code)),
            .file = diag->at.file,
            .sheet = diag->at.sheet,
            .row = diag->at.row + base,
            .column = diag->at.col + base,
            .text = diag->text,
            .hint = diag->hint,
            .rule = diag->rule,
            .evidence = diag->detail,
            .n_evidence = diag->n_detail,
        };
    }
    return told;
}

static struct juesuan_fact
show_fact(struct arena *arena, const struct facts_row *row,
          const struct model_table *table, const struct fact *fact)
{
    struct text sheet = model_sheet(table, fact);

    return (struct juesuan_fact){
        .table = table->schema->id,
        .instance = text_zero(arena, row->text[ENTRY_INSTANCE]),
        .item = text_zero(arena, row->text[ENTRY_ITEM]),
        .measure = text_zero(arena, row->text[ENTRY_MEASURE]),
        .value = text_zero(arena, model_value_text(arena, fact)),
        .unit = text_zero(arena, row->text[ENTRY_UNIT]),
        .is_number = row->number[ENTRY_VALUE],
        .decimals = fact->decimals,
        .is_sum = fact->role == ROLE_SUM,
        .sheet = text_zero(arena, sheet),
        .row = fact->row + 1,
        .column = fact->col + 1,
        .found = text_zero(arena, model_found(fact)),
        .by = diag_place(arena, fact->of->by ? *fact->of->by : PLACE_NONE),
    };
}

struct juesuan_fact *
task_shown(struct arena *arena, const struct model *model, int *n)
{
    struct juesuan_fact *facts
        = ARENA_ARRAY(arena, struct juesuan_fact, model_count_facts(model) + 1);
    struct facts_row row;

    *n = 0;
    facts_row_model(&row, model);
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        facts_row_table(&row, table);
        for (int k = 0; k < table->n_facts; k++) {
            facts_row_fact(&row, &table->facts[k]);
            facts[(*n)++] = show_fact(arena, &row, table, &table->facts[k]);
        }
    }
    return facts;
}

/* diff_test.c - two filings as facts, and what differs. */
#include "canon/diff.h"

#include "store/facts.h"
#include "support/expect.h"
#include "support/given.h"

#define HEAD "table,instance,item,measure,value,unit,decimals,sheet,cell\n"
#define INCOME "income,,"
#define FORM "project_self_evaluation,"

static const struct diff_case {
    const char *name, *old, *new, *want;
} cases[] = {
    { "the same", INCOME "205,total,100,CNY,0,s,C7\n",
      INCOME "205,total,100,CNY,0,s,C7\n", "" },
    { "cells, decimals and sheets are no difference",
      INCOME "205,total,1000000,CNY,-4,s,C7\n",
      INCOME "205,total,1000000.00,CNY,2,t,D9\n", "" },
    { "changed, with both values",
      INCOME "205,total,100,CNY,0,s,C7\n" INCOME "206,total,5,CNY,0,s,C8\n",
      INCOME "206,total,6,CNY,0,s,C9\n" INCOME "205,total,100,CNY,0,s,C8\n",
      "changed income '' 206 total 5 | 6\n" },
    { "added and removed", INCOME "205,total,1,CNY,0,s,C7\n",
      INCOME "206,total,1,CNY,0,s,C7\n",
      "removed income '' 205 total 1 | -\n"
      "added income '' 206 total - | 1\n" },
    { "zero is not absent", INCOME "205,total,0,CNY,0,s,C7\n", "",
      "removed income '' 205 total 0 | -\n" },
    { "a table that is not there",
      INCOME "205,total,1,CNY,0,s,C7\n" FORM
             "甲,header,project_name,甲,text,,s,B3\n",
      INCOME "205,total,1,CNY,0,s,C7\n",
      "removed project_self_evaluation '甲' header project_name 甲 | -\n" },
    { "instances are told apart",
      FORM "甲,result,grade,优,text,,s,B3\n" FORM
           "乙,result,grade,优,text,,t,B3\n",
      FORM "乙,result,grade,良,text,,t,B3\n" FORM
           "丙,result,grade,优,text,,u,B3\n",
      "added project_self_evaluation '丙' result grade - | 优\n"
      "changed project_self_evaluation '乙' result grade 优 | 良\n"
      "removed project_self_evaluation '甲' result grade 优 | -\n" },
    { "texts by their bytes", FORM "甲,result,grade,优,text,,s,B3\n",
      FORM "甲,result,grade,优 ,text,,s,B3\n",
      "changed project_self_evaluation '甲' result grade 优 | 优 \n" },
    { "in the order of the schema, numbers as numbers",
      FORM "甲,indicator.10,level3,x,text,,s,B3\n" FORM
           "甲,indicator.9,level3,x,text,,s,B3\n" FORM
           "甲,header,year,2022,text,,s,B3\n" INCOME
           "20501,total,1,CNY,0,s,C7\n" INCOME
           "total,other,1,CNY,0,s,C7\n" INCOME "total,total,1,CNY,0,s,C7\n",
      "",
      "removed income '' total total 1 | -\n"
      "removed income '' total other 1 | -\n"
      "removed income '' 20501 total 1 | -\n"
      "removed project_self_evaluation '甲' header year 2022 | -\n"
      "removed project_self_evaluation '甲' indicator.9 level3 x | -\n"
      "removed project_self_evaluation '甲' indicator.10 level3 x | -\n" },
};

static struct model *
given(struct arena *arena, const char *rows, struct diag_list *diags)
{
    return facts_read_csv(arena, given_words(), "given",
                          text_printf(arena, HEAD "%s", rows), diags);
}

static struct text
shown(struct arena *arena, const struct fact *fact)
{
    return fact ? model_value_text(arena, fact) : TEXT("-");
}

static const char *
show(struct arena *arena, const struct difference *list, int n)
{
    const char *all = "";

    for (int i = 0; i < n; i++) {
        const struct difference *d = &list[i];
        const struct fact *fact = d->old_fact ? d->old_fact : d->new_fact;
        const struct model_table *table
            = d->old_table ? d->old_table : d->new_table;

        all = arena_printf(arena, "%s%s %s '%.*s' %.*s %.*s %.*s | %.*s\n", all,
                           diff_word(d->kind), table->schema->id,
                           TEXT_ARG(table->instance), TEXT_ARG(*fact->item),
                           TEXT_ARG(fact->of->measure),
                           TEXT_ARG(shown(arena, d->old_fact)),
                           TEXT_ARG(shown(arena, d->new_fact)));
    }
    return all;
}

static void
run_case(const struct diff_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *old = given(&arena, c->old, &diags);
    struct model *new = given(&arena, c->new, &diags);
    struct difference *list;
    int n;

    expect_begin(c->name);
    EXPECT_TEXT("", diags.n ? diags.items[0]->text : "");
    if (old && new) {
        list = diff_models(&arena, old, new, &n);
        EXPECT_TEXT(c->want, show(&arena, list, n));
        list = diff_models(&arena, old, old, &n);
        EXPECT_INT(0, n);
    }
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}

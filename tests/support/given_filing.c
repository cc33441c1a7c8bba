/* given_filing.c - see given_filing.h. */
#include "support/given_filing.h"

#include <stdio.h>
#include <string.h>

#include "mapping/domain.h"
#include "support/given.h"
#include "support/given_book.h"

/* Amounts are in 0.01 万元, 100 yuan, until they are facts. */
#define STEP_SHIFT 2

enum source { GENERAL, FUND, CAPITAL, N_BUDGETS, OWN = N_BUDGETS, N_SOURCES };

/* Spending under a code: which budgets pay for it. */
static const struct code {
    const char *code;
    bool pays[N_SOURCES];
} codes[] = {
    { "2080501", { true, false, false, true } },
    { "2080505", { true, false, false, false } },
    { "2080699", { true, true, false, false } },
    { "2101101", { true, false, false, true } },
    { "2101550", { true, false, false, true } },
    { "2120801", { false, true, false, false } },
    { "2130505", { true, true, false, true } },
    { "2210201", { true, false, false, true } },
    { "2230105", { false, false, true, false } },
    { "2230299", { false, false, true, false } },
};

/* What it is spent on; the last two are projects' alone. */
static const char *const economic[] = {
    "30101", "30102", "30103", "30112", "30199", "30201", "30212",
    "30217", "30231", "30299", "30301", "30399", "31002", "31013",
};

#define N_CODES ARRAY_LEN(codes)
#define N_ECONOMIC ARRAY_LEN(economic)

struct filing {
    struct arena *arena;
    const struct template_rule *template;
    struct model *model;
    struct model_table *table;
    const struct domain *domain;
    uint64_t dice;
    bool hubei; /* V4, see mappings/rules/self_evaluation.yaml */
    bool capital;
    bool plain; /* no money of funds and state capital; funds ill managed */
    /* By code; of each source by economic item. */
    int64_t basic[N_CODES][N_SOURCES][N_ECONOMIC];
    int64_t project[N_CODES][N_SOURCES][N_ECONOMIC];
    int64_t opening[N_CODES][N_BUDGETS], closing[N_CODES][N_BUDGETS];
    int64_t other_spent[N_CODES][3]; /* remitted, operating, subsidies */
    int64_t other_income[N_CODES][5];
    int64_t own_opening, surplus_used, distributed;
};

static uint64_t
roll(struct filing *f, uint64_t sides)
{
    f->dice ^= f->dice >> 12;
    f->dice ^= f->dice << 25;
    f->dice ^= f->dice >> 27;
    return (f->dice * UINT64_C(2685821657736338717) >> 17) % sides;
}

static int64_t
amount(struct filing *f)
{
    return 1 + (int64_t)roll(f, 99999);
}

/* ---- tables and facts ---- */

/* NULL where the template has none. */
static const struct table_rule *
rule_of(const struct filing *f, const char *id)
{
    return f->template ? mapping_table_named(f->template, text_of(id)) : NULL;
}

static bool
begin(struct filing *f, const char *id, struct text instance)
{
    const struct table_rule *rule = rule_of(f, id);
    const struct schema_table *schema = rule ? rule->schema : given_table(id);

    if (f->template && !rule)
        return false;
    f->domain = rule ? domain_of(f->arena, rule) : NULL;
    f->table = model_add_table(f->arena, f->model, schema, instance);
    f->table->template_id = f->model->template_id;
    f->table->unit_shift = rule ? rule->unit_shift : 4;
    f->table->decimals = 2;
    f->table->sheet = text_of(schema->title);
    f->table->year = f->model->fiscal_year;
    return true;
}

static bool
has_place(const struct filing *f, struct text item, const char *measure)
{
    return !f->domain || domain_always(f->domain, item, text_of(measure));
}

/* A row by code is printed with its name. */
static void
put_name(struct filing *f, struct text item)
{
    if (f->table->schema->codes && item.n && item.at[0] <= '9'
        && model_find_name(f->table, item).n == 0)
        model_add_name(f->arena, f->table, text_copy(f->arena, item),
                       TEXT("科目"));
}

static struct fact *
put(struct filing *f, struct text item, const char *measure,
    enum value_kind kind)
{
    struct fact *fact;

    if (!has_place(f, item, measure))
        return NULL;
    put_name(f, item);
    fact = model_add_fact(f->arena, f->table, text_copy(f->arena, item),
                          text_of(measure), kind);
    fact->row = f->table->n_facts;
    fact->col = 1;
    return fact;
}

static void
put_amount(struct filing *f, struct text item, const char *measure,
           int64_t value)
{
    struct fact *fact = put(f, item, measure, VALUE_AMOUNT);

    if (!fact)
        return;
    fact->decimals = -STEP_SHIFT;
    fact->value = decimal_normal(decimal_of(value));
    (void)decimal_shift(fact->value, STEP_SHIFT, &fact->value);
}

static void
put_at(struct filing *f, const char *item, const char *measure, int64_t value)
{
    put_amount(f, text_of(item), measure, value);
}

static void
put_points(struct filing *f, const char *item, const char *measure, int value)
{
    struct fact *fact = put(f, text_of(item), measure, VALUE_SCORE);

    if (fact)
        fact->value = decimal_of(value);
}

static void
put_text(struct filing *f, const char *item, const char *measure,
         const char *text)
{
    struct fact *fact = put(f, text_of(item), measure, VALUE_TEXT);

    if (fact)
        fact->text = text_copy(f->arena, text_of(text));
}

/* ---- what follows from the leaves ---- */

/* The sum over codes that begin so, of one source, by what. */
static int64_t
spent(const struct filing *f, struct text code, int source, bool project,
      struct text item)
{
    int64_t sum = 0;

    for (int c = 0; c < N_CODES; c++) {
        if (!text_starts(text_of(codes[c].code), code))
            continue;
        for (int e = 0; e < N_ECONOMIC; e++) {
            if (text_starts(text_of(economic[e]), item))
                sum += project ? f->project[c][source][e]
                               : f->basic[c][source][e];
        }
    }
    return sum;
}

static int64_t
of_budget(const struct filing *f, struct text code, int source)
{
    return spent(f, code, source, false, TEXT_NONE)
           + spent(f, code, source, true, TEXT_NONE);
}

/* Openings, closings, and the other columns of a code. */
static int64_t
carried(const struct filing *f, struct text code, int source, bool closing)
{
    int64_t sum = 0;

    for (int c = 0; c < N_CODES; c++) {
        if (text_starts(text_of(codes[c].code), code))
            sum += closing ? f->closing[c][source] : f->opening[c][source];
    }
    return sum;
}

static int64_t
other(const struct filing *f, struct text code, int column, bool income)
{
    int64_t sum = 0;

    for (int c = 0; c < N_CODES; c++) {
        if (text_starts(text_of(codes[c].code), code))
            sum += income ? f->other_income[c][column]
                          : f->other_spent[c][column];
    }
    return sum;
}

static int64_t
income_of(const struct filing *f, struct text code, int source)
{
    return of_budget(f, code, source) + carried(f, code, source, true)
           - carried(f, code, source, false);
}

static int64_t
spent_in_all(const struct filing *f, struct text code)
{
    int64_t sum = 0;

    for (int s = 0; s < N_SOURCES; s++)
        sum += of_budget(f, code, s);
    for (int i = 0; i < 3; i++)
        sum += other(f, code, i, false);
    return sum;
}

/* Before 2020 there was no column for the state capital budget. */
static bool
has_capital(const struct filing *f)
{
    const struct table_rule *rule = rule_of(f, "appropriation_summary");

    return !rule
           || domain_always(domain_of(f->arena, rule),
                            TEXT("income.state_capital"), TEXT("amount"));
}

static bool
pays(const struct filing *f, int code, int source)
{
    if (source == FUND || source == CAPITAL)
        return codes[code].pays[source] && !f->plain
               && (source != CAPITAL || f->capital);
    return codes[code].pays[source];
}

static void
make_leaves(struct filing *f)
{
    for (int c = 0; c < N_CODES; c++) {
        for (int s = 0; s < N_SOURCES; s++) {
            for (int e = 0; pays(f, c, s) && e < N_ECONOMIC; e++) {
                if (s == GENERAL || s == OWN)
                    f->basic[c][s][e] = amount(f);
                f->project[c][s][e] = amount(f);
            }
        }
        for (int s = 0; s < N_BUDGETS; s++) {
            if (!pays(f, c, s))
                continue;
            f->opening[c][s] = amount(f) % 5000;
            f->closing[c][s] = 5000 + amount(f) % 5000;
        }
        for (int i = 0; codes[c].pays[OWN] && i < 5; i++)
            f->other_income[c][i] = amount(f);
        /* 湖北's departments know basic and project expenditure alone. */
        for (int i = 0; codes[c].pays[OWN] && !f->hubei && i < 3; i++)
            f->other_spent[c][i] = amount(f);
    }
    f->surplus_used = amount(f);
    f->distributed = amount(f) % 1000;
    /* Enough for what is spent of it. */
    f->own_opening = amount(f) + f->distributed + of_budget(f, TEXT_NONE, OWN);
    for (int i = 0; i < 3; i++)
        f->own_opening += other(f, TEXT_NONE, i, false);
}

/* ---- rows by code ---- */

/* "total", then 类, 款 and 项 in order, each once. */
static void
each_code(struct filing *f, const bool budgets[N_SOURCES],
          void (*row)(struct filing *f, struct text item, struct text code))
{
    struct text last = TEXT_NONE;

    row(f, TEXT("total"), TEXT_NONE);
    for (size_t n = 3; n <= 7; n += 2) {
        for (int c = 0; c < N_CODES; c++) {
            struct text code = text_slice(text_of(codes[c].code), 0, n);
            bool wanted = false;

            for (int s = 0; s < N_SOURCES; s++)
                wanted |= budgets[s] && of_budget(f, code, s);
            if (!wanted || text_equal(code, last))
                continue;
            last = code;
            row(f, code, code);
        }
    }
}

static const char *const income_columns[]
    = { "superior_subsidy", "institutional", "operating",
        "affiliated_remittance", "other" };
static const char *const spent_columns[]
    = { "remitted_to_superior", "operating", "subsidy_to_affiliated" };

static void
income_row(struct filing *f, struct text item, struct text code)
{
    int64_t fiscal = 0, total;

    for (int s = 0; s < N_BUDGETS; s++)
        fiscal += income_of(f, code, s);
    total = fiscal;
    for (int i = 0; i < 5; i++)
        total += other(f, code, i, true);
    put_amount(f, item, "total", total);
    put_amount(f, item, "fiscal_appropriation", fiscal);
    for (int i = 0; i < 5; i++)
        put_amount(f, item, income_columns[i], other(f, code, i, true));
    put_amount(f, item, "education_fees", other(f, code, 1, true));
}

static void
expenditure_row(struct filing *f, struct text item, struct text code)
{
    int64_t basic = 0, project = 0;

    for (int s = 0; s < N_SOURCES; s++) {
        basic += spent(f, code, s, false, TEXT_NONE);
        project += spent(f, code, s, true, TEXT_NONE);
    }
    put_amount(f, item, "total", spent_in_all(f, code));
    put_amount(f, item, "basic", basic);
    put_amount(f, item, "project", project);
    for (int i = 0; i < 3; i++)
        put_amount(f, item, spent_columns[i], other(f, code, i, false));
}

static void
budget_row(struct filing *f, struct text item, struct text code, int s,
           const char *total)
{
    put_amount(f, item, "opening_balance", carried(f, code, s, false));
    put_amount(f, item, "income", income_of(f, code, s));
    put_amount(f, item, total, of_budget(f, code, s));
    put_amount(f, item, "basic", spent(f, code, s, false, TEXT_NONE));
    put_amount(f, item, "project", spent(f, code, s, true, TEXT_NONE));
    put_amount(f, item, "closing_balance", carried(f, code, s, true));
}

static void
general_row(struct filing *f, struct text item, struct text code)
{
    budget_row(f, item, code, GENERAL, "total");
}

static void
fund_row(struct filing *f, struct text item, struct text code)
{
    budget_row(f, item, code, FUND, "expenditure");
}

static void
capital_row(struct filing *f, struct text item, struct text code)
{
    budget_row(f, item, code, CAPITAL, "total");
}

/* ---- economic columns ---- */

static void
detail_row(struct filing *f, struct text item, struct text code, int n_sources,
           bool basic)
{
    char last[8] = "";

    for (size_t n = 0; n <= 5; n += n ? 2 : 3) {
        for (int e = 0; e < N_ECONOMIC; e++) {
            struct text of = text_slice(text_of(economic[e]), 0, n);
            const char *measure = n ? text_zero(f->arena, of) : "total";
            int64_t sum = 0;

            if (strcmp(measure, last) == 0)
                continue;
            snprintf(last, sizeof last, "%s", measure);
            for (int s = 0; s < n_sources; s++)
                sum += (basic ? spent(f, code, s, false, of) : 0)
                       + spent(f, code, s, true, of);
            put_amount(f, item, measure, sum);
        }
    }
}

static void
appropriation_detail_row(struct filing *f, struct text item, struct text code)
{
    detail_row(f, item, code, N_BUDGETS, true);
}

static void
general_detail_row(struct filing *f, struct text item, struct text code)
{
    detail_row(f, item, code, 1, true);
}

static void
project_row(struct filing *f, struct text item, struct text code)
{
    detail_row(f, item, code, 1, false);
    put_amount(f, item, "amount", spent(f, code, GENERAL, true, TEXT_NONE));
}

/* ---- tables of one column ---- */

/* Every class has a row, whether or not there is money for it. */
static void
put_classes(struct filing *f, bool appropriation)
{
    static const char *const measures[]
        = { "general_public_budget", "government_fund", "state_capital" };

    for (int c = 201; c <= 234; c++) {
        char item[32];
        struct text class;
        int64_t sum = 0;

        snprintf(item, sizeof item, "expenditure.%d", c);
        class = text_slice(text_of(item), strlen("expenditure."), strlen(item));
        if (!appropriation) {
            put_at(f, item, "amount", spent_in_all(f, class));
            continue;
        }
        for (int s = 0; s < N_BUDGETS; s++) {
            put_at(f, item, measures[s], of_budget(f, class, s));
            sum += of_budget(f, class, s);
        }
        put_at(f, item, "total", sum);
    }
}

static const char *const budget_words[]
    = { "general_public_budget", "government_fund", "state_capital" };

static void
make_summary(struct filing *f)
{
    int64_t current = 0, opening = f->own_opening, closing, spent_all;
    int64_t own_income = 0, fiscal_closing = 0, fiscal_opening = 0;
    char item[64];

    for (int s = 0; s < N_BUDGETS; s++) {
        snprintf(item, sizeof item, "income.%s", budget_words[s]);
        put_at(f, item, "amount", income_of(f, TEXT_NONE, s));
        current += income_of(f, TEXT_NONE, s);
        fiscal_opening += carried(f, TEXT_NONE, s, false);
        fiscal_closing += carried(f, TEXT_NONE, s, true);
    }
    for (int i = 0; i < 5; i++) {
        snprintf(item, sizeof item, "income.%s", income_columns[i]);
        put_at(f, item, "amount", other(f, TEXT_NONE, i, true));
        own_income += other(f, TEXT_NONE, i, true);
    }
    current += own_income;
    opening += fiscal_opening;
    spent_all = spent_in_all(f, TEXT_NONE);
    closing = current + f->surplus_used + opening - spent_all - f->distributed;
    put_classes(f, false);
    put_at(f, "income.current_total", "amount", current);
    put_at(f, "income.non_fiscal_surplus_used", "amount", f->surplus_used);
    put_at(f, "income.opening_balance", "amount", opening);
    put_at(f, "income.total", "amount", current + f->surplus_used + opening);
    put_at(f, "expenditure.current_total", "amount", spent_all);
    put_at(f, "expenditure.surplus_distribution", "amount", f->distributed);
    put_at(f, "expenditure.closing_balance", "amount", closing);
    put_at(f, "expenditure.total", "amount",
           spent_all + f->distributed + closing);
}

static void
make_appropriation(struct filing *f)
{
    int64_t income = 0, opening = 0, closing = 0, out = 0;
    char item[64];

    for (int s = 0; s < N_BUDGETS; s++) {
        int64_t o = carried(f, TEXT_NONE, s, false);
        int64_t c = carried(f, TEXT_NONE, s, true);
        int64_t x = of_budget(f, TEXT_NONE, s);

        snprintf(item, sizeof item, "income.%s", budget_words[s]);
        put_at(f, item, "amount", income_of(f, TEXT_NONE, s));
        snprintf(item, sizeof item, "income.opening_balance.%s",
                 budget_words[s]);
        put_at(f, item, "amount", o);
        put_at(f, "expenditure.current_total", budget_words[s], x);
        put_at(f, "expenditure.closing_balance", budget_words[s], c);
        put_at(f, "expenditure.total", budget_words[s], x + c);
        income += income_of(f, TEXT_NONE, s);
        opening += o;
        closing += c;
        out += x;
    }
    put_classes(f, true);
    put_at(f, "income.current_total", "amount", income);
    put_at(f, "income.opening_balance", "amount", opening);
    put_at(f, "income.total", "amount", income + opening);
    put_at(f, "expenditure.current_total", "total", out);
    put_at(f, "expenditure.closing_balance", "total", closing);
    put_at(f, "expenditure.total", "total", out + closing);
}

static void
make_basic(struct filing *f)
{
    int64_t personnel = 0, all = spent(f, TEXT_NONE, GENERAL, false, TEXT_NONE);
    char last[8] = "";

    for (size_t n = 3; n <= 5; n += 2) {
        for (int e = 0; e < N_ECONOMIC; e++) {
            struct text of = text_slice(text_of(economic[e]), 0, n);
            int64_t sum = spent(f, TEXT_NONE, GENERAL, false, of);

            if (strlen(last) == n && strncmp(last, of.at, n) == 0)
                continue;
            snprintf(last, sizeof last, "%.*s", TEXT_ARG(of));
            put_amount(f, of, "amount", sum);
            if (n == 3
                && (text_equal(of, TEXT("301")) || text_equal(of, TEXT("303"))))
                personnel += sum;
        }
    }
    put_at(f, "personnel_total", "amount", personnel);
    put_at(f, "public_total", "amount", all - personnel);
    put_at(f, "total", "amount", all);
    if (f->domain)
        return;
    put_at(f, "total", "personnel", personnel);
    put_at(f, "total", "public", all - personnel);
    put_at(f, "personnel_total", "personnel", personnel);
    put_at(f, "public_total", "public", all - personnel);
}

static void
make_three_public(struct filing *f)
{
    static const struct {
        const char *item, *economic;
    } parts[] = { { "overseas_travel", "30212" },
                  { "vehicle_purchase", "31013" },
                  { "vehicle_operation", "30231" },
                  { "reception", "30217" } };
    static const char *const measures[] = { "budget", "final" };

    for (int m = 0; m < 2; m++) {
        int64_t value[4], vehicles;

        for (int i = 0; i < 4; i++) {
            value[i] = m ? 0 : amount(f);
            for (int s = 0; s < N_BUDGETS; s++) {
                struct text item = text_of(parts[i].economic);

                value[i] += spent(f, TEXT_NONE, s, false, item)
                            + spent(f, TEXT_NONE, s, true, item);
            }
            put_at(f, parts[i].item, measures[m], value[i]);
        }
        vehicles = value[1] + value[2];
        put_at(f, "vehicles", measures[m], vehicles);
        put_at(f, "total", measures[m], value[0] + vehicles + value[3]);
    }
}

static void
make_state_assets(struct filing *f)
{
    static const char *const uses[] = { "provincial_leader",
                                        "principal_leader",
                                        "confidential_communication",
                                        "emergency",
                                        "law_enforcement",
                                        "specialised",
                                        "retired_cadre",
                                        "other" };
    int64_t n = 0, money = 0;
    struct fact *fact;

    for (int i = 0; i < ARRAY_LEN(uses); i++) {
        struct text item = text_printf(f->arena, "vehicles.%s", uses[i]);
        int64_t of = 1 + (int64_t)roll(f, 9), cost = amount(f);

        fact = put(f, item, "count", VALUE_COUNT);
        if (fact)
            fact->value = decimal_of(of);
        put_amount(f, item, "amount", cost);
        n += of;
        money += cost;
    }
    fact = put(f, TEXT("vehicles.total"), "count", VALUE_COUNT);
    if (fact)
        fact->value = decimal_of(n);
    put_at(f, "vehicles.total", "amount", money);
}

/* Two units: one half of each total, rounded up, and the rest. */
static void
make_units(struct filing *f, const char *by_code)
{
    const struct model_table *source
        = model_find_table(f->model, text_of(by_code), TEXT_NONE);

    for (int u = 1; source && u <= 2; u++) {
        struct text unit = text_printf(f->arena, "unit.%d", u);

        put_text(f, text_zero(f->arena, unit), "name", u == 1 ? "甲" : "乙");
    }
    for (int i = 0; source && i < source->n_facts; i++) {
        const struct fact *fact = &source->facts[i];
        const char *measure = text_zero(f->arena, fact->of->measure);
        struct decimal d;
        int64_t whole, half;

        if (!text_equal(*fact->item, TEXT("total")))
            continue;
        (void)decimal_shift(fact->value, -STEP_SHIFT, &d);
        whole = d.units;
        /* Spending columns must add up for each unit too. */
        half = strcmp(measure, "total") == 0 ? -1 : whole / 2;
        put_at(f, "total", measure, whole);
        if (half < 0)
            continue;
        put_at(f, "unit.1", measure, half);
        put_at(f, "unit.2", measure, whole - half);
    }
}

static int64_t
sum_of_unit(const struct filing *f, struct text unit)
{
    int64_t sum = 0;

    for (int i = 0; i < f->table->n_facts; i++) {
        const struct fact *fact = &f->table->facts[i];
        struct decimal d;

        if (!text_equal(*fact->item, unit) || fact->of->kind != VALUE_AMOUNT
            || text_equal(fact->of->measure, TEXT("education_fees")))
            continue;
        (void)decimal_shift(fact->value, -STEP_SHIFT, &d);
        sum += d.units;
    }
    return sum;
}

static void
make_unit_totals(struct filing *f)
{
    put_at(f, "unit.1", "total", sum_of_unit(f, TEXT("unit.1")));
    put_at(f, "unit.2", "total", sum_of_unit(f, TEXT("unit.2")));
}

/* ---- self-evaluation ---- */

static void
put_rate(struct filing *f, const char *item, int64_t part, int64_t whole)
{
    struct fact *fact = put(f, text_of(item), "rate", VALUE_RATIO);

    if (!fact)
        return;
    /* Four places, rounded. */
    fact->value.units = (20000 * part + whole) / (2 * whole);
    fact->value.scale = 4;
    fact->value = decimal_normal(fact->value);
    fact->decimals = 4;
}

/* Not every form has a row for each; V4 has none, but its total. */
static bool
has_source(const struct filing *f, const char *item)
{
    return f->hubei || has_place(f, text_of(item), "annual_budget")
           || has_place(f, text_of(item), "amount");
}

static void
put_funding(struct filing *f, int64_t of[3])
{
    static const char *const items[]
        = { "funding.fiscal", "funding.carryover", "funding.other" };
    static const char *const measures[]
        = { "initial_budget", "annual_budget", "amount" };
    int64_t budget = 0, spent_all = 0;

    for (int i = 0; i < 3; i++) {
        int64_t used = of[i] - of[i] / 10;

        if (!has_source(f, items[i]))
            continue;
        for (int m = 0; m < 3; m++)
            put_at(f, items[i], measures[m], of[i]);
        put_at(f, items[i], "executed", used);
        put_rate(f, items[i], used, of[i]);
        budget += of[i];
        spent_all += used;
    }
    for (int m = 0; m < 3; m++)
        put_at(f, "funding.total", measures[m], budget);
    put_at(f, "funding.total", "executed", spent_all);
    put_rate(f, "funding.total", spent_all, budget);
    /* 20 points for the rate, of which it gets that share. */
    if (f->hubei) {
        struct fact *fact = put(f, TEXT("funding.total"), "score", VALUE_SCORE);
        int64_t tenths = (400 * spent_all + budget) / (2 * budget);

        fact->value = (struct decimal){ tenths, 1 };
        fact->value = decimal_normal(fact->value);
        fact->decimals = 1;
    } else {
        put_points(f, "funding.total", "weight", 10);
        put_points(f, "funding.total", "score", 9);
    }
}

static void
put_department_funding(struct filing *f)
{
    int64_t of[3] = { amount(f) + 100, amount(f) + 100, amount(f) + 100 };
    const struct model_table *expenditure
        = model_find_table(f->model, TEXT("expenditure"), TEXT_NONE);
    static const char *const measures[] = { "basic", "project", "total" };
    int64_t value[3];

    if (!f->hubei || !expenditure) {
        put_funding(f, of);
        return;
    }
    for (int i = 0; i < 3; i++) {
        struct decimal d;

        (void)decimal_shift(
            model_find(expenditure, TEXT("total"), text_of(measures[i]))->value,
            -STEP_SHIFT, &d);
        value[i] = d.units;
    }
    put_at(f, "funding.basic", "amount", value[0]);
    put_at(f, "funding.project", "amount", value[2] - value[0]);
    put_at(f, "funding.total", "annual_budget", value[2]);
    put_at(f, "funding.total", "executed", value[2]);
    put_rate(f, "funding.total", 1, 1);
    put_points(f, "funding.total", "score", 20);
}

struct group {
    const char *name;
    int weights[4]; /* 0 ends */
};

/* By what the template asks for: 90 or 100 points in indicators. */
static void
put_indicators(struct filing *f, const struct group *groups, int n)
{
    bool fund_row = has_place(f, TEXT("funding.total"), "score");
    int weights = fund_row ? 10 : 0, scores = fund_row ? 9 : 0, number = 0;

    for (int g = 0; g < n; g++) {
        for (int i = 0; i < 4 && groups[g].weights[i]; i++) {
            char item[32];
            int weight = groups[g].weights[i];

            snprintf(item, sizeof item, "indicator.%d", ++number);
            put_text(f, item, "level1", groups[g].name);
            put_text(f, item, "level2", "数量指标");
            put_text(f, item, "level3", "完成率");
            put_text(f, item, "nature", "≥");
            put_text(f, item, "target",
                     has_place(f, text_of(item), "nature") ? "95" : "≥95%");
            put_text(f, item, "unit", "%");
            put_text(f, item, "actual", i == 1 ? "94%" : "96%");
            /* A form without scores has no place for a missed target. */
            if (i == 1 && !has_place(f, text_of(item), "score")
                && f->table->n_facts)
                f->table->facts[f->table->n_facts - 1].text = TEXT("95%");
            put_points(f, item, "weight", weight);
            put_points(f, item, "score", weight - (i == 1));
            weights += weight;
            scores += weight - (i == 1);
        }
    }
    put_points(f, "result", "total_weight", weights);
    put_points(f, "result", "total_score", scores);
    put_points(f, "result", "business_weight", weights - 30);
    put_points(f, "result", "business_score", scores - 29);
    put_points(f, "result", "financial_weight", 30);
    put_points(f, "result", "financial_score", 29);
    put_text(f, "result", "grade", scores >= 90 ? "优" : "良");
}

/* V5: what the department cost, as its indicators say. */
static void
put_costs(struct filing *f)
{
    static const struct {
        const char *name, *table, *item, *measure;
    } costs[] = { { "人员经费", "general_budget_basic_expenditure",
                    "personnel_total", "amount" },
                  { "日常公用经费", "general_budget_basic_expenditure",
                    "public_total", "amount" },
                  { "项目经费", "expenditure", "total", "project" } };

    for (int i = 0; i < ARRAY_LEN(costs); i++) {
        const struct fact *fact = model_find(
            model_find_table(f->model, text_of(costs[i].table), TEXT_NONE),
            text_of(costs[i].item), text_of(costs[i].measure));
        const char *item = arena_printf(f->arena, "indicator.%d", 20 + i);
        struct decimal shown;

        (void)decimal_shift(fact->value, -4, &shown);
        put_text(f, item, "level1", "成本指标");
        put_text(f, item, "level3", costs[i].name);
        put_text(f, item, "unit", "万元");
        put_text(f, item, "actual",
                 text_zero(f->arena, decimal_text(f->arena, shown)));
        put_points(f, item, "weight", 3);
    }
}

static void
make_evaluation(struct filing *f, bool department)
{
    static const struct group ninety[] = { { "产出指标", { 20, 10, 20 } },
                                           { "效益指标", { 15, 15 } },
                                           { "满意度指标", { 10 } } };
    static const struct group named[] = { { "产出指标（50分）", { 20, 30 } },
                                          { "效益指标（30分）", { 15, 15 } },
                                          { "满意度指标（10分）", { 10 } } };
    static const struct group hundred[] = { { "产出指标", { 30, 10, 20 } },
                                            { "效益指标", { 15, 15 } },
                                            { "满意度指标", { 10 } } };
    static const struct group costly[] = { { "产出指标", { 21, 10, 20 } },
                                           { "效益指标", { 15, 15 } },
                                           { "满意度指标", { 10 } } };
    bool sichuan = text_starts(f->template->id, TEXT("sichuan"));
    bool old = f->model->fiscal_year == 2019;
    int64_t of[3] = { amount(f) + 100, amount(f) + 100, amount(f) + 100 };
    bool with_row = has_place(f, TEXT("funding.total"), "weight");

    if (department)
        put_department_funding(f);
    else
        put_funding(f, of);
    if (sichuan && department)
        put_costs(f);
    if (old)
        put_indicators(f, named, ARRAY_LEN(named));
    else if (sichuan && department)
        put_indicators(f, costly, ARRAY_LEN(costly));
    else if (sichuan || with_row)
        put_indicators(f, ninety, ARRAY_LEN(ninety));
    else
        put_indicators(f, hundred, ARRAY_LEN(hundred));
}

/* V4 has no weights; its scores are 20, 40 and 40 points at most. */
static void
make_hubei_scores(struct filing *f)
{
    static const struct {
        const char *goal, *name;
        int score;
    } rows[] = { { "目标1（40分）", "产出指标（40分）", 20 },
                 { "目标1（40分）", "产出指标（40分）", 20 },
                 { "目标2（40分）", "效益指标（40分）", 39 } };
    int least = f->plain ? 29 : 0;
    const struct fact *first;
    struct fact *total;
    struct decimal sum;

    for (int i = 0; i < ARRAY_LEN(rows); i++) {
        char item[32];

        snprintf(item, sizeof item, "indicator.%d", i + 1);
        put_text(f, item, "goal", rows[i].goal);
        put_text(f, item, "level1", rows[i].name);
        put_text(f, item, "level3", "完成率");
        put_text(f, item, "target", "95%");
        put_text(f, item, "actual", "95%");
        put_points(f, item, "score", rows[i].score - (i == 2 ? least : 0));
    }
    put_text(f, "indicator.4", "level1", "约束性指标");
    put_text(f, "indicator.4", "level3", "资金管理合规性");
    put_text(f, "indicator.4", "actual", f->plain ? "存在违规" : "合规");
    first = model_find(f->table, TEXT("funding.total"), TEXT("score"));
    (void)decimal_add(first->value, decimal_of(79 - least), &sum);
    total = put(f, TEXT("result"), "total_score", VALUE_SCORE);
    total->value = decimal_normal(sum);
    total->decimals = 1;
}

static void
make_report(struct filing *f)
{
    static const struct group groups[]
        = { { "目标设定情况（30分）", { 10, 20 } },
            { "项目效益（40分）", { 20, 20 } },
            { "财务管理（30分）", { 30 } } };
    static const char *const levels[]
        = { "funding.central", "funding.provincial", "funding.municipal" };
    int64_t total = 0, used = 0;

    for (int i = 0; i < 3; i++) {
        int64_t value = amount(f) + 1000;

        put_at(f, levels[i], "planned", value);
        put_at(f, levels[i], "received", value);
        total += value;
    }
    for (int i = 1; i <= 3; i++) {
        char item[32];

        snprintf(item, sizeof item, "spending.%d", i);
        put_text(f, item, "item", "委托业务费");
        put_at(f, item, "planned", total / 4);
        put_at(f, item, "actual", total / 5);
        used += total / 5;
    }
    put_at(f, "funding.total", "planned", total);
    put_at(f, "funding.total", "received", total);
    put_at(f, "funding.total", "executed", used);
    put_at(f, "spending.total", "planned", 3 * (total / 4));
    put_at(f, "spending.total", "actual", used);
    put_indicators(f, groups, ARRAY_LEN(groups));
}

/* ---- the filing ---- */

static void
make_by_code(struct filing *f)
{
    static const struct {
        const char *table;
        bool budgets[N_SOURCES];
        void (*row)(struct filing *f, struct text item, struct text code);
    } tables[] = {
        { "income", { true, true, true, true }, income_row },
        { "expenditure", { true, true, true, true }, expenditure_row },
        { "general_budget_expenditure", { true, 0, 0, 0 }, general_row },
        { "government_fund", { 0, true, 0, 0 }, fund_row },
        { "state_capital", { 0, 0, true, 0 }, capital_row },
        { "appropriation_expenditure_detail",
          { true, true, true, 0 },
          appropriation_detail_row },
        { "general_budget_expenditure_detail",
          { true, 0, 0, 0 },
          general_detail_row },
        { "general_budget_project_expenditure",
          { true, 0, 0, 0 },
          project_row },
    };

    for (int i = 0; i < ARRAY_LEN(tables); i++) {
        if (begin(f, tables[i].table, TEXT_NONE))
            each_code(f, tables[i].budgets, tables[i].row);
    }
}

static void
make_evaluations(struct filing *f)
{
    if (begin(f, "project_self_evaluation", TEXT("项目甲"))) {
        if (f->hubei) {
            int64_t of[3] = { amount(f) + 100, amount(f) + 100, 100 };

            put_funding(f, of);
            make_hubei_scores(f);
        } else {
            make_evaluation(f, false);
        }
    }
    if (begin(f, "department_self_evaluation", TEXT("部门乙"))) {
        if (f->hubei) {
            put_department_funding(f);
            make_hubei_scores(f);
        } else {
            make_evaluation(f, true);
        }
    }
    if (begin(f, "project_evaluation_report", TEXT("项目丙")))
        make_report(f);
}

struct model *
given_filing(struct arena *arena, const struct template_rule *template,
             uint64_t seed)
{
    struct filing *f = ARENA_NEW(arena, struct filing);

    f->arena = arena;
    f->template = template;
    f->hubei = template && text_starts(template->id, TEXT("hubei"));
    f->model = ARENA_NEW(arena, struct model);
    f->model->template_id = template ? template->id : TEXT_NONE;
    f->model->fiscal_year = template ? template->year_first : 2022;
    f->model->file = "filing.xlsx";
    f->dice = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    f->capital = has_capital(f);
    f->plain = seed % 3 == 2;
    make_leaves(f);
    make_by_code(f);
    if (begin(f, "income_expenditure_summary", TEXT_NONE))
        make_summary(f);
    if (begin(f, "appropriation_summary", TEXT_NONE))
        make_appropriation(f);
    if (begin(f, "general_budget_basic_expenditure", TEXT_NONE))
        make_basic(f);
    if (begin(f, "three_public", TEXT_NONE))
        make_three_public(f);
    if (begin(f, "state_assets", TEXT_NONE))
        make_state_assets(f);
    if (begin(f, "income_by_unit", TEXT_NONE)) {
        make_units(f, "income");
        make_unit_totals(f);
    }
    if (begin(f, "expenditure_by_unit", TEXT_NONE)) {
        make_units(f, "expenditure");
        make_unit_totals(f);
    }
    if (template)
        make_evaluations(f);
    return f->model;
}

void
given_filing_blanks(struct model *model)
{
    for (int t = 0; t < model->n_tables; t++) {
        struct model_table *table = &model->tables[t];
        int n = 0;

        for (int i = 0; i < table->n_facts; i++) {
            if (schema_is_text(table->facts[i].of->kind)
                || !decimal_is_zero(table->facts[i].value))
                table->facts[n++] = table->facts[i];
        }
        table->n_facts = n;
    }
}

/* The closing balances of an item that has them, and the opening ones. */
static const char *const carried_over[][4] = {
    { "income_expenditure_summary", "expenditure.closing_balance",
      "income.opening_balance", "amount" },
    { "appropriation_summary", "expenditure.closing_balance",
      "income.opening_balance", "total" },
    { "appropriation_summary", "expenditure.closing_balance",
      "income.opening_balance.general_public_budget", "general_public_budget" },
    { "appropriation_summary", "expenditure.closing_balance",
      "income.opening_balance.government_fund", "government_fund" },
    { "appropriation_summary", "expenditure.closing_balance",
      "income.opening_balance.state_capital", "state_capital" },
};

static void
hand_over(struct model_table *table, struct fact *closing)
{
    const struct fact *opening
        = model_find(table, *closing->item, TEXT("opening_balance"));

    for (int i = 0; i < ARRAY_LEN(carried_over); i++) {
        const char *const *to = carried_over[i];

        if (strcmp(table->schema->id, to[0]) == 0
            && text_equal(*closing->item, text_of(to[1]))
            && text_equal(closing->of->measure, text_of(to[3])))
            opening = model_find(table, text_of(to[2]), TEXT("amount"));
    }
    if (opening)
        closing->value = opening->value;
}

void
given_filing_before(struct model *model)
{
    model->fiscal_year--;
    model->file = "before.xlsx";
    for (int t = 0; t < model->n_tables; t++) {
        struct model_table *table = &model->tables[t];

        for (int i = 0; i < table->n_facts; i++) {
            struct fact *fact = &table->facts[i];

            if (text_equal(fact->of->measure, TEXT("closing_balance"))
                || text_equal(*fact->item, TEXT("expenditure.closing_balance")))
                hand_over(table, fact);
        }
    }
}

static void
add_items(struct arena *arena, struct model_table *table)
{
    int n = table->n_facts;

    for (int i = 0; table->schema->code_measures && i < n; i++) {
        struct fact fact = table->facts[i];

        if (fact.of->measure.n != 3)
            continue;
        model_own_column(arena, &fact)->measure = text_printf(
            arena, "%.*s01", TEXT_ARG(table->facts[i].of->measure));
        if (!model_find(table, *fact.item, fact.of->measure))
            model_copy_fact(arena, table, fact);
    }
}

void
given_filing_items(struct arena *arena, struct model *model)
{
    for (int t = 0; t < model->n_tables; t++)
        add_items(arena, &model->tables[t]);
}

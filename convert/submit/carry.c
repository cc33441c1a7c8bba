/* carry.c - what export and migrate do between reading and writing. */
#include "submit/carry.h"

#include "mapping/mix.h"
#include "remap/coverage.h"
#include "remap/left_behind.h"
#include "store/json.h"

static enum diag_level
lost_level(const struct carry *carry)
{
    return carry->lossy ? DIAG_WARNING : DIAG_ERROR;
}

static void
say_hint(const struct carry *carry, struct diag *diag, const char *hint)
{
    if (carry->hints)
        diag_hint(carry->diags, diag, "%s", diag_say(carry->diags, hint));
}

LANGUAGE_FORMAT(2, 3)
static struct diag *
refuse_kept(const struct carry *carry, const char *format, ...)
{
    struct diag *diag;
    va_list args;

    va_start(args, format);
    diag = diag_add_v(carry->diags, DIAG_KEPT_OTHER,
                      PLACE_FILE(carry->kept_name), PLACE_NONE, format, args);
    va_end(args);
    return diag;
}

LANGUAGE_FORMAT(2, 0)
static enum carry_end
has_none(const struct carry *carry, const char *format)
{
    diag_add(carry->diags, DIAG_FACT_NO_PLACE, PLACE_FILE(carry->name),
             carry->target->place, format, TEXT_ARG(carry->target->id));
    return CARRY_FAILED;
}

/* How many facts and words of the filing are not in what was made. */
static int
report_lost(const struct carry *carry)
{
    enum diag_level level = lost_level(carry);
    int n = remainder_report(carry->arena, &carry->made.lost, carry->target,
                             level, carry->diags);

    return n
           + migrate_report_filing(carry->arena, &carry->made, carry->target,
                                   level, carry->diags);
}

/*
 * Lost when facts or other figures are, without consent.  'from' is the
 * workbook, NULL where all of its cells come along; 'drawn' what of it its
 * template draws.
 */
static enum carry_end
accept_lost(const struct carry *carry, const struct located *from,
            const struct book *drawn)
{
    int n = report_lost(carry);

    if (from)
        n += left_behind_report(carry->arena, from, drawn, carry->target,
                                lost_level(carry), carry->diags);
    return n == 0 || carry->lossy ? CARRY_DONE : CARRY_LOST;
}

/* ---- there ---- */

enum carry_end
carry_there(struct carry *carry, const struct filing *filing)
{
    const struct model *model = filing->model;
    bool same = text_equal(filing->template->id, carry->target->id);

    if (same)
        carry->target = filing->template;
    if (same || carry->keeps)
        carry->kept = export_kept(carry->arena, filing->located, model, true);
    carry->made = migrate_forward(carry->arena, model, carry->kept,
                                  carry->target, carry->diags);
    if (carry->made.book->n_sheets == 0)
        return has_none(carry, "%.*s has none of the workbook's tables");
    coverage_report(carry->arena, model, filing->template, carry->target,
                    carry->diags);
    if (carry->keeps)
        return CARRY_DONE;
    return accept_lost(
        carry, filing->template != carry->target ? filing->located : NULL,
        NULL);
}

void
carry_bind(struct carry *carry, struct text source)
{
    carry->made.book->source = carry->kept->source = source;
    carry->kept->lost = fact_set_pick(carry->arena, &carry->made.lost);
}

void
carry_written(struct carry *carry, struct text digest)
{
    carry->kept->digest = digest;
    carry->kept->written_as = carry->target->id;
}

/* ---- and back ---- */

bool
carry_take_kept(struct carry *carry, struct text bytes)
{
    const struct kept *kept = json_read_kept(
        carry->arena, carry->set->words, carry->kept_name, bytes, carry->diags);

    if (!kept)
        return false;
    if (!migrate_is_kept(kept)) {
        refuse_kept(carry, "this file was kept by an import; only that of a "
                           "migration leads back");
        return false;
    }
    if (!text_equal(kept->template_id, carry->target->id)) {
        say_hint(carry,
                 refuse_kept(carry,
                             "this file leads back to template '%.*s' only",
                             TEXT_ARG(kept->template_id)),
                 N_("name a file that is not there to keep what this migration "
                    "leaves behind"));
        return false;
    }
    carry->past = kept;
    carry->target
        = mix_for(carry->arena, carry->set, carry->target, NULL, kept);
    if (!carry->from)
        carry->from = mapping_find(carry->set, kept->written_as);
    if (carry->from)
        carry->from
            = mix_for(carry->arena, carry->set, carry->from, NULL, kept);
    return true;
}

/* Says whose the kept file is, and whose what it was given with. */
LANGUAGE_FORMAT(4, 0)
static void
say_filings(const struct carry *carry, struct diag *diag,
            const struct model *was, const char *format,
            const struct model *model)
{
    diag_detail(carry->diags, diag, "kept with   %.*s %d",
                TEXT_ARG(was->department), was->fiscal_year);
    diag_detail(carry->diags, diag, format, TEXT_ARG(model->department),
                model->fiscal_year);
}

/* Is it the workbook that was written with the kept file, as it was or
   changed since? */
static bool
check_bound(const struct carry *carry, const struct migrate_past *past,
            const struct filing *filing, struct text digest)
{
    struct text source = filing->located->book->source;
    const struct kept *kept = past->kept;
    bool same = text_equal(digest, kept->digest);

    if (!same && !migrate_is_of(carry->arena, past, filing->model)) {
        say_filings(carry,
                    refuse_kept(carry, "this file belongs to another workbook"),
                    past->then.says, "workbook    %.*s %d", filing->model);
        return false;
    }
    if (source.n > 0 && kept->source.n > 0
        && !text_equal(source, kept->source)) {
        say_hint(carry,
                 refuse_kept(carry,
                             "this file was kept of another version of the "
                             "workbook"),
                 N_("name the one that was written beside the workbook"));
        return false;
    }
    if (!same)
        diag_add(carry->diags, DIAG_KEPT_CHANGED, PLACE_FILE(carry->name),
                 PLACE_FILE(carry->kept_name),
                 "the workbook was changed since it was migrated; its figures "
                 "count");
    return true;
}

enum carry_end
carry_back(struct carry *carry, const struct filing *filing, struct text digest)
{
    struct migrate_past past = migrate_recall(carry->arena, carry->past,
                                              carry->target, filing->template);

    if (!check_bound(carry, &past, filing, digest))
        return CARRY_FAILED;
    carry->made
        = migrate_back(carry->arena, &past, filing->model, carry->diags);
    return accept_lost(carry, filing->located, past.then.book);
}

/* ---- a model ---- */

static bool
find_target(struct carry *carry, const struct model *model)
{
    struct place at = PLACE_FILE(carry->name);

    if (carry->target)
        return true;
    if (model->template_id.n)
        carry->target
            = mapping_ask(carry->set, model->template_id, at, carry->diags);
    else
        say_hint(carry,
                 diag_add(carry->diags, DIAG_TEMPLATE_UNKNOWN, at, PLACE_NONE,
                          "the model does not say its template"),
                 N_("name one with -t"));
    return carry->target != NULL;
}

static bool
take_sheets(struct carry *carry, const struct model *model, struct text bytes)
{
    struct kept *kept = json_read_kept(carry->arena, carry->set->words,
                                       carry->kept_name, bytes, carry->diags);
    struct text id = carry->target->id;
    const struct model *was;
    struct diag *diag;

    if (!kept)
        return false;
    if (kept->template_id.n && !text_equal(kept->template_id, id)) {
        diag = refuse_kept(carry,
                           "these sheets are of template '%.*s', not of '%.*s'",
                           TEXT_ARG(kept->template_id), TEXT_ARG(id));
        if (carry->hints)
            diag_hint(carry->diags, diag, "say -t %.*s, or leave --kept out",
                      TEXT_ARG(kept->template_id));
        return false;
    }
    carry->target
        = mix_for(carry->arena, carry->set, carry->target, NULL, kept);
    was = migrate_kept_other(carry->arena, kept, carry->target, model);
    if (was) {
        diag = refuse_kept(carry, "these sheets are of another filing");
        say_filings(carry, diag, was, "model       %.*s %d", model);
        say_hint(carry, diag,
                 N_("give the file that --kept wrote for this model, or leave "
                    "--kept out"));
        return false;
    }
    carry->kept = kept;
    return true;
}

static bool
has_table(const struct template_rule *template, const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (mapping_table(template, model->tables[i].schema))
            return true;
    }
    return false;
}

/* Figures of the workbook that the model was read from; how many. */
static int
report_unread(const struct carry *carry, const struct model *model)
{
    if (model->unread == 0 || carry->kept)
        return 0;
    say_hint(carry,
             diag_add_as(carry->diags,
                         DIAG_AS(DIAG_FIGURES_LEFT, lost_level(carry)),
                         PLACE_FILE(model->file), PLACE_NONE,
                         "%d figures of the workbook are not in the model",
                         model->unread),
             N_("keep them with --kept, as import writes it"));
    return model->unread;
}

enum carry_end
carry_model(struct carry *carry, struct model *model, const struct text *kept)
{
    bool nothing;
    int n_lost;

    if (!find_target(carry, model))
        return CARRY_FAILED;
    carry->target
        = mix_for(carry->arena, carry->set, carry->target, model, NULL);
    if (kept && !take_sheets(carry, model, *kept))
        return CARRY_FAILED;
    if (!model->file)
        model->file = carry->name;
    coverage_report_year(carry->arena, model, carry->target, carry->diags);
    carry->made = migrate_forward(carry->arena, model, carry->kept,
                                  carry->target, carry->diags);
    nothing = carry->made.book->n_sheets == 0;
    if (nothing && !has_table(carry->target, model))
        return has_none(carry, "%.*s has none of the model's tables");
    n_lost = report_lost(carry);
    n_lost += report_unread(carry, model);
    if (n_lost > 0 && !carry->lossy)
        return CARRY_LOST;
    if (nothing) /* none that can be written */
        return has_none(carry, "%.*s has none of the model's figures");
    return CARRY_DONE;
}

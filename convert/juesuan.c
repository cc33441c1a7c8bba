/* juesuan.c - the front door: each call in an arena of its own, from which
   running out of memory jumps back here. */
#include "juesuan.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/exhaustion.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/stream.h"
#include "base/version.h"
#include "book/workbook.h"
#include "book/xlsx_write.h"
#include "canon/unit.h"
#include "mapping/compiled.h"
#include "mapping/mix.h"
#include "mapping/pathname.h"
#include "port/export.h"
#include "remap/coverage.h"
#include "remap/left_behind.h"
#include "remap/migrate.h"
#include "store/facts.h"
#include "store/json.h"
#include "store/model_file.h"
#include "submit/annotate.h"
#include "submit/explain_html.h"
#include "submit/explain_xlsx.h"
#include "submit/fill_forms.h"
#include "submit/judged.h"
#include "submit/tallies.h"
#include "submit/totals.h"

#define BLANK_ROWS 30
#define BLANK_ROWS_MAX 1000

/* Parts of mappings are read when they are asked for; where that ran out of
   memory, they are read anew.  Results point into them. */
struct mappings {
    struct arena arena;
    int n_users;                   /* the handle, and results */
    const struct mapping_set *set; /* NULL: they cannot be read */
    const struct rule_set *rules;  /* NULL: not asked for yet */
    struct diag_list said;
};

struct juesuan {
    struct arena arena;
    struct mappings *mappings; /* NULL: not read yet */
    const char *folder;        /* NULL: those compiled in */
    enum language language;
    size_t memory;
};

struct juesuan_result {
    struct arena arena;
    enum juesuan_status status;
    struct diag_list diags;
    struct juesuan_diagnostic *told; /* [diags.n] */
    struct filing filing;
    struct mappings *mappings;
    struct juesuan_fact *facts; /* NULL: nobody asked yet */
    int n_facts;
    struct text bytes, kept;
    const char *template_id, *department; /* NULL: not known */
};

/* A call while it is at work. */
struct call {
    struct juesuan *juesuan;
    struct mappings *mappings;
    struct arena *lent;             /* of the mappings */
    struct juesuan_options options; /* all members, whatever the caller knows */
    struct arena *arena;
    struct juesuan_result *result;
    struct diag_list *diags;
    const struct juesuan_file *file, *blank;
    enum juesuan_format format;
    const struct juesuan_result *facts;
    enum juesuan_status (*work)(struct call *call);
};

int
juesuan_api_version(void)
{
    return JUESUAN_API_VERSION;
}

const char *
juesuan_version(void)
{
    return VERSION;
}

/* ---- handles ---- */

/* What is released holds the arena itself. */
static void
release(const struct arena *held)
{
    struct arena arena = *held;

    arena_release(&arena);
}

static void
let_go(struct mappings *mappings)
{
    if (mappings && --mappings->n_users == 0)
        release(&mappings->arena);
}

/* An object that holds the arena it is in; NULL when memory is out. */
struct making {
    struct arena arena;
    size_t size;
    void *made;
};

static void
make_object(void *context)
{
    struct making *making = context;

    making->made = arena_alloc(&making->arena, making->size);
}

/* The arena is its first member. */
static void *
make(size_t size, size_t budget)
{
    struct making making = { .arena = { .budget = budget }, .size = size };

    if (!exhaustion_catch(&making.arena, make_object, &making)) {
        arena_release(&making.arena);
        return NULL;
    }
    memcpy(making.made, &making.arena, sizeof making.arena);
    return making.made;
}

struct opening {
    const struct juesuan *juesuan;
    struct mappings *mappings;
};

static void
read_mappings(void *context)
{
    const struct opening *opening = context;
    const char *folder = opening->juesuan->folder;
    struct mappings *m = opening->mappings;
    struct arena *arena = &m->arena;

    m->said = (struct diag_list){ .arena = arena,
                                  .language = opening->juesuan->language };
    m->set
        = folder ? load_folder_with(
              arena, arena_copy(arena, folder, strlen(folder)), NULL, &m->said)
                 : compiled_find(arena, NULL, "", false);
    if (!folder && !m->set)
        diag_add(&m->said, DIAG_FILE_UNREADABLE, PLACE_NONE, PLACE_NONE,
                 "no mappings are compiled in");
}

/* False when memory is out. */
static bool
have_mappings(struct juesuan *j)
{
    struct opening opening = { .juesuan = j };

    if (j->mappings)
        return true;
    opening.mappings = make(sizeof *opening.mappings, 0);
    if (!opening.mappings)
        return false;
    opening.mappings->n_users = 1;
    if (exhaustion_catch(&opening.mappings->arena, read_mappings, &opening))
        j->mappings = opening.mappings;
    else
        let_go(opening.mappings);
    return j->mappings != NULL;
}

struct naming {
    struct juesuan *juesuan;
    const char *folder;
};

static void
take_folder(void *context)
{
    struct naming *naming = context;

    naming->juesuan->folder = arena_copy(
        &naming->juesuan->arena, naming->folder, strlen(naming->folder));
}

struct juesuan *
juesuan_open(const struct juesuan_settings *settings)
{
    struct juesuan_settings with = { .size = 0 };
    struct juesuan *j = make(sizeof *j, 0);
    struct naming naming = { .juesuan = j };

    if (!j)
        return NULL;
    if (settings)
        memcpy(&with, settings,
               settings->size < sizeof with ? settings->size : sizeof with);
    j->language = with.language && strcmp(with.language, "zh") == 0
                      ? LANGUAGE_ZH
                      : LANGUAGE_EN;
    j->memory = with.memory ? with.memory : (size_t)LIMIT_ARENA_BYTES;
    naming.folder = with.mappings;
    if (!naming.folder || exhaustion_catch(&j->arena, take_folder, &naming))
        return j;
    release(&j->arena);
    return NULL;
}

void
juesuan_close(struct juesuan *juesuan)
{
    if (!juesuan)
        return;
    let_go(juesuan->mappings);
    release(&juesuan->arena);
}

/* ---- calls ---- */

static enum juesuan_status
failed(const struct call *call)
{
    for (int i = 0; i < call->diags->n; i++) {
        enum diag_code code = call->diags->items[i]->code;

        if (code == DIAG_USAGE || code == DIAG_TEMPLATE_UNKNOWN)
            return JUESUAN_USAGE;
    }
    return JUESUAN_FAILED;
}

static enum juesuan_status
done(const struct call *call)
{
    bool strict
        = call->options.strict && call->diags->n_level[DIAG_WARNING] > 0;

    return strict || diag_is_open(call->diags) ? JUESUAN_OPEN : JUESUAN_DONE;
}

/* For callers, who know nothing of places. */
static void
tell(struct call *call)
{
    struct juesuan_result *result = call->result;

    result->told = ARENA_ARRAY(call->arena, struct juesuan_diagnostic,
                               call->diags->n + 1);
    for (int i = 0; i < call->diags->n; i++) {
        const struct diag *diag = call->diags->items[i];
        int base = diag->at.sheet ? 1 : 0; /* lines count from 1 already */

        result->told[i] = (struct juesuan_diagnostic){
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
}

static void
tell_filing(struct call *call)
{
    const struct model *model = call->result->filing.model;

    if (model)
        call->result->department
            = text_zero(call->arena, facts_department(model));
    if (call->result->filing.template)
        call->result->template_id
            = text_zero(call->arena, call->result->filing.template->id);
}

static void
work(void *context)
{
    struct call *call = context;
    struct juesuan_result *result = call->result;

    call->lent->exhausted = call->arena->exhausted;
    call->lent->context = call->arena->context;
    call->diags = &result->diags;
    *call->diags = (struct diag_list){ .arena = call->arena,
                                       .language = call->juesuan->language };
    if (call->mappings->set) {
        result->status = call->work(call);
    } else {
        diag_move(call->diags, &call->mappings->said);
        result->status = JUESUAN_FAILED;
    }
    tell(call);
    tell_filing(call);
}

/* What is read of the mappings on the way may not be had, either. */
static bool catch (struct call *call)
{
    struct arena *of_mappings = &call->mappings->arena;
    bool good;

    call->lent = of_mappings;
    good = exhaustion_catch(call->arena, work, call);
    of_mappings->exhausted = NULL;
    return good;
}

static struct juesuan_result *
run(struct call *call, const struct juesuan_options *options)
{
    struct juesuan *j = call->juesuan;
    struct juesuan_result *result;

    if (!j || !have_mappings(j))
        return NULL;
    call->result = result = make(sizeof *result, j->memory);
    if (!result)
        return NULL;
    if (options)
        memcpy(&call->options, options,
               options->size < sizeof *options ? options->size
                                               : sizeof *options);
    call->arena = &result->arena;
    call->mappings = result->mappings = j->mappings;
    result->mappings->n_users++;
    if (catch (call))
        return result;
    juesuan_free(result);
    /* What of them was half read is read anew. */
    let_go(j->mappings);
    j->mappings = NULL;
    return NULL;
}

/* ---- what is asked ---- */

static bool
bytes_of(struct call *call, const struct juesuan_file *file, uint64_t limit,
         struct text *out)
{
    const char *name = file->name ? file->name : "";

    if (!file->bytes)
        return file_read(call->arena, name, limit, out, call->diags);
    if (file->n_bytes > limit) {
        diag_add(call->diags, DIAG_FILE_TOO_LARGE, PLACE_FILE(name), PLACE_NONE,
                 "the file is larger than %llu bytes",
                 (unsigned long long)limit);
        return false;
    }
    /* Readers want a NUL behind, and texts of theirs outlive the call. */
    *out = (struct text){ arena_copy(call->arena, file->bytes, file->n_bytes),
                          file->n_bytes };
    return true;
}

static const char *
name_of(struct call *call, const struct juesuan_file *file)
{
    return file->name ? arena_copy(call->arena, file->name, strlen(file->name))
                      : "";
}

/* NULL and true where none is asked for. */
static bool
find_template(struct call *call, const char *id, struct place at,
              const struct template_rule **out)
{
    *out = NULL;
    if (!id || !*id)
        return true;
    *out = mapping_ask(call->mappings->set, text_of(id), at, call->diags);
    return *out != NULL;
}

static struct text
keep_text(struct call *call, const char *text)
{
    return text
               ? text_trim(text_of(arena_copy(call->arena, text, strlen(text))))
               : TEXT_NONE;
}

LANGUAGE_FORMAT(2, 0)
static bool
refuse(struct call *call, const char *what)
{
    diag_add(call->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE, what);
    return false;
}

/* What the person knows. */
static bool
take_given(struct call *call, struct book_given *given)
{
    const struct juesuan_options *options = &call->options;

    *given = (struct book_given){ .year = options->year,
                                  .department
                                  = keep_text(call, options->department),
                                  .region = keep_text(call, options->region),
                                  .year_by = "year",
                                  .department_by = "department" };
    if (options->year
        && (options->year < PATHNAME_YEAR_FIRST
            || options->year > PATHNAME_YEAR_LAST))
        return refuse(call, "the option 'year' is no year");
    if (options->unit && *options->unit)
        given->unit = unit_parse(text_fold(call->arena, text_of(options->unit)),
                                 &given->unit_shift);
    return !options->unit || !*options->unit || given->unit
           || refuse(call,
                     "the option 'unit' is no unit of amounts: 元, 万元 …");
}

static bool
read_filing(struct call *call, const struct juesuan_file *file,
            struct filing_wish *wish, struct filing *out)
{
    const char *name = name_of(call, file);
    struct text bytes;

    wish->set = call->mappings->set;
    if (!file->bytes && file_is_folder(name)) /* a CSV package */
        return filing_read(call->arena, name, wish, out, call->diags);
    if (!bytes_of(call, file, LIMIT_FILE_BYTES, &bytes))
        return false;
    wish->bytes = &bytes;
    return filing_read(call->arena, name, wish, out, call->diags);
}

/* ---- reading ---- */

static enum juesuan_status
detect(struct call *call)
{
    struct filing *filing = &call->result->filing;
    const char *name = name_of(call, call->file);
    struct book_given given;
    struct text bytes;
    struct book *book;

    if (!take_given(call, &given)
        || !bytes_of(call, call->file, LIMIT_FILE_BYTES, &bytes)
        || !(book = workbook_read_bytes(call->arena, name, bytes, call->diags)))
        return failed(call);
    book->given = given;
    filing->template
        = locate_template(call->arena, book, call->mappings->set, call->diags);
    return filing->template ? done(call) : failed(call);
}

static void
write_kept(struct call *call, const struct kept *kept)
{
    struct stream stream;

    stream_open(&stream, call->arena);
    json_write_kept(stream.out, kept);
    stream_close(&stream, &call->result->kept);
}

static enum juesuan_status
import(struct call *call)
{
    struct filing_wish wish = { .keeps = call->options.keep != 0 };
    struct filing *filing = &call->result->filing;

    if (!take_given(call, &wish.given)
        || !find_template(call, call->options.template_id, PLACE_NONE,
                          &wish.template)
        || !read_filing(call, call->file, &wish, filing))
        return failed(call);
    if (call->options.keep && filing->located)
        write_kept(call, export_kept(call->arena, filing->located,
                                     filing->model, false));
    return done(call);
}

/* ---- judging ---- */

static bool
read_rules(struct call *call)
{
    struct mappings *m = call->mappings;

    if (!m->rules)
        m->rules
            = rule_read_folder(&m->arena, m->set->folder, m->set, call->diags);
    return m->rules != NULL;
}

/* Last year's filing is read for its figures; what is to be said of it is said
   when it is checked itself. */
static bool
read_last(struct call *call, struct judging *how)
{
    struct diag_list unheard = diag_apart(call->diags, call->arena);
    struct call quiet = *call;
    struct filing_wish wish = { .set = NULL };
    struct filing last;

    quiet.diags = &unheard;
    if (!call->options.last)
        return true;
    if (read_filing(&quiet, call->options.last, &wish, &last)) {
        how->last = last.model;
        return true;
    }
    diag_move(call->diags, &unheard);
    return false;
}

static bool
read_reasons(struct call *call, struct judging *how)
{
    const struct juesuan_file *file = call->options.reasons;
    struct text bytes;

    if (!file)
        return true;
    if (!bytes_of(call, file, LIMIT_FILE_BYTES, &bytes))
        return false;
    how->reasons = reasons_read_bytes(call->arena, name_of(call, file), bytes,
                                      call->diags);
    return how->reasons != NULL;
}

/* False where it cannot be read. */
static bool
judge(struct call *call, struct judging *how, struct judged *judged)
{
    struct filing *filing = &call->result->filing;
    struct filing_wish wish = { .set = NULL };

    if (!take_given(call, &wish.given)
        || !find_template(call, call->options.template_id, PLACE_NONE,
                          &wish.template)
        || !read_rules(call) || !read_last(call, how)
        || !read_reasons(call, how)
        || !read_filing(call, call->file, &wish, filing))
        return false;
    how->rules = call->mappings->rules;
    how->name = text_of(name_of(call, call->file));
    how->n_read = call->diags->n;
    *judged = judged_filing(call->arena, filing, how, call->mappings->set,
                            call->diags);
    return true;
}

static enum juesuan_status
check(struct call *call)
{
    struct judging how = { .last = NULL };
    struct judged judged;

    return judge(call, &how, &judged) ? done(call) : failed(call);
}

static enum juesuan_status
annotate(struct call *call)
{
    struct judging how = { .last = NULL };
    struct annotated marks;
    struct xlsx_edit *edit;
    struct judged judged;
    struct text bytes;

    if (!judge(call, &how, &judged)
        || !bytes_of(call, call->file, LIMIT_FILE_BYTES, &bytes)
        || !(edit = xlsx_edit_open(call->arena, name_of(call, call->file),
                                   bytes, call->diags))
        || !annotate_workbook(edit, &judged.findings, call->diags,
                              judged.n_told, &marks)
        || !xlsx_edit_finish(edit, edit->book, &call->result->bytes))
        return failed(call);
    return done(call);
}

static enum juesuan_status
report(struct call *call)
{
    const char *name = name_of(call, call->file);
    struct judging how = { .last = NULL };
    struct juesuan_result *result = call->result;
    struct judged judged;
    const struct review_about *about;
    struct tallies tallies;
    struct stream stream;
    struct review review;

    if (!judge(call, &how, &judged))
        return failed(call);
    about = judged_about(call->arena, &result->filing, &judged, call->diags);
    review = (struct review){ .set = call->mappings->set,
                              .template = result->filing.template,
                              .chosen = call->options.template_id != NULL,
                              .is_workbook = result->filing.located != NULL,
                              .model = result->filing.model,
                              .last = how.last,
                              .files = &name,
                              .n_files = 1,
                              .rules = call->mappings->rules,
                              .findings = &judged.findings,
                              .said = call->diags,
                              .about = about };
    tallies = tallies_new(call->arena, call->mappings->set->words);
    tallies_count(&tallies, &judged.findings, call->diags, about);
    tallies_sum(&tallies, review.n);
    stream_open(&stream, call->arena);
    review_write(stream.out, &review);
    stream_close(&stream, &result->bytes);
    return done(call);
}

/* A workbook that no mapping knows: nothing of it is read. */
static bool
take_unknown(struct call *call, struct filing *filing)
{
    if (!filing->book)
        return false;
    if (!filing->located)
        filing->located = locate_nothing(call->arena, filing->book);
    filing->template = filing->located->template;
    filing->model = ARENA_NEW(call->arena, struct model);
    return true;
}

static bool
explain_copy(struct call *call, const struct explained *explained)
{
    struct xlsx_edit *edit;
    struct text bytes;

    return bytes_of(call, call->file, LIMIT_FILE_BYTES, &bytes)
           && (edit = xlsx_edit_open(call->arena, name_of(call, call->file),
                                     bytes, call->diags))
           && explain_xlsx(edit, explained)
           && xlsx_edit_finish(edit, edit->book, &call->result->bytes);
}

static bool
explain_page(struct call *call, const struct explained *explained)
{
    struct stream stream;
    bool good;

    stream_open(&stream, call->arena);
    good = explain_html(stream.out, explained, call->diags);
    stream_close(&stream, &call->result->bytes);
    if (!good)
        call->result->bytes = TEXT_NONE;
    return good;
}

static enum juesuan_status
explain(struct call *call)
{
    struct filing *filing = &call->result->filing;
    struct filing_wish wish = { .book = true };
    struct explained explained;
    bool known;

    if (!take_given(call, &wish.given)
        || !find_template(call, call->options.template_id, PLACE_NONE,
                          &wish.template))
        return failed(call);
    known = read_filing(call, call->file, &wish, filing);
    if (!known && !take_unknown(call, filing))
        return failed(call);
    explained = explain_filing(call->arena, filing, call->diags);
    if (!(call->options.page ? explain_page(call, &explained)
                             : explain_copy(call, &explained)))
        return failed(call);
    return known ? done(call) : JUESUAN_FAILED;
}

/* ---- writing ---- */

static enum diag_level
lost_level(const struct call *call)
{
    return call->options.lossy ? DIAG_WARNING : DIAG_ERROR;
}

static bool
write_book(struct call *call, const struct book *book,
           const struct template_rule *template)
{
    return xlsx_write_bytes(call->arena, "", book,
                            text_zero(call->arena, template->id),
                            &call->result->bytes, call->diags);
}

static const struct kept *
read_kept(struct call *call)
{
    const struct juesuan_file *file = call->options.kept;
    struct text bytes;

    return bytes_of(call, file, LIMIT_TREE_BYTES, &bytes)
               ? json_read_kept(call->arena, call->mappings->set->words,
                                name_of(call, file), bytes, call->diags)
               : NULL;
}

static enum juesuan_status
kept_other(struct call *call, const char *what)
{
    diag_add(call->diags, DIAG_KEPT_OTHER,
             PLACE_FILE(name_of(call, call->options.kept)), PLACE_NONE, "%s",
             diag_say(call->diags, what));
    return JUESUAN_FAILED;
}

static struct model *
read_model(struct call *call, const char **name)
{
    struct filing_wish wish = { .set = NULL };
    struct filing *filing = &call->result->filing;

    *name = name_of(call, call->file);
    if (!read_filing(call, call->file, &wish, filing))
        return NULL;
    if (filing->located)
        filing->model->template_id = filing->template->id;
    if (!filing->model->file)
        filing->model->file = *name;
    return filing->model;
}

/* JUESUAN_DONE where the model's template, or the one asked for, can be had,
   with what is kept, which may be nothing. */
static enum juesuan_status
find_target(struct call *call, const struct model *model,
            const struct template_rule **target, const struct kept **kept)
{
    const struct mapping_set *set = call->mappings->set;
    const char *id = call->options.template_id;

    if (!id || !*id)
        id = text_zero(call->arena, model->template_id);
    if (!*id)
        refuse(call, "the model does not say its template");
    if (!*id || !find_template(call, id, PLACE_FILE(model->file), target))
        return JUESUAN_USAGE;
    *kept = NULL;
    if (call->options.kept && !(*kept = read_kept(call)))
        return failed(call);
    if (*kept && (*kept)->template_id.n
        && !text_equal((*kept)->template_id, (*target)->id))
        return kept_other(call, N_("these sheets are of another template"));
    *target = mix_for(call->arena, set, *target, model, NULL);
    if (!*kept)
        return JUESUAN_DONE;
    *target = mix_for(call->arena, set, *target, NULL, *kept);
    return migrate_kept_other(call->arena, *kept, *target, model)
               ? kept_other(call, N_("these sheets are of another filing"))
               : JUESUAN_DONE;
}

static enum juesuan_status export(struct call *call) {
    const struct template_rule *target; enum juesuan_status status;
    const struct kept * kept; struct written made; struct model * model;
    const char * name; int n_lost;

    if (!(model = read_model(call, &name))) return failed(call);
    status = find_target(call, model, &target, &kept);
    if (status != JUESUAN_DONE) return status;
    coverage_report_year(call->arena, model, target, call->diags);
    made = migrate_forward(call->arena, model, kept, target, call->diags);
    n_lost = remainder_report(call->arena, &made.lost, target, lost_level(call),
                              call->diags)
             + migrate_report_filing(call->arena, &made, target,
                                     lost_level(call), call->diags);
    if (model->unread > 0 && !kept){
        diag_add_as(call->diags, DIAG_AS(DIAG_FIGURES_LEFT, lost_level(call)),
                    PLACE_FILE(model->file), PLACE_NONE,
                    "%d figures of the workbook are not in the model",
                    model->unread);
        n_lost += model->unread; }
if (made.book->n_sheets == 0)
{
    diag_add(call->diags, DIAG_FACT_NO_PLACE, PLACE_FILE(name), target->place,
             "%.*s has none of the model's tables", TEXT_ARG(target->id));
    return JUESUAN_FAILED;
}
if (n_lost > 0 && !call->options.lossy)
    return JUESUAN_LOST;
return write_book(call, made.book, target) ? done(call) : failed(call);
}

/* What comes along, and what is lost without anybody's consent. */
static bool
accept_lost(struct call *call, const struct written *migrated,
            const struct located *from, const struct book *drawn,
            const struct template_rule *target)
{
    enum diag_level level = lost_level(call);
    int n = remainder_report(call->arena, &migrated->lost, target, level,
                             call->diags)
            + migrate_report_filing(call->arena, migrated, target, level,
                                    call->diags);

    if (from)
        n += left_behind_report(call->arena, from, drawn, target, level,
                                call->diags);
    return n == 0 || call->options.lossy;
}

static enum juesuan_status
go_there(struct call *call, const struct template_rule *target)
{
    const struct filing *filing = &call->result->filing;
    struct kept *kept
        = export_kept(call->arena, filing->located, filing->model, true);
    struct written there = migrate_forward(call->arena, filing->model, kept,
                                           target, call->diags);
    struct text bytes;

    if (there.book->n_sheets == 0) {
        diag_add(call->diags, DIAG_FACT_NO_PLACE,
                 PLACE_FILE(name_of(call, call->file)), target->place,
                 "%.*s has none of the workbook's tables",
                 TEXT_ARG(target->id));
        return JUESUAN_FAILED;
    }
    coverage_report(call->arena, filing->model, filing->template, target,
                    call->diags);
    if (!call->options.keep)
        return !accept_lost(call, &there,
                            filing->template != target ? filing->located : NULL,
                            NULL, target)
                   ? JUESUAN_LOST
               : write_book(call, there.book, target) ? done(call)
                                                      : failed(call);
    /* Both are bound to the workbook that they are made from, and the kept
       file to the bytes of the other. */
    if (!bytes_of(call, call->file, LIMIT_FILE_BYTES, &bytes))
        return failed(call);
    there.book->source = kept->source = digest_of(call->arena, bytes);
    kept->lost = fact_set_pick(call->arena, &there.lost);
    if (!write_book(call, there.book, target))
        return failed(call);
    kept->digest = digest_of(call->arena, call->result->bytes);
    kept->written_as = target->id;
    write_kept(call, kept);
    return done(call);
}

static enum juesuan_status
go_back(struct call *call, const struct kept *kept,
        const struct template_rule *target)
{
    const struct filing *filing = &call->result->filing;
    struct migrate_past past
        = migrate_recall(call->arena, kept, target, filing->template);
    struct text source = filing->located->book->source, bytes;
    struct written back;

    if (!bytes_of(call, call->file, LIMIT_FILE_BYTES, &bytes))
        return failed(call);
    if (!text_equal(digest_of(call->arena, bytes), kept->digest)) {
        if (!migrate_is_of(call->arena, &past, filing->model))
            return kept_other(call,
                              N_("this file belongs to another workbook"));
        diag_add(call->diags, DIAG_KEPT_CHANGED,
                 PLACE_FILE(name_of(call, call->file)), PLACE_NONE,
                 "the workbook was changed since it was migrated; its figures "
                 "count");
    }
    if (source.n > 0 && kept->source.n > 0 && !text_equal(source, kept->source))
        return kept_other(
            call, N_("this file was kept of another version of the workbook"));
    back = migrate_back(call->arena, &past, filing->model, call->diags);
    if (!accept_lost(call, &back, filing->located, past.then.book, target))
        return JUESUAN_LOST;
    return write_book(call, back.book, target) ? done(call) : failed(call);
}

static enum juesuan_status
migrate(struct call *call)
{
    const struct mapping_set *set = call->mappings->set;
    struct filing_wish wish = { .book = true, .keeps = true };
    const struct template_rule *asked, *target;
    struct filing *filing = &call->result->filing;
    const struct kept *kept = NULL;

    if (!find_template(call, call->options.template_id, PLACE_NONE, &asked)
        || !take_given(call, &wish.given))
        return failed(call);
    if (!asked) {
        refuse(call, "migrate needs the option 'template_id', the one to "
                     "migrate to");
        return JUESUAN_USAGE;
    }
    if (call->options.kept && !(kept = read_kept(call)))
        return failed(call);
    if (kept && !migrate_is_kept(kept))
        return kept_other(call,
                          N_("this file was kept by an import; only that of a "
                             "migration leads back"));
    if (kept && !text_equal(kept->template_id, asked->id))
        return kept_other(call, N_("this file leads back to another template"));
    target = kept ? mix_for(call->arena, set, asked, NULL, kept) : asked;
    if (kept && (wish.template = mapping_find(set, kept->written_as)))
        wish.template = mix_for(call->arena, set, wish.template, NULL, kept);
    if (!read_filing(call, call->file, &wish, filing))
        return failed(call);
    if (!kept && text_equal(filing->template->id, asked->id))
        target = filing->template;
    return kept ? go_back(call, kept, target) : go_there(call, target);
}

static enum juesuan_status
finish_fill(struct call *call, struct xlsx_edit *edit,
            const struct template_rule *template,
            const struct fill_result *filled)
{
    enum diag_level level = lost_level(call);
    struct fact_set lost;
    int n = stale_report(call->arena, &filled->stale, edit->file, edit->book,
                         level, call->diags);

    n += fill_forms_report(filled, level, &lost, call->diags);
    n += remainder_report(call->arena, &lost, template, level, call->diags);
    if (n > 0 && !call->options.lossy)
        return JUESUAN_LOST;
    return xlsx_edit_finish(edit, filled->sheets.book, &call->result->bytes)
               ? done(call)
               : failed(call);
}

static enum juesuan_status
fill(struct call *call)
{
    const struct template_rule *template;
    struct fill_result filled;
    struct xlsx_edit *edit;
    struct model *model;
    struct text bytes;
    const char *name;

    if (!find_template(call, call->options.template_id, PLACE_NONE, &template)
        || !(model = read_model(call, &name))
        || !bytes_of(call, call->blank, LIMIT_FILE_BYTES, &bytes)
        || !(edit = xlsx_edit_open(call->arena, name_of(call, call->blank),
                                   bytes, call->diags)))
        return failed(call);
    if (!template)
        template = locate_template(call->arena, edit->book, call->mappings->set,
                                   call->diags);
    if (!template
        || !fill_book(edit, template, model, false, &filled, call->diags))
        return failed(call);
    return finish_fill(call, edit, template, &filled);
}

static enum juesuan_status
blank(struct call *call)
{
    int rows = call->options.rows ? call->options.rows : BLANK_ROWS;
    const struct template_rule *template;
    struct book_given given;
    struct blank *drawn;

    if (!take_given(call, &given)
        || !find_template(call, call->options.template_id, PLACE_NONE,
                          &template)
        || !read_rules(call))
        return failed(call);
    if (!template || rows < 1 || rows > BLANK_ROWS_MAX) {
        refuse(call, template ? N_("the option 'rows' is from 1 to 1000")
                              : N_("blank needs the option 'template_id'"));
        return JUESUAN_USAGE;
    }
    if (given.year
        && (given.year < template->year_first
            || given.year > template->year_last))
        diag_add(call->diags, DIAG_YEAR_DIFFERS, PLACE_NONE, template->place,
                 "--year says %d, the template %.*s is for %s", given.year,
                 TEXT_ARG(template->id),
                 mapping_years(call->arena, template->year_first,
                               template->year_last));
    drawn = blank_draw(call->arena, template, rows, given.year);
    drawn->book->drawn_by = TEXT(VERSION);
    totals_put(call->arena, drawn, call->mappings->rules);
    blank_dress(call->arena, drawn);
    return write_book(call, drawn->book, template) ? done(call) : failed(call);
}

static enum juesuan_status
write_facts(struct call *call)
{
    const struct model *model = call->facts ? call->facts->filing.model : NULL;
    struct stream stream;

    if (!model) {
        refuse(call, "the result has no facts");
        return JUESUAN_USAGE;
    }
    stream_open(&stream, call->arena);
    if (call->format == JUESUAN_JSON) {
        json_write_model(stream.out, model);
    } else if (call->format == JUESUAN_JSONL) {
        facts_write_jsonl(stream.out, model);
    } else {
        enum csv_text_style style
            = call->format == JUESUAN_EXCEL ? CSV_TEXT_GUARDED : CSV_TEXT_PLAIN;

        facts_write_header(stream.out, style);
        facts_write_csv(stream.out, model, style);
    }
    stream_close(&stream, &call->result->bytes);
    return JUESUAN_DONE;
}

/* ---- the calls ---- */

#define CALL(name)                                                             \
    struct juesuan_result *juesuan_##name(                                     \
        struct juesuan *juesuan, const struct juesuan_file *file,              \
        const struct juesuan_options *options)                                 \
    {                                                                          \
        struct call call = { .juesuan = juesuan, .file = file, .work = name }; \
        return run(&call, options);                                            \
    }
CALL(detect)
CALL(import)
CALL(check)
CALL(annotate)
CALL(report)
CALL(explain)
CALL(export)
CALL(migrate)
#undef CALL

struct juesuan_result *
juesuan_fill(struct juesuan *juesuan, const struct juesuan_file *model,
             const struct juesuan_file *blank_file,
             const struct juesuan_options *options)
{
    struct call call = {
        .juesuan = juesuan, .file = model, .blank = blank_file, .work = fill
    };

    return run(&call, options);
}

struct juesuan_result *
juesuan_blank(struct juesuan *juesuan, const struct juesuan_options *options)
{
    struct call call = { .juesuan = juesuan, .work = blank };

    return run(&call, options);
}

struct juesuan_result *
juesuan_write(struct juesuan *juesuan, const struct juesuan_result *facts,
              enum juesuan_format format)
{
    struct call call = { .juesuan = juesuan,
                         .facts = facts,
                         .format = format,
                         .work = write_facts };

    return run(&call, NULL);
}

/* ---- results ---- */

void
juesuan_free(struct juesuan_result *result)
{
    if (!result)
        return;
    let_go(result->mappings);
    release(&result->arena);
}

enum juesuan_status
juesuan_status(const struct juesuan_result *result)
{
    return result ? result->status : JUESUAN_NO_MEMORY;
}

static const void *
give(struct text t, size_t *n_bytes)
{
    if (n_bytes)
        *n_bytes = t.n;
    return t.n ? t.at : NULL;
}

const void *
juesuan_bytes(const struct juesuan_result *result, size_t *n_bytes)
{
    return give(result ? result->bytes : TEXT_NONE, n_bytes);
}

const void *
juesuan_kept(const struct juesuan_result *result, size_t *n_bytes)
{
    return give(result ? result->kept : TEXT_NONE, n_bytes);
}

int
juesuan_n_diagnostics(const struct juesuan_result *result)
{
    return result ? result->diags.n : 0;
}

const struct juesuan_diagnostic *
juesuan_diagnostic(const struct juesuan_result *result, int number)
{
    return result && number >= 0 && number < result->diags.n
               ? &result->told[number]
               : NULL;
}

const char *
juesuan_template(const struct juesuan_result *result)
{
    return result && result->template_id ? result->template_id : "";
}

const char *
juesuan_department(const struct juesuan_result *result)
{
    return result && result->department ? result->department : "";
}

int
juesuan_year(const struct juesuan_result *result)
{
    return result && result->filing.model ? facts_year(result->filing.model)
                                          : 0;
}

/* ---- facts ---- */

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
        .found = text_zero(arena, fact->found),
        .by = diag_place(arena, fact->by),
    };
}

static void
show_facts(void *context)
{
    struct juesuan_result *result = context;
    const struct model *model = result->filing.model;
    struct arena *arena = &result->arena;
    struct juesuan_fact *facts
        = ARENA_ARRAY(arena, struct juesuan_fact, model_count_facts(model) + 1);
    struct facts_row row;
    int n = 0;

    facts_row_model(&row, model);
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        facts_row_table(&row, table);
        for (int k = 0; k < table->n_facts; k++) {
            facts_row_fact(&row, &table->facts[k]);
            facts[n++] = show_fact(arena, &row, table, &table->facts[k]);
        }
    }
    result->n_facts = n;
    result->facts = facts;
}

int
juesuan_next_fact(struct juesuan_result *result, struct juesuan_cursor *cursor,
                  struct juesuan_fact *fact)
{
    if (!result || !result->filing.model)
        return 0;
    if (!result->facts
        && !exhaustion_catch(&result->arena, show_facts, result)) {
        result->status = JUESUAN_NO_MEMORY;
        return 0;
    }
    if (cursor->next < 0 || cursor->next >= result->n_facts)
        return 0;
    *fact = result->facts[cursor->next++];
    return 1;
}

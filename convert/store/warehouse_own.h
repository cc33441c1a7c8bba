/*
 * warehouse_own.h - what the warehouse's own .c files share.
 *
 * Memory   The warehouse's lives as long as it; 'rows' as long as the
 *          transaction; a struct taking as long as its filing.
 */
#ifndef STORE_WAREHOUSE_OWN_H
#define STORE_WAREHOUSE_OWN_H

#include "base/bytes.h"
#include "store/star.h"
#include "store/warehouse.h"

/* store/warehouse.sql.inc gives a constant sql_NAME for each statement. */
#define SQL(name, text) static const char sql_##name[] = text;

struct warehouse {
    struct arena *arena;
    struct database database;
    const struct mapping_set *set;
    enum star_dialect dialect;
    long long run;                        /* its number; 0: not known yet */
    struct arena rows;                    /* of the transaction */
    struct bytes tables, facts, findings; /* in it */
    long long next;                       /* filing's number */
    int pending;                          /* filings that are not committed */
    int64_t given; /* bytes of rows that the database has of them */
    bool begun;
    bool failed; /* what is not committed never will be */
    /* Filings of this load that are not whole alone, or may not be. */
    long long *parts;
    int n_parts, parts_capacity;
};

/* The fields of a filing's line (D), in order. */
enum warehouse_field {
    WAREHOUSE_DIGEST,
    WAREHOUSE_DEPARTMENT,
    WAREHOUSE_REGION,
    WAREHOUSE_YEAR,
    WAREHOUSE_TEMPLATE,
    WAREHOUSE_FILE,
    WAREHOUSE_N_TABLES,
    WAREHOUSE_N_FACTS,
    WAREHOUSE_N_FINDINGS,
    WAREHOUSE_GIVEN_REGION,
    WAREHOUSE_OFFICE,
    WAREHOUSE_FAMILY,
    WAREHOUSE_SAVED,
    WAREHOUSE_UNREAD,
    WAREHOUSE_READING,
    WAREHOUSE_CONTENT,
    WAREHOUSE_EXPLAINED_NOW, /* 1: warehouse_filing has it so */
    WAREHOUSE_ALONE,
    WAREHOUSE_N_FIELDS
};

static inline bool
warehouse_query(struct warehouse *warehouse, struct arena *arena,
                const struct database_statement *statement,
                struct database_rows *out, struct diag_list *diags)
{
    return warehouse->database.kind->query(&warehouse->database, arena,
                                           statement, out, diags);
}

static inline bool
warehouse_run(struct warehouse *warehouse, const char *sql,
              struct diag_list *diags)
{
    return warehouse->database.kind->run(&warehouse->database, sql, diags);
}

/* ---- a filing that is taken ---- */

struct line {
    char letter;
    struct text rest; /* behind the tab, with the line end */
};

/* Columns of the lines that are looked into. */
enum {
    TABLE_NO,
    TABLE_ID,
    INSTANCE,
    TABLE_TEMPLATE,
    SHEET,
    TABLE_UNIT,
    TABLE_DECIMALS,
    DECLARED_EMPTY,
    TABLE_FIELDS
};
/* Of a fact cell and sheet are the last two. */
enum { FACT_NO, FACT_TABLE, ITEM, MEASURE, VALUE, SCALE_OR_TEXT };
#define FACT_FIELDS 12 /* at most */

struct warehouse_figure {
    struct text value; /* as the database says it */
    int shift;         /* of the unit it is shown in */
    struct text sheet, cell;
};

/* Why a finding stayed, as the database has it. */
struct warehouse_reason {
    struct text rule, cell, reason;
    bool keep;      /* a finding that is the same may have it */
    bool met;       /* there is one */
    bool explained; /* which has a reason, this one or another */
};

struct taking {
    struct warehouse *warehouse;
    struct arena *arena; /* of this filing */
    struct text bytes;
    struct text fields[WAREHOUSE_N_FIELDS];
    struct pairs *own; /* its (table, instance) */
    struct text id;
    long long run; /* that first loaded it; as a rule this one */
    /* Filings that it stands for now, which are no more; and which of those
       that they had replaced it replaces, too. */
    struct text *gone, *taken;
    int n_gone, gone_capacity, n_taken, taken_capacity;
    const char *path;
    struct diag_list *diags;
    struct text as; /* the file that is there instead */
    /* Its figures that are not zero, when they are asked for. */
    struct pairs *figures; /* (table, instance and item; measure) */
    struct warehouse_figure *values;
    int n_values, values_capacity;
    /* Given with it, by the finding's number; had before. */
    struct text *given;       /* [n_findings + 1] */
    struct pairs *by_finding; /* (rule and cell; words) */
    struct warehouse_reason *had;
    int n_had, had_capacity;
    bool renewed; /* a finding that is there got another reason */
};

static inline bool
warehouse_ask(struct taking *taking, const char *sql, const struct text *values,
              int n, struct database_rows *out)
{
    const struct database_statement statement = { sql, values, n };

    return warehouse_query(taking->warehouse, taking->arena, &statement, out,
                           taking->diags);
}

/* The first line of *bytes, which begins behind it then. */
bool warehouse_next_line(struct text *bytes, struct line *line);
/* Fields of a line without their escapes. */
int warehouse_split(struct arena *arena, struct text line, struct text *fields,
                    int max);
struct text warehouse_number(struct arena *arena, long long value);
long long warehouse_number_of(struct text t);
/* Pending rows into the database, but not committed. */
bool warehouse_flush(struct warehouse *warehouse, struct diag_list *diags);

/* One of the filings that are there. */
struct older {
    struct text id, saved, digest, file, given_region;
    long long run;
    bool current;
    bool orphan; /* what had replaced it is no more */
};

/* What came of it among the others of its office. */
struct meeting {
    bool replaced;       /* it has replaced one */
    struct older better; /* the last of those that replace it; no id: none */
};

static inline bool
warehouse_is_own_run(const struct taking *taking, long long run)
{
    return run != 0 && run == taking->warehouse->run;
}

/* Is this file there, and says what it said?  Where only the digest is known,
   any filing of it counts. */
enum warehouse_outcome warehouse_known(struct taking *taking,
                                       struct text digest, bool whole,
                                       bool *is_known);
/* What had replaced the other is no more, and this one is later: it is replaced
   by this one. */
bool warehouse_known_gone(const struct taking *taking, struct text replaced_by);
bool warehouse_known_take(struct taking *taking, struct text id);
/* Behind warehouse_meet_others(): what a filing that is gone had replaced, and
   this one has not. */
bool warehouse_known_free(struct taking *taking);

/* Those given with the filing. */
void warehouse_reasons_read(struct taking *taking);
/* Of a filing whose findings go now: to be kept, or else told. */
bool warehouse_reasons_had(struct taking *taking, struct text id, bool keep);
/* Of a finding, by the rest of its line, as COPY has it: the one given, or
   kept; or NULL of COPY. */
struct text warehouse_reasons_of(struct taking *taking, struct text rest);
/* Those given into the findings that are there, which are the same. */
bool warehouse_reasons_renew(struct taking *taking, struct text id);
/* reason-gone, behind all findings. */
void warehouse_reasons_tell(struct taking *taking);

/* All that may be filings of the same office: of its region, or where one of
   the two is not known. */
bool warehouse_meet_others(struct taking *taking, struct meeting *meeting);

/* A filing that counts: is it, with others, whole? */
void warehouse_whole_note(struct taking *taking, struct text id);
/* table-missing, when all are in the database. */
bool warehouse_whole_tell(struct warehouse *warehouse, struct diag_list *diags);

#endif

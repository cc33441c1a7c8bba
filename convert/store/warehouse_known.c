/* warehouse_known.c - a file that is there already, by its digest: does it say
   what it said? */
#include "base/pairs.h"
#include "store/warehouse_own.h"

#include "store/warehouse.sql.inc"

/* The columns of filings_of_digest. */
enum {
    ID,
    REPLACED_BY,
    OFFICE,
    YEAR,
    REGION,
    RUN,
    FILE_NAME,
    READING,
    CONTENT,
};

static bool
equals(const struct taking *taking, const struct text *row, int column,
       enum warehouse_field field)
{
    return text_equal(row[column], taking->fields[field]);
}

static bool
is_of_one(const struct taking *taking, const struct text *row)
{
    return equals(taking, row, OFFICE, WAREHOUSE_OFFICE)
           && equals(taking, row, YEAR, WAREHOUSE_YEAR)
           && equals(taking, row, REGION, WAREHOUSE_GIVEN_REGION);
}

/* Is something known of the filing in the database that is not known now? */
static bool
knows_more(const struct taking *taking, const struct text *row)
{
    const struct text *fields = taking->fields;

    return (row[OFFICE].n && !fields[WAREHOUSE_OFFICE].n)
           || (row[YEAR].n && !fields[WAREHOUSE_YEAR].n)
           || (row[REGION].n && !fields[WAREHOUSE_GIVEN_REGION].n);
}

static bool
knows_all(const struct text *row)
{
    return row[OFFICE].n && row[YEAR].n && row[REGION].n;
}

static void
tell_file_twice(struct taking *taking, struct text file)
{
    diag_hint(taking->diags,
              diag_add(taking->diags, DIAG_FILE_TWICE, PLACE_FILE(taking->path),
                       PLACE_NONE, "this and %.*s are the same file",
                       TEXT_ARG(file)),
              "take one of them away, or put the right file in its place");
}

static void
tell_outdated(struct taking *taking, const struct text *row)
{
    diag_hint(taking->diags,
              diag_add(taking->diags, DIAG_FILING_OUTDATED,
                       PLACE_FILE(taking->path), PLACE_NONE,
                       "in the database it is of '%.*s' for %.*s, '%.*s', read "
                       "with other mappings; it stays as it is, since less is "
                       "said of the file now",
                       TEXT_ARG(row[OFFICE]), TEXT_ARG(row[YEAR]),
                       TEXT_ARG(row[REGION])),
              "load it with the options that it was loaded with: --region, "
              "--department, --year or --name");
}

static void
tell_unexplained(struct taking *taking)
{
    diag_hint(taking->diags,
              diag_add(taking->diags, DIAG_FILING_OUTDATED,
                       PLACE_FILE(taking->path), PLACE_NONE,
                       "in the database it was read with other options; it "
                       "stays as it is, without the reasons given now"),
              "load it with --reasons and the options that it was loaded "
              "with: --unit, --region, --department, --year or --name");
}

static bool
has(const struct text *ids, int n, struct text id)
{
    for (int i = 0; i < n; i++) {
        if (id.at && text_equal(ids[i], id))
            return true;
    }
    return false;
}

/* Nothing of it stays, but who had been replaced by it is known. */
static bool
forget(struct taking *taking, struct text id)
{
    static const char *const statements[]
        = { sql_delete_facts, sql_delete_findings, sql_delete_tables,
            sql_delete_filing };

    if (!warehouse_reasons_had(taking, id, true))
        return false;
    for (int k = 0; k < ARRAY_LEN(statements); k++) {
        if (!warehouse_ask(taking, statements[k], &id, 1, NULL))
            return false;
    }
    ARENA_PUSH(taking->arena, taking->gone, taking->n_gone,
               taking->gone_capacity, id);
    return true;
}

bool
warehouse_known_gone(const struct taking *taking, struct text replaced_by)
{
    return has(taking->gone, taking->n_gone, replaced_by);
}

bool
warehouse_known_take(struct taking *taking, struct text id)
{
    struct text values[] = { taking->id, id };

    ARENA_PUSH(taking->arena, taking->taken, taking->n_taken,
               taking->taken_capacity, id);
    return warehouse_ask(taking, sql_set_replaced, values, 2, NULL);
}

/* They may be loaded again, since they may be another office's. */
bool
warehouse_known_free(struct taking *taking)
{
    for (int i = 0; i < taking->n_gone; i++) {
        struct database_rows rows;

        if (!warehouse_ask(taking, sql_replaced_by, &taking->gone[i], 1, &rows))
            return false;
        for (int k = 0; k < rows.n; k++) {
            if (has(taking->taken, taking->n_taken, rows.cells[2 * k]))
                continue;
            diag_hint(taking->diags,
                      diag_add(taking->diags, DIAG_FILING_FREED,
                               PLACE_FILE(taking->path), PLACE_NONE,
                               "this had replaced %.*s, as it was read then",
                               TEXT_ARG(rows.cells[2 * k + 1])),
                      "load that file again");
            if (!forget(taking, rows.cells[2 * k]))
                return false;
        }
    }
    return true;
}

/* A filing of this digest is there: is it this one?  One of which less was
   known is forgotten, and one that says something else now; 'alone': none of
   them is of the office that this one is of now. */
static bool
is_same(struct taking *taking, const struct text *row, bool alone, bool *same)
{
    bool again = !equals(taking, row, READING, WAREHOUSE_READING);
    bool as_read = equals(taking, row, CONTENT, WAREHOUSE_CONTENT);
    long long run = warehouse_number_of(row[RUN]);
    struct text values[] = { taking->fields[WAREHOUSE_UNREAD],
                             taking->fields[WAREHOUSE_READING], row[ID] };

    *same = is_of_one(taking, row);
    if (!again && text_equal(taking->fields[WAREHOUSE_ALONE], TEXT("1"))) {
        *same = true;
        if (!as_read)
            tell_unexplained(taking);
        return true;
    }
    if (!*same && again && knows_more(taking, row)) {
        *same = true;
        if (!as_read) {
            tell_outdated(taking, row);
            return true;
        }
    } else if (!*same) {
        if (!warehouse_is_own_run(taking, run)
            && (!knows_all(row) || (again && alone)))
            return forget(taking, row[ID]);
        tell_file_twice(taking, row[FILE_NAME]);
        return true;
    }
    *same = as_read || (row[REPLACED_BY].at && !again);
    if (*same)
        return warehouse_ask(taking, sql_set_reading, values, 3, NULL);
    if (again) {
        taking->run = run;
        taking->id = row[ID];
    }
    return forget(taking, row[ID]);
}

/* Where only the digest is known, any filing of it counts. */
enum warehouse_outcome
warehouse_known(struct taking *taking, struct text digest, bool whole,
                bool *is_known)
{
    struct database_rows rows;
    bool old = false, alone = true;

    *is_known = !whole;
    if (!warehouse_ask(taking, sql_filings_of_digest, &digest, 1, &rows)
        || (whole && rows.n
            && !warehouse_flush(taking->warehouse, taking->diags)))
        return WAREHOUSE_FAILED;
    for (int i = 0; whole && i < rows.n; i++)
        alone &= !is_of_one(taking, &rows.cells[i * rows.n_columns]);
    for (int i = 0; i < rows.n; i++) {
        const struct text *row = &rows.cells[i * rows.n_columns];
        bool same = true;

        if (whole && !is_same(taking, row, alone, &same))
            return WAREHOUSE_FAILED;
        if (!same)
            continue;
        *is_known = true;
        old = row[REPLACED_BY].at != NULL;
        if (whole && !old && equals(taking, row, CONTENT, WAREHOUSE_CONTENT)
            && !warehouse_reasons_renew(taking, row[ID]))
            return WAREHOUSE_FAILED;
        if (!old)
            warehouse_whole_note(taking, row[ID]);
        taking->as = row[FILE_NAME];
        if (warehouse_is_own_run(taking, warehouse_number_of(row[RUN])))
            tell_file_twice(taking, row[FILE_NAME]);
    }
    return taking->renewed ? WAREHOUSE_EXPLAINED
           : old           ? WAREHOUSE_OLD
                           : WAREHOUSE_KNOWN;
}

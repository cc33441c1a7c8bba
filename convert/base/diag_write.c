/* diag_write.c - a message as lines for people, and as JSON. */
#include <stdarg.h>

#include "base/diag_place.h"
#include "base/json_out.h"

/* Texts come from files: control characters must not reach a terminal, and a
   line break, shown as a blank, must not pass for a second diagnostic. */
static void
write_plain_text(FILE *out, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.at[i];

        if (c == '\n')
            putc(' ', out);
        else if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\x%02x", (unsigned)c);
        else
            putc(c, out);
    }
}

static void
write_plain(FILE *out, const char *s)
{
    write_plain_text(out, text_of(s));
}

static void
write_place(FILE *out, struct place at, bool with_col)
{
    struct diag_place_parts shown = diag_place_parts(at);
    char tail[DIAG_PLACE_TAIL];

    diag_place_tail(at, with_col, tail);
    write_plain_text(out, shown.folder);
    write_plain_text(out, shown.file);
    if (at.sheet) {
        if (at.file)
            putc('!', out);
        write_plain(out, shown.sheet);
        if (tail[0])
            putc('!', out);
    }
    fputs(tail, out);
}

/* Prints what is the same in each line of its kind, in that language. */
LANGUAGE_FORMAT(3, 4)
static void
write_words(FILE *out, enum language language, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(out, language_say(language, format), args);
    va_end(args);
}

void
diag_write_text(FILE *out, const struct diag *diag)
{
    const char *level
        = language_say(diag->language, diag_standing(diag->code, diag->level));

    if (diag->at.file || diag->at.sheet)
        write_place(out, diag->at, true);
    else
        fputs("juesuan", out);
    write_words(out, diag->language, N_(": %s: "), level);
    write_plain(out, diag->text);
    fprintf(out, " [%s%s%s]\n", diag_word(diag->code), diag->rule ? " " : "",
            diag->rule ? diag->rule : "");
    for (int i = 0; i < diag->n_detail; i++) {
        fputs("    ", out);
        write_plain(out, diag->detail[i]);
        putc('\n', out);
    }
    if (diag->by.file) {
        write_words(out, diag->language, "  asked for by ");
        write_place(out, diag->by, false);
        putc('\n', out);
    }
    if (diag->reason) {
        write_words(out, diag->language, "  explained: ");
        write_plain(out, diag->reason);
        putc('\n', out);
    } else if (diag->hint) {
        write_words(out, diag->language, "  hint: ");
        write_plain(out, diag->hint);
        putc('\n', out);
    }
}

static void
write_member(struct json_out *object, const char *name, const char *value)
{
    if (!value)
        return;
    json_out_name(object, name);
    json_out_string(object->out, text_of(value));
}

static void
write_json_place(struct json_out *object, struct place at)
{
    struct diag_place_parts shown = diag_place_parts(at);
    char tail[DIAG_PLACE_TAIL];

    if (at.file) {
        json_out_name(object, "file");
        putc('"', object->out);
        json_out_inside(object->out, shown.folder);
        json_out_inside(object->out, shown.file);
        putc('"', object->out);
    }
    write_member(object, "sheet", shown.sheet);
    diag_place_tail(at, true, tail);
    if (at.sheet && tail[0])
        write_member(object, "cell", tail);
    if (!at.sheet && at.row > 0)
        json_out_int(object, "line", at.row);
    if (!at.sheet && at.row > 0 && at.col > 0)
        json_out_int(object, "column", at.col);
}

static void
write_json_cell(FILE *out, const struct diag_cell *cell)
{
    struct json_out object = { out, false };

    json_out_int(&object, "side", cell->side);
    write_json_place(&object,
                     PLACE_CELL(cell->file, cell->sheet, cell->row, cell->col));
    write_member(&object, "item", cell->item);
    write_member(&object, "measure", cell->measure);
    write_member(&object, "label", cell->label);
    json_out_name(&object, "value");
    if (cell->value)
        json_out_string(out, text_of(cell->value));
    else
        fputs("null", out);
    write_member(&object, "unit", cell->unit);
    write_member(&object, "zero_by", cell->zero_by);
    json_out_end(&object);
}

/* Who asked: "file:line:column", or "file!sheet!C9". */
static void
write_json_by(struct json_out *object, struct place by)
{
    char tail[DIAG_PLACE_TAIL];
    FILE *out = object->out;

    if (!by.file)
        return;
    json_out_name(object, "by");
    putc('"', out);
    json_out_inside(out, text_of(by.file));
    if (by.sheet) {
        putc('!', out);
        json_out_inside(out, text_of(by.sheet));
        putc('!', out);
    }
    diag_place_tail(by, false, tail);
    fprintf(out, "%s\"", tail);
}

static void
write_arguments(struct json_out *outer, const struct diag *diag)
{
    struct json_out object = { outer->out, false };

    if (diag->n_arguments == 0)
        return;
    json_out_name(outer, "args");
    for (int i = 0; i < diag->n_arguments; i++) {
        write_member(&object, diag->arguments[i].name,
                     diag->arguments[i].value);
    }
    json_out_end(&object);
}

void
diag_write_json(FILE *out, const struct diag *diag)
{
    struct json_out object = { out, false };

    write_member(&object, "code", diag_word(diag->code));
    write_member(&object, "level", diag_level_word(diag->level));
    write_json_place(&object, diag->at);
    write_json_by(&object, diag->by);
    write_member(&object, "rule", diag->rule);
    write_member(&object, "text", diag->text);
    write_member(&object, "reason", diag->reason);
    write_member(&object, "found", diag->found);
    write_member(&object, "want", diag->want);
    write_member(&object, "difference", diag->difference);
    write_member(&object, "tolerance", diag->tolerance);
    write_member(&object, "unit", diag->unit);
    if (diag->n_cells)
        json_out_name(&object, "cells");
    for (int i = 0; i < diag->n_cells; i++) {
        putc(i ? ',' : '[', out);
        write_json_cell(out, &diag->cells[i]);
    }
    if (diag->n_cells)
        putc(']', out);
    if (diag->n_detail)
        json_out_name(&object, "detail");
    for (int i = 0; i < diag->n_detail; i++) {
        putc(i ? ',' : '[', out);
        json_out_string(out, text_of(diag->detail[i]));
    }
    if (diag->n_detail)
        putc(']', out);
    write_member(&object, "hint", diag->hint);
    write_arguments(&object, diag);
    json_out_end(&object);
    putc('\n', out);
}

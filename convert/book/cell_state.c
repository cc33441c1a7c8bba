/* cell_state.c - cells that hold no value, though they are not empty. */
#include "book/cell_state.h"

#include "base/decimal.h"

bool
cell_state_is_absent(struct text t)
{
    t = text_trim(t);
    for (size_t pos = 0; pos < t.n;) {
        uint32_t c = text_next(t, &pos);
        switch (c) {
        case '-':
        case '/':
        case 0x2010: /* ‐ */
        case 0x2011: /* ‑ */
        case 0x2012: /* ‒ */
        case 0x2013: /* – */
        case 0x2014: /* — */
        case 0x2015: /* ― */
        case 0x2212: /* − */
        case 0x2500: /* ─ */
        case 0xFF0D: /* － */
        case 0xFF0F: /* ／ */
            break;
        default:
            return false;
        }
    }
    return true;
}

bool
cell_state_is_placeholder(const struct cell *cell)
{
    struct text t = text_trim(cell->text);

    return cell->type == CELL_TEXT
           && (text_equal(t, TEXT("…")) || text_equal(t, TEXT("……"))
               || text_equal(t, TEXT("...")));
}

bool
cell_state_is_idle(const struct cell *cell)
{
    struct decimal d;

    if (!(cell->flags & CELL_FORMULA))
        return false;
    if ((cell->flags & CELL_NO_RESULT) || cell->type == CELL_ERROR)
        return true;
    if (cell->type == CELL_TEXT)
        return cell_state_is_absent(cell->text);
    return cell->type == CELL_NUMBER
           && decimal_parse_cell(cell->text, &d) == DECIMAL_OK
           && decimal_is_zero(d);
}

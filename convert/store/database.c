/* database.c - which database a name means. */
#include "store/database.h"

#include <string.h>

bool
database_named(const char *name, const struct database_kind **kind,
               const char **where, struct diag_list *diags)
{
    struct diag *diag;

    /* SQLite takes names that begin with a colon, none, and where it is built
       so, URIs, for databases that go when the program does. */
    if (strncmp(name, "sqlite:", 7) == 0) {
        *kind = &sqlite_kind;
        *where = name + 7;
        if (**where && **where != ':' && strncmp(*where, "file:", 5) != 0)
            return true;
        diag = diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                        "--db '%s' names no file that would stay", name);
        diag_hint(diags, diag,
                  "write sqlite:FILE; a name that begins so as "
                  "sqlite:./FILE");
        return false;
    }
    if (strncmp(name, "postgresql://", 13) == 0
        || strncmp(name, "postgres://", 11) == 0) {
        *kind = &postgres_kind;
        *where = name;
        return true;
    }
    /* The name may hold a password and is not repeated. */
    diag = diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                    "--db names no kind of database");
    diag_hint(diags, diag,
              "write sqlite:FILE or postgresql://USER@HOST/DATABASE");
    return false;
}

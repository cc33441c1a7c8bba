/*
 * host.c - a program that has other versions of what is in the library: its own
 * functions of their names must not be called.
 */
#include <juesuan.h>
#include <stdio.h>
#include <stdlib.h>

#define OTHER(name)                                                            \
    void name(void);                                                           \
    void name(void)                                                            \
    {                                                                          \
        fputs("the host's " #name " was called\n", stderr);                    \
        abort();                                                               \
    }
OTHER(yaml_parser_initialize)
OTHER(yaml_parser_load)
OTHER(XML_ParserCreate)
OTHER(sqlite3_open_v2)
OTHER(inflate)
OTHER(deflate)
OTHER(deflateInit2_)
OTHER(crc32)
OTHER(libdeflate_alloc_decompressor)
OTHER(libdeflate_zlib_decompress)
OTHER(csv_init)
OTHER(csv_parse)
OTHER(SHA256Init)
OTHER(SHA256Update)
OTHER(workbook_new_opt)
OTHER(arena_alloc)
OTHER(file_read)

int
main(int argc, char **argv)
{
    struct juesuan_settings folder = JUESUAN_SETTINGS_NEW;
    struct juesuan_options to = JUESUAN_OPTIONS_NEW;
    struct juesuan_file file = { argv[1], NULL, 0 };
    struct juesuan_result *r;
    struct juesuan *j;
    int status;

    folder.mappings = argc > 3 ? argv[3] : NULL; /* YAML is read, too */
    j = juesuan_open(&folder);
    to.template_id = argv[2];
    to.keep = 1;
    r = juesuan_migrate(j, &file, &to);
    status = juesuan_status(r);
    for (int i = 0; i < juesuan_n_diagnostics(r) && status > 1; i++)
        puts(juesuan_diagnostic(r, i)->text);
    juesuan_free(r);
    juesuan_close(j);
    return status > JUESUAN_OPEN;
}

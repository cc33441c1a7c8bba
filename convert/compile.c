/*
 * compile.c - the mappings and their rules as an image in C, for the build.
 *
 *     compile mappings >mappings.c
 *
 * It runs on the machine that builds.  What it writes is the same whichever
 * machine that is, and whichever the program is for (base/image.h).  Mappings
 * with an error make an empty file, which the program is linked with to report
 * it; any other end than 0 is the tool's own fault, and ends the build.
 */
#include <assert.h>

#include "mapping/compiled.h"
#include "mapping/load.h"
#include "reconcile/rule.h"

#define BYTES_A_LINE 24

static void
write_c(struct text image)
{
    puts("/* Made by convert/compile.c. */\n"
         "#include \"mapping/compiled.h\"\n\n"
         "const unsigned char compiled_bytes[] = {");
    for (size_t i = 0; i < image.n; i++)
        printf("%d,%s", (unsigned char)image.at[i],
               (i + 1) % BYTES_A_LINE ? "" : "\n");
    printf("\n};\nconst size_t compiled_n_bytes = %zu;\n", image.n);
}

static void
compile(struct arena *arena, const char *folder, struct diag_list *diags)
{
    struct image_writer *image = image_new(arena, folder);
    const struct mapping_set *set = load_folder(arena, folder, diags);
    const struct rule_set *rules
        = set ? rule_read_folder(arena, folder, set, diags) : NULL;

    if (!rules || !compiled_add(image, arena, set, diags))
        return;
    rule_write_image(image, rules);
    write_c(image_bytes(image));
}

int
main(int argc, char **argv)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };

    assert(argc == 2);
    compile(&arena, argv[1], &diags);
    for (int i = 0; i < diags.n; i++)
        diag_write_text(stderr, diags.items[i]);
    arena_release(&arena);
    return fflush(stdout) != 0;
}

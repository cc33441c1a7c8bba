# page.mk - juesuan.html: the program for a browser, in one file.
#
# Included by the Makefile.  Debian's clang compiles convert/ and the small
# libraries, from their source packages, for wasm32-wasi; esbuild (npm) puts the
# page's code and the WASI layer into one script, and build.mjs all into one
# file.  PAGE_NPM=DIR has node_modules, or gets them.

PAGE := $(BUILD)/page
PAGE_NPM ?= $(PAGE)/npm
PAGE_LIBS := libdeflate libyaml libcsv libmd zlib libxlsxwriter
PAGE_CC := clang --target=wasm32-wasi -mcpu=mvp -std=gnu11 -O2 -DNDEBUG \
    -Wno-format-security \
    -ffunction-sections -fdata-sections -D_GNU_SOURCE -D_WASI_EMULATED_SIGNAL \
    -D_WASI_EMULATED_MMAN -D_WASI_EMULATED_GETPID \
    -D_WASI_EMULATED_PROCESS_CLOCKS -I$(PAGE)/include \
    -I$(SOURCE)/libdeflate -I$(SOURCE)/libyaml/include \
    -I$(SOURCE)/libcsv -I$(SOURCE)/libmd/include \
    -I$(SOURCE)/zlib -I$(SOURCE)/libxlsxwriter/include \
    -DXLSXWRITER_INSIDE
# Readers go deep in what is nested; how deep, the program's limits say.
PAGE_LDFLAGS := -Wl,--gc-sections,--strip-all,-z,stack-size=1048576 \
    -Wl,--max-memory=2147483648 -lwasi-emulated-signal -lwasi-emulated-mman \
    -lwasi-emulated-getpid -lwasi-emulated-process-clocks

# What convert/web stands in for is left out.
PAGE_OURS := $(filter-out %/ending.c %/exhaustion.c %/workers.c %/sqlite.c \
    %/postgres.c %/xlsx_child.c,$(SOURCES)) $(wildcard convert/web/*.c)
PAGE_OBJECTS := $(PAGE_OURS:%.c=$(PAGE)/obj/%.o) $(PAGE)/obj/mappings.o
# Headers that WASI has not; wasi.h has what is wanted of them.
PAGE_EMPTY := $(patsubst %,$(PAGE)/include/%.h,sys/wait sys/prctl sys/auxv \
    sys/statvfs setjmp dlfcn config)

.PHONY: page
page: $(BUILD)/juesuan.html

$(PAGE_EMPTY):
	$(Q)mkdir -p $(@D) && : >$@

# All by one call: two at a time would be in each other's way.
$(PAGE)/sources:
	$(SAY) "get $(PAGE_LIBS)"
	$(Q)sh .ci/source $(SOURCE) $(PAGE_LIBS) && mkdir -p $(@D) && : >$@

$(PAGE)/obj/convert/%.o: convert/%.c | $(MADE) $(PAGE_EMPTY) $(PAGE)/sources
	$(SAY) "cc  $< (wasm)"
	$(Q)mkdir -p $(@D)
	$(Q)$(PAGE_CC) $(INCLUDE_DIRS) -include convert/web/wasi.h -MMD -MP -c -o $@ $<

$(PAGE)/obj/mappings.o: $(COMPILED)/mappings.c
	$(Q)mkdir -p $(@D)
	$(Q)$(PAGE_CC) -Iconvert -c -o $@ $<

PAGE_CODE := $(addprefix libyaml/src/,api dumper emitter loader parser reader \
    scanner writer) libcsv/libcsv $(addprefix libdeflate/lib/,utils \
    deflate_compress deflate_decompress crc32) libmd/src/sha2 libmd/src/sha256hl \
    $(addprefix zlib/,adler32 crc32 deflate trees zutil inflate inffast inftrees) \
    $(LXW_CODE:%=libxlsxwriter/%)
PAGE_LIB_OBJECTS := $(PAGE_CODE:%=$(PAGE)/lib/%.o)

$(PAGE)/lib/%.o: | $(PAGE_EMPTY) $(PAGE)/sources
	$(Q)mkdir -p $(@D)
	$(Q)$(PAGE_CC) -w -DYAML_VERSION_MAJOR=0 -DYAML_VERSION_MINOR=2 \
	    -DYAML_VERSION_PATCH=5 -DYAML_VERSION_STRING='"0.2.5"' \
	    $(if $(filter libxlsxwriter/%,$*),$(LXW_FLAGS) -DUSE_FILE32API,-include unistd.h) \
	    -MMD -MP -c -o $@ $(SOURCE)/$*.c

$(PAGE)/juesuan.wasm: $(PAGE_OBJECTS) $(PAGE_LIB_OBJECTS)
	$(SAY) "ld  $@"
	$(Q)$(PAGE_CC) -o $@ $^ $(PAGE_LDFLAGS)

$(PAGE_NPM)/.have:
	$(SAY) "get esbuild and browser_wasi_shim"
	$(Q)mkdir -p $(@D)
	$(Q)[ -d $(@D)/node_modules/esbuild ] && \
	    [ -d $(@D)/node_modules/@bjorn3/browser_wasi_shim ] || \
	    (cd $(@D) && npm install --silent --no-audit --no-fund esbuild@0.28 \
	    @bjorn3/browser_wasi_shim@0.4)
	$(Q): >$@

$(BUILD)/juesuan.html: $(PAGE)/juesuan.wasm $(PAGE_NPM)/.have \
    $(filter-out %.c %.h %.mk %.sh,$(wildcard convert/web/*))
	$(SAY) "web $@"
	$(Q)node convert/web/build.mjs $(PAGE_NPM)/node_modules $(PAGE)/juesuan.wasm $@

# Only what is there: a missing one would be made, as a program of its object.
-include $(wildcard $(PAGE_OURS:%.c=$(PAGE)/obj/%.d) $(PAGE_LIB_OBJECTS:.o=.d))

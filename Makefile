# juesuan - build, tests, installation.  `make help` lists what there is.
#
# Adding a source file or a test edits no list: what is there is built.
# Everything made goes to $(BUILD); BUILD=build/mine keeps two builds apart.

BUILD   ?= build$(CROSS:%=/%)
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
DESTDIR ?=
VERSION  = $(shell sed -n 's/^\#define VERSION "\(.*\)"/\1/p' \
    convert/base/version.h)

CC ?= gcc
# What runs while building is made by HOSTCC, where CC is for another machine.
HOSTCC ?= cc
HOSTCFLAGS ?= -O1
CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
    -Wmissing-prototypes -Wvla -Wwrite-strings -Wundef
STD := -std=c11 -D_GNU_SOURCE
# libxlsxwriter is not here: book/xlsx_draw.c loads it when it has to.  The
# others are linked in where Debian has them as archives, which spares a start
# a fifth of a millisecond; STATIC= leaves them shared.
STATIC ?= 1
archive = $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a))
LIBS := $(foreach lib,deflate yaml csv md sqlite3 z,\
    $(or $(if $(STATIC),$(call archive,$(lib))),-l$(lib))) -lm -ldl
# Only tests ask expat.
TEST_LIBS = $(LIBS) -lexpat

ifdef WERROR
WARN += -Werror
endif
ifdef SAN
SANFLAGS := -fsanitize=address,undefined -fno-sanitize-recover=undefined \
    -fno-omit-frame-pointer -DARENA_APART
endif
ifdef FUZZING
SANFLAGS := -fsanitize=fuzzer-no-link,address,undefined -DARENA_APART
endif
ifdef COVER
# An assert that fails is our own mistake: no input reaches its other branch.
SANFLAGS := --coverage -O0 -DNDEBUG
LDFLAGS += -Wl,--wrap=_exit
endif
ALLFLAGS = $(STD) $(CFLAGS) $(WARN) $(SANFLAGS)

Q := @
SAY := @echo
ifdef V
Q :=
SAY := @:
endif

SOURCES  := $(filter-out convert/web/%,$(wildcard convert/*/*.c))
HEADERS  := $(filter-out convert/web/%,$(wildcard convert/*/*.h convert/*/*.def))
# SQL becomes string constants, which the .c files beside it include.
SQL      := $(patsubst convert/%,$(BUILD)/sql/%.inc,$(wildcard convert/*/*.sql))
# And so do style sheets and the catalogue of messages.
STYLES   := $(patsubst convert/%,$(BUILD)/sql/%.inc,$(filter-out convert/web/%,$(wildcard convert/*/*.css)))
MADE     := $(SQL) $(STYLES) $(BUILD)/sql/base/zh_CN.inc
INCLUDE_DIRS := -Iconvert -I$(BUILD)/sql
MAIN     := convert/tool/main.c
OBJECTS  := $(patsubst %.c,$(BUILD)/obj/%.o,$(SOURCES) \
    $(if $(COVER),tests/cover/flush.c))
MAINOBJ  := $(MAIN:%.c=$(BUILD)/obj/%.o)
LIBRARY  := $(BUILD)/libinternal.a
PROGRAM  := $(if $(wildcard $(MAIN)),$(BUILD)/juesuan)

# A test is a program of one .c, or a script, in one of these folders.
KINDS := unit laws mappings golden cli
SUPPORT := $(BUILD)/libsupport.a
SUPPORT_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard tests/support/*.c))
tests_of = $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/$(1)/*.c))) \
    $(sort $(wildcard tests/$(1)/*.sh))
# T=locate keeps those whose name holds the word.
pick = $(if $(T),$(foreach t,$(1),$(if $(findstring $(T),$(notdir $(t))),$(t))),$(1))
FUZZ   := $(call tests_of,fuzz)
TESTS  := $(foreach kind,$(KINDS),$(call tests_of,$(kind))) $(FUZZ)
CHECKS := $(addprefix tests/checks/,headers.sh layers.sh symbols.sh greps.sh \
    catalogue.sh)
PEERS  := $(sort $(wildcard tests/peers/*.sh))
RUN := sh tests/support/run.sh $(BUILD)
AGAIN := $(MAKE) --no-print-directory

.PHONY: all
all:
include convert/static.mk
include convert/book/inside.mk

all: $(PROGRAM) $(LIBRARY)

$(BUILD)/sql/%.inc: convert/% convert/store/sql.awk
	$(Q)mkdir -p $(@D)
	$(Q)awk -f convert/store/sql.awk $< >$@

$(BUILD)/sql/%.css.inc: convert/%.css
	$(Q)mkdir -p $(@D)
	$(Q)sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $< >$@

$(BUILD)/sql/base/zh_CN.inc: convert/base/zh_CN.po convert/base/po.awk
	$(Q)mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f convert/base/po.awk $< >$@ || { rm -f $@; false; }

$(BUILD)/obj/%.o: %.c | $(MADE)
	$(SAY) "cc  $<"
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) $(INCLUDE_DIRS) $(if $(filter tests/%,$<),-Itests) \
	    -MMD -MP -c -o $@ $<

# Where `make install` puts the mappings; asked when the program was moved.
$(BUILD)/obj/convert/tool/templates.o: ALLFLAGS += \
    -DJUESUAN_DATADIR='"$(PREFIX)/share/juesuan"'

# Removed first: an archive keeps members whose source is gone.
$(LIBRARY): $(filter-out $(MAINOBJ),$(OBJECTS))
	$(SAY) "ar  $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(SUPPORT): $(SUPPORT_OBJECTS)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# convert/compile.c reads the mappings and writes what the program is linked
# with.  Where CC makes programs for this machine, it is linked with the library
# that is there; else HOSTCC makes it of the sources that it takes.  Mappings
# with an error are left for the program to report.
COMPILED := $(BUILD)/compiled
MAPPINGS := $(shell find mappings -name '*.yaml' -o -name '*.csv')
HOST_SOURCES := convert/compile.c $(wildcard convert/base/*.c convert/canon/*.c \
    convert/mapping/*.c convert/reconcile/rule*.c) convert/book/cell_state.c
HOST_OBJECTS := $(HOST_SOURCES:%.c=$(BUILD)/host/%.o)

$(BUILD)/host/%.o: %.c | $(MADE)
	$(SAY) "cc  $< ($(HOSTCC))"
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(STD) $(HOSTCFLAGS) $(INCLUDE_DIRS) -MMD -MP -c -o $@ $<

ifeq ($(shell $(CC) -dumpmachine),$(shell $(HOSTCC) -dumpmachine))
$(COMPILED)/compile: $(BUILD)/obj/convert/compile.o $(LIBRARY)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(LIBS)
else
$(COMPILED)/compile: $(HOST_OBJECTS)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -o $@ $^ -Wl,--as-needed -lyaml -lcsv -lmd
endif

$(COMPILED)/made: $(COMPILED)/compile $(MAPPINGS)
	$(SAY) "map $(COMPILED)/mappings.c"
	$(Q)$(COMPILED)/compile mappings >$@ || { rm -f $@; false; }
	$(Q)cmp -s $@ $(COMPILED)/mappings.c || cp $@ $(COMPILED)/mappings.c

$(COMPILED)/mappings.c: $(COMPILED)/made ;

$(COMPILED)/mappings.o: $(COMPILED)/mappings.c
	$(Q)$(CC) $(STD) -Iconvert -c -o $@ $<

# Linked again whenever a mapping is younger, even when it says the same.
$(BUILD)/juesuan: $(MAINOBJ) $(COMPILED)/mappings.o $(LIBRARY) $(COMPILED)/made
	$(SAY) "ld  $@"
	$(Q)$(CC) $(ALLFLAGS) $(LDFLAGS) -o $@ $(filter-out %/made,$^) \
	    -Wl,--as-needed $(LIBS)

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(SUPPORT) $(LIBRARY)
	$(SAY) "ld  $@"
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) \
	    -Wl,--as-needed $(TEST_LIBS)

$(BUILD)/tests/mappings/compiled_test: $(COMPILED)/mappings.o

.SECONDARY:
-include $(shell find $(BUILD)/obj $(BUILD)/host -name '*.d' 2>/dev/null)

# ---- packages

.PHONY: deps
deps:
	@sh .ci/deps

# ---- tests

.PHONY: check check-built $(KINDS) maps headers layers symbols greps catalogue
check:
	@$(AGAIN) deps
	@$(AGAIN) check-built

check-built: all $(filter $(BUILD)/%,$(TESTS))
	@$(RUN) $(call pick,$(TESTS) $(CHECKS))

define KIND_RULE
$(1): all $(filter $(BUILD)/%,$(call pick,$(call tests_of,$(1))))
	@$(RUN) $(call pick,$(call tests_of,$(1)))
endef
$(foreach kind,$(KINDS),$(eval $(call KIND_RULE,$(kind))))
maps: mappings

headers layers symbols greps catalogue: %: $(LIBRARY)
	@$(RUN) tests/checks/$*.sh

.PHONY: golden-accept check-peers san cover fuzz fuzz-one fuzz-short bench ci
golden-accept: all
	@ACCEPT=1 $(AGAIN) golden

# What needs LibreOffice, a database or a browser.
check-peers: all
	@$(RUN) $(call pick,$(PEERS))

san:
	@$(AGAIN) BUILD=$(BUILD)/san SAN=1 check

# Counts of an earlier run would hide what is no longer reached.  The peers that
# count: a PostgreSQL, and workbooks that others made for fill, annotate and
# explain.
COVER_PEERS := $(addprefix tests/peers/,annotated.sh blanks.sh explained.sh postgres.sh)
cover:
	@sh .ci/deps postgresql
	@mkdir -p $(BUILD)/cover && find $(BUILD)/cover -name '*.gcda' -delete
	@$(AGAIN) BUILD=$(BUILD)/cover COVER=1 CHECKS= check
	@$(AGAIN) BUILD=$(BUILD)/cover COVER=1 PEERS="$(COVER_PEERS)" check-peers
	@python3 tests/support/cover.py $(BUILD)/cover

# fuzz T=zip S=60 wants clang; fuzz-short runs each corpus once with any cc.
S ?= 60
fuzz:
	@$(AGAIN) BUILD=$(BUILD)/fuzz CC=clang FUZZING=1 fuzz-one

fuzz-one: $(BUILD)/obj/tests/fuzz/$(T).o $(SUPPORT) $(LIBRARY)
	$(Q)mkdir -p $(BUILD)/corpus/$(T)
	$(Q)$(CC) $(ALLFLAGS) -fsanitize=fuzzer -o $(BUILD)/$(T) $^ $(TEST_LIBS)
	$(BUILD)/$(T) -max_total_time=$(S) -timeout=10 \
	    $(addprefix -dict=,$(wildcard tests/fuzz/$(T).dict)) \
	    -artifact_prefix=$(BUILD)/$(T)- \
	    $(BUILD)/corpus/$(T) $(wildcard tests/fuzz/corpus/$(T))

fuzz-short: $(call pick,$(FUZZ))
	@$(RUN) $^

bench: all
	@python3 tests/bench/bench.py $(BUILD)

# ACCEPT=1 takes the counts that are.
.PHONY: bench-guard
bench-guard: all
	@$(RUN) tests/bench/guard.sh

ci:
	@bash .ci/run

# The program must also build as one line.  The library's calls are none of it:
# they want libxlsxwriter inside.
.PHONY: oneline
oneline: $(MADE)
	$(CC) $(STD) $(filter-out convert/task/%,$(SOURCES)) $(INCLUDE_DIRS) $(LIBS) -o $(BUILD)/oneline

# ---- looks

STYLED = $(wildcard convert/*.[ch] convert/*/*.[ch] tests/*/*.[ch])
.PHONY: format format-check lint
format:
	@clang-format -i $(STYLED)

format-check:
	@clang-format --dry-run -Werror $(STYLED)

# As many files at a time as there are cores; LINTED='convert/base/*.c' takes some.
# cppcheck is not asked of a struct that a call lends to another, nor of a value
# found and returned as itself.
LINTED ?= $(SOURCES)
lint: $(MADE)
	@printf '%s\n' $(LINTED) | xargs -P "$$(getconf _NPROCESSORS_ONLN)" -I{} \
	    clang-tidy --quiet {} -- $(STD) $(INCLUDE_DIRS)
	@cppcheck --quiet --error-exitcode=1 --enable=warning,portability,performance \
	    --suppress=autoVariables --suppress=identicalInnerCondition \
	    --std=c11 -D_GNU_SOURCE $(INCLUDE_DIRS) convert

# ---- languages

# Puts the texts of the sources into the catalogue, and takes out what is in
# none; what was like a new one is kept as 'fuzzy' until somebody looks at it.
.PHONY: po
po:
	@mkdir -p $(BUILD)/sql/base
	@sh tests/support/messages.sh $(BUILD)/sql/base/all.pot
	@msgmerge --quiet --no-wrap --sort-by-file --add-location=file \
	    -o $(BUILD)/sql/base/merged.po convert/base/zh_CN.po \
	    $(BUILD)/sql/base/all.pot
	@msgattrib --no-obsolete --no-wrap --add-location=file \
	    -o convert/base/zh_CN.po $(BUILD)/sql/base/merged.po
	@msgfmt --statistics -c -o /dev/null convert/base/zh_CN.po

# ---- the page

include convert/web/page.mk

# ---- use

.PHONY: demo install install-program install-library uninstall clean help
demo:
	@$(AGAIN) deps
	@$(AGAIN) all
	@sh samples/demo.sh $(BUILD)

# What the program itself says: not where it is for another machine.
.PHONY: man
man: all
	@mkdir -p $(BUILD)/completion
	@! $(PROGRAM) --version >/dev/null 2>&1 || { \
	    sh convert/tool/man.sh $(PROGRAM) $(BUILD)/man && \
	    for shell in bash zsh fish; do $(PROGRAM) completion $$shell \
	        >$(BUILD)/completion/$$shell || exit 1; done; }

# Quoted: a folder's name may have blanks.
ROOT    := $(DESTDIR)$(PREFIX)
LIBROOT := $(DESTDIR)$(LIBDIR)
install: install-program

# Behind the mappings: the program reads again those that are younger than it.
install-program: man
	@for f in $$(find mappings -type f); do \
	    install -D -m 644 $$f "$(ROOT)/share/juesuan/$$f" || exit 1; done
	@cd $(BUILD)/man && for f in man1/*.1 zh_CN/man1/*.1; do [ ! -f $$f ] || \
	    install -D -m 644 $$f "$(ROOT)/share/man/$$f" || exit 1; done
	@cd $(BUILD)/completion && while read -r from to; do [ ! -f $$from ] || \
	    install -D -m 644 $$from "$(ROOT)/share/$$to" || exit 1; done \
	    <$(CURDIR)/convert/packages/completions
	install -D -m 755 $(PROGRAM) "$(ROOT)/bin/juesuan"

uninstall: uninstall-library
	rm -rf "$(ROOT)/share/juesuan"
	rm -f "$(ROOT)/bin/juesuan"
	rm -f "$(ROOT)"/share/man/man1/juesuan.1 \
	    "$(ROOT)"/share/man/man1/juesuan-*.1 \
	    "$(ROOT)"/share/man/zh_CN/man1/juesuan.1 \
	    "$(ROOT)"/share/man/zh_CN/man1/juesuan-*.1
	@while read -r from to; do rm -f "$(ROOT)/share/$$to"; done \
	    <convert/packages/completions

include convert/packages/packages.mk
include convert/library.mk

clean:
	rm -rf $(BUILD)

help:
	@echo "all              $(BUILD)/juesuan and $(LIBRARY) (V=1 shows commands)"
	@echo "check            all tests; the last line is 'N passed, N failed'"
	@echo "$(KINDS)"
	@echo "                 one kind; T=locate picks by name"
	@echo "golden-accept    rewrite the expected files from this build"
	@echo "headers layers symbols greps catalogue   one rule of the house"
	@echo "po               bring the catalogue of messages up to the sources"
	@echo "check-peers      what needs LibreOffice, a database, a browser"
	@echo "san cover        check with sanitizers; lines and branches a module"
	@echo "fuzz T=zip S=60  one fuzz target; fuzz-short: each corpus once"
	@echo "format format-check lint bench bench-guard oneline ci"
	@echo "deps             install the packages that are missing"
	@echo "man              manual pages in both languages and completions, in $(BUILD)"
	@echo "page             $(BUILD)/juesuan.html: the program in a browser, offline"
	@echo "static           one file that runs on any Linux: $(STATIC_BUILD)/juesuan"
	@echo "CROSS=aarch64-linux-gnu   for another processor, with all and static"
	@echo "library install-library   libjuesuan for C, C++ and Python"
	@echo "demo             build, convert a sample and back, say what is where"
	@echo "install          PREFIX=$(PREFIX) DESTDIR= LIBDIR=; uninstall undoes it;"
	@echo "                 install-program, install-library: one of the two"
	@echo "dist deb rpm     an archive of the sources, packages; in $(BUILD)/packages"
	@echo "clean            remove $(BUILD)"

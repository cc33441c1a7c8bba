# inside.mk - libxlsxwriter of Debian's source package, with memory and files of
# book/xlsx_memory.h: INSIDE=1 links it in, and no process is started to draw.
#
# The ordinary build is without: it wants no source package.

# Sources of Debian packages; several builds share them.
SOURCE ?= build/source

LXW := $(SOURCE)/libxlsxwriter
LXW_CODE := $(addprefix src/,app chart chartsheet comment content_types core \
    custom drawing format hash_table metadata packager relationships \
    shared_strings styles table theme utility vml workbook worksheet xmlwriter) \
    $(addprefix third_party/minizip/,ioapi zip)
LXW_OBJECTS := $(LXW_CODE:%=$(BUILD)/xlsxwriter/%.o)
# Its messages name its files, but not where they lie here.
LXW_FLAGS := -DUSE_STANDARD_TMPFILE -DUSE_NO_MD5 -I$(LXW)/include \
    -ffile-prefix-map=$(SOURCE)/=./ \
    -include convert/book/xlsx_names.h -Iconvert $(APART:%=-isystem %/include)

ifdef INSIDE
STD += -DXLSXWRITER_INSIDE
INCLUDE_DIRS += -isystem $(LXW)/include
MADE += $(LXW)
LIBS += $(BUILD)/libxlsxwriter.a \
    $(or $(ZLIB),$(if $(STATIC),$(call archive,z)),-lz)
$(LXW_OBJECTS): | $(LXW)
$(PROGRAM) $(BUILD)/compiled/compile $(filter $(BUILD)/%,$(TESTS)): \
    | $(BUILD)/libxlsxwriter.a
endif

$(SOURCE)/%:
	$(SAY) "get $@"
	$(Q)sh .ci/source $(SOURCE) $*

# Its own warnings are its own.
$(BUILD)/xlsxwriter/%.o: convert/book/xlsx_names.h convert/book/xlsx_memory.h
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 $(filter -f%,$(STD)) $(filter-out -Werror,$(CFLAGS)) $(SANFLAGS) -w \
	    $(LXW_FLAGS) -c -o $@ $(LXW)/$*.c

$(BUILD)/libxlsxwriter.a: $(LXW_OBJECTS)
	$(SAY) "ar  $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

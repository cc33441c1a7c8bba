# library.mk - libjuesuan for others: `make library` makes the shared and the
# static one, from which nothing is seen but what juesuan.h has.
#
# libxlsxwriter is inside (book/inside.mk), and so are the archives of the other
# libraries, hidden: a program that has other versions of them loaded is not
# disturbed, nor are we.  `make install-library` installs them; the program needs
# none of it.

.PHONY: library install-library uninstall-library
LIBRARIES := $(addprefix $(BUILD)/,libjuesuan.so.0 libjuesuan.a juesuan.pc)

# Made in a folder of its own: its objects can be loaded anywhere.
library:
	+@$(AGAIN) BUILD=$(BUILD)/library INSIDE=1 PIC=1 LIBRARY_TO=$(BUILD) \
	    $(BUILD)/library/libjuesuan.so.0
	+@$(AGAIN) $(BUILD)/juesuan.pc

# What juesuan.h does not reach is left out: files that are written, processes
# and signals are the program's.  Sanitizers have sections of their own to keep.
ifdef PIC
STD += -fPIC -fvisibility=hidden
ifndef SANFLAGS
STD += -ffunction-sections -fdata-sections
UNREACHED = --strip-unneeded-symbol='*' --strip-unneeded-symbol='!juesuan_*'
REACHED = -Wl,--gc-sections $$($(NM) -g --defined-only $< | \
    sed -n 's/.* T juesuan_/-Wl,-u,juesuan_/p')
endif
LIBRARY_PARTS := $(BUILD)/obj/convert/juesuan.o $(COMPILED)/mappings.o \
    $(LIBRARY) $(BUILD)/libxlsxwriter.a
LIBRARY_LIBS := $(foreach lib,deflate yaml csv md z,$(call archive,$(lib)))

$(BUILD)/libjuesuan.so.0: $(LIBRARY_PARTS) convert/juesuan.map
	$(SAY) "ld  $@"
	$(Q)$(CC) -r -nostdlib -o $(BUILD)/juesuan.o $(LIBRARY_PARTS) \
	    $(LIBRARY_LIBS) $(REACHED)
	$(Q)$(OBJCOPY) -w --keep-global-symbol='juesuan_*' $(UNREACHED) \
	    $(BUILD)/juesuan.o
	$(Q)rm -f $(LIBRARY_TO)/libjuesuan.a
	$(Q)$(AR) rcsD $(LIBRARY_TO)/libjuesuan.a $(BUILD)/juesuan.o
	$(Q)$(CC) $(SANFLAGS) $(LDFLAGS) -shared -o $@ $(BUILD)/juesuan.o \
	    -Wl,-soname,libjuesuan.so.0 -Wl,--version-script=convert/juesuan.map \
	    -Wl,-z,defs -Wl,-z,relro -Wl,--as-needed -lm
	$(Q)cp $@ $(LIBRARY_TO)/libjuesuan.so.0
endif
OBJCOPY ?= objcopy
NM ?= nm

# Always made: PREFIX may be another than last time.
.PHONY: $(BUILD)/juesuan.pc
$(BUILD)/juesuan.pc:
	@mkdir -p $(@D)
	$(Q)printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' \
	    'includedir=$${prefix}/include' '' 'Name: juesuan' \
	    'Description: final accounts of departments, workbooks and figures' \
	    'Version: $(VERSION)' 'Libs: -L$${libdir} -ljuesuan' \
	    'Libs.private: -lm' 'Cflags: -I$${includedir}' >$@

install-library: library
	install -D -m 644 convert/juesuan.h "$(ROOT)/include/juesuan.h"
	install -D -m 644 $(BUILD)/libjuesuan.a "$(LIBROOT)/libjuesuan.a"
	install -D -m 755 $(BUILD)/libjuesuan.so.0 "$(LIBROOT)/libjuesuan.so.0"
	ln -sf libjuesuan.so.0 "$(LIBROOT)/libjuesuan.so"
	install -D -m 644 $(BUILD)/juesuan.pc "$(LIBROOT)/pkgconfig/juesuan.pc"

uninstall-library:
	rm -f "$(ROOT)/include/juesuan.h" "$(LIBROOT)/libjuesuan.a" \
	    "$(LIBROOT)/libjuesuan.so" "$(LIBROOT)/libjuesuan.so.0" \
	    "$(LIBROOT)/pkgconfig/juesuan.pc"

# static.mk - one file that runs on any Linux, and other processors.
#
# `make static` links the C library musl and all others in, from Debian's
# sources: musl has in itself what the GNU C library reads while it runs (tables
# of code pages, of names and of the language), so the file stands alone.
# CROSS=aarch64-linux-gnu makes either kind for another processor, with Debian's
# compiler for it; nothing that is made for that one is run.

ifdef CROSS
CC := $(CROSS)-gcc
AR := $(CROSS)-ar
APART ?= $(BUILD)/apart
INSIDE ?= 1
endif

# Where libraries of our own making are.
ifdef APART
LIBS := $(foreach lib,deflate yaml csv md sqlite3 z,$(APART)/lib/lib$(lib).a) \
    -lm -ldl
ZLIB := $(APART)/lib/libz.a
INCLUDE_DIRS += -isystem $(APART)/include
MADE += $(APART)/done

# The header of libpq, which is loaded when it is asked for, is that of this
# machine: it is the same on all.
$(APART)/done: convert/static.sh
	$(SAY) "get $(@D)"
	$(Q)sh convert/static.sh $(@D) $(SOURCE) '$(CC)' $(MUSL)
	$(Q)ln -sfn /usr/include/postgresql $(@D)/include/postgresql
endif

STATIC_BUILD := $(BUILD)/static
STATIC_APART := BUILD=$(STATIC_BUILD) APART=$(STATIC_BUILD)/apart MUSL=musl
# A build like the others, with the words that musl puts behind the compiler.
STATICALLY = $(AGAIN) $(STATIC_APART) INSIDE=1 AR='$(AR)' \
    CC='$(CC) -specs $(abspath $(STATIC_BUILD))/apart/musl/lib/musl-gcc.specs' \
    CFLAGS='$(CFLAGS) -ffile-prefix-map=$(CURDIR)=.' \
    LDFLAGS='$(LDFLAGS) -static -s -Wl,--build-id=none'
.PHONY: static
static:
	@$(AGAIN) $(STATIC_APART) CC='$(CC)' AR='$(AR)' $(STATIC_BUILD)/apart/done
	@$(STATICALLY) $(STATIC_BUILD)/juesuan

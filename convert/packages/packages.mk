# packages.mk - the sources as one archive, and packages for Debian and for
# systems with rpm; all in $(BUILD)/packages, the same bytes on every run.

PACKAGES := $(BUILD)/packages
SOURCE_DIR = juesuan-$(VERSION)
DIST = $(PACKAGES)/$(SOURCE_DIR).tar.xz

# Everything in a package is as old as the last commit; without git, as the
# file that has the version, which `make dist` set.
IN_GIT = git ls-files --error-unmatch Makefile >/dev/null 2>&1
WHEN = $(or $(SOURCE_DATE_EPOCH),$(shell if $(IN_GIT); then git log -1 \
    --format=%ct; else stat -c %Y convert/base/version.h; fi))

.PHONY: dist deb rpm
dist:
	$(SAY) "tar $(DIST)"
	$(Q)mkdir -p $(PACKAGES)
	$(Q)if $(IN_GIT); then git ls-files -z; else \
	    find * .[!.]* -path $(BUILD) -prune -o ! -type d -print0; fi | \
	    LC_ALL=C sort -z | tar --create --null --files-from=- --format=gnu \
	    --owner=0 --group=0 --numeric-owner --mode=u+w,go-w,a+rX \
	    --mtime=@$(WHEN) --transform='s,^,$(SOURCE_DIR)/,S' | \
	    xz -T1 >$(DIST).part
	$(Q)mv $(DIST).part $(DIST)

# The changelog that Debian wants says where the changes are.
deb: dist
	$(Q)sh .ci/deps debhelper dpkg-dev fakeroot zlib1g-dev
	$(Q)sh .ci/source $(SOURCE) libxlsxwriter
	$(Q)rm -rf $(PACKAGES)/deb && mkdir $(PACKAGES)/deb
	$(Q)tar -C $(PACKAGES)/deb -xf $(DIST)
	$(Q)cd $(PACKAGES)/deb/$(SOURCE_DIR) && cp -r convert/packages/debian debian && \
	    printf 'juesuan (%s-1) unstable; urgency=medium\n\n  * %s\n\n -- %s  %s\n' \
	    $(VERSION) 'What is new is in changelog.gz of juesuan.' \
	    "$$(sed -n 's/^Maintainer: //p' debian/control)" \
	    "$$(LC_ALL=C date -u -R -d @$(WHEN))" >debian/changelog && \
	    sed 's/^$$/./; s/^/ /' LICENSE >>debian/copyright && \
	    env -u MAKEFLAGS -u MFLAGS CC='$(CC)' SOURCE=$(abspath $(SOURCE)) DEB_BUILD_OPTIONS=noautodbgsym \
	    dpkg-buildpackage --build=binary --unsigned-changes -j2
	$(Q)mv $(PACKAGES)/deb/*.deb $(PACKAGES) && ls $(PACKAGES)/*.deb

# One file that runs on any Linux of its processor, and what belongs to it.
INSIDE_IT := libcsv libdeflate libmd libxlsxwriter libyaml musl sqlite3 zlib
rpm: static
	$(Q)sh .ci/deps rpm
	$(Q)rm -rf $(PACKAGES)/rpm && mkdir -p $(PACKAGES)/rpm
	$(Q)$(STATICALLY) install-program PREFIX=/usr DESTDIR=$(abspath $(PACKAGES))/rpm/tree
	$(Q)cd $(PACKAGES)/rpm/tree/usr/share && mkdir -p doc/juesuan/with && \
	    cp $(addprefix $(CURDIR)/,README.md LICENSE convert/CHANGES.md) doc/juesuan && \
	    for p in $(INSIDE_IT); do cp $(abspath $(SOURCE))/$$p/debian/copyright \
	        doc/juesuan/with/$$p || exit 1; done
	$(Q)find $(PACKAGES)/rpm/tree -exec touch -h -d @$(WHEN) {} +
	$(Q)SOURCE_DATE_EPOCH=$(WHEN) rpmbuild -bb --quiet \
	    --define '_topdir $(abspath $(PACKAGES))/rpm' \
	    --define 'said_version $(VERSION)' \
	    --define 'tree $(abspath $(PACKAGES))/rpm/tree' \
	    convert/packages/juesuan.spec
	$(Q)mv $(PACKAGES)/rpm/RPMS/*/*.rpm $(PACKAGES) && ls $(PACKAGES)/*.rpm

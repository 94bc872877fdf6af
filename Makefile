# libonoffice: what people type. The work is done by swift build and the scripts in .ci.

# Which library: embedded (Embedded Swift, small and without a runtime) or static (the Swift runtime linked in).
RUNTIME = embedded

# Where make install puts things; DESTDIR goes in front, for packages.
PREFIX = /usr/local
DESTDIR =
INCLUDEDIR = $(PREFIX)/include
LIBDIR = $(PREFIX)/lib
DOCDIR = $(PREFIX)/share/doc/libonoffice

VERSION := $(shell .ci/version)
BUILT = .build/lib/$(RUNTIME)/libonoffice.so.$(VERSION)

.PHONY: all help setup install uninstall test faults soak demo check lint generate format bench bench-php bench-python clean

all: ## build libonoffice.so into .build/lib/RUNTIME (the default)
	@.ci/library $(RUNTIME)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F'\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'
	@echo "  RUNTIME=embedded|static  PREFIX=$(PREFIX)  LIBDIR=$(LIBDIR)  DESTDIR="

setup: ## install what the demo and the tests need, by apt and pip
	@.ci/setup test

demo: ## build, and tell one story in C, Python and PHP
	@.ci/demo $(RUNTIME)

test: ## set up, build and check everything
	@.ci/test

faults: all ## the fault matrix, whole
	@.ci/setup test
	@.ci/faults $(RUNTIME)

check: ## formatters, linters and the rules of the design
	@.ci/rules
	@.ci/format --check
lint: check

generate: ## write what is made from the catalogue of the API
	@.ci/generate

format: ## format all sources in place
	@.ci/format

bench: all ## measure sending, reading and loading, beside libcurl
	@.ci/bench $(RUNTIME)

soak: all ## 100,000 sends of each kind: memory and descriptors stay flat
	@.ci/soak $(RUNTIME)

bench-php: all ## compare PHP's drop-in with the official SDK's way
	@ONOFFICE_LIBRARY=$(CURDIR)/.build/lib/$(RUNTIME)/libonoffice.so.0 \
	    php -d ffi.enable=1 bindings/php/benchmarks/run.php

bench-python: all ## measure the Python package against requests, pycurl and aiohttp
	@.ci/bench-python $(RUNTIME)

# Only what is missing is built here: under sudo there may be no Swift.
$(BUILT):
	@.ci/library $(RUNTIME)

install: $(BUILT) ## install library, header, pkg-config file and licence below PREFIX
	install -d "$(DESTDIR)$(LIBDIR)/pkgconfig" "$(DESTDIR)$(INCLUDEDIR)" "$(DESTDIR)$(DOCDIR)"
	install -m 755 $(BUILT) "$(DESTDIR)$(LIBDIR)/libonoffice.so.$(VERSION)"
	ln -sf libonoffice.so.$(VERSION) "$(DESTDIR)$(LIBDIR)/libonoffice.so.0"
	ln -sf libonoffice.so.0 "$(DESTDIR)$(LIBDIR)/libonoffice.so"
	install -m 644 include/onoffice.h include/onoffice_catalogue.h include/onoffice_errors.h "$(DESTDIR)$(INCLUDEDIR)"
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	    -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' -e 's|^\([a-z]*dir=\)$(PREFIX)/|\1$${prefix}/|' \
	    bindings/c/onoffice.pc.in > "$(DESTDIR)$(LIBDIR)/pkgconfig/onoffice.pc"
	chmod 644 "$(DESTDIR)$(LIBDIR)/pkgconfig/onoffice.pc"
	install -m 644 LICENSE "$(DESTDIR)$(DOCDIR)/LICENSE"
	[ -n "$(DESTDIR)" ] || ldconfig || true

uninstall: ## remove what make install put there
	rm -f "$(DESTDIR)$(LIBDIR)"/libonoffice.so "$(DESTDIR)$(LIBDIR)"/libonoffice.so.0 \
	    "$(DESTDIR)$(LIBDIR)/libonoffice.so.$(VERSION)" "$(DESTDIR)$(LIBDIR)/pkgconfig/onoffice.pc" \
	    "$(DESTDIR)$(DOCDIR)/LICENSE" \
	    "$(DESTDIR)$(INCLUDEDIR)"/onoffice.h "$(DESTDIR)$(INCLUDEDIR)"/onoffice_catalogue.h \
	    "$(DESTDIR)$(INCLUDEDIR)"/onoffice_errors.h
	[ ! -d "$(DESTDIR)$(DOCDIR)" ] || rmdir --ignore-fail-on-non-empty "$(DESTDIR)$(DOCDIR)"

clean: ## remove everything that was built, the tools of make setup too
	rm -rf .build

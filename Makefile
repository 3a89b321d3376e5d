# Everything from the command line: `make notebooks` renders the course, `make test` checks all.

PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libopenblas-dev liblapacke-dev libflint-dev \
  libharfbuzz-dev libbrotli-dev fonts-lmodern pkg-config
PREFIX ?= /usr/local
# One build serves the program and its tests.
SWIFTFLAGS := -c release -Xswiftc -enable-testing -Xswiftc -enforce-exclusivity=unchecked --static-swift-stdlib
NABLA := .build/release/nabla

.PHONY: all setup build notebooks test install bench clean

all: build

# Installs what is missing on Debian and its kin; names it elsewhere.
setup:
	@missing=""; \
	if command -v dpkg-query >/dev/null 2>&1; then \
	  for package in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    echo "installing:$$missing"; \
	    $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	else \
	  echo "nabla needs these libraries, here by their Debian names; install them with this system's package manager:"; \
	  echo "  $(PACKAGES)"; \
	  exit 1; \
	fi

build: setup
	swift build $(SWIFTFLAGS) --product nabla

notebooks: build
	$(NABLA) render notebooks -o output --to html,md

test: setup
	swift build $(SWIFTFLAGS) --build-tests
	swift test $(SWIFTFLAGS) --skip-build
	$(NABLA) verify notebooks

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(NABLA) $(DESTDIR)$(PREFIX)/bin/nabla

bench: build
	Benchmarks/run

clean:
	rm -rf .build

# Everything from the command line: `make notebooks` renders the course, `make test` checks all.

PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libopenblas-dev liblapacke-dev libeigen3-dev libflint-dev libmpfr-dev \
  libharfbuzz-dev libbrotli-dev zlib1g-dev librsvg2-2 fonts-lmodern fonts-liberation pkg-config
PREFIX ?= /usr/local
SWIFTFLAGS := -c release -Xswiftc -enforce-exclusivity=unchecked --omit-frame-pointers
# The program that is installed carries the Swift runtime inside, which starts in a third of the time; Swift's testing
# library comes only as a shared one, so tests have a build of their own.
PROGRAM_BUILD := $(SWIFTFLAGS) --static-swift-stdlib --scratch-path .build/program
TEST_BUILD := $(SWIFTFLAGS) -Xswiftc -enable-testing
NABLA := .build/program/release/nabla
# On Linux the tests are a program, which is run as it is: `swift test` hands its output on, and waits for whoever holds it.
ifeq ($(shell uname),Linux)
LIMIT := timeout 1200
# OpenBLAS with one thread, as the program sets it: tests that set it while others compute would wait for threads that are gone.
export OPENBLAS_NUM_THREADS := 1
RUN_TESTS := .build/release/nablaPackageTests.xctest --testing-library swift-testing
else
RUN_TESTS := swift test $(TEST_BUILD) --skip-build
endif

.PHONY: all setup build notebooks test fuzz install soak mutations bench clean

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
	swift build $(PROGRAM_BUILD) --product nabla

notebooks: build
	$(NABLA) render notebooks -o output --to html,md

test: setup
	swift build $(TEST_BUILD) --build-tests
	$(LIMIT) $(RUN_TESTS)
	.build/release/nabla verify notebooks

# Looks for cells that crash, hang or leak: a million, generated ones and changed ones of the lessons, under the address
# sanitizer. The same seed gives the same cells: `make fuzz SEED=7 CELLS=10000`.
SEED ?= 1
CELLS ?= 1000000
FUZZ_BUILD := $(SWIFTFLAGS) --sanitize address -Xswiftc -DNABLA_AUDIT --scratch-path .build/fuzz

fuzz: setup
	swift build $(FUZZ_BUILD) --product Fuzz
	ASAN_OPTIONS=detect_leaks=0 .build/fuzz/release/Fuzz --seed $(SEED) --cells $(CELLS) --output .build/fuzz/failures

# Calls the functions of the library with arguments that nobody expects, in processes that are watched. The same seed gives
# the same calls: `make soak SEED=7 CALLS=10000`.
CALLS ?= 1000000

soak: setup
	swift build $(TEST_BUILD) --build-tests
	NABLA_SOAK=$(CALLS) NABLA_SOAK_SEED=$(SEED) $(RUN_TESTS) --filter HostileCallTests

# Changes characters of the course at random and looks whether verification reports each where it was made; verifies the
# unchanged course as well.
EDITS ?= 500

mutations: setup
	swift build $(TEST_BUILD) --build-tests
	NABLA_MUTATIONS=$(EDITS) NABLA_MUTATION_SEED=$(SEED) $(RUN_TESTS) --filter MutationTests

# The program, its manual page, and what bash, zsh and fish need to complete its commands.
SHARE = $(DESTDIR)$(PREFIX)/share

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(NABLA) $(DESTDIR)$(PREFIX)/bin/nabla
	install -d $(SHARE)/man/man1 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	$(NABLA) manual > $(SHARE)/man/man1/nabla.1
	$(NABLA) completions bash > $(SHARE)/bash-completion/completions/nabla
	$(NABLA) completions zsh > $(SHARE)/zsh/site-functions/_nabla
	$(NABLA) completions fish > $(SHARE)/fish/vendor_completions.d/nabla.fish

bench: build
	Benchmarks/documents/run
	Benchmarks/preview/run
	Benchmarks/language/run
	Benchmarks/documents/many
	Benchmarks/figures/run
	Benchmarks/linear-algebra/run
	Benchmarks/arrays

clean:
	rm -rf .build

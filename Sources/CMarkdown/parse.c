// The one function through which all Markdown is parsed, under one lock.

#include "internal.h"

#include <cmark-gfm-core-extensions.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool registered = false;

// How many steps from block to containing block the lines of a document may cost: some tenths of a second.
static const double nesting_budget = 5e7;
static const size_t lines_between_checks = 64;

static void attach(cmark_parser *parser, const char *name) {
  cmark_syntax_extension *extension = cmark_find_syntax_extension(name);
  if (extension) cmark_parser_attach_syntax_extension(parser, extension);
}

// Called under the lock.
static cmark_parser *make_parser(unsigned features) {
  if (!registered) {
    cmark_gfm_core_extensions_ensure_registered();
    registered = true;
  }
  // Positions of what follows a code span over two lines are only kept with this option.
  int options = CMARK_OPT_SOURCEPOS | CMARK_OPT_UNSAFE;
  if (features & MARKDOWN_FOOTNOTES) options |= CMARK_OPT_FOOTNOTES;
  cmark_parser *parser = cmark_parser_new(options);
  // Before the table extension: that one looks at each line of a paragraph first, and nothing interrupts it afterwards.
  if (features & MARKDOWN_MATHEMATICS) cmark_parser_attach_syntax_extension(parser, markdown_mathematics_extension());
  if (features & MARKDOWN_TABLES) attach(parser, "table");
  if (features & MARKDOWN_STRIKETHROUGH) attach(parser, "strikethrough");
  if (features & MARKDOWN_AUTOLINKS) attach(parser, "autolink");
  if (features & MARKDOWN_TAG_FILTER) attach(parser, "tagfilter");
  if (features & MARKDOWN_TASK_LISTS) attach(parser, "tasklist");
  return parser;
}

// Offsets of the lines as cmark counts them (a carriage return alone ends one too), with the length at the end.
static size_t *find_lines(const char *text, size_t length, size_t *count) {
  size_t capacity = 1024, used = 0;
  size_t *starts = malloc(capacity * sizeof(size_t));
  size_t at = 0;
  while (starts && at < length) {
    if (used + 2 > capacity) {
      capacity *= 2;
      size_t *larger = realloc(starts, capacity * sizeof(size_t));
      if (!larger) {
        free(starts);
        return NULL;
      }
      starts = larger;
    }
    starts[used++] = at;
    while (at < length && text[at] != '\n' && text[at] != '\r') at++;
    if (at < length && text[at] == '\r') at++;
    if (at < length && text[at] == '\n') at++;
  }
  if (starts) starts[used] = length;
  *count = used;
  return starts;
}

static size_t depth(const cmark_parser *parser) {
  size_t levels = 0;
  for (const cmark_node *node = parser->current; node; node = node->parent) levels++;
  return levels;
}

markdown_node *markdown_parse(const markdown_request *request, size_t *stopped_at) {
  pthread_mutex_lock(&lock);
  cmark_parser *parser = make_parser(request->features);
  size_t line_count = 0;
  size_t *lines = find_lines(request->text, request->length, &line_count);
  *stopped_at = request->length;
  if (lines) {
    markdown_mathematics_begin(request->text, lines, line_count);
    size_t omitted = 0;
    double budget = nesting_budget;
    for (size_t line = 0; line < line_count;) {
      while (omitted < request->omitted_count && request->omitted[omitted].end <= lines[line]) omitted++;
      bool is_blank = omitted < request->omitted_count && request->omitted[omitted].start <= lines[line];
      if (is_blank) {
        cmark_parser_feed(parser, "\n", 1);
        line++;
        continue;
      }
      size_t next = line + lines_between_checks < line_count ? line + lines_between_checks : line_count;
      if (omitted < request->omitted_count) {
        size_t end = line + 1;
        while (end < next && lines[end] < request->omitted[omitted].start) end++;
        next = end;
      }
      cmark_parser_feed(parser, request->text + lines[line], lines[next] - lines[line]);
      budget -= (double)depth(parser) * (double)(next - line);
      line = next;
      if (budget < 0 && line < line_count) {
        *stopped_at = lines[line];
        break;
      }
    }
  }
  cmark_node *root = cmark_parser_finish(parser);
  markdown_mathematics_end();
  cmark_parser_free(parser);
  free(lines);
  pthread_mutex_unlock(&lock);
  return root;
}

markdown_node *markdown_parse_inlines(const char *text, size_t length, unsigned features) {
  pthread_mutex_lock(&lock);
  cmark_parser *parser = make_parser(features);
  cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
  cmark_strbuf_put(&paragraph->content, (const unsigned char *)text, (bufsize_t)length);
  paragraph->start_line = 1;
  paragraph->start_column = 1;
  paragraph->end_line = 1;
  cmark_node_append_child(parser->root, paragraph);
  markdown_mathematics_begin(NULL, NULL, 0);
  cmark_node *root = cmark_parser_finish(parser);
  markdown_mathematics_end();
  cmark_parser_free(parser);
  pthread_mutex_unlock(&lock);
  return root;
}

void markdown_free(markdown_node *root) {
  if (root) cmark_node_free(root);
}

char *markdown_render_html(const char *text, size_t length, unsigned features) {
  markdown_request request = {text, length, NULL, 0, features};
  size_t stopped_at = 0;
  cmark_node *root = markdown_parse(&request, &stopped_at);
  cmark_mem *memory = cmark_get_default_mem_allocator();
  cmark_llist *extensions = NULL;
  if (features & MARKDOWN_TAG_FILTER)
    extensions = cmark_llist_append(memory, extensions, cmark_find_syntax_extension("tagfilter"));
  char *html = cmark_render_html(root, CMARK_OPT_UNSAFE, extensions);
  cmark_llist_free(memory, extensions);
  cmark_node_free(root);
  return html;
}

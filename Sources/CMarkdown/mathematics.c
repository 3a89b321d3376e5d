// Formulas as a syntax extension of cmark: `$…$`, `$$…$$` and ``$`…`$`` in a line, `$$` blocks.
//
// A formula is a node of cmark's own kind CODE or CODE_BLOCK (custom nodes vanish in table cells, and only cmark's
// own kinds of block take lines), told apart by its extension; its user data say where it stands.

#include "internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  markdown_formula place;
  bool closed;
} formula_data;

// All of these belong to the parse that holds the lock.
static cmark_syntax_extension *extension = NULL;
static const char *source = NULL;
static const size_t *lines = NULL;
static size_t line_count = 0;
// From this line on no line holds `$$`.
static size_t unclosed_from = 0;

// For each form, the content and offset from which on there is no end of a formula: without this, a text of nothing but
// openings would be searched to its end for each of them.
typedef enum { SINGLE, DOUBLE, TICKED, FORMS } form;
static const unsigned char *searched[FORMS];
static bufsize_t searched_from[FORMS];
// Bytes that searches to the end of a text may still take in this parse.
static int64_t searches_left = 0;

void markdown_mathematics_begin(const char *text, const size_t *line_offsets, size_t count) {
  source = text;
  lines = line_offsets;
  line_count = count;
  unclosed_from = count;
  memset(searched, 0, sizeof searched);
  searches_left = 10000000;
}

void markdown_mathematics_end(void) { markdown_mathematics_begin(NULL, NULL, 0); }

static void free_data(cmark_mem *memory, void *data) {
  (void)memory;
  free(data);
}

static void set_data(cmark_node *node, markdown_formula place) {
  formula_data *data = calloc(1, sizeof *data);
  if (!data) return;
  data->place = place;
  node->user_data = data;
  node->user_data_free_func = free_data;
}

markdown_formula markdown_formula_place(const markdown_node *formula) {
  const formula_data *data = formula->user_data;
  return data ? data->place : (markdown_formula){0, 0, 0, false};
}

bool markdown_formula_is_closed(const markdown_node *block) {
  const formula_data *data = block->user_data;
  return data && data->closed;
}

static bool is_space(unsigned char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// MARK: - In a line

// The offset of the closing delimiter, or -1. `ended` says whether the text ended before anything decided the search.
//
// Within braces a dollar belongs to the formula (`\\text{if $x$}`); the first one outside of them ends it or, where
// it cannot (behind a space, before a digit), shows that the opening dollar was only a dollar.
static bufsize_t find_close(const unsigned char *text, bufsize_t length, bufsize_t at, form kind, bool *ended) {
  bool any = false;
  int depth = 0;
  *ended = false;
  for (bufsize_t i = at; i < length; i++) {
    unsigned char c = text[i];
    if (kind == TICKED) {
      if (c == '`' && i + 1 < length && text[i + 1] == '$' && i > at) return i;
    } else if (c == '\\') {
      i++;
      any = true;
    } else if (c == '$') {
      if (kind == DOUBLE) {
        if (i + 1 < length && text[i + 1] == '$' && any) return i;
      } else if (depth <= 0) {
        bool before_digit = i + 1 < length && text[i + 1] >= '0' && text[i + 1] <= '9';
        return i > at && !is_space(text[i - 1]) && !before_digit ? i : -1;
      }
    } else {
      if (c == '{') depth++;
      if (c == '}') depth--;
      if (!is_space(c)) any = true;
    }
  }
  *ended = true;
  return -1;
}

static cmark_node *match_inline(cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
                                unsigned char character, cmark_inline_parser *inlines) {
  (void)parent;
  // cmark asks every extension about every special character.
  if (character != '$') return NULL;
  const cmark_chunk *chunk = cmark_inline_parser_get_chunk(inlines);
  const unsigned char *text = chunk->data;
  bufsize_t length = chunk->len;
  bufsize_t start = cmark_inline_parser_get_offset(inlines);
  if (start + 2 >= length) return NULL;
  // The second dollar of a pair that opened nothing opens nothing itself.
  if (start > 0 && text[start - 1] == '$' && !(start > 1 && text[start - 2] == '\\')) return NULL;

  form kind = SINGLE;
  int delimiter = 1;
  if (text[start + 1] == '$') {
    kind = DOUBLE;
    delimiter = 2;
    if (text[start + 2] == '$') return NULL;
  } else if (text[start + 1] == '`' && text[start + 2] != '`') {
    kind = TICKED;
    delimiter = 2;
  } else if (is_space(text[start + 1])) {
    return NULL;
  }
  if (searched[kind] == text && start >= searched_from[kind]) return NULL;
  bool ended = false;
  bufsize_t close = find_close(text, length, start + delimiter, kind, &ended);
  if (close < 0) {
    // An open brace may have hidden an end that a later formula has; such searches are allowed for a while.
    if (ended && (kind != SINGLE || (searches_left -= length - start) < 0)) {
      searched[kind] = text;
      searched_from[kind] = start;
    }
    return NULL;
  }

  cmark_node *node = cmark_node_new_with_mem_and_ext(CMARK_NODE_CODE, parser->mem, self);
  node->as.literal = (cmark_chunk){(unsigned char *)text + start + delimiter, close - start - delimiter, 0};
  markdown_formula place = {(size_t)start, (size_t)(close + delimiter), delimiter, kind == DOUBLE};
  set_data(node, place);
  cmark_inline_parser_set_offset(inlines, close + delimiter);
  return node;
}

// MARK: - On lines of its own

// Whether what follows a closing `$$` is nothing, or attributes.
static bool is_tail(const char *text, size_t length) {
  size_t start = 0;
  while (length > 0 && is_space((unsigned char)text[length - 1])) length--;
  while (start < length && is_space((unsigned char)text[start])) start++;
  return start == length || (text[start] == '{' && text[length - 1] == '}');
}

// Whether a line ends a formula block: its last `$$` has nothing but attributes behind it.
static bool closes(const char *text, size_t length) {
  for (size_t i = length; i-- > 1;) {
    if (text[i] != '$' || text[i - 1] != '$') continue;
    return !(i > 1 && text[i - 2] == '\\') && is_tail(text + i + 1, length - i - 1);
  }
  return false;
}

static bool is_blank(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!is_space((unsigned char)text[i])) return false;
  return true;
}

static bool has_pair(const char *text, size_t length) {
  const char *at = text;
  size_t left = length;
  while (left > 1 && (at = memchr(at, '$', left - 1))) {
    if (at[1] == '$') return true;
    at++;
    left = length - (size_t)(at - text);
  }
  return false;
}

// Whether a line behind `line` (1-based) holds `$$`; with `in_paragraph`, before the next blank line.
static bool has_close(size_t line, bool in_paragraph) {
  if (!in_paragraph && line >= unclosed_from) return false;
  for (size_t i = line; i < line_count; i++) {
    const char *text = source + lines[i];
    size_t length = lines[i + 1] - lines[i];
    if (has_pair(text, length)) return true;
    if (in_paragraph && is_blank(text, length)) return false;
  }
  if (!in_paragraph) unclosed_from = line;
  return false;
}

static cmark_node *open_block(cmark_syntax_extension *self, int indented, cmark_parser *parser, cmark_node *parent,
                              unsigned char *input, int length) {
  if (indented || !source) return NULL;
  int start = cmark_parser_get_first_nonspace(parser);
  if (start + 2 > length || input[start] != '$' || input[start + 1] != '$') return NULL;
  const char *rest = (const char *)input + start + 2;
  size_t rest_length = (size_t)(length - start - 2);
  bool alone = is_blank(rest, rest_length);
  if (!alone && (rest[0] == '$' || has_pair(rest, rest_length))) return NULL;
  if (!has_close((size_t)cmark_parser_get_line_number(parser), !alone)) return NULL;

  cmark_node *node = cmark_parser_add_child(parser, parent, CMARK_NODE_CODE_BLOCK, start + 1);
  cmark_node_set_syntax_extension(node, self);
  node->as.code.fenced = 1;
  node->as.code.fence_char = '$';
  node->as.code.fence_length = 2;
  node->as.code.fence_offset = 0;
  node->as.code.info = (cmark_chunk){NULL, 0, 0};
  markdown_formula place = {0, 0, 2, true};
  set_data(node, place);
  cmark_parser_advance_offset(parser, (const char *)input, start + 2 - cmark_parser_get_offset(parser), 0);
  return node;
}

static int match_block(cmark_syntax_extension *self, cmark_parser *parser, unsigned char *input, int length,
                       cmark_node *container) {
  (void)self;
  formula_data *data = container->user_data;
  if (!data || data->closed) return 0;
  int start = cmark_parser_get_first_nonspace(parser);
  if (start < length && closes((const char *)input + start, (size_t)(length - start))) data->closed = true;
  return 1;
}

cmark_syntax_extension *markdown_mathematics_extension(void) {
  if (extension) return extension;
  extension = cmark_syntax_extension_new("mathematics");
  cmark_llist *characters = cmark_llist_append(cmark_get_default_mem_allocator(), NULL, (void *)(size_t)'$');
  cmark_syntax_extension_set_special_inline_chars(extension, characters);
  cmark_syntax_extension_set_match_inline_func(extension, match_inline);
  cmark_syntax_extension_set_open_block_func(extension, open_block);
  cmark_syntax_extension_set_match_block_func(extension, match_block);
  return extension;
}

// cmark-gfm for this package: one locked parse function with formulas, and read access to the nodes of its tree.

#ifndef CMARKDOWN_H
#define CMARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A node of cmark's tree.
typedef struct cmark_node markdown_node;

/// What a parse recognises beyond CommonMark.
enum {
  MARKDOWN_TABLES = 1,
  MARKDOWN_STRIKETHROUGH = 2,
  MARKDOWN_AUTOLINKS = 4,
  MARKDOWN_TASK_LISTS = 8,
  MARKDOWN_FOOTNOTES = 16,
  MARKDOWN_MATHEMATICS = 32,
  /// GitHub's filter of dangerous tags, for rendering with cmark itself.
  MARKDOWN_TAG_FILTER = 64,
};

/// Whole lines that are parsed as if they were blank, as byte offsets.
typedef struct {
  size_t start;
  size_t end;
} markdown_range;

typedef struct {
  /// UTF-8 without NUL.
  const char *text;
  size_t length;
  /// In ascending order.
  const markdown_range *omitted;
  size_t omitted_count;
  unsigned features;
} markdown_request;

/// Parses a document. The caller frees the result with `markdown_free`. Parsing stops, and `stopped_at` tells the byte
/// offset, where blocks nest so deeply over so many lines that it would take seconds; `stopped_at`
/// equals the length when all was parsed. All calls take one lock: cmark's tables of special characters are global.
markdown_node *markdown_parse(const markdown_request *request, size_t *stopped_at);

/// Parses text as the contents of one paragraph, which is the first child of the result.
markdown_node *markdown_parse_inlines(const char *text, size_t length, unsigned features);

void markdown_free(markdown_node *root);

/// cmark's own HTML for a document, allocated with `malloc`; raw HTML is kept.
char *markdown_render_html(const char *text, size_t length, unsigned features);

typedef enum {
  MARKDOWN_DOCUMENT,
  MARKDOWN_QUOTE,
  MARKDOWN_LIST,
  MARKDOWN_ITEM,
  MARKDOWN_CODE_BLOCK,
  MARKDOWN_HTML_BLOCK,
  MARKDOWN_PARAGRAPH,
  MARKDOWN_HEADING,
  MARKDOWN_THEMATIC_BREAK,
  MARKDOWN_FOOTNOTE_DEFINITION,
  MARKDOWN_TABLE,
  MARKDOWN_TABLE_ROW,
  MARKDOWN_TABLE_CELL,
  MARKDOWN_FORMULA_BLOCK,
  MARKDOWN_TEXT,
  MARKDOWN_SOFT_BREAK,
  MARKDOWN_LINE_BREAK,
  MARKDOWN_CODE,
  MARKDOWN_HTML_INLINE,
  MARKDOWN_EMPHASIS,
  MARKDOWN_STRONG,
  MARKDOWN_STRIKETHROUGH_SPAN,
  MARKDOWN_LINK,
  MARKDOWN_IMAGE,
  MARKDOWN_FOOTNOTE_REFERENCE,
  MARKDOWN_FORMULA,
  MARKDOWN_OTHER,
} markdown_kind;

/// Bytes that the tree owns.
typedef struct {
  const uint8_t *bytes;
  size_t length;
} markdown_text;

markdown_kind markdown_node_kind(const markdown_node *node);
markdown_node *markdown_first_child(const markdown_node *node);
markdown_node *markdown_next(const markdown_node *node);
markdown_node *markdown_parent(const markdown_node *node);

/// 1-based; columns count bytes.
int markdown_start_line(const markdown_node *node);
int markdown_start_column(const markdown_node *node);
int markdown_end_line(const markdown_node *node);
/// What cmark adds to the column of the block to get the column of its first inline.
int markdown_internal_offset(const markdown_node *node);

/// The text of a leaf; the label of a footnote definition.
markdown_text markdown_literal(const markdown_node *node);
/// The lines that the inlines of a paragraph, heading or table cell were parsed from.
markdown_text markdown_content(const markdown_node *node);
markdown_text markdown_info(const markdown_node *node);
markdown_text markdown_destination(const markdown_node *node);
markdown_text markdown_title(const markdown_node *node);

int markdown_heading_level(const markdown_node *node);
bool markdown_heading_is_setext(const markdown_node *node);
/// The first number of an ordered list; -1 for bullets.
int markdown_list_start(const markdown_node *node);
bool markdown_list_is_tight(const markdown_node *node);
/// 1 or 0 for a task, -1 for another item.
int markdown_item_checked(const markdown_node *node);
/// The length of an opening fence and its character; 0 for an indented block.
int markdown_fence_length(const markdown_node *node);
uint8_t markdown_fence_character(const markdown_node *node);
/// `l`, `c`, `r` or 0.
uint8_t markdown_table_alignment(const markdown_node *table, int column);
int markdown_table_columns(const markdown_node *table);
/// The definition that a footnote reference refers to.
const markdown_node *markdown_footnote_definition(const markdown_node *reference);

/// Where an inline formula, delimiters included, stands in the content of its block.
typedef struct {
  size_t start;
  size_t end;
  /// Bytes of one delimiter: `$`, `$$`, or `$` and a backtick.
  int delimiter;
  bool display;
} markdown_formula;

markdown_formula markdown_formula_place(const markdown_node *formula);
/// Whether a formula block has its closing `$$`.
bool markdown_formula_is_closed(const markdown_node *block);

/// Decodes the entity whose name begins at `text`, behind `&`, into at most 8 bytes. Gives how many bytes it takes, 0
/// when there is no entity.
size_t markdown_decode_entity(const uint8_t *text, size_t length, uint8_t *decoded, size_t *decoded_length);

#endif

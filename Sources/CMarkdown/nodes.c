// Read access to the nodes of a parsed tree, without the copies that cmark's own accessors make.

#include "internal.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/houdini.h>
#include <string.h>

markdown_kind markdown_node_kind(const markdown_node *node) {
  bool is_formula = node->user_data != NULL && node->extension == markdown_mathematics_extension();
  switch (node->type) {
  case CMARK_NODE_DOCUMENT: return MARKDOWN_DOCUMENT;
  case CMARK_NODE_BLOCK_QUOTE: return MARKDOWN_QUOTE;
  case CMARK_NODE_LIST: return MARKDOWN_LIST;
  case CMARK_NODE_ITEM: return MARKDOWN_ITEM;
  case CMARK_NODE_CODE_BLOCK: return is_formula ? MARKDOWN_FORMULA_BLOCK : MARKDOWN_CODE_BLOCK;
  case CMARK_NODE_HTML_BLOCK: return MARKDOWN_HTML_BLOCK;
  case CMARK_NODE_PARAGRAPH: return MARKDOWN_PARAGRAPH;
  case CMARK_NODE_HEADING: return MARKDOWN_HEADING;
  case CMARK_NODE_THEMATIC_BREAK: return MARKDOWN_THEMATIC_BREAK;
  case CMARK_NODE_FOOTNOTE_DEFINITION: return MARKDOWN_FOOTNOTE_DEFINITION;
  case CMARK_NODE_TEXT: return MARKDOWN_TEXT;
  case CMARK_NODE_SOFTBREAK: return MARKDOWN_SOFT_BREAK;
  case CMARK_NODE_LINEBREAK: return MARKDOWN_LINE_BREAK;
  case CMARK_NODE_CODE: return is_formula ? MARKDOWN_FORMULA : MARKDOWN_CODE;
  case CMARK_NODE_HTML_INLINE: return MARKDOWN_HTML_INLINE;
  case CMARK_NODE_EMPH: return MARKDOWN_EMPHASIS;
  case CMARK_NODE_STRONG: return MARKDOWN_STRONG;
  case CMARK_NODE_LINK: return MARKDOWN_LINK;
  case CMARK_NODE_IMAGE: return MARKDOWN_IMAGE;
  case CMARK_NODE_FOOTNOTE_REFERENCE: return MARKDOWN_FOOTNOTE_REFERENCE;
  default: break;
  }
  const char *name = cmark_node_get_type_string((cmark_node *)node);
  if (strcmp(name, "table") == 0) return MARKDOWN_TABLE;
  if (strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0) return MARKDOWN_TABLE_ROW;
  if (strcmp(name, "table_cell") == 0) return MARKDOWN_TABLE_CELL;
  if (strcmp(name, "strikethrough") == 0) return MARKDOWN_STRIKETHROUGH_SPAN;
  return MARKDOWN_OTHER;
}

markdown_node *markdown_first_child(const markdown_node *node) { return node->first_child; }
markdown_node *markdown_next(const markdown_node *node) { return node->next; }
markdown_node *markdown_parent(const markdown_node *node) { return node->parent; }
int markdown_start_line(const markdown_node *node) { return node->start_line; }
int markdown_start_column(const markdown_node *node) { return node->start_column; }
int markdown_end_line(const markdown_node *node) { return node->end_line; }
int markdown_internal_offset(const markdown_node *node) { return node->internal_offset; }

static markdown_text text_of(cmark_chunk chunk) {
  return (markdown_text){chunk.data, chunk.data ? (size_t)chunk.len : 0};
}

markdown_text markdown_literal(const markdown_node *node) {
  switch (node->type) {
  case CMARK_NODE_CODE_BLOCK: return text_of(node->as.code.literal);
  case CMARK_NODE_HTML_BLOCK:
  case CMARK_NODE_TEXT:
  case CMARK_NODE_CODE:
  case CMARK_NODE_HTML_INLINE:
  case CMARK_NODE_FOOTNOTE_REFERENCE:
  case CMARK_NODE_FOOTNOTE_DEFINITION: return text_of(node->as.literal);
  default: return (markdown_text){NULL, 0};
  }
}

markdown_text markdown_content(const markdown_node *node) {
  return (markdown_text){node->content.ptr, (size_t)node->content.size};
}

markdown_text markdown_info(const markdown_node *node) {
  return node->type == CMARK_NODE_CODE_BLOCK ? text_of(node->as.code.info) : (markdown_text){NULL, 0};
}

static bool is_link(const markdown_node *node) {
  return node->type == CMARK_NODE_LINK || node->type == CMARK_NODE_IMAGE;
}

markdown_text markdown_destination(const markdown_node *node) {
  return is_link(node) ? text_of(node->as.link.url) : (markdown_text){NULL, 0};
}

markdown_text markdown_title(const markdown_node *node) {
  return is_link(node) ? text_of(node->as.link.title) : (markdown_text){NULL, 0};
}

int markdown_heading_level(const markdown_node *node) { return node->as.heading.level; }
bool markdown_heading_is_setext(const markdown_node *node) { return node->as.heading.setext; }

int markdown_list_start(const markdown_node *node) {
  return node->as.list.list_type == CMARK_ORDERED_LIST ? node->as.list.start : -1;
}

bool markdown_list_is_tight(const markdown_node *node) { return node->as.list.tight; }

int markdown_item_checked(const markdown_node *node) { return node->extension ? node->as.list.checked : -1; }

int markdown_fence_length(const markdown_node *node) { return node->as.code.fenced ? node->as.code.fence_length : 0; }
uint8_t markdown_fence_character(const markdown_node *node) { return node->as.code.fence_char; }

uint8_t markdown_table_alignment(const markdown_node *table, int column) {
  const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments((cmark_node *)table);
  return alignments && column < markdown_table_columns(table) ? alignments[column] : 0;
}

int markdown_table_columns(const markdown_node *table) {
  return cmark_gfm_extensions_get_table_columns((cmark_node *)table);
}

const markdown_node *markdown_footnote_definition(const markdown_node *reference) {
  return reference->parent_footnote_def;
}

size_t markdown_decode_entity(const uint8_t *text, size_t length, uint8_t *decoded, size_t *decoded_length) {
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 16);
  bufsize_t taken = houdini_unescape_ent(&buffer, text, (bufsize_t)(length < 64 ? length : 64));
  *decoded_length = 0;
  if (taken > 0 && buffer.size <= 8) {
    memcpy(decoded, buffer.ptr, (size_t)buffer.size);
    *decoded_length = (size_t)buffer.size;
  }
  cmark_strbuf_free(&buffer);
  return *decoded_length > 0 ? (size_t)taken : 0;
}

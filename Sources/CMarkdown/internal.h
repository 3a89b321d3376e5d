// What the parts of this target share.

#ifndef CMARKDOWN_INTERNAL_H
#define CMARKDOWN_INTERNAL_H

#include "CMarkdown.h"

#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>

/// The syntax extension for formulas. This and the next two are called under the lock of the parse.
cmark_syntax_extension *markdown_mathematics_extension(void);

/// Says which text is parsed, so that an opening `$$` can look for its end; `lines` has `line_count + 1` offsets.
void markdown_mathematics_begin(const char *text, const size_t *lines, size_t line_count);
void markdown_mathematics_end(void);

#endif

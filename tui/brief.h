/*
 * brief: a sentence in less room. It quotes what stands in cells, and says what
 * is wrong with that behind it: the quotations give way, not its end.
 */
#ifndef TUI_BRIEF_H
#define TUI_BRIEF_H

#include "core/bytes.h"
#include "tui/canvas.h"

/* Cuts the longest quotation, and the next one, until the sentence takes w_cols;
   a few characters of each stay. */
void brief_quotations(const struct canvas *, struct bytes *sentence,
		      int w_cols);

#endif

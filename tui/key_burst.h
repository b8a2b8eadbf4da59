/*
 * key_burst: a paste that the terminal doesn't say is one. Nobody types so much
 * at once, not even on a slow line; were it taken for typing, each of its line
 * breaks would press Enter. Private to key_decoder.
 */
#ifndef TUI_KEY_BURST_H
#define TUI_KEY_BURST_H

#include <stdbool.h>
#include <stddef.h>

/* Are these bytes, which came at once, pasted? Many lines are, and so are a few
   rows of equally many cells; not where a key's sequence is among them. */
bool key_is_burst(const char *, size_t n);
/* What the terminal answers may stand in the middle of a paste: CSI ? … c or
   $y. Its length at the beginning of these bytes, 0 if it is none; n + 1 if it
   may become one. */
size_t key_answer_len(const char *, size_t n);

#endif

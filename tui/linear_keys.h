/*
 * linear_keys: what messages call by its key is called by its command where
 * the program talks in lines: :撤销 for ^Z 撤销.
 */
#ifndef TUI_LINEAR_KEYS_H
#define TUI_LINEAR_KEYS_H

#include "core/bytes.h"

/* A key is ^Z anywhere; F7 and Alt-e where a clause begins with them, for a
   text that is quoted may have such words too. */
void linear_keys_print(struct bytes *out, const char *text);

#endif

/*
 * osc52: what asks a terminal to put a text into its user's own clipboard, also
 * over SSH: OSC 52 with the text in base64. Nothing is ever asked back.
 */
#ifndef TUI_OSC52_H
#define TUI_OSC52_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

/* More is more than terminals take: 100,000 bytes of base64. */
enum { OSC52_BYTES_MAX = 74994 };

/* False and nothing where the text is longer. */
bool osc52_print(struct bytes *out, const char *s, size_t n);

#endif

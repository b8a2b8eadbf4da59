/*
 * cursor: where the cursor of a terminal of 80x24 stands that is sent what a
 * program writes, and in what: as it scrolls, only that changes. There is one.
 */
#ifndef BENCH_CURSOR_H
#define BENCH_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

void cursor_feed(const char *s, size_t n);
/* Its place, or the text of its row, is another than when it was asked last. */
bool cursor_has_moved(void);

#endif

/*
 * window: how large the terminal's window has to be for anything to be drawn,
 * and what stands in a smaller one.
 */
#ifndef TUI_WINDOW_H
#define TUI_WINDOW_H

#include <stdbool.h>
#include "tui/canvas.h"

enum { WINDOW_LEAST_HEIGHT = 12, WINDOW_LEAST_WIDTH = 40 };

bool window_is_too_small(int height, int width);
/* Says so, and how large it has to be; the cursor is there. */
void window_draw_too_small(struct canvas *);

#endif

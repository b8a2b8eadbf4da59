/*
 * app_draw: the frame of an open form, from the title to the keys. It draws
 * what the app is, and changes nothing of it but what it has learnt by drawing:
 * the frame's size, and what a click would hit.
 *
 * From 16 lines on there is room for rules, which set off what is above and
 * below the screen; y counts from the top, h - y from the bottom:
 *
 *	  0      the department, the file, its state   tui/status_title
 *	  1      the tabs                              tui/status_tabs
 *	  2      a rule
 *	  3 …    the screen in front                   tui/screen
 *	h - 5    a rule
 *	h - 4    what has happened, what is asked, or
 *	h - 3    what is wrong here; the cell's help   tui/status_finding, _cell, _text
 *	h - 2    the sums                              tui/status_sums
 *	h - 1    the keys                              tui/status_hints
 *
 * Of fewer lines the rules go first and then one of the two that tell. Where
 * more than two are needed to say what went wrong or to ask something, the
 * screen gives them up. An overlay takes what lies between the tabs and the
 * sums, or all but the title and the keys. Below 40x12 there is nothing but a
 * word about it, and the question that is open.
 */
#ifndef TUI_APP_DRAW_H
#define TUI_APP_DRAW_H

#include "tui/app.h"
#include "tui/canvas.h"

/* Draws the frame; the canvas has the terminal's size already. */
void app_draw(struct app *, struct canvas *);
/* Its first line alone. */
void app_draw_title(const struct app *, struct canvas *);

#endif

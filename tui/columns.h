/*
 * columns: how many columns a character takes on this terminal. Some, such as
 * “ ” · ≥ × …, take one or two: those that Unicode calls ambiguous, as Western
 * terminals have always drawn them and as Chinese ones have.
 *
 * Everybody asks the C library's wcwidth(): core/text, ncurses and the
 * libraries. So this file is wcwidth() for the whole program, and they can't
 * disagree: the library's, but for the ambiguous ones where the terminal draws
 * them wide.
 */
#ifndef TUI_COLUMNS_H
#define TUI_COLUMNS_H

#include <stdbool.h>

/* From here on; they are narrow at first. */
void columns_set_wide(bool ambiguous_are_wide);
bool columns_are_wide(void);

#endif

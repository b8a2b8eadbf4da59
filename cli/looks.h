/*
 * looks: how the screen is to look: --color, --background, --ascii, --ambiguous,
 * --mouse, and what the environment says of it.
 */
#ifndef CLI_LOOKS_H
#define CLI_LOOKS_H

#include "cli/options.h"
#include "tui/terminal.h"

/* By --color and NO_COLOR, whatever the output is. */
bool looks_want_colour(const struct options *);
struct terminal_options looks_of(const struct options *);
/* Has the user's charset any Chinese? */
bool looks_have_chinese(void);

#endif

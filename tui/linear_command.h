/*
 * linear_command: what is typed behind a colon where the program talks in
 * lines: an action by its Chinese or English name or its pinyin initials, a
 * number, or one of the few things that only lines need.
 */
#ifndef TUI_LINEAR_COMMAND_H
#define TUI_LINEAR_COMMAND_H

#include "core/bytes.h"
#include "tui/action.h"

enum linear_command_kind {
	LINEAR_NOTHING, /* nothing is called that */
	LINEAR_SEVERAL, /* it may mean several actions */
	LINEAR_ACTION,
	LINEAR_NUMBER, /* a row here; a problem in their list */
	LINEAR_HELP,
	LINEAR_PAGE, /* all of this screen */
};

struct linear_command {
	enum linear_command_kind kind;
	enum action action;
	size_t number;
};

/* What it does can be asked for by a line, somewhere on the form, and this, of n
   bytes in either case, is one of its keys. */
bool linear_command_has_key(enum action, const char *key, size_t n);
/* `places`: ON_ bits, where the user is. */
struct linear_command linear_command_read(const char *words, unsigned places);
/* The commands that the words may mean, all for "": a line each. */
void linear_command_print(const char *words, unsigned places,
			  struct bytes *out);

#endif

/*
 * start_private: what the two parts of the start screen share: start.c, which
 * knows what there is and what a key does, and start_draw.c, which draws it.
 */
#ifndef TUI_START_PRIVATE_H
#define TUI_START_PRIVATE_H

#include "core/bytes.h"
#include "tui/click.h"
#include "tui/scroll.h"
#include "tui/start.h"
#include "tui/start_files.h"

enum page { PAGE_MENU, PAGE_FORMS, PAGE_FILES, PAGE_HELP };

/* A line that can be chosen. */
struct item {
	enum start_choice choice;
	const char *name, *detail; /* borrowed; detail "" = none */
	const char *path;	   /* of a recent one, or NULL */
	bool is_gone;
};

struct start {
	const struct start_offer *offer;
	enum page page, helped; /* … and the one that PAGE_HELP covers */
	/* its first line, and that of what had no room; 0: nothing */
	size_t help_top, help_next;
	struct item *items;
	size_t n, n_menu; /* those behind n_menu are the recent ones */
	struct scroll menu, forms;
	const struct start_kind *kinds;
	size_t n_kinds, n_own;	  /* those behind are of other places */
	struct click_map clicks;  /* of that, until a key */
	enum start_choice wanted; /* of PAGE_FILES */
	struct start_files files;
	bool has_sought; /* what was chosen last comes from there */
	struct bytes path, message;
	enum role message_role;
	bool in_paste;
};

/* Behind these lines a heading stands. */
size_t start_n_above(const struct start *);
/* The digit in front of a line, or a blank. */
char start_digit(const struct start *, size_t i);
/* Of the page: the menu or the forms. */
size_t start_n_lines(const struct start *);
struct scroll *start_scroll(struct start *);

#endif

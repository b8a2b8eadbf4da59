/*
 * canvas: one frame as cells, before any terminal. The screens draw on it, the
 * terminal shows it, and tests print it as plain text.
 *
 * All foreign text goes through text_cluster_next(), so nothing drawn here can
 * harm a terminal. A character that takes two columns is never cut in half.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

/* What a piece of text is, not how it looks. */
enum role {
	ROLE_TEXT,
	ROLE_TITLE,
	ROLE_TAB,
	ROLE_TAB_ACTIVE,
	ROLE_RULE,
	ROLE_LABEL,
	ROLE_HEADING,
	ROLE_VALUE,
	ROLE_FOCUS,
	ROLE_SELECTED,
	ROLE_ERROR,
	ROLE_WARNING,
	ROLE_HINT,
	ROLE_GOOD,
	ROLE_DIM,
	ROLE_BAR,
	ROLE_KEY,
	ROLES
};

#define CANVAS_CELL_BYTES 23
struct canvas_cell {
	char text[CANVAS_CELL_BYTES + 1]; /* one cluster; "" = the right
						   half of the cell before */
	unsigned char role;
	bool is_later; /* canvas_later_cells() */
};

struct click_map;
struct canvas {
	int height, width; /* rows, columns */
	struct canvas_cell *cells;
	int cursor_y, cursor_x; /* -1 = hidden */
	int *about;    /* of each row: canvas_later(); 0: it is for now */
	bool is_ascii; /* rules, bars and marks; survives a clearing */
	struct click_map *clicks; /* borrowed, or NULL: what can be clicked */
};

/* A rectangle on it. */
struct area {
	int y, x, height, width;
};

void canvas_init(struct canvas *, int height, int width);
void canvas_release(struct canvas *);
/* So large from now on; what stands there is nothing to be shown. */
void canvas_resize(struct canvas *, int height, int width);
/* All blanks, the cursor hidden, all rows for now; the size may change. */
void canvas_clear(struct canvas *, int height, int width);

/*
 * Draws text from (y, x) in at most w_cols columns, clipped at the canvas'
 * edge; what is too long ends in "…", canvas_dots(). Returns the columns used.
 */
int canvas_put(struct canvas *, int y, int x, int w_cols, enum role,
	       const char *s, size_t n);
int canvas_put_str(struct canvas *, int y, int x, int w_cols, enum role,
		   const char *s);
int canvas_printf(struct canvas *, int y, int x, int w_cols, enum role,
		  const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* The same of a path: "…" and its end, where the name is. */
int canvas_put_path(struct canvas *, int y, int x, int w_cols, enum role,
		    const char *s);
/* The same without "…": cut at a whole character. */
int canvas_put_cut(struct canvas *, int y, int x, int w_cols, enum role,
		   const char *s, size_t n);
/* "…", or ".." in ASCII. */
const char *canvas_dots(const struct canvas *);
/* A text from a few characters before byte `at` on, such as where two differ,
   if it doesn't fit into w_cols anyway. */
void canvas_print_from(const struct canvas *, struct bytes *out, const char *s,
		       size_t n, size_t at, int w_cols);
/* One line of a wrapped text: blanks that hang over its end are not drawn. */
int canvas_put_line(struct canvas *, int y, int x, int w_cols, enum role,
		    const char *s, size_t n);
/* How many lines a text takes at this width. */
int canvas_lines(int w_cols, const char *s, size_t n);
/* Wrapped into the area from its top on; the last line ends in "…" if there is
   more. Returns the lines used. */
int canvas_put_lines(struct canvas *, struct area, enum role, const char *s,
		     size_t n);
/* The same for a sentence that ends in what to do: what has no room is its
   beginning. */
int canvas_put_last_lines(struct canvas *, struct area, enum role,
			  const char *s, size_t n);
/* Right-aligned in w_cols. */
int canvas_put_right(struct canvas *, int y, int x, int w_cols, enum role,
		     const char *s);
/* `n` times one character, such as a rule. */
void canvas_fill(struct canvas *, int y, int x, int w_cols, enum role,
		 const char *cluster);
/* Gives the cells a role without changing their text. */
void canvas_role(struct canvas *, int y, int x, int w_cols, enum role);
void canvas_cursor(struct canvas *, int y, int x);

/* The rows only tell more about what is in focus, and need not be there at
   once. about: not 0; another number on another screen (due.h). */
void canvas_later(struct canvas *, int y, int n_rows, int about);

/* The cells only say again what stands elsewhere. */
void canvas_later_cells(struct canvas *, int y, int x, int w_cols);

/* The same frame, without what can be clicked. */
void canvas_copy(struct canvas *to, const struct canvas *from);
/* The frame as text: one line a row, trailing blanks cut. For tests. */
void canvas_print(struct bytes *out, const struct canvas *);

#endif

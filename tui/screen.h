/*
 * screen: what the kinds of screen have in common. Private to tui/: app.c
 * drives them, each screen_KIND.c is one of them. A screen shows cells of a
 * document and moves a focus over them; it changes nothing.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>
#include "core/document.h"
#include "tui/action.h"
#include "tui/canvas.h"
#include "tui/field_editor.h"
#include "tui/selection.h"

/* What was found: bytes [start, end) of a cell's text. */
struct hit {
	struct place place;
	size_t start, end;
};

/* One drawing: what the screen is handed, and what it tells back. */
struct view {
	const struct document *doc;
	struct canvas *canvas;
	struct area area;
	struct field_editor *editor;  /* of the focused cell, or NULL */
	struct hit hit;		      /* to be marked; PLACE_NONE = none */
	const struct place *remarked; /* cells that have a remark … */
	size_t n_remarked;	      /* … so many; 0: none */
	/* of the wrapped text that is drawn, if they are at hand; or NULL */
	const struct text_lines *lines;
	bool is_cut; /* out: the focused cell is not wholly on screen */
	int n_more;  /* out: lines at the end of the area that only tell more
		       about the row in focus */
};

struct screen;

struct screen_kind {
	enum action_place place;
	void (*free)(struct screen *);
	void (*draw)(struct screen *, struct view *);
	/* Arrows, pages, Home and End; what means nothing here is ignored. */
	void (*move)(struct screen *, const struct document *, enum action);
	/* The cell behind (or before) one in reading order; from PLACE_NONE the
	   first (or last). PLACE_NONE beyond the end. NULL: no cells. */
	struct place (*step)(const struct screen *, const struct document *,
			     struct place from, bool backwards);
	/* The cell that Enter goes on to, PLACE_NONE behind the last; NULL: the
	   one that Down does. */
	struct place (*below)(const struct screen *, struct place from);
	/* Told when the screen comes up and after an edit; or NULL. */
	void (*refresh)(struct screen *, const struct document *);
	/* Puts the editor's cursor to where a long text is being read, of which
	   only a part is on screen; or NULL. */
	void (*enter)(const struct screen *, struct field_editor *);
	/* The finding that the focus is on, if not the cell's worst; or
	   NULL. */
	bool (*finding)(const struct screen *, struct finding *out);
	/* To the next line of a list that has what is sought, folded, perhaps
	   round an end: has_wrapped. False: none has. NULL: it has cells. */
	bool (*find)(struct screen *, const struct document *,
		     const struct bytes *needle, bool backwards);
	/* Takes an item of a list; true if it was taken already. Or NULL. */
	bool (*choose)(struct screen *, const struct document *, size_t item);
	/* The repair that the focus is on; or NULL. */
	bool (*repair)(const struct screen *, size_t *out);
	/* Where a field's column stands on screen, from 0; NULL: no table. */
	int (*column)(const struct screen *, int field);
};

/* Each kind's own struct begins with this. */
struct screen {
	const struct screen_kind *kind;
	const struct definition *def; /* borrowed */
	int index;		      /* into def->screens; -1 = the problems */
	int table;		      /* the table that it shows, or -1 */
	struct place focus;
	struct selection selection;
	bool reveals; /* the next drawing scrolls byte `reveal_at` of the text
			 in focus into view */
	size_t reveal_at;
	int page;	  /* lines of the last drawing */
	bool has_wrapped; /* the last movement went round an end */
};

/* The scalars of a screen, or one of its tables. */
struct screen *screen_boxes_new(const struct definition *, int index);
struct screen *screen_rows_new(const struct definition *, int table);
struct screen *screen_text_new(const struct definition *, int field);
struct screen *screen_problems_new(const struct definition *);

const char *screen_name(const struct screen *);
bool screen_has(const struct screen *, struct place);
/* Puts the focus on a cell that is there: after rows came or went. */
void screen_clamp(struct screen *, const struct document *);

/* Columns left of each cell: the focus' mark and the finding's; those of a cell
   that was remarked on or is carried stand where one of them is free. */
enum { MARKS_COLS = 2 };
#define MARK_REMARK "@"
#define MARK_CARRIED "~"
/* Has it a remark? */
bool view_is_remarked(const struct view *, struct place);
/* How a cell's text stands in its area. */
enum cell_style {
	CELL_LEFT,
	CELL_RIGHT,   /* numbers */
	CELL_WRAPPED, /* several lines */
	CELL_HIDDEN,  /* its text stands elsewhere already */
};
/* The first line to show of a text that is wrapped at w_cols, shown from line
   `first` on so far: another one if the screen has something to reveal. */
size_t screen_first_line(struct screen *, const char *text, int w_cols,
			 int height, size_t first);
/* Draws a cell with its marks, or the editor if it is being edited. For
   CELL_WRAPPED: from its line `first`; the result is the number of all
   lines. */
size_t view_cell(struct view *, const struct screen *, struct place,
		 struct area, enum cell_style, size_t first);

enum role view_severity_role(enum severity);

/* A sum as people read it: 815.58, 空, ?. */
void screen_sum_print(struct bytes *out, const struct value *);
/* 相差 0.01; nothing unless both are numbers. */
void screen_difference_print(struct bytes *out, const struct balance *);

#endif

/*
 * field_editor: editing one cell's text, by visible character, in one line or
 * in many. It knows no form and no screen: it is handed keys and an area of a
 * canvas. A letter typed into a text of a whole book costs what it costs in a
 * short one: lines and characters are counted where the text changed.
 */
#ifndef TUI_FIELD_EDITOR_H
#define TUI_FIELD_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/text.h"
#include "tui/canvas.h"
#include "tui/text_history.h"
#include "tui/key.h"

struct field_editor {
	struct bytes text; /* read only: it changes by the functions below */
	size_t cursor;	   /* byte offset, at a cluster boundary */
	size_t anchor;	   /* selection's other end; == cursor: none */
	bool is_marking;   /* movements select, with and without Shift */
	bool is_behind;	   /* at a soft break: on the line before, behind it */
	bool multi_line;   /* Enter is a new line; wrapped display */
	bool in_paste;	   /* between K_PASTE_BEGIN and _END */
	int goal_col;	   /* column that up and down aim at, or -1 */
	int last_width;	   /* of the last drawing: what up and down use */
	int last_height;   /* … and pages */
	size_t scroll;	   /* first byte (one line) or line (several) shown */
	size_t paste_scroll; /* … when the paste began */
	size_t n_chars;	     /* text_count() of the text */
	struct text_lines lines;
	int lines_width;     /* that they were wrapped at; 0: they are stale */
	struct bytes pasted; /* not in the text yet: field_editor_settle() */
	/* The number that Enter wrote, and what was typed behind it at once;
	   given_to: 0 where there is none. */
	size_t given_from, given_to, given_typed;
	struct text_history history;
};

void field_editor_init(struct field_editor *);
void field_editor_release(struct field_editor *);
/* Starts on a text. selected: the first character typed replaces it all, a
   movement keeps it. Cursor at the end. */
void field_editor_start(struct field_editor *, const char *text, size_t n,
			bool multi_line, bool selected);
/* The cursor to a byte at a cluster boundary; nothing is selected. */
void field_editor_go(struct field_editor *, size_t at);
/* To the beginning of a line, as wrapped at `width` columns, and that line at
   the top. */
void field_editor_go_line(struct field_editor *, int width, size_t line);
/* A text as it would be typed into one line: line breaks and tabs are blanks,
   none of them at the end. */
void field_editor_one_line(struct bytes *out, const char *s, size_t n);
/* The same into many: line ends of whatever system become one. */
void field_editor_lines(struct bytes *out, const char *s, size_t n);
/*
 * Movement, deletion, typing, readline's keys (^A ^E ^U ^K ^W Alt-B Alt-F),
 * Shift- and Ctrl-arrows, ^Z and ^Y within the editor, paste (line breaks
 * become blanks in one line). False if the key means nothing here: the caller
 * decides on Enter, Tab, Esc, F-keys and on Up/Down at the text's edge.
 */
bool field_editor_key(struct field_editor *, const struct key *);
/* Takes in what was pasted so far, for whoever looks at the text. */
void field_editor_settle(struct field_editor *);

/* The selected bytes; from == to: none. */
void field_editor_span(const struct field_editor *, size_t *from, size_t *to);
/* The selected text, "" if none. */
void field_editor_selection(const struct field_editor *, struct bytes *out);
/* Selects [from, to), the cursor at its end. */
void field_editor_select(struct field_editor *, size_t from, size_t to);
void field_editor_insert(struct field_editor *, const char *s, size_t n);
/* One step of undoing: [from, to) gives way to a text, as it is. */
void field_editor_replace(struct field_editor *, size_t from, size_t to,
			  const char *s, size_t n);
/* Replacements in between are undone together. */
void field_editor_group_begin(struct field_editor *);
void field_editor_group_end(struct field_editor *);
bool field_editor_undo(struct field_editor *);
bool field_editor_redo(struct field_editor *);

/* From here on movements select; pressed again on the spot it selects the
   paragraph, then everything. How far it went. */
enum field_editor_mark { MARK_SET, MARK_PARAGRAPH, MARK_ALL };
enum field_editor_mark field_editor_mark(struct field_editor *);
/* Movements select no longer; nothing is selected. */
void field_editor_unmark(struct field_editor *);

/* To the beginning of the paragraph or numbered item before or behind. */
bool field_editor_go_paragraph(struct field_editor *, bool backwards,
			       bool selecting);
/* Numbers the items beside the one that the cursor is in as they follow each
   other; how many numbers changed, or -1 if the cursor is in none. */
int field_editor_renumber(struct field_editor *);

/* Scrolls as drawing it again does, in the area that it was drawn in before. */
void field_editor_scroll(struct field_editor *);
/* Draws text and sets the canvas' cursor at the insertion point. One line:
   scrolled sideways so that the cursor is inside; several: wrapped,
   scrolled. */
void field_editor_draw(struct field_editor *, struct canvas *, struct area);

#endif

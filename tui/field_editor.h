/*
 * field_editor: editing one cell's text, by visible character. It knows no
 * form and no screen: it is handed keys and an area of a canvas.
 */
#ifndef TUI_FIELD_EDITOR_H
#define TUI_FIELD_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/text.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct field_editor {
	struct bytes text;
	size_t cursor;	 /* byte offset, at a cluster boundary */
	size_t anchor;	 /* selection's other end; == cursor: none */
	bool is_behind;	 /* at a soft break: on the line before, behind it */
	bool multi_line; /* Enter is a new line; wrapped display */
	bool in_paste;	 /* between K_PASTE_BEGIN and _END */
	int goal_col;	 /* column that up and down aim at, or -1 */
	int last_width;	 /* of the last drawing: what up and down use */
	size_t scroll;	 /* first byte (one line) or line (several) shown */
	struct text_lines lines;
	struct field_editor_step *steps; /* undo within the editor */
	size_t n_steps, cap_steps, step;
};

void field_editor_init(struct field_editor *);
void field_editor_release(struct field_editor *);
/* Starts on a text. selected: the first character typed replaces it all, a
   movement keeps it. Cursor at the end. */
void field_editor_start(struct field_editor *, const char *text, size_t n,
			bool multi_line, bool selected);
/* Puts the cursor at the beginning of a line, as wrapped at `width` columns,
   and that line at the top. */
void field_editor_go(struct field_editor *, size_t at);
void field_editor_go_line(struct field_editor *, int width, size_t line);
/* A text as it would be typed into one line: line breaks and tabs are blanks,
   none of them at the end. */
void field_editor_one_line(struct bytes *out, const char *s, size_t n);
/*
 * Movement, deletion, typing, readline's keys (^A ^E ^U ^K ^W Alt-B Alt-F),
 * Shift- and Ctrl-arrows, ^Z and ^Y within the editor, paste (line breaks
 * become blanks in one line). False if the key means nothing here: the caller
 * decides on Enter, Tab, Esc, F-keys and on Up/Down at the text's edge.
 */
bool field_editor_key(struct field_editor *, const struct key *);
/* The selected text, "" if none. */
void field_editor_selection(const struct field_editor *, struct bytes *out);
void field_editor_insert(struct field_editor *, const char *s, size_t n);

/* Draws text and sets the canvas' cursor at the insertion point. One line:
   scrolled sideways so that the cursor is inside; several: wrapped, scrolled. */
void field_editor_draw(struct field_editor *, struct canvas *, struct area,
		       enum role);

#endif

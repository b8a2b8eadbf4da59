/*
 * field_editor_private: what the parts of field_editor share. field_editor.c
 * has the text and what changes it, field_editor_keys.c the keys,
 * field_editor_move.c movement, field_editor_items.c numbered lists,
 * field_editor_draw.c the drawing.
 */
#ifndef TUI_FIELD_EDITOR_PRIVATE_H
#define TUI_FIELD_EDITOR_PRIVATE_H

#include "core/list_item.h"
#include "tui/field_editor.h"

/* [from, to) gives way to s, the cursor behind it. pauses: a step of its own,
   whatever was typed before. */
void editor_change(struct field_editor *, enum stroke, bool pauses, size_t from,
		   size_t to, const char *s, size_t n);
/* Line ends become one; in one line they and tabs become blanks. */
void editor_clean(struct bytes *out, const char *s, size_t n, bool multi_line);

/* e->lines are those of the text, at the width of the last drawing. */
void editor_wrap(struct field_editor *);
/* The display line that the cursor stands on; e->lines have to be right. */
size_t editor_cursor_line(const struct field_editor *);
bool editor_move_to(struct field_editor *, size_t to, bool selecting);
size_t editor_line_start(struct field_editor *);
size_t editor_line_end(struct field_editor *);
size_t editor_paragraph_start(const struct field_editor *, size_t at);
size_t editor_paragraph_end(const struct field_editor *, size_t at);
/* Movements by key; false at the text's edge. */
bool editor_move_to_line_start(struct field_editor *, bool selecting);
bool editor_move_to_line_end(struct field_editor *, bool selecting);
bool editor_move_line(struct field_editor *, int step, bool selecting);
bool editor_move_page(struct field_editor *, int step, bool selecting);
bool editor_move_sideways(struct field_editor *, const struct key *);

/* Enter: goes on with a list, or ends it. */
void editor_new_line(struct field_editor *);
/* After typing from there on: a number that Enter has written already goes
   again. */
void editor_drop_twice(struct field_editor *, size_t from);

#endif

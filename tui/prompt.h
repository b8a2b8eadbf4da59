/*
 * prompt: a question in the message line: for a text (find, save as) or for
 * one of some letters (save, don't save). It knows nothing of what is asked.
 */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include <stdbool.h>
#include "tui/canvas.h"
#include "tui/field_editor.h"
#include "tui/key.h"

enum prompt_answer {
	PROMPT_OPEN,	 /* no answer yet */
	PROMPT_NOT_THAT, /* a key that is no answer */
	PROMPT_TEXT,	 /* answered: prompt.editor.text */
	PROMPT_LETTER,	 /* answered: prompt.letter */
	PROMPT_CANCELLED,
};

struct prompt {
	bool is_open;
	struct bytes question;
	const char *letters; /* NULL: asks for a text; static */
	char letter;
	struct field_editor editor;
};

void prompt_init(struct prompt *);
void prompt_release(struct prompt *);
/* `text` is there to begin with, selected. */
void prompt_ask_text(struct prompt *, const char *question, const char *text);
void prompt_ask_letter(struct prompt *, const char *question,
		       const char *letters);
/* An answer closes the prompt. Full-width letters count. */
enum prompt_answer prompt_key(struct prompt *, const struct key *);
/* Lines that it needs. */
int prompt_lines(const struct prompt *, int w_cols);
/* From the area's top on; the lines used. */
int prompt_draw(struct prompt *, struct canvas *, struct area);

#endif

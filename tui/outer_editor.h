/*
 * outer_editor: a text in the editor that the user is used to: $VISUAL,
 * $EDITOR, else nano or vi. It knows no app and no screen: whoever has the
 * terminal gives it back before and takes it again behind.
 *
 * The text lies in a file of its own (0600) in a folder of its own (0700), and
 * is gone when the editor is through, unless something that was written into it
 * would be lost.
 */
#ifndef TUI_OUTER_EDITOR_H
#define TUI_OUTER_EDITOR_H

#include <stdbool.h>
#include "core/bytes.h"
#include "core/charset.h"

enum outer_outcome {
	OUTER_CHANGED, /* `text` is what was made of it */
	OUTER_SAME,
	OUTER_NO_EDITOR, /* none is named, and neither nano nor vi is there */
	OUTER_NOT_FOUND, /* the one that is named isn't there */
	OUTER_FAILED,	 /* it said so itself, or was killed */
	OUTER_NO_FILE,	 /* none could be made for it; `error`: why */
	OUTER_UNREAD,	 /* it left none that can be read; the same */
	OUTER_NOT_TEXT,	 /* not in the charset, or no text at all */
	OUTER_TOO_LONG,	 /* more than a cell can have */
};

struct outer_edit {
	/* that the editor works in, borrowed; NULL: UTF-8, which a text that
	   the charset lacks something of is given in, too */
	struct charset *charset;
	enum outer_outcome outcome;
	struct bytes text;    /* before and behind */
	struct bytes command; /* the editor */
	struct bytes kept;    /* the file that was left, "" = none */
	int status;	      /* that it exited with; -1: killed */
	int error;
};

void outer_edit_init(struct outer_edit *);
void outer_edit_release(struct outer_edit *);
/* Which editor it is; false: none. */
bool outer_editor_find(struct bytes *command);
/* Runs it and waits for it. */
void outer_editor_run(struct outer_edit *);

#endif

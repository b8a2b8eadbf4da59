/*
 * document_state: private to core/document*.c: a whole open document as one
 * record of a journal, and out of it again: what stood in its file, what its
 * cells hold, and all that can be undone and redone.
 *
 * The cells are kept beside the file they were read from, so whatever a later
 * program makes of that file, what comes back is what was there.
 */
#ifndef CORE_DOCUMENT_STATE_H
#define CORE_DOCUMENT_STATE_H

#include "core/document.h"
#include "core/journal_pack.h"

void state_pack(struct bytes *, const struct document *);

enum state_verdict {
	STATE_WHOLE,
	STATE_BAD,	  /* not what state_pack() makes */
	STATE_OTHER_FORM, /* its form isn't there, or has other fields now */
};
/* A new document at `path`, without its checks; NULL unless whole. */
struct document *state_unpack(struct unpack *, struct form_set *,
			      const char *path, enum state_verdict *);

/* Of one that is being unpacked: its rows stand in records of their own, and
   every edit of its log can be undone and redone. */
bool state_fits(struct document *);

#endif

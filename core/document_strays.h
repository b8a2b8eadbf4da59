/*
 * document_strays: texts that a document's file has and its form has no place
 * for: what they are, and dropping them, which is undone as any edit.
 *
 * Reading finds them again in every file (struct leftover). Of those that were
 * dropped once the record keeps the text and where it stands (struct stray), so
 * that undo has it back after the file was saved without it; it then comes last
 * in the next file.
 */
#ifndef CORE_DOCUMENT_STRAYS_H
#define CORE_DOCUMENT_STRAYS_H

#include "core/document.h"

struct stray_at {
	struct stray stray;
	size_t line; /* of the file; 0: it was put back, and is in none yet */
};

/* In the order of the file. */
struct strays {
	struct stray_at *items;
	size_t n, cap;
};
void strays_find(struct strays *, const struct document *);
void strays_release(struct strays *);
/* How many cells from this one on stand in the same line. */
size_t strays_n_beside(const struct strays *, size_t at);

/* Drops those of one line, as one change. The form has been judged. */
void document_drop(struct document *, const struct stray_at *, size_t n);

/* Is there any of them in that line (0: in none)? */
bool document_has_strays(const struct document *, size_t line);
/* Does the finding speak of some of them? */
bool document_is_of_strays(const struct document *, const struct finding *);
bool strays_any_dropped(const struct document *);
/* A repair tells of a text that has no place: was it dropped? */
bool document_is_dropped(const struct document *, const struct repair *);

/* Private to core/document*.c: the first leftover in this line or behind. */
size_t strays_in_line(const struct document *, size_t line);
/* Says of leftovers, as many as the reading has, which are dropped. */
void strays_mark(const struct document *, struct leftover *);
/* The file is another one now, what was written or (NULL) what somebody else
   put there, and has been read. */
void strays_adopt(struct document *, const struct layout_written *);

#endif

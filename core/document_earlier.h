/*
 * document_earlier: last year's form beside an open one, for the rules that
 * speak of both (上年 in doc/definition.md).
 */
#ifndef CORE_DOCUMENT_EARLIER_H
#define CORE_DOCUMENT_EARLIER_H

#include "core/document.h"

/* From the next document_check() on it is judged beside last year's, of which
   the fields with the same names or keys are copied; that may be of another
   definition and another set of forms. What was checked before is to be checked
   anew. */
void document_set_earlier(struct document *, const struct document *last_year);
/* The file that it was; borrowed, NULL: there is none. */
const char *document_earlier_path(const struct document *);
/* The same, wherever the program is started next. */
const char *document_earlier_whole_path(const struct document *);
/* Where a form was chosen to be compared with this one (keeps_earlier), what
   stands beside the file will tell it: document_save(). A name that isn't UTF-8
   is not told: nothing else there could be read any more. */
void document_earlier_note(struct document *);
/* The document is about to be this file, which is there: what was told and is
   not open is told from there. */
void document_earlier_move(struct document *, const char *form_path);
/* The file that was told of so, whole, if nothing stands beside the document
   yet; owned by the caller, NULL: none. Known once it is judged. */
char *document_earlier_told(const struct document *);
/* Sets it beside a document that came out of a journal, if it did stand there
   and can be read still. */
void document_earlier_again(struct document *);
/* Its text in a field of no table, money in this form's unit; NULL: there is
   no such form. */
const char *document_earlier_text(const struct document *, int field);
/* Is it a form that this one could have come out of: one of the same
   department, names being the same but for blanks and width, most of whose
   fields are its? */
bool document_is_earlier(const struct document *,
			 const struct document *last_year);
/* The first year in the form; 0: there is none that can be read. */
int document_year(const struct document *);

/* ---- for core/document_check.c ---- */

void earlier_form_free(struct earlier_form *);
/* Judges so many of its rows more; true: it is judged. */
bool earlier_form_step(struct earlier_form *, struct plan *, size_t n_rows);
struct check *earlier_form_check(const struct earlier_form *);

#endif

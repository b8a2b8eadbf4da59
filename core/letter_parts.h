/* letter_parts: private to core/letter*.c: what both ways to write one
   share. */
#ifndef CORE_LETTER_PARTS_H
#define CORE_LETTER_PARTS_H

#include "core/letter.h"

void letter_text(const struct letter *, const struct letter_how *,
		 struct bytes *out);
void letter_text_between(struct bytes *out);
void letter_html(const struct letter *, const struct letter_how *,
		 struct bytes *out);
void letter_html_begin(const struct letter_how *, const char *title,
		       struct bytes *out);

/* The title, by the form's state. */
const char *letter_title(const struct letter *, const struct letter_how *);
/* Adds what stands in the part's cell, as shown and cut; nothing where it is at
   no cell, or where a remark has said so already. */
void letter_value(const struct letter *, const struct letter_how *,
		  const struct letter_part *, struct bytes *out);
/* What stood there when the remark was made; nothing of a finding. */
void letter_value_then(const struct letter_how *, const struct letter_part *,
		       struct bytes *out);
/* Adds the ways to mend a finding; nothing if none is known. */
void letter_mends(const struct letter *, const struct letter_how *,
		  const struct letter_part *, struct bytes *out);
/* What is said at the place: of a finding its sentence, of a note its words;
   not by whom. */
void letter_said(const struct letter *, const struct letter_how *,
		 const struct letter_part *, struct bytes *out);

#endif

/*
 * variants: characters that GB 2312 doesn't have and that were hardly meant:
 * other countries' and older forms (歩 for 步), and the radicals that copying
 * from a PDF leaves instead of characters (⼯ for 工). Rare characters of names
 * have no twin and are no matter.
 */
#ifndef CORE_VARIANTS_H
#define CORE_VARIANTS_H

#include <stddef.h>
#include "core/bytes.h"

struct variants;

/* Made ready for looking through long texts. */
struct variants *variants_new(void);
void variants_free(struct variants *);
/* Adds each of a text's once with what was meant, as 歩(步)、様(样); nothing if
   there is none. */
void variants_list(const struct variants *, const char *s, size_t len_bytes,
		   struct bytes *out);
/* Adds a pattern that every text with one of them matches. */
void variants_pattern(struct bytes *out);
/* Adds the text as it was meant. */
void variants_mend(const struct variants *, const char *s, size_t len_bytes,
		   struct bytes *out);

#endif

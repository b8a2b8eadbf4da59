/*
 * journal_pack: numbers, texts and edits as a journal's records hold them, and
 * out of them again. What is taken may be anybody's: past its end, or with a
 * text that no cell can have, everything taken is 0 or blank and `is_bad`.
 */
#ifndef CORE_JOURNAL_PACK_H
#define CORE_JOURNAL_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/acceptance.h"
#include "core/bytes.h"
#include "core/record.h"

struct unpack {
	const char *at, *end;
	bool is_bad;
};

void pack_number(struct bytes *, uint64_t);
void pack_bytes(struct bytes *, const char *s, size_t n);
void pack_text(struct bytes *, const char *s);
void pack_place(struct bytes *, struct place);
/* The row's cells and where it stands in the file. */
void pack_row(struct bytes *, const struct definition *, int table,
	      const struct row *);
void pack_acceptance(struct bytes *, const struct acceptance *);
void pack_edit(struct bytes *, const struct definition *, const struct edit *);

uint64_t unpack_number(struct unpack *);
/* At most `limit`, or it is bad. */
uint64_t unpack_up_to(struct unpack *, uint64_t limit);
/* Borrowed from what is unpacked. */
const char *unpack_bytes(struct unpack *, size_t *n);
/* One of the set: UTF-8 without NUL. */
const char *unpack_text(struct unpack *, struct texts *);
/* A field of the definition, with a row where it stands in a table; whether
   there is such a row is not looked at. */
struct place unpack_place(struct unpack *, const struct definition *);
struct row *unpack_row(struct unpack *, struct record *, int table);
void unpack_acceptance(struct unpack *, struct texts *, struct acceptance *);
void unpack_edit(struct unpack *, struct record *, struct edit *);
/* May it be applied to the record as it is now? */
bool edit_fits(const struct record *, const struct edit *);
bool place_fits(const struct record *, struct place);

#endif

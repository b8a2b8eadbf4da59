/*
 * office_biff: the records of a workbook before 2007 (MS-XLS, BIFF8), one
 * behind the other, and the numbers and texts in them.
 */
#ifndef CORE_OFFICE_BIFF_H
#define CORE_OFFICE_BIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"

struct biff {
	const struct bytes *stream; /* borrowed */
	size_t next;		    /* where the next record begins */
	unsigned kind;		    /* of the record at hand */
	const uint8_t *at, *end;    /* what is left of it */
};

/* The next record; false at the stream's end or where it is cut off. */
bool biff_next(struct biff *);
/*
 * What is left of the record, and of those that continue it. Beyond that they
 * give 0, and false.
 */
bool biff_skip(struct biff *, size_t n);
bool biff_take_u8(struct biff *, unsigned *);
bool biff_take_u16(struct biff *, unsigned *);
bool biff_take_u32(struct biff *, uint32_t *);
/* A text with its count of characters before it, one byte or two wide; added as
   UTF-8 without control characters. */
bool biff_take_text(struct biff *, bool is_count_wide, struct bytes *out);
/* Eight bytes as a decimal number; adds nothing for what is no number. */
void biff_add_double(const uint8_t *, struct bytes *out);
/* The short form of a number: 30 bits, whole or not, in hundredths or not. */
void biff_add_rk(uint32_t, struct bytes *out);

uint16_t biff_u16(const uint8_t *);
uint32_t biff_u32(const uint8_t *);

#endif

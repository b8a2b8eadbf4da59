/*
 * encoding: a file's bytes as UTF-8 and back, by iconv(3). Strict and one to
 * one: bytes that are not of the encoding, or that would come back as others,
 * are not decoded; so text that nobody changed is encoded to the bytes that it
 * was.
 */
#ifndef CORE_ENCODING_H
#define CORE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

/* In the order of --encoding. */
enum encoding {
	ENCODING_AUTO, /* to be guessed */
	ENCODING_UTF_8,
	ENCODING_GB18030, /* all of Unicode: up to four bytes a character */
	ENCODING_GBK,	  /* what Windows writes: up to two */
	ENCODING_UTF_16LE,
	ENCODING_UTF_16BE,
	ENCODINGS
};

/* "UTF-8", for people and programs. Static. */
const char *encoding_name(enum encoding);
/* What the byte order mark says that a file begins with, else AUTO. */
enum encoding encoding_of_mark(const char *data, size_t n);
/*
 * Of bytes that are not UTF-8: GBK or GB18030, with their text added to `out`,
 * if that is what Chinese text is: mostly common Han characters, nothing
 * private-use. GBK's text has no character that takes four bytes in GB18030.
 * False: UTF-8 is what they are not; or GB18030 if they look like it and stop
 * being it: the text before is added.
 */
bool encoding_guess(const char *data, size_t n, enum encoding *,
		    struct bytes *out);
/* Adds the text, its byte order mark included. False where the bytes are not of
   the encoding, or it is unknown to this system: the text before is added. */
bool encoding_decode(enum encoding, const char *data, size_t n,
		     struct bytes *out);
/* The other way round. False at the first character that the encoding can't
   hold: *at gets its offset in the text. */
bool encoding_encode(enum encoding, const char *text, size_t n,
		     struct bytes *out, size_t *at);

#endif

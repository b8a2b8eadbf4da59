/*
 * bytes: a growable byte string. `data` is never NULL and always has a NUL
 * behind its `len` bytes, so it can be passed on as a C string.
 */
#ifndef CORE_BYTES_H
#define CORE_BYTES_H

#include <stdarg.h>
#include <stddef.h>

struct bytes {
	char *data;
	size_t len, cap; /* bytes */
};

extern const char bytes_empty[];
#define BYTES_INIT                          \
	{                                   \
		.data = (char *)bytes_empty \
	}

void bytes_init(struct bytes *);
void bytes_release(struct bytes *);
void bytes_clear(struct bytes *);
void bytes_add(struct bytes *, const char *s, size_t len_bytes);
void bytes_add_str(struct bytes *, const char *s);
/* Nothing but that, which is none of its own. */
void bytes_set(struct bytes *, const char *s, size_t len_bytes);
void bytes_set_str(struct bytes *, const char *s);
void bytes_add_char(struct bytes *, char c);
void bytes_add_number(struct bytes *, size_t);
void bytes_printf(struct bytes *, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void bytes_vprintf(struct bytes *, const char *format, va_list)
	__attribute__((format(printf, 2, 0)));
/* Replaces `n` bytes at `at` by `len` bytes of `s`. */
void bytes_splice(struct bytes *, size_t at, size_t n, const char *s,
		  size_t len);
/* Makes room for `more` further bytes and returns where they go. */
char *bytes_reserve(struct bytes *, size_t more);
/* Hands the string over; the caller frees it. */
char *bytes_take(struct bytes *);
/* Hands it over to an arena, which has a copy. */
struct arena;
const char *bytes_keep(struct bytes *, struct arena *);

/* How many bytes of two strings are the same, of `most`: from here on, and back
   from here, where both end. */
size_t bytes_same_head(const char *a, const char *b, size_t most);
size_t bytes_same_tail(const char *a, const char *b, size_t most);

#endif

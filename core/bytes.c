#include <config.h>

#include "core/bytes.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"

/* All threads'. With cap 0 there is no room: where somebody writes
   nevertheless, the system ends it. */
const char bytes_empty[1];

void bytes_init(struct bytes *b)
{
	*b = (struct bytes)BYTES_INIT;
}

void bytes_release(struct bytes *b)
{
	if (b->cap)
		free(b->data);
	bytes_init(b);
}

void bytes_clear(struct bytes *b)
{
	b->len = 0;
	if (b->cap)
		b->data[0] = '\0';
}

/* Most are a cell or a line: that they don't grow letter by letter. */
enum { LEAST = 64 };

char *bytes_reserve(struct bytes *b, size_t more)
{
	if (more > SIZE_MAX - 1 - b->len)
		more = SIZE_MAX - 1 - b->len; /* refused by memory_grow() */
	char *old = b->cap ? b->data : NULL;

	size_t need = b->len + more + 1;

	b->data = memory_grow(old, &b->cap, need < LEAST ? LEAST : need, 1);
	b->data[b->len] = '\0';
	return b->data + b->len;
}

void bytes_add(struct bytes *b, const char *s, size_t len_bytes)
{
	if (!len_bytes)
		return;
	if (b->cap - b->len <= len_bytes)
		bytes_reserve(b, len_bytes);
	memcpy(b->data + b->len, s, len_bytes);
	b->len += len_bytes;
	b->data[b->len] = '\0';
}

void bytes_add_str(struct bytes *b, const char *s)
{
	bytes_add(b, s, strlen(s));
}

void bytes_set(struct bytes *b, const char *s, size_t n)
{
	bytes_clear(b);
	bytes_add(b, s, n);
}

void bytes_set_str(struct bytes *b, const char *s)
{
	bytes_set(b, s, strlen(s));
}

void bytes_add_char(struct bytes *b, char c)
{
	if (b->cap - b->len <= 1)
		bytes_reserve(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void bytes_add_number(struct bytes *b, size_t number)
{
	char digits[3 * sizeof number];
	char *first = digits + sizeof digits;

	do
		*--first = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	bytes_add(b, first, (size_t)(digits + sizeof digits - first));
}

void bytes_vprintf(struct bytes *b, const char *format, va_list args)
{
	va_list again;

	/* most fit: they needn't be made twice */
	if (!b->cap)
		bytes_reserve(b, 0);
	size_t room = b->cap - b->len;
	va_copy(again, args);
	int n = vsnprintf(b->data + b->len, room, format, args);
	if (n > 0 && (size_t)n >= room)
		vsnprintf(bytes_reserve(b, (size_t)n), (size_t)n + 1, format,
			  again);
	va_end(again);
	b->len += n > 0 ? (size_t)n : 0;
	b->data[b->len] = '\0';
}

void bytes_printf(struct bytes *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	bytes_vprintf(b, format, args);
	va_end(args);
}

void bytes_splice(struct bytes *b, size_t at, size_t n, const char *s,
		  size_t len)
{
	assert(at <= b->len && n <= b->len - at);
	if (!n && !len)
		return;
	if (len > n)
		bytes_reserve(b, len - n);
	memmove(b->data + at + len, b->data + at + n, b->len - at - n + 1);
	if (len)
		memcpy(b->data + at, s, len);
	b->len += len - n;
}

char *bytes_take(struct bytes *b)
{
	char *data = b->cap ? b->data : memory_copy("", 0);

	bytes_init(b);
	return data;
}

const char *bytes_keep(struct bytes *b, struct arena *arena)
{
	const char *copy = arena_copy(arena, b->data, b->len);

	bytes_release(b);
	return copy;
}

/* Long texts are nearly all the same. */
enum { BLOCK = 32 };

size_t bytes_same_head(const char *a, const char *b, size_t most)
{
	size_t n = 0;

	while (most - n >= BLOCK && !memcmp(a + n, b + n, BLOCK))
		n += BLOCK;
	while (n < most && a[n] == b[n])
		n++;
	return n;
}

size_t bytes_same_tail(const char *a, const char *b, size_t most)
{
	ptrdiff_t n = 0, end = (ptrdiff_t)most;

	while (end - n >= BLOCK && !memcmp(a - n - BLOCK, b - n - BLOCK, BLOCK))
		n += BLOCK;
	while (n < end && a[-n - 1] == b[-n - 1])
		n++;
	return (size_t)n;
}

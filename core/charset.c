#include <config.h>
#include "core/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "core/memory.h"
#include "core/text.h"

struct charset {
	iconv_t to, from;
	char held[CHARSET_HELD]; /* of a character whose rest isn't there */
	size_t n_held;
};

static const char *shown_as(const char *name)
{
	return strcmp(name, "GB18030") ? name : "GBK";
}

struct charset *charset_new(const char *name)
{
	struct charset *charset = memory_alloc(sizeof *charset);

	charset->to = iconv_open(shown_as(name), "UTF-8");
	charset->from = iconv_open("UTF-8", name);
	if (charset->to != (iconv_t)-1 && charset->from != (iconv_t)-1)
		return charset;
	charset_free(charset);
	return NULL;
}

void charset_free(struct charset *charset)
{
	if (!charset)
		return;
	if (charset->to != (iconv_t)-1)
		iconv_close(charset->to);
	if (charset->from != (iconv_t)-1)
		iconv_close(charset->from);
	free(charset);
}

/* Converts as far as it goes, leaves the rest in *in and *n. What stopped it,
   or 0. */
static int convert(iconv_t how, const char **in, size_t *n, struct bytes *out)
{
	char part[512];
	int error;

	do {
		char *from = (char *)*in, *to = part;
		size_t room = sizeof part;

		errno = 0;
		error = iconv(how, &from, n, &to, &room) == (size_t)-1 ? errno
								       : 0;
		*in = from;
		bytes_add(out, part, (size_t)(to - part));
	} while (error == E2BIG);
	return error;
}

bool charset_has(struct charset *charset, const char *text)
{
	struct bytes out = BYTES_INIT;
	size_t n = strlen(text);
	bool has = convert(charset->to, &text, &n, &out) == 0;

	bytes_release(&out);
	return has;
}

void charset_encode(struct charset *charset, const char *text, size_t n,
		    struct bytes *out)
{
	while (convert(charset->to, &text, &n, out) && n > 0) {
		uint32_t code;
		size_t len = text_decode(text, n, &code);
		int cols = len ? wcwidth((wchar_t)code) : 1;

		while (cols-- > 0)
			bytes_add_char(out, '?');
		text += len ? len : 1;
		n -= len ? len : 1;
	}
}

void charset_decode(struct charset *charset, const char *typed, size_t n,
		    struct bytes *out)
{
	static const char broken[] = "\xEF\xBF\xBD";
	struct bytes all = BYTES_INIT;
	const char *in;
	int error;

	bytes_add(&all, charset->held, charset->n_held);
	bytes_add(&all, typed, n);
	in = all.data;
	n = all.len;
	while ((error = convert(charset->from, &in, &n, out)) &&
	       (error != EINVAL || n > CHARSET_HELD)) {
		bytes_add(out, broken, sizeof broken - 1);
		in++;
		n--;
	}
	charset->n_held = n;
	memcpy(charset->held, in, n);
	bytes_release(&all);
}

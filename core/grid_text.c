#include <config.h>
#include "core/grid_text.h"

#include <string.h>
#include "core/text.h"

enum { LOOK_BYTES = 65536 }; /* looked at for control characters */

/* ---- refusing ---- */

bool grid_refuse(struct failure *f, enum failure_code code, const char *path,
		 size_t line)
{
	failure_set(f, code, path, 0);
	failure_place(f, line, 0);
	return false;
}

static size_t lines_before(const char *data, size_t n)
{
	size_t line = 1;

	for (size_t i = 0; i < n; i++)
		if (data[i] == '\n' || (data[i] == '\r' && data[i + 1] != '\n'))
			line++;
	return line;
}

/* The text is what could be read. */
static bool refuse_encoding(enum encoding encoding, const char *text, size_t n,
			    const char *path, struct failure *f)
{
	grid_refuse(f, FAILURE_ENCODING, path, lines_before(text, n));
	failure_detail(f, "%s", encoding_name(encoding));
	return false;
}

/* ---- is it text at all ---- */

static bool is_blank(const char *data, size_t n)
{
	while (n > 0 && (unsigned char)data[n - 1] <= ' ')
		n--;
	return n == 0;
}

static bool is_control(unsigned char c)
{
	return c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

/* Hardly any text has a tenth of control characters at its beginning; but our
   own notes have what was copied out of one. */
static bool is_controls(const char *data, size_t n)
{
	size_t n_control = 0;

	n = n < LOOK_BYTES ? n : LOOK_BYTES;
	for (size_t i = 0; i < n; i++)
		n_control += is_control((unsigned char)data[i]);
	return n_control * 10 > n;
}

static bool is_filled(const char *data, size_t n, const char *path,
		      struct failure *f)
{
	return !is_blank(data, n) || grid_refuse(f, FAILURE_EMPTY, path, 0);
}

static bool is_text(const struct grid *g, const char *data, size_t n,
		    const char *path, struct failure *f)
{
	const char *nul = memchr(data, 0, n);

	if (nul)
		return grid_refuse(f, FAILURE_BINARY, path,
				   lines_before(data, (size_t)(nul - data)));
	if (!g->is_told && is_controls(data, n))
		return grid_refuse(f, FAILURE_BINARY, path, 0);
	return is_filled(data, n, path, f);
}

/* ---- the encoding ---- */

static bool decode(struct grid *g, const char **data, size_t *n,
		   const char *path, struct failure *f)
{
	struct bytes *text = &g->decoded;
	bool ok = encoding_decode(g->dialect.encoding, *data, *n, text);

	*data = text->data;
	*n = text->len;
	return ok || refuse_encoding(g->dialect.encoding, text->data, text->len,
				     path, f);
}

static void take_mark(struct dialect *dialect, const char **data, size_t *n)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t len = strlen(mark);

	dialect->has_bom = *n >= len && !memcmp(*data, mark, len);
	if (dialect->has_bom) {
		*data += len;
		*n -= len;
	}
}

/* What has no mark and isn't UTF-8 may be what Excel writes in China. */
static bool guess(struct grid *g, const char **data, size_t *n,
		  const char *path, struct failure *f)
{
	enum encoding *encoding = &g->dialect.encoding;
	bool is_open = *encoding == ENCODING_AUTO;
	struct bytes *text = &g->decoded;
	size_t valid = text_valid(*data, *n);

	*encoding = ENCODING_UTF_8;
	if (valid == *n)
		return true;
	if (is_open && encoding_guess(*data, *n, encoding, text)) {
		*data = text->data;
		*n = text->len;
		return true;
	}
	if (*encoding == ENCODING_UTF_8)
		return refuse_encoding(*encoding, *data, valid, path, f);
	return refuse_encoding(*encoding, text->data, text->len, path, f);
}

bool grid_text_may_be_clean(struct grid *g, const char **data, size_t *n)
{
	struct dialect *dialect = &g->dialect;
	enum encoding encoding = dialect->encoding;

	if (encoding == ENCODING_AUTO)
		encoding = encoding_of_mark(*data, *n);
	if (encoding != ENCODING_AUTO && encoding != ENCODING_UTF_8)
		return false;
	dialect->encoding = ENCODING_UTF_8;
	take_mark(dialect, data, n);
	return !is_blank(*data, *n) && !memchr(*data, 0, *n);
}

bool grid_text(struct grid *g, const char **data, size_t *n, const char *path,
	       struct failure *f)
{
	struct dialect *dialect = &g->dialect;
	bool is_decoded;

	if (dialect->encoding == ENCODING_AUTO)
		dialect->encoding = encoding_of_mark(*data, *n);
	is_decoded = dialect->encoding != ENCODING_AUTO &&
		     dialect->encoding != ENCODING_UTF_8;
	if (is_decoded && !decode(g, data, n, path, f))
		return false;
	take_mark(dialect, data, n);
	return is_text(g, *data, *n, path, f) &&
	       (is_decoded || guess(g, data, n, path, f));
}

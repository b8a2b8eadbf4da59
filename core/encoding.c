#include <config.h>
#include "core/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include "core/text.h"

enum { BLOCK_BYTES = 1 << 16 };

static const char *const names[ENCODINGS] = {
	[ENCODING_AUTO] = "auto",	  [ENCODING_UTF_8] = "UTF-8",
	[ENCODING_GB18030] = "GB18030",	  [ENCODING_GBK] = "GBK",
	[ENCODING_UTF_16LE] = "UTF-16LE", [ENCODING_UTF_16BE] = "UTF-16BE",
};

const char *encoding_name(enum encoding encoding)
{
	return names[encoding];
}

enum encoding encoding_of_mark(const char *data, size_t n)
{
	static const struct {
		const char *mark;
		enum encoding encoding;
	} marks[] = {
		{ "\xEF\xBB\xBF", ENCODING_UTF_8 },
		{ "\xFF\xFE", ENCODING_UTF_16LE },
		{ "\xFE\xFF", ENCODING_UTF_16BE },
		{ "\x84\x31\x95\x33", ENCODING_GB18030 },
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i].mark);

		if (n >= len && !memcmp(data, marks[i].mark, len))
			return marks[i].encoding;
	}
	return ENCODING_AUTO;
}

/* ---- by iconv ---- */

static const iconv_t no_converter = (iconv_t)-1;

static void converter_close(iconv_t converter)
{
	if (converter != no_converter)
		iconv_close(converter);
}

/*
 * Converts as much as fits into a block; *at moves on. False in front of what
 * can't be converted: all before it is in `out`.
 */
static bool convert_block(iconv_t converter, const char **at, const char *end,
			  struct bytes *out)
{
	char *to = bytes_reserve(out, BLOCK_BYTES), *from = (char *)*at;
	size_t left = (size_t)(end - *at), room = BLOCK_BYTES;
	size_t rc = iconv(converter, &from, &left, &to, &room);

	*at = from;
	out->len += BLOCK_BYTES - room;
	out->data[out->len] = '\0';
	return rc == 0 || (rc == (size_t)-1 && errno == E2BIG);
}

/* How many of the bytes come back as they were from their text. */
static size_t bytes_back(iconv_t back, const char *data, size_t n,
			 const char *text, size_t n_text)
{
	struct bytes again = BYTES_INIT;
	const char *end = text + n_text;
	size_t same = 0;

	while (text < end && convert_block(back, &text, end, &again))
		;
	while (same < n && same < again.len && again.data[same] == data[same])
		same++;
	bytes_release(&again);
	return same;
}

/* One block and the way back; *at stops in front of what has none. */
static bool decode_block(iconv_t converter, iconv_t back, const char **at,
			 const char *end, struct bytes *out)
{
	const char *start = *at;
	size_t start_len = out->len, same;
	bool ok = convert_block(converter, at, end, out);

	same = bytes_back(back, start, (size_t)(*at - start),
			  out->data + start_len, out->len - start_len);
	if (same == (size_t)(*at - start))
		return ok;
	/* the text before: a character that is cut off is left out */
	out->len = start_len;
	*at = start;
	convert_block(converter, at, start + same, out);
	return false;
}

/* iconv goes on beyond U+10FFFF. */
static bool decode_utf_8(const char *data, size_t n, struct bytes *out)
{
	size_t valid = text_valid(data, n);

	bytes_add(out, data, valid);
	return valid == n;
}

bool encoding_decode(enum encoding encoding, const char *data, size_t n,
		     struct bytes *out)
{
	if (encoding == ENCODING_UTF_8)
		return decode_utf_8(data, n, out);

	iconv_t converter = iconv_open("UTF-8", names[encoding]);
	iconv_t back = iconv_open(names[encoding], "UTF-8");
	const char *end = data + n;
	bool ok = converter != no_converter && back != no_converter;

	while (ok && data < end)
		ok = decode_block(converter, back, &data, end, out);
	converter_close(converter);
	converter_close(back);
	return ok;
}

bool encoding_encode(enum encoding encoding, const char *text, size_t n,
		     struct bytes *out, size_t *at)
{
	iconv_t converter = iconv_open(names[encoding], "UTF-8");
	const char *start = text, *end = text + n;
	bool ok = converter != no_converter;

	while (ok && text < end)
		ok = convert_block(converter, &text, end, out);
	*at = (size_t)(text - start);
	converter_close(converter);
	return ok;
}

/* ---- the guess ---- */

static bool is_private(uint32_t code)
{
	return (code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000;
}

static bool has_private(const char *text, size_t n)
{
	for (size_t i = 0, len; i < n; i += len) {
		uint32_t code;

		len = text_decode(text + i, n - i, &code);
		if (!len || is_private(code))
			return true;
	}
	return false;
}

/* How many bytes a character takes that begins with two such; in GB18030. */
static size_t span_of(unsigned char lead, unsigned char trail)
{
	if (lead <= 0x80 || trail < '0')
		return 1;
	return trail <= '9' ? 4 : 2;
}

/*
 * Text in Chinese is made of the 3755 characters that GB 2312 calls common, and
 * of its signs; UTF-8 that was cut or Big5 comes out as rare ones.
 */
static bool is_chinese(const char *data, size_t n)
{
	const unsigned char *u = (const unsigned char *)data;
	size_t common = 0, rare = 0;

	for (size_t i = 0; i + 1 < n; i += span_of(u[i], u[i + 1])) {
		unsigned char lead = u[i], trail = u[i + 1];

		if (lead <= 0x80)
			continue;
		if (lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1)
			common++;
		else if (lead < 0xA1 || lead > 0xA9 || trail < 0xA1)
			rare++;
	}
	return common > 2 * rare;
}

bool encoding_guess(const char *data, size_t n, enum encoding *encoding,
		    struct bytes *out)
{
	size_t start = out->len;

	*encoding = ENCODING_UTF_8;
	if (!is_chinese(data, n))
		return false;
	*encoding = ENCODING_GBK;
	if (encoding_decode(ENCODING_GBK, data, n, out))
		return true;
	out->len = start;
	*encoding = ENCODING_GB18030;
	if (!encoding_decode(ENCODING_GB18030, data, n, out))
		return false;
	if (!has_private(out->data + start, out->len - start))
		return true;
	out->len = start;
	*encoding = ENCODING_UTF_8;
	return false;
}

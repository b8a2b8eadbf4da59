/*
 * encoding: any bytes in each encoding. What is decoded is UTF-8 and comes back
 * as the bytes that it was; what is encoded comes back as the text.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "core/encoding.h"
#include "core/text.h"

static void decode(enum encoding encoding, const char *data, size_t n)
{
	struct bytes text = BYTES_INIT, back = BYTES_INIT;
	bool ok = encoding_decode(encoding, data, n, &text);
	size_t at;

	MUST(text_valid(text.data, text.len) == text.len);
	MUST(encoding_encode(encoding, text.data, text.len, &back, &at));
	MUST(back.len <= n && !memcmp(back.data, data, back.len));
	MUST(!ok || back.len == n);
	bytes_release(&back);
	bytes_release(&text);
}

static void encode(enum encoding encoding, const char *text, size_t n)
{
	struct bytes out = BYTES_INIT, back = BYTES_INIT;
	size_t at = n;
	uint32_t code;

	if (!encoding_encode(encoding, text, n, &out, &at)) {
		MUST(at < n && text_decode(text + at, n - at, &code));
		bytes_clear(&out);
		MUST(encoding_encode(encoding, text, at, &out, &at));
		n = at;
	}
	MUST(encoding_decode(encoding, out.data, out.len, &back));
	MUST(back.len == n && !memcmp(back.data, text, n));
	bytes_release(&back);
	bytes_release(&out);
}

static void guess(const char *data, size_t n)
{
	struct bytes text = BYTES_INIT, back = BYTES_INIT;
	enum encoding encoding = ENCODING_AUTO;
	size_t at;

	if (text_valid(data, n) == n)
		return;
	if (encoding_guess(data, n, &encoding, &text)) {
		MUST(encoding == ENCODING_GBK || encoding == ENCODING_GB18030);
		MUST(encoding_encode(encoding, text.data, text.len, &back,
				     &at));
		MUST(back.len == n && !memcmp(back.data, data, n));
	}
	MUST(encoding < ENCODINGS);
	MUST(text_valid(text.data, text.len) == text.len);
	bytes_release(&back);
	bytes_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *s = (const char *)data;

	for (int e = ENCODING_UTF_8; e < ENCODINGS; e++) {
		decode((enum encoding)e, s, n);
		if (text_valid(s, n) == n)
			encode((enum encoding)e, s, n);
	}
	guess(s, n);
	MUST(encoding_of_mark(s, n) < ENCODINGS);
	return 0;
}

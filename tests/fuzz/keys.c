/*
 * keys: any bytes as what a terminal sends, in pieces. Every key is one.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "tui/key_decoder.h"

static void expect_key(const struct key *key)
{
	struct bytes out = BYTES_INIT;

	MUST(key->name > K_NONE && key->name <= K_WHEEL_DOWN);
	if (key->name == K_CHAR)
		MUST(key->ch <= 0x10FFFF &&
		     (key->ch < 0xD800 || key->ch > 0xDFFF));
	if (key->name == K_CTRL)
		MUST(key->ch >= 'a' || key->ch < 0x80);
	if (key->name == K_F)
		MUST(key->ch >= 1 && key->ch <= 24);
	key_print(&out, key);
	MUST(out.len > 0);
	bytes_release(&out);
}

/* A piece of several bytes makes one key at least each, but for sequences. */
static size_t take(struct key_decoder *decoder, bool timed_out)
{
	struct key key;
	size_t n = 0;

	for (; key_decoder_next(decoder, timed_out, &key); n++) {
		expect_key(&key);
		MUST(n < 2 * KEY_DECODER_BYTES);
	}
	return n;
}

/* After a pause every paste has ended, and nothing waits for its end but the
   beginning of a character or of a sequence. */
static void expect_end(struct key_decoder *decoder)
{
	size_t room;

	take(decoder, true);
	MUST(!decoder->in_paste && !decoder->is_burst);
	MUST(decoder->n < 4 || decoder->bytes[decoder->start] == '\033');
	key_decoder_room(decoder, &room);
	MUST(room > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz in = fuzz_of(data, n);
	struct key_decoder decoder = { 0 };

	for (size_t at = 0; at < n;) {
		size_t len = 1 + fuzz_choose(&in, 64), room;
		char *to = key_decoder_room(&decoder, &room);

		MUST(room > 0);
		len = len < room ? len : room;
		len = len < n - at ? len : n - at;
		memcpy(to, data + at, len);
		key_decoder_grow(&decoder, len);
		at += len;
		take(&decoder, false);
		if (fuzz_choose(&in, 8) == 7)
			expect_end(&decoder);
	}
	expect_end(&decoder);
	return 0;
}

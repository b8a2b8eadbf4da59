#include <config.h>
#include "core/office_biff.h"

#include <math.h>
#include <string.h>
#include "core/text.h"

enum { RECORD_CONTINUE = 0x3c };

uint16_t biff_u16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

uint32_t biff_u32(const uint8_t *p)
{
	return biff_u16(p) | (uint32_t)biff_u16(p + 2) << 16;
}

/* ---- records ---- */

bool biff_next(struct biff *b)
{
	const uint8_t *data = (const uint8_t *)b->stream->data;
	size_t left = b->next < b->stream->len ? b->stream->len - b->next : 0;
	size_t n = left >= 4 ? biff_u16(data + b->next + 2) : 0;

	b->kind = 0;
	b->at = b->end = data;
	if (left < 4 || n > left - 4)
		return false;
	b->kind = biff_u16(data + b->next);
	b->at = data + b->next + 4;
	b->end = b->at + n;
	b->next += 4 + n;
	return true;
}

/* On to the record that continues this one. */
static bool go_on(struct biff *b)
{
	const struct biff before = *b;

	if (biff_next(b) && b->kind == RECORD_CONTINUE) {
		b->kind = before.kind;
		return true;
	}
	*b = before;
	return false;
}

bool biff_take_u8(struct biff *b, unsigned *value)
{
	*value = 0;
	while (b->at == b->end)
		if (!go_on(b))
			return false;
	*value = *b->at++;
	return true;
}

bool biff_take_u16(struct biff *b, unsigned *value)
{
	unsigned low, high;
	bool ok = biff_take_u8(b, &low);

	ok = biff_take_u8(b, &high) && ok;
	*value = low | high << 8;
	return ok;
}

bool biff_take_u32(struct biff *b, uint32_t *value)
{
	unsigned low, high;
	bool ok = biff_take_u16(b, &low);

	ok = biff_take_u16(b, &high) && ok;
	*value = low | (uint32_t)high << 16;
	return ok;
}

bool biff_skip(struct biff *b, size_t n)
{
	while (n > 0) {
		size_t here = (size_t)(b->end - b->at);

		here = here < n ? here : n;
		b->at += here;
		n -= here;
		if (n > 0 && !go_on(b))
			return false;
	}
	return true;
}

/* ---- texts ---- */

enum { TEXT_WIDE = 1, TEXT_EXTENDED = 4, TEXT_RICH = 8 };

static void add_sign(struct bytes *out, uint32_t c)
{
	char utf8[4];

	if ((c >= ' ' && c != 0x7f) || c == '\t' || c == '\n')
		bytes_add(out, utf8, text_encode(c, utf8));
}

/* Of two halves the first waits for the second; one alone is no sign. */
static void add_unit(struct bytes *out, unsigned unit, unsigned *half)
{
	bool is_second = unit >= 0xdc00 && unit < 0xe000;

	if (*half && is_second) {
		add_sign(out,
			 0x10000 + ((*half - 0xd800) << 10) + (unit - 0xdc00));
		*half = 0;
		return;
	}
	if (*half)
		add_sign(out, *half);
	*half = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
	if (!*half)
		add_sign(out, unit);
}

static bool take_characters(struct biff *b, unsigned n, bool is_wide,
			    struct bytes *out)
{
	unsigned unit, half = 0;

	for (; n > 0; n--) {
		/* a record that continues says anew how wide they are */
		if (b->at == b->end) {
			if (!biff_take_u8(b, &unit))
				return false;
			is_wide = unit & TEXT_WIDE;
		}
		if (!(is_wide ? biff_take_u16(b, &unit)
			      : biff_take_u8(b, &unit)))
			return false;
		add_unit(out, unit, &half);
	}
	if (half)
		add_sign(out, half);
	return true;
}

bool biff_take_text(struct biff *b, bool is_count_wide, struct bytes *out)
{
	unsigned n, flags, n_runs = 0;
	uint32_t n_extended = 0;

	if (!(is_count_wide ? biff_take_u16(b, &n) : biff_take_u8(b, &n)) ||
	    !biff_take_u8(b, &flags))
		return false;
	if (flags & TEXT_RICH && !biff_take_u16(b, &n_runs))
		return false;
	if (flags & TEXT_EXTENDED && !biff_take_u32(b, &n_extended))
		return false;
	return take_characters(b, n, flags & TEXT_WIDE, out) &&
	       biff_skip(b, 4 * (size_t)n_runs + n_extended);
}

/* ---- numbers ---- */

/* As many digits as a spreadsheet counts. */
static void add_number(double value, struct bytes *out)
{
	if (isfinite(value))
		bytes_printf(out, "%.14e", value);
}

static double as_double(uint64_t bits)
{
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

void biff_add_double(const uint8_t *p, struct bytes *out)
{
	add_number(as_double(biff_u32(p) | (uint64_t)biff_u32(p + 4) << 32),
		   out);
}

void biff_add_rk(uint32_t rk, struct bytes *out)
{
	double value = rk & 2 ? (double)((int32_t)rk >> 2)
			      : as_double((uint64_t)(rk & ~3u) << 32);

	add_number(rk & 1 ? value / 100 : value, out);
}

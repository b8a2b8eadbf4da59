#include <config.h>
#include "core/entry.h"

#include <string.h>

#include "core/amount.h"
#include "core/text.h"

static bool ends_with(const char *s, size_t n, const char *unit)
{
	size_t len = strlen(unit);

	return len > 0 && n > len && memcmp(s + n - len, unit, len) == 0;
}

/* The longest unit of money behind the number, as 元 in one; 0 if none. */
static int64_t take_money(const char *s, size_t *n)
{
	const char *longest = "", *unit;

	for (size_t i = 0; (unit = amount_unit_name(i)); i++)
		if (ends_with(s, *n, unit) && strlen(unit) > strlen(longest))
			longest = unit;
	*n -= strlen(longest);
	return amount_yuan(longest, strlen(longest));
}

/* Bytes without the unit that the cell has anyway: 2024年, 32人. */
static size_t without_unit(const struct field *f, const char *s, size_t n)
{
	const char *unit = f->kind == FIELD_YEAR ? "年" : f->unit;

	return ends_with(s, n, unit) ? n - strlen(unit) : n;
}

/* What another unit makes of it; false if that can't be said exactly. */
static bool scale(struct bytes *out, const struct field *f, int64_t yuan,
		  int64_t own, const char *s, size_t n)
{
	int64_t amount, scaled, back;

	if (amount_parse(s, n, &amount) != AMOUNT_OK ||
	    !amount_scale(amount, yuan, own, &scaled) ||
	    !amount_scale(scaled, own, yuan, &back) || back != amount)
		return false;
	amount_print(out, scaled, f->decimals_min);
	return true;
}

/* Bytes of a currency's sign in front, and how many stand before it. */
static size_t currency_len(const char *s, size_t n, size_t *at)
{
	static const char *const signs[] = { "¥", "￥" };

	*at = n > 0 && (*s == '-' || *s == '+');
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t len = strlen(signs[i]);

		if (n - *at > len && !memcmp(s + *at, signs[i], len))
			return len;
	}
	return 0;
}

/* In units of so many 元. */
static bool money_of(struct bytes *out, const struct field *f, int64_t yuan,
		     const char *s, size_t n)
{
	int64_t own = amount_yuan(f->unit, strlen(f->unit));

	if (yuan == 0 || yuan == own)
		return amount_plain(out, s, n);
	return own > 0 && scale(out, f, yuan, own, s, n);
}

/* What ¥ means is asked, unless its unit is said. */
static bool money(struct bytes *out, const struct field *f, int64_t yuan,
		  const char *s, size_t n)
{
	struct bytes bare = BYTES_INIT;
	int64_t written = take_money(s, &n);
	size_t at, len = currency_len(s, n, &at);
	bool ok;

	if (written == 0)
		written = yuan;
	bytes_add(&bare, s, n);
	if (written > 0)
		bytes_splice(&bare, at, len, "", 0);
	ok = money_of(out, f, written, bare.data, bare.len);
	bytes_release(&bare);
	return ok;
}

static bool number(struct bytes *out, const struct field *f, int64_t yuan,
		   const char *s, size_t n)
{
	return f->kind == FIELD_MONEY
		       ? money(out, f, yuan, s, n)
		       : amount_plain(out, s, without_unit(f, s, n));
}

/* 12。5: what the key of the point gives while Chinese is typed. */
static bool number_with_stop(struct bytes *out, const struct field *f,
			     int64_t yuan, const char *s, size_t n)
{
	static const char stop[] = "。";
	const size_t len = strlen(stop);
	const char *at = memmem(s, n, stop, len);
	struct bytes text = BYTES_INIT;
	bool ok;

	if (!at)
		return false;
	bytes_add(&text, s, n);
	bytes_splice(&text, (size_t)(at - s), len, ".", 1);
	ok = number(out, f, yuan, text.data, text.len);
	bytes_release(&text);
	return ok;
}

bool entry_number(struct bytes *out, const struct field *f, int64_t yuan,
		  const char *s, size_t n)
{
	size_t before = out->len, all = n;
	const char *text = s;

	if (!field_is_number(f))
		return false;
	text_trim(&s, &n);
	bool is_one = number(out, f, yuan, s, n) ||
		      number_with_stop(out, f, yuan, s, n);
	if (is_one && (out->len - before != all ||
		       memcmp(out->data + before, text, all) != 0))
		return true;
	bytes_splice(out, before, out->len - before, "", 0);
	return false;
}

size_t entry_lines_len(const char *s, size_t n)
{
	const char *rest = s;
	size_t len = n;

	text_trim(&rest, &len);
	len += len > 0 ? (size_t)(rest - s) : 0;
	return memchr(s + len, '\n', n - len) ? len : n;
}

static void add_line(struct bytes *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool is_pair = s[i] == '\r' && i + 1 < n && s[i + 1] == '\n';

		if (!is_pair)
			bytes_add_char(out,
				       strchr("\t\r\n", s[i]) ? ' ' : s[i]);
	}
}

void entry_pasted(struct bytes *out, const struct field *f, int64_t yuan,
		  const char *s)
{
	size_t n = strlen(s);

	text_trim(&s, &n);
	if (entry_number(out, f, yuan, s, n))
		return;
	if (f->kind == FIELD_LONG)
		bytes_add(out, s, n);
	else
		add_line(out, s, n);
}

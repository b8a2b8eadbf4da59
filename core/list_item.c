#include <config.h>

#include "core/list_item.h"

#include <stdint.h>
#include <string.h>

#include "core/numeral.h"
#include "core/text.h"

/* Signs that are a number each, from 1 on. */
static const struct {
	enum item_digits digits;
	uint32_t first;
	int number, count; /* of the first; how many there are */
} signs[] = {
	{ ITEM_CIRCLED, 0x2460, 1, 20 },  { ITEM_CIRCLED, 0x3251, 21, 15 },
	{ ITEM_CIRCLED, 0x32B1, 36, 15 }, { ITEM_BRACKETED, 0x2474, 1, 20 },
	{ ITEM_DOTTED, 0x2488, 1, 20 },
};
#define N_SIGNS (sizeof signs / sizeof *signs)

enum { DIGITS_MAX = 3, CHINESE_MAX = 99 };

/* The marks around a number; the longer ones first. */
static const struct {
	const char *before, *behind;
	unsigned digits; /* bits of enum item_digits */
	int level;
} marks[] = {
	{ "第", "，", 1 << ITEM_CHINESE, 0 },
	{ "第", ",", 1 << ITEM_CHINESE, 0 },
	{ "第", "、", 1 << ITEM_CHINESE, 0 },
	{ "第", "：", 1 << ITEM_CHINESE, 0 },
	{ "", "、", 1 << ITEM_CHINESE, 0 },
	{ "", "．", 1 << ITEM_CHINESE, 0 },
	{ "", ".", 1 << ITEM_CHINESE, 0 },
	{ "（", "）", 1 << ITEM_CHINESE, 1 },
	{ "(", ")", 1 << ITEM_CHINESE, 1 },
	{ "", "、", 1 << ITEM_ARABIC | 1 << ITEM_WIDE, 2 },
	{ "", "．", 1 << ITEM_ARABIC | 1 << ITEM_WIDE, 2 },
	{ "", ".", 1 << ITEM_ARABIC | 1 << ITEM_WIDE, 2 },
	{ "", "", 1 << ITEM_DOTTED, 2 },
	{ "（", "）", 1 << ITEM_ARABIC | 1 << ITEM_WIDE, 3 },
	{ "(", ")", 1 << ITEM_ARABIC | 1 << ITEM_WIDE, 3 },
	{ "", "）", 1 << ITEM_ARABIC | 1 << ITEM_WIDE, 3 },
	{ "", ")", 1 << ITEM_ARABIC | 1 << ITEM_WIDE, 3 },
	{ "", "", 1 << ITEM_BRACKETED, 3 },
	{ "", "、", 1 << ITEM_CIRCLED, 4 },
	{ "", "", 1 << ITEM_CIRCLED, 4 },
	{ "", "是", 1 << ITEM_CHINESE, 5 },
};
#define N_MARKS (sizeof marks / sizeof *marks)

size_t list_item_blanks(const char *s, size_t n)
{
	size_t i = 0, len;
	uint32_t code;

	while (i < n && (len = text_decode(s + i, n - i, &code)) &&
	       code != '\n' && text_is_space(code))
		i += len;
	return i;
}

static bool sign_read(const char *s, size_t n, struct list_item *item)
{
	uint32_t code;
	size_t len = text_decode(s, n, &code);

	for (size_t i = 0; len && i < N_SIGNS; i++)
		if (code >= signs[i].first &&
		    code - signs[i].first < (uint32_t)signs[i].count) {
			item->digits = signs[i].digits;
			item->number =
				(int)(code - signs[i].first) + signs[i].number;
			item->number_len = len;
			return true;
		}
	return false;
}

static bool digits_read(const char *s, size_t n, struct list_item *item)
{
	uint32_t code;
	size_t len, i = 0;
	int count = 0;

	item->number = 0;
	for (; (len = text_decode(s + i, n - i, &code)) && text_is_digit(code);
	     i += len, count++) {
		enum item_digits digits = code < 0x80 ? ITEM_ARABIC : ITEM_WIDE;

		if (count == DIGITS_MAX || (i > 0 && digits != item->digits))
			return false;
		item->digits = digits;
		item->number = item->number * 10 +
			       (int)(code - (code < 0x80 ? '0' : 0xFF10));
	}
	item->number_len = i;
	return count > 0 && item->number > 0;
}

static bool chinese_read(const char *s, size_t n, struct list_item *item)
{
	size_t len = 3, good = 0;
	int number;

	for (; len <= n && len <= 9 && numeral_parse(s, len, &number); len += 3)
		if (number > 0 && number <= CHINESE_MAX) {
			good = len;
			item->number = number;
		}
	item->digits = ITEM_CHINESE;
	item->number_len = good;
	return good > 0;
}

static bool number_read(const char *s, size_t n, struct list_item *item)
{
	return sign_read(s, n, item) || digits_read(s, n, item) ||
	       chinese_read(s, n, item);
}

static bool begins_with(const char *s, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && !memcmp(s, with, len);
}

/* 3.5 is no third item, and neither is 2024.1. */
static bool goes_on_as_number(const char *s, size_t n)
{
	uint32_t code;

	return text_decode(s, n, &code) && text_is_digit(code);
}

bool list_item_read(const char *s, size_t n, struct list_item *item)
{
	for (size_t i = 0; i < N_MARKS; i++) {
		size_t at = strlen(marks[i].before), end;

		if (!begins_with(s, n, marks[i].before) ||
		    !number_read(s + at, n - at, item) ||
		    !(marks[i].digits & 1u << item->digits))
			continue;
		end = at + item->number_len;
		if (!begins_with(s + end, n - end, marks[i].behind))
			continue;
		end += strlen(marks[i].behind);
		if (goes_on_as_number(s + end, n - end))
			continue;
		item->number_at = at;
		item->level = marks[i].level;
		item->len = end + list_item_blanks(s + end, n - end);
		return true;
	}
	return false;
}

static bool print_sign(struct bytes *out, enum item_digits digits, int number)
{
	char s[4];

	for (size_t i = 0; i < N_SIGNS; i++)
		if (signs[i].digits == digits && number >= signs[i].number &&
		    number < signs[i].number + signs[i].count) {
			uint32_t code = signs[i].first +
					(uint32_t)(number - signs[i].number);
			bytes_add(out, s, text_encode(code, s));
			return true;
		}
	return false;
}

/* Up to ninety-nine: 十, 十二, 二十. */
static bool print_chinese(struct bytes *out, int number)
{
	static const char *const digits[] = { "",   "一", "二", "三", "四",
					      "五", "六", "七", "八", "九" };

	if (number > CHINESE_MAX)
		return false;
	if (number >= 20)
		bytes_add_str(out, digits[number / 10]);
	if (number >= 10)
		bytes_add_str(out, "十");
	bytes_add_str(out, digits[number % 10]);
	return true;
}

static void print_wide(struct bytes *out, int number)
{
	char s[4];

	if (number >= 10)
		print_wide(out, number / 10);
	bytes_add(out, s, text_encode(0xFF10 + (uint32_t)(number % 10), s));
}

bool list_item_print_number(struct bytes *out, const struct list_item *item,
			    int number)
{
	switch (item->digits) {
	case ITEM_ARABIC:
		bytes_add_number(out, (size_t)number);
		return true;
	case ITEM_WIDE:
		print_wide(out, number);
		return true;
	case ITEM_CHINESE:
		return print_chinese(out, number);
	default:
		return print_sign(out, item->digits, number);
	}
}

bool list_item_alike(const char *a, const struct list_item *item_a,
		     const char *b, const struct list_item *item_b)
{
	const char *end_a = a + item_a->number_at + item_a->number_len;
	const char *end_b = b + item_b->number_at + item_b->number_len;
	size_t len_a = item_a->len - item_a->number_at - item_a->number_len;
	size_t len_b = item_b->len - item_b->number_at - item_b->number_len;
	size_t len = len_a < len_b ? len_a : len_b;

	return item_a->digits == item_b->digits &&
	       item_a->level == item_b->level &&
	       item_a->number_at == item_b->number_at &&
	       !memcmp(a, b, item_a->number_at) && !memcmp(end_a, end_b, len);
}

/* What ends a clause. */
static bool ends_clause(uint32_t code)
{
	return code == 0x3002 || code == 0xFF1B || code == ';' ||
	       code == 0xFF1A || code == ':' || code == 0xFF01 || code == '!' ||
	       code == 0xFF1F || code == '?';
}

bool list_item_next(const char *s, size_t n, size_t from, size_t *at,
		    struct list_item *item)
{
	uint32_t code = from > 0 ? 0 : '\n';
	size_t len;

	if (from > 0) {
		size_t before = text_before(s, n, from);

		text_decode(s + before, from - before, &code);
	}
	for (size_t i = from; i < n; i += len) {
		size_t blanks = 0;

		if (code == '\n')
			blanks = list_item_blanks(s + i, n - i);
		if ((code == '\n' || ends_clause(code)) &&
		    list_item_read(s + i + blanks, n - i - blanks, item)) {
			*at = i + blanks;
			return true;
		}
		len = text_decode(s + i, n - i, &code);
		if (!len)
			len = 1;
	}
	return false;
}

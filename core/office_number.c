#include <config.h>
#include "core/office_number.h"

#include <string.h>
#include "core/office_format.h"
#include "core/text.h"

const char *office_number_format(unsigned id)
{
	/* 27 to 36 and 50 to 58 are those of Chinese */
	static const char *const formats[] = {
		[1] = "0",
		[2] = "0.00",
		[3] = "#,##0",
		[4] = "#,##0.00",
		[5] = "¥#,##0;¥-#,##0",
		[6] = "¥#,##0;¥-#,##0",
		[7] = "¥#,##0.00;¥-#,##0.00",
		[8] = "¥#,##0.00;¥-#,##0.00",
		[9] = "0%",
		[10] = "0.00%",
		[14] = "yyyy/m/d",
		[15] = "d-mmm-yy",
		[16] = "d-mmm",
		[17] = "mmm-yy",
		[18] = "h:mm AM/PM",
		[19] = "h:mm:ss AM/PM",
		[20] = "h:mm",
		[21] = "h:mm:ss",
		[22] = "yyyy/m/d h:mm",
		[27] = "yyyy\"年\"m\"月\"",
		[28] = "m\"月\"d\"日\"",
		[29] = "m\"月\"d\"日\"",
		[30] = "m-d-yy",
		[31] = "yyyy\"年\"m\"月\"d\"日\"",
		[32] = "h\"时\"mm\"分\"",
		[33] = "h\"时\"mm\"分\"ss\"秒\"",
		[34] = "上午/下午h\"时\"mm\"分\"",
		[35] = "上午/下午h\"时\"mm\"分\"ss\"秒\"",
		[36] = "yyyy\"年\"m\"月\"",
		[37] = "#,##0;-#,##0",
		[38] = "#,##0;-#,##0",
		[39] = "#,##0.00;-#,##0.00",
		[40] = "#,##0.00;-#,##0.00",
		[41] = "#,##0;-#,##0",
		[42] = "¥#,##0;¥-#,##0",
		[43] = "#,##0.00;-#,##0.00",
		[44] = "¥#,##0.00;¥-#,##0.00",
		[45] = "mm:ss",
		[46] = "[h]:mm:ss",
		[47] = "mm:ss",
		[50] = "yyyy\"年\"m\"月\"",
		[51] = "m\"月\"d\"日\"",
		[52] = "yyyy\"年\"m\"月\"",
		[53] = "m\"月\"d\"日\"",
		[54] = "m\"月\"d\"日\"",
		[55] = "上午/下午h\"时\"mm\"分\"",
		[56] = "上午/下午h\"时\"mm\"分\"ss\"秒\"",
		[57] = "yyyy\"年\"m\"月\"",
		[58] = "m\"月\"d\"日\"",
	};

	return id < sizeof formats / sizeof *formats && formats[id]
		       ? formats[id]
		       : "";
}

static void show_plain(struct bytes *out, const struct decimal *d)
{
	if (d->is_negative && d->n > 0)
		bytes_add_char(out, '-');
	decimal_print(d, 1, 0, false, out);
}

/* What a number's section says of its digits. */
struct digits {
	size_t n_integer; /* places before the point */
	int min_integer, min_decimals, max_decimals;
	int exponent; /* of ten, by percent signs and commas */
	bool has_separators, has_any;
	bool is_plain; /* nothing of it is unknown here */
};

static bool is_place(char c)
{
	return c == '0' || c == '#' || c == '?';
}

/* A comma between digits separates, one behind them divides by a thousand. */
static void read_comma(struct digits *d, const char *next)
{
	while (*next == ',')
		next++;
	if (is_place(*next))
		d->has_separators = true;
	else if (d->has_any)
		d->exponent -= 3;
}

static void read_place(struct digits *d, char c, bool is_behind_point)
{
	d->has_any = true;
	if (is_behind_point) {
		d->max_decimals++;
		if (c != '#')
			d->min_decimals =
				c == '0' ? d->max_decimals : d->min_decimals;
	} else {
		d->n_integer++;
		d->min_integer += c == '0';
	}
}

static void read_digits(struct digits *d, const char *s, size_t n)
{
	bool is_behind_point = false, is_over = false;
	struct format_token t;

	*d = (struct digits){ .is_plain = true };
	while (format_next(&s, &n, &t)) {
		char c = *t.text;

		if (t.kind == FORMAT_LITERAL) {
			is_over |= is_behind_point;
		} else if (is_place(c)) {
			/* decimals with text between them */
			d->is_plain &= !is_over;
			read_place(d, c, is_behind_point);
		} else if (c == '.') {
			d->is_plain &= !is_behind_point;
			is_behind_point = true;
		} else if (c == '%') {
			d->exponent += 2;
			is_over |= is_behind_point;
		} else if (c == ',') {
			read_comma(d, s);
		} else {
			d->is_plain = false;
		}
	}
}

/* A digit a place, from the right: what there is more of stands where the first
   place is. */
static void print_section(struct bytes *out, const char *s, size_t n,
			  const struct digits *how, const struct decimal *d)
{
	struct bytes number = BYTES_INIT;
	size_t n_places = how->n_integer, n_digits;
	const char *digit;
	struct format_token t;

	decimal_print(d, how->min_integer, how->min_decimals,
		      how->has_separators, &number);
	digit = number.data;
	n_digits = strcspn(digit, ".");
	while (format_next(&s, &n, &t))
		if (t.kind == FORMAT_LITERAL || *t.text == '%') {
			bytes_add(out, t.text, t.n);
		} else if (*t.text == '.') {
			bytes_add_str(out, digit);
			n_places = n_digits = 0;
		} else if (is_place(*t.text) && n_places > 0) {
			for (n_places--; n_digits > n_places; n_digits--)
				bytes_add_char(out, *digit++);
		}
	bytes_release(&number);
}

static void add_literals(struct bytes *out, const char *s, size_t n)
{
	struct format_token t;

	while (format_next(&s, &n, &t))
		if (t.kind == FORMAT_LITERAL)
			bytes_add(out, t.text, t.n);
}

/* General"人" */
static void print_general(struct bytes *out,
			  const struct format_section *section,
			  const struct decimal *d)
{
	const char *behind = section->general + GENERAL_BYTES;

	add_literals(out, section->text,
		     (size_t)(section->general - section->text));
	decimal_print(d, 1, 0, false, out);
	add_literals(out, behind,
		     (size_t)(section->text + section->n - behind));
}

/* By places for digits; false if it has none, or what is not known here. */
static bool print_by_places(struct bytes *out,
			    const struct format_section *section,
			    struct decimal *d)
{
	struct digits how;

	read_digits(&how, section->text, section->n);
	if (!how.is_plain || !how.has_any)
		return false;
	if (d->n > 0)
		d->exponent += how.exponent;
	decimal_round(d, how.max_decimals);
	print_section(out, section->text, section->n, &how, d);
	return true;
}

static const char number_digits[] = "0123456789";

/* (12.50) is how bookkeepers write -12.50. The brackets of a unit stay. */
static void take_brackets_off(struct bytes *shown)
{
	const char *open =
		memchr(shown->data, '(', strcspn(shown->data, number_digits));
	const char *close = strrchr(shown->data, ')');

	if (!open || !close || close < open)
		return;
	bytes_splice(shown, (size_t)(close - shown->data), 1, "", 0);
	bytes_splice(shown, (size_t)(open - shown->data), 1, "", 0);
}

/* False if the section can't show it. */
static bool show_number(struct bytes *out, const struct format_section *section,
			struct decimal d)
{
	struct bytes shown = BYTES_INIT;
	const char *text;
	size_t n;
	bool ok = true;

	if (section->general)
		print_general(&shown, section, &d);
	else
		ok = print_by_places(&shown, section, &d);
	ok = ok && strpbrk(shown.data, number_digits);
	if (ok && d.is_negative)
		take_brackets_off(&shown);
	text = shown.data;
	n = shown.len;
	text_trim(&text, &n);
	if (ok && d.is_negative && d.n > 0 && !memchr(text, '-', n))
		bytes_add_char(out, '-');
	if (ok)
		bytes_add(out, text, n);
	bytes_release(&shown);
	return ok;
}

void office_number_show(struct bytes *out, const char *value,
			const char *format, bool from_1904)
{
	struct format_section section;
	struct decimal d;
	size_t n = strlen(value);
	bool is_shown = false;

	if (!decimal_parse(&d, value)) {
		bytes_add(out, value, n);
		return;
	}
	if (format_section_find(format, &d, &section)) {
		is_shown = section.is_date ? office_date_show(out, &section, &d,
							      from_1904)
					   : show_number(out, &section, d);
	}
	if (!is_shown)
		show_plain(out, &d);
}

void office_number_show_day(struct bytes *out, const char *value,
			    const char *format)
{
	const char *midnight = strstr(value, "T00:00:00");
	struct format_section section;
	struct decimal d;

	if (office_date_parse(&d, value) &&
	    format_section_find(format, &d, &section) && section.is_date &&
	    office_date_show(out, &section, &d, false))
		return;
	bytes_add(out, value,
		  midnight ? (size_t)(midnight - value) : strlen(value));
}

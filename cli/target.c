#include <config.h>
#include "cli/command.h"

#include <string.h>
#include "cli/lines.h"
#include "cli/print.h"
#include "core/json.h"
#include "core/encoding.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say_form.h"

static void json_number_or_null(struct json *j, bool has, int64_t number)
{
	if (has)
		json_decimal(j, number);
	else
		json_null(j);
}

/* A date that no calendar has is none. */
static void json_date(struct json *j, const struct target_reading *r,
		      const struct target_date *date)
{
	struct bytes iso = BYTES_INIT;

	if (!r->date_impossible)
		target_date_print(&iso, date);
	json_text_or_null(j, iso.data);
	bytes_release(&iso);
}

static void write_json(struct bytes *out, const char *s, size_t n,
		       const struct target_reading *r)
{
	struct json j;

	json_init(&j, out);
	json_object_begin(&j);
	json_key(&j, "value");
	json_text(&j, s, n);
	json_member(&j, "kind", target_kind_key(r->kind));
	json_member(&j, "relation", target_relation_sign(r->relation));
	json_key(&j, "number");
	json_number_or_null(&j, r->has_number, r->number);
	json_key(&j, "number2");
	json_number_or_null(&j, r->has_number2, r->number2);
	json_member(&j, "unit", r->unit);
	json_key(&j, "date_from");
	json_date(&j, r, &r->from);
	json_key(&j, "date_to");
	json_date(&j, r, &r->to);
	json_object_end(&j);
}

/* ≥95%：定量，不低于 95 % */
static void write_text(struct bytes *out, const char *s, size_t n,
		       const struct target_reading *r)
{
	struct bytes reading = BYTES_INIT;

	say_target(r, &reading);
	text_show(out, s, n, -1);
	bytes_add_str(out, _("："));
	text_show(out, reading.data, reading.len, -1);
	bytes_release(&reading);
}

static void print_value(struct target_set *set, const char *s, size_t n,
			const struct options *options)
{
	bool json = options_format(options) == FORMAT_JSON;
	struct bytes line = BYTES_INIT;
	struct target_reading r;

	target_read(set, s, n, &r);
	(json ? write_json : write_text)(&line, s, n, &r);
	bytes_add_char(&line, '\n');
	if (json)
		print_data(&line);
	else
		print_result(&line);
	bytes_release(&line);
}

/* The value of a line 一级<TAB>二级<TAB>三级<TAB>指标值: the fourth column, or
   the last of fewer. */
static void value_column(const char **s, size_t *n)
{
	enum { VALUE_COLUMN = 3 };

	for (int i = 0; i < VALUE_COLUMN; i++) {
		const char *tab = memchr(*s, '\t', *n);

		if (!tab)
			return;
		*n -= (size_t)(tab + 1 - *s);
		*s = tab + 1;
	}
	const char *tab = memchr(*s, '\t', *n);

	if (tab)
		*n = (size_t)(tab - *s);
}

/* Who sends one line and waits for its reading gets it. */
static bool next_line(struct lines *lines, const char **s, size_t *n)
{
	if (lines_must_wait(lines))
		print_end();
	return lines_next(lines, s, n);
}

static enum exit_code read_lines(struct target_set *set,
				 const struct options *options)
{
	struct failure_list faults = { 0 };
	struct lines lines;
	const char *s;
	size_t n;

	lines_open(&lines, "-", '\n');
	while (next_line(&lines, &s, &n)) {
		if (!faults.n && text_valid(s, n) < n)
			failure_detail(failure_list_add(&faults,
							FAILURE_ENCODING, "-",
							lines.number, 0),
				       "%s", encoding_name(ENCODING_UTF_8));
		value_column(&s, &n);
		print_value(set, s, n, options);
	}
	if (lines.failure)
		failure_list_add(&faults, lines.failure, "-", 0, 0)->os_error =
			lines.error;
	lines_close(&lines);
	print_failures(&faults);

	enum exit_code code = faults.n ? EXIT_INPUT : EXIT_CLEAN;

	failure_list_release(&faults);
	return code;
}

static enum exit_code read_operand(struct target_set *set, const char *operand,
				   const struct options *options)
{
	struct bytes value = BYTES_INIT;

	if (!strcmp(operand, "-"))
		return read_lines(set, options);
	name_utf8(&value, operand);
	print_value(set, value.data, value.len, options);
	bytes_release(&value);
	return EXIT_CLEAN;
}

enum exit_code target_values(struct form_set *forms,
			     const struct options *options)
{
	struct definition *def = form_set_chosen(forms)->def;
	struct failure_list faults = { 0 };
	enum exit_code worst = EXIT_CLEAN;

	if (!definition_load_rules(def, &faults))
		worst = EXIT_INPUT;
	for (int i = 0; i < options->n_files && !faults.n; i++) {
		enum exit_code code =
			read_operand(def->targets, options->files[i], options);

		if (code > worst)
			worst = code;
	}
	print_failures(&faults);
	failure_list_release(&faults);
	return worst;
}

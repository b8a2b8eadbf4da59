/* Every value of the two labelled tables, as the first form's table reads
   it. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/store.h"
#include "core/target.h"
#include "tests/unit/support.h"

TestSuite(target_cases, .timeout = 60);

/* The columns behind the value. */
static void print_reading(struct bytes *out, const struct target_reading *r)
{
	const struct target_date *const dates[] = { &r->from, &r->to };

	bytes_add_str(out, target_kind_key(r->kind));
	bytes_printf(out, "\t%s",
		     r->relation ? target_relation_sign(r->relation) : "-");
	for (int i = 0; i < 2; i++) {
		bytes_add_char(out, '\t');
		if (i ? r->has_number2 : r->has_number)
			amount_print(out, i ? r->number2 : r->number, 0);
		else
			bytes_add_char(out, '-');
	}
	bytes_printf(out, "\t%s", *r->unit ? r->unit : "-");
	for (int i = 0; i < 2; i++) {
		size_t before = out->len + 1;

		bytes_add_char(out, '\t');
		if (!r->date_impossible)
			target_date_print(out, dates[i]);
		if (out->len == before)
			bytes_add_char(out, '-');
	}
}

/* One line of a table: the value and its label. */
struct labelled {
	const char *value, *label;
	size_t value_len, label_len;
};

/* Takes the next line that is no comment; false at the end. */
static bool next_line(const char **at, struct labelled *out)
{
	const char *s = *at, *end;

	while (*s == '#')
		s = strchr(s, '\n') + 1;
	if (!*s)
		return false;
	end = strchr(s, '\n');
	out->value = s;
	out->value_len = strcspn(s, "\t");
	out->label = s + out->value_len + 1;
	out->label_len = end - out->label;
	*at = end + 1;
	return true;
}

/* Values known to be read otherwise than labelled, with the reason; a NULL
   ends. */
static bool is_known(const char *const *misses, const struct labelled *l)
{
	for (; *misses; misses++)
		if (strlen(*misses) == l->value_len &&
		    !memcmp(*misses, l->value, l->value_len))
			return true;
	return false;
}

/* Reads one value; true if it comes out as labelled. A miss that isn't known
   fails, and so does a known one that comes out. */
static bool read_one(struct target_set *set, const struct labelled *l,
		     const char *const *misses)
{
	struct bytes got = BYTES_INIT;
	struct target_reading r;
	bool same;

	target_read(set, l->value, l->value_len, &r);
	print_reading(&got, &r);
	same = got.len == l->label_len && !memcmp(got.data, l->label, got.len);
	cr_expect(same != is_known(misses, l), "%.*s: %s, labelled %.*s",
		  (int)l->value_len, l->value, got.data, (int)l->label_len,
		  l->label);
	bytes_release(&got);
	return same;
}

static void read_table(const char *path, size_t rows, const char *const *misses)
{
	struct definition *def = support_form(FIRST_FORM);
	struct store_stamp stamp;
	struct labelled l;
	size_t n, n_read = 0, n_same = 0;
	char *data;

	cr_assert(store_read(support_path(path), &data, &n, &stamp, NULL));
	for (const char *at = data; next_line(&at, &l); n_read++)
		n_same += read_one(def->targets, &l, misses);
	fprintf(stderr, "%s: %zu of %zu rows\n", path, n_same, n_read);
	cr_expect_eq(n_read, rows, "%zu rows", n_read);
	cr_expect(n_same * 100 >= n_read * 98, "below 98 %%");
	free(data);
	definition_free(def);
}

Test(target_cases, real_values)
{
	static const char *const misses[] = { NULL };

	read_table("tests/cases/target-values.tsv", 301, misses);
}

Test(target_cases, more_values)
{
	static const char *const misses[] = { NULL };

	read_table("tests/cases/target-values-more.tsv", 10663, misses);
}

/*
 * slip_figures: how often the first guess of core/check_slip.c is right.
 *
 *	slip_figures [N [SEED]]
 *
 * Opens the published form, fills it in with other amounts or leaves it as it
 * is, makes one slip of a known kind in it and looks what is said: N times for
 * each kind in each form. Prints the figures; fails if fewer than nine of ten
 * guesses are right. Saying nothing is not right. Two kinds don't count: where
 * there are many cells, one wrong digit could stand in any of them; and where
 * another amount was written, saying nothing is right.
 */
#include <config.h>
#include "core/check_slip.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/document.h"
#include "tests/common.h"

#define REAL_FORM "samples/zhanjiang-kexie-2024.tsv"
#define FUNDS "任务.拟投入的资金"

enum { EACH = 25, SEED = 20240131, CELLS_MAX = 64, LEAST_PERCENT = 90 };

static int64_t between(unsigned *seed, int64_t low, int64_t high)
{
	return low +
	       (int64_t)(random_number(seed) % (unsigned)(high - low + 1));
}

/* ---- slips: the i-th way to write a text wrong; false beyond ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool write_swapped(const char *text, int i, struct bytes *out)
{
	size_t at = 0;

	for (; text[at]; at++)
		if (is_digit(text[at]) && is_digit(text[at + 1]) &&
		    text[at] != text[at + 1] && i-- == 0)
			break;
	if (!text[at])
		return false;
	bytes_add_str(out, text);
	out->data[at] = text[at + 1];
	out->data[at + 1] = text[at];
	return true;
}

/* The i-th digit's place, or -1. */
static long digit_at(const char *text, int i)
{
	for (long at = 0; text[at]; at++)
		if (is_digit(text[at]) && i-- == 0)
			return at;
	return -1;
}

static bool write_wrong_digit(const char *text, int i, struct bytes *out)
{
	long at = digit_at(text, i / 9);

	if (at < 0)
		return false;
	bytes_add_str(out, text);
	out->data[at] = (char)('0' + (text[at] - '0' + 1 + i % 9) % 10);
	return true;
}

static bool write_left_out(const char *text, int i, struct bytes *out)
{
	long at = digit_at(text, i);

	if (at < 0)
		return false;
	bytes_add(out, text, (size_t)at);
	bytes_add_str(out, text + at + 1);
	return true;
}

static bool write_scaled(const char *text, int64_t times, int64_t by,
			 struct bytes *out)
{
	int64_t number, scaled, back;

	if (amount_parse(text, strlen(text), &number) != AMOUNT_OK ||
	    !amount_scale(number, times, by, &scaled) ||
	    !amount_scale(scaled, by, times, &back) || back != number)
		return false;
	amount_print(out, scaled, 0);
	return true;
}

static bool write_in_yuan(const char *text, int i, struct bytes *out)
{
	return i == 0 && write_scaled(text, 10000, 1, out);
}

static bool write_too_small(const char *text, int i, struct bytes *out)
{
	return i == 0 && write_scaled(text, 1, 10000, out);
}

static bool write_shifted(const char *text, int i, struct bytes *out)
{
	static const int64_t factors[][2] = { { 10, 1 },
					      { 1, 10 },
					      { 100, 1 } };

	return i < 3 && write_scaled(text, factors[i][0], factors[i][1], out);
}

static bool write_below_zero(const char *text, int i, struct bytes *out)
{
	bytes_printf(out, "-%s", text);
	return i == 0;
}

static bool write_nothing(const char *text, int i, struct bytes *out)
{
	(void)text;
	(void)out;
	return i == 0;
}

/* Another amount altogether, from a seventh to three times as large. */
static bool write_other(const char *text, int i, struct bytes *out)
{
	int64_t number;

	if (i >= 20 || amount_parse(text, strlen(text), &number) != AMOUNT_OK ||
	    !amount_scale(number, i + 1, 7, &number) ||
	    !amount_round(number, 2, &number))
		return false;
	amount_print(out, number, 0);
	return true;
}

static const struct kind {
	const char *name;
	bool (*write)(const char *text, int i, struct bytes *out);
	enum slip_kind row; /* … or of a whole row */
	bool counts;
} kinds[] = {
	{ "two digits swapped", write_swapped, SLIP_NONE, true },
	{ "10,000 times too big", write_in_yuan, SLIP_NONE, true },
	{ "10,000 times too small", write_too_small, SLIP_NONE, true },
	{ "point moved", write_shifted, SLIP_NONE, true },
	{ "sign", write_below_zero, SLIP_NONE, true },
	{ "left blank", write_nothing, SLIP_NONE, true },
	{ "row missing", NULL, SLIP_ROW_MISSING, true },
	{ "row twice", NULL, SLIP_ROW_TWICE, true },
	{ "row too many", NULL, SLIP_ROW_EXTRA, true },
	{ "a digit left out", write_left_out, SLIP_NONE, true },
	{ "(a digit wrong)", write_wrong_digit, SLIP_NONE, false },
	{ "(another amount)", write_other, SLIP_NONE, false },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static int count_ways(const struct kind *kind, const char *text)
{
	struct bytes out = BYTES_INIT;
	int n = 0;

	while (kind->write(text, n, &out))
		n++;
	bytes_release(&out);
	return n;
}

/* ---- forms ---- */

static void set_text(struct document *doc, struct place place, const char *text)
{
	document_set(doc, place, text, strlen(text));
}

static struct place place_of(const struct definition *def, const char *name,
			     long row)
{
	return (struct place){ definition_field(def, name, strlen(name)), row };
}

/* In hundredths of 万元. */
static void set_amount(struct document *doc, const char *name, long row,
		       int64_t hundredths, int decimals)
{
	struct bytes text = BYTES_INIT;

	amount_print(&text, hundredths * (AMOUNT_ONE / 100), decimals);
	set_text(doc, place_of(doc->def, name, row), text.data);
	bytes_release(&text);
}

/* Some small, some large, all with 角 and 分 as they come. */
static int64_t any_amount(unsigned *seed)
{
	static const int64_t most[] = { 999, 9999, 49999, 89999 };

	return between(seed, 101, most[random_number(seed) % 4]);
}

/* As plans have them: tens, fives and halves. */
static int64_t round_amount(unsigned *seed)
{
	static const int64_t steps[] = { 50, 100, 500, 1000 };

	return between(seed, 1, 40) * steps[random_number(seed) % 4];
}

/* A recipe for a form; rows 0: the published one. */
static const struct recipe {
	const char *name;
	int n_least, n_most; /* rows */
	bool has_split; /* the first rows are 基本支出, not any part of the
			   sum */
	bool has_all; /* 其他资金 and 事业发展性支出 are filled in as well */
	int64_t (*amount)(unsigned *seed);
	int decimals;
} recipes[] = {
	{ "as published, 3 rows", 0, 0, true, false, NULL, 0 },
	{ "3 to 8 rows, all boxes", 3, 8, true, true, any_amount, 2 },
	{ "9 to 20 rows, round amounts", 9, 20, false, false, round_amount, 0 },
	{ "21 to 40 rows", 21, 40, true, false, any_amount, 2 },
};
enum { RECIPES = sizeof recipes / sizeof *recipes };

/* What the rows add up to, and the first of them. */
struct sums {
	int64_t basic, all;
};

static struct sums fill_rows(struct document *doc, const struct recipe *recipe,
			     unsigned *seed)
{
	int table = definition_table(doc->def, "任务", strlen("任务"));
	long n = (long)between(seed, recipe->n_least, recipe->n_most);
	struct sums sums = { 0, 0 };

	while ((long)record_n_rows(&doc->record, table) < n)
		document_row_new(doc, table, 0,
				 record_row(&doc->record, table, 0));
	for (long r = 0; r < n; r++) {
		int64_t amount = recipe->amount(seed);
		char name[32];

		snprintf(name, sizeof name, "任务%ld", r + 1);
		set_text(doc, place_of(doc->def, "任务.名称", r), name);
		set_amount(doc, FUNDS, r, amount, recipe->decimals);
		sums.all += amount;
		sums.basic += r < (n + 1) / 2 ? amount : 0;
	}
	if (!recipe->has_split)
		sums.basic = between(seed, sums.all / 200, sums.all / 100) * 50;
	return sums;
}

static void fill_development(struct document *doc, const struct recipe *recipe,
			     int64_t other, unsigned *seed)
{
	int64_t special = any_amount(seed), city = between(seed, 10, special);
	int decimals = recipe->decimals;

	set_amount(doc, "财政专项资金", -1, special, decimals);
	set_amount(doc, "其他事业发展性支出", -1, other, decimals);
	set_amount(doc, "市本级使用资金", -1, city, decimals);
	set_amount(doc, "拟用于对下转移支付资金", -1, special + other - city,
		   decimals);
}

static void fill(struct document *doc, const struct recipe *recipe,
		 unsigned *seed)
{
	int decimals = recipe->decimals;
	struct sums sums;
	int64_t other = 0;

	if (recipe->n_most == 0)
		return;
	sums = fill_rows(doc, recipe, seed);
	if (recipe->has_all) {
		other = between(seed, 101, sums.all / 3);
		set_amount(doc, "其他资金", -1, other, decimals);
		fill_development(doc, recipe, other, seed);
	}
	set_amount(doc, "基本支出", -1, sums.basic, decimals);
	set_amount(doc, "项目支出", -1, sums.all - sums.basic, decimals);
	set_amount(doc, "财政拨款", -1, sums.all - other, decimals);
}

/* ---- what stands in it ---- */

struct cells {
	struct place items[CELLS_MAX];
	size_t n;
};

static void take_cells(const struct document *doc, struct cells *out)
{
	out->n = 0;
	for (int f = 0; f < doc->def->n_fields; f++) {
		const struct field *field = &doc->def->fields[f];
		long n = 1;

		if (field->kind != FIELD_MONEY)
			continue;
		if (field->table >= 0)
			n = (long)record_n_rows(&doc->record, field->table);
		for (long r = 0; r < n && out->n < CELLS_MAX; r++)
			out->items[out->n++] =
				(struct place){ f, field->table >= 0 ? r : -1 };
	}
}

static bool read_amount(const struct document *doc, struct place place,
			int64_t *out)
{
	const char *text = record_get(&doc->record, place);

	*out = 0;
	return amount_parse(text, strlen(text), out) == AMOUNT_OK;
}

static bool any_fails(const struct document *doc)
{
	struct balance b;

	for (size_t i = 0; check_balance(doc->check, i, &b); i++)
		if (b.outcome == OUTCOME_FAIL)
			return true;
	return false;
}

/* ---- one slip ---- */

struct made {
	const struct kind *kind;
	struct place place;
	int64_t meant;
};

static bool make_in_cell(struct document *doc, const struct kind *kind,
			 struct place place, unsigned *seed)
{
	const char *text = record_get(&doc->record, place);
	struct bytes out = BYTES_INIT;
	int64_t before, after;
	int n = count_ways(kind, text);
	bool ok = read_amount(doc, place, &before) && before != 0 && n > 0;

	if (ok)
		kind->write(text, (int)(random_number(seed) % (unsigned)n),
			    &out);
	if (ok)
		set_text(doc, place, out.data);
	bytes_release(&out);
	return ok && (!read_amount(doc, place, &after) || after != before);
}

/* One too many has an amount of its own. */
static bool make_in_row(struct document *doc, const struct kind *kind,
			struct place place, unsigned *seed)
{
	static const struct kind other = { .write = write_other };
	int table = doc->def->fields[place.field].table;
	size_t at = (size_t)place.row;

	if (table < 0)
		return false;
	if (kind->row == SLIP_ROW_MISSING) {
		document_row_delete(doc, table, at);
		return true;
	}
	document_row_new(doc, table, record_n_rows(&doc->record, table),
			 record_row(&doc->record, table, at));
	place.row = (long)record_n_rows(&doc->record, table) - 1;
	return kind->row != SLIP_ROW_EXTRA ||
	       make_in_cell(doc, &other, place, seed);
}

/* In a cell or row taken at random, until some balance fails. */
static struct made make(struct document *doc, const struct kind *kind,
			unsigned *seed)
{
	struct made made = { .kind = kind };
	struct cells cells;

	take_cells(doc, &cells);
	for (;;) {
		size_t before = doc->history.position;

		made.place =
			cells.items[random_number(seed) % (unsigned)cells.n];
		if (!read_amount(doc, made.place, &made.meant))
			continue;
		if (kind->write ? make_in_cell(doc, kind, made.place, seed)
				: make_in_row(doc, kind, made.place, seed))
			if (any_fails(doc))
				return made;
		if (doc->history.position != before)
			document_undo(doc);
	}
}

/* ---- what is guessed ---- */

static bool guess(const struct document *doc, struct slip *out)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list);

	for (size_t i = 0; i < n; i++)
		if (check_slip(doc->check, &list[i], out))
			return true;
	return false;
}

static bool is_row(const struct document *doc, const struct made *made,
		   const struct slip *slip)
{
	int table = doc->def->fields[made->place.field].table;

	return slip->kind == SLIP_ROW_TWICE &&
	       (slip->place.row == made->place.row ||
		slip->twin == made->place.row) &&
	       slip->place.row + 1 == (long)record_n_rows(&doc->record, table);
}

static bool is_right(const struct document *doc, const struct made *made,
		     const struct slip *slip)
{
	int64_t meant = 0;

	amount_parse(slip->meant, strlen(slip->meant), &meant);
	if (made->kind->row == SLIP_ROW_TWICE)
		return is_row(doc, made, slip);
	if (made->kind->row == SLIP_ROW_EXTRA)
		return slip->kind == SLIP_ROW_EXTRA &&
		       slip->place.row + 1 ==
			       (long)record_n_rows(
				       &doc->record,
				       doc->def->fields[made->place.field]
					       .table);
	if (made->kind->row == SLIP_ROW_MISSING)
		return slip->kind == SLIP_ROW_MISSING && meant == made->meant;
	return slip->kind != SLIP_ROW_MISSING && slip->kind != SLIP_ROW_TWICE &&
	       place_equal(slip->place, made->place) && meant == made->meant;
}

/* ---- the figures ---- */

struct figures {
	int n, right, silent, wrong;
};

static struct document *open_form(struct form_set *forms, const char *top)
{
	struct failure_list faults = { 0 };
	struct document *doc;
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", top, REAL_FORM);
	doc = document_open(forms, path, NULL, &faults);
	if (!doc || !document_check(doc, &faults)) {
		printf("%s doesn't open\n", path);
		exit(EXIT_FAILURE);
	}
	failure_list_release(&faults);
	return doc;
}

static struct figures try_one(struct document *doc, const struct recipe *recipe,
			      const struct kind *kind, unsigned *seed)
{
	struct figures f = { .n = 1 };
	struct made made;
	struct slip slip;

	fill(doc, recipe, seed);
	if (any_fails(doc)) {
		printf("%s doesn't agree\n", recipe->name);
		exit(EXIT_FAILURE);
	}
	made = make(doc, kind, seed);
	if (!guess(doc, &slip))
		*(kind->write == write_other ? &f.right : &f.silent) = 1;
	else if (is_right(doc, &made, &slip))
		f.right = 1;
	else
		f.wrong = 1;
	return f;
}

static void add(struct figures *to, const struct figures *f)
{
	to->n += f->n;
	to->right += f->right;
	to->silent += f->silent;
	to->wrong += f->wrong;
}

static void print_figures(const char *name, const struct figures *f)
{
	printf("%-28s %5d %5d %6d %5d %5.1f %%\n", name, f->n, f->right,
	       f->silent, f->wrong, 100.0 * f->right / f->n);
}

/* All kinds in all forms; by_form and the sum are of those that count. */
static void try_all(const char *top, int n, unsigned seed,
		    struct figures *by_kind, struct figures *by_form)
{
	char folder[4096];
	const char *folders[] = { folder, NULL };
	struct form_set *forms;

	snprintf(folder, sizeof folder, "%s/forms", top);
	forms = form_set_new(folders);
	for (int i = 0; i < n * KINDS * RECIPES; i++) {
		int kind = i % KINDS, recipe = i / KINDS % RECIPES;
		struct document *doc = open_form(forms, top);
		struct figures f =
			try_one(doc, &recipes[recipe], &kinds[kind], &seed);

		add(&by_kind[kind], &f);
		if (kinds[kind].counts)
			add(&by_form[recipe], &f);
		document_free(doc);
	}
	form_set_free(forms);
}

int main(int argc, char **argv)
{
	struct figures by_kind[KINDS] = { 0 }, by_form[RECIPES] = { 0 },
		       all = { 0 };
	const char *top = getenv("JIXIAO_SRCDIR");
	int n = argc > 1 ? atoi(argv[1]) : EACH;
	unsigned seed = argc > 2 ? (unsigned)atoi(argv[2]) : SEED;

	if (n < 1 || seed == 0)
		return 2;
	setlocale(LC_CTYPE, "C.UTF-8");
	try_all(top ? top : ".", n, seed, by_kind, by_form);
	printf("%-28s %5s %5s %6s %5s\n", "slips", "all", "right", "silent",
	       "wrong");
	for (int k = 0; k < KINDS; k++)
		print_figures(kinds[k].name, &by_kind[k]);
	for (int r = 0; r < RECIPES; r++) {
		print_figures(recipes[r].name, &by_form[r]);
		add(&all, &by_form[r]);
	}
	print_figures("all without ( )", &all);
	return 100 * all.right < LEAST_PERCENT * all.n;
}

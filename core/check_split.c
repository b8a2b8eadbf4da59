#include <config.h>
#include "core/check_split.h"

#include <string.h>

#include "core/check_state.h"

/* Beyond these nothing is said. */
enum { ATTEMPTS_MAX = 1 << 14, TABLE_ROWS_MAX = 1000 };

struct search {
	struct check *check;
	const struct slip *with; /* as if it were mended, or NULL */
	struct split *split;	 /* the first way that was found */
	int64_t rows[SPLIT_ROWS_MAX], room[SPLIT_CELLS_MAX];
	size_t cell_of[SPLIT_ROWS_MAX];
	size_t n_ways, n_attempts;
};

static const char *text_at(const struct search *s, struct place place)
{
	struct check *check = s->check;
	int table = check->def->fields[place.field].table;

	if (s->with && place_equal(place, s->with->place))
		return s->with->meant;
	if (table >= 0 &&
	    ((size_t)place.row >= record_n_rows(check->record, table) ||
	     !check_row_counts(
		     check, table,
		     record_row(check->record, table, (size_t)place.row))))
		return texts_blank;
	return record_get(check->record, place);
}

/* False if it is no amount that could be split; blank counts as 0. */
static bool amount_at(const struct search *s, struct place place, int64_t *out)
{
	const struct check *check = s->check;
	int table = check->def->fields[place.field].table;
	const struct row *row = NULL;
	struct value v;

	if (table >= 0 &&
	    (size_t)place.row < record_n_rows(check->record, table))
		row = record_row(check->record, table, (size_t)place.row);
	v = check_cell_value(s->check, place.field, text_at(s, place), row);
	*out = v.kind == VALUE_NUMBER ? v.number : 0;
	return (v.kind == VALUE_BLANK || v.kind == VALUE_NUMBER) && *out >= 0;
}

static bool take_rows(struct search *s, int column)
{
	int table = s->check->def->fields[column].table;
	size_t n = record_n_rows(s->check->record, table);

	s->split->table = table;
	if (n > TABLE_ROWS_MAX)
		return false;
	/* one behind the last may come */
	for (size_t r = 0; r <= n; r++) {
		int64_t amount;

		if (!amount_at(s, (struct place){ column, (long)r }, &amount))
			return false;
		if (amount == 0)
			continue;
		if (s->split->n_rows == SPLIT_ROWS_MAX)
			return false;
		s->rows[s->split->n_rows] = amount;
		s->split->rows[s->split->n_rows++] = (long)r;
	}
	return true;
}

static bool take_cells(struct search *s, const int *fields)
{
	for (; *fields >= 0; fields++) {
		int64_t amount;

		if (s->check->def->fields[*fields].table >= 0 ||
		    !amount_at(s, (struct place){ *fields, -1 }, &amount))
			return false;
		if (amount == 0)
			continue;
		if (s->split->n_cells == SPLIT_CELLS_MAX)
			return false;
		s->room[s->split->n_cells] = amount;
		s->split->cells[s->split->n_cells++] = *fields;
	}
	return s->split->n_cells > 1;
}

static bool sums_agree(const struct search *s)
{
	__int128 sum = 0;

	for (size_t i = 0; i < s->split->n_rows; i++)
		sum += s->rows[i];
	for (size_t c = 0; c < s->split->n_cells; c++)
		sum -= s->room[c];
	return sum == 0;
}

/* Beyond a few rows a cell is filled up before the next one begins. */
static bool may_take(const struct search *s, size_t row, size_t cell)
{
	size_t before = row > 0 ? s->cell_of[row - 1] : cell;

	return s->room[cell] >= s->rows[row] &&
	       (s->split->n_rows <= SPLIT_ANY_ORDER || cell == before ||
		s->room[before] == 0);
}

/* Gives this row and those behind it to cells that have room for them. */
static void give_row(struct search *s, size_t row)
{
	if (s->n_ways > 1 || ++s->n_attempts > ATTEMPTS_MAX)
		return;
	if (row == s->split->n_rows) {
		if (s->n_ways++ == 0)
			memcpy(s->split->cell_of, s->cell_of,
			       sizeof s->cell_of);
		return;
	}
	for (size_t c = 0; c < s->split->n_cells; c++) {
		if (!may_take(s, row, c))
			continue;
		s->room[c] -= s->rows[row];
		s->cell_of[row] = c;
		give_row(s, row + 1);
		s->room[c] += s->rows[row];
	}
}

static bool is_one_column(const struct definition *def, const int *fields)
{
	return def->fields[fields[0]].table >= 0 && fields[1] < 0;
}

bool split_find(struct check *check, const int *left, const int *right,
		const struct slip *with, struct split *out)
{
	struct search s = { .check = check, .with = with, .split = out };
	bool is_left = is_one_column(check->def, left);

	*out = (struct split){ 0 };
	if (!is_left && !is_one_column(check->def, right))
		return false;
	if (!take_cells(&s, is_left ? right : left) ||
	    !take_rows(&s, is_left ? left[0] : right[0]) || !sums_agree(&s))
		return false;
	give_row(&s, 0);
	return s.n_ways == 1 && s.n_attempts <= ATTEMPTS_MAX;
}

static void look_anew(struct check *check, size_t i, struct known_split *known)
{
	struct balance balance;

	known->version = check->version;
	known->is_found = check_balance(check, i, &balance) &&
			  balance.outcome == OUTCOME_PASS &&
			  split_find(check, balance.left, balance.right, NULL,
				     &known->split);
}

const struct split *check_split(struct check *check, size_t i)
{
	struct known_split *known;

	if (i >= check->plan->n_balances)
		return NULL;
	if (!check->splits)
		check->splits = memory_array(check->plan->n_balances,
					     sizeof *check->splits);
	known = &check->splits[i];
	if (known->version != check->version)
		look_anew(check, i, known);
	return known->is_found ? &known->split : NULL;
}

#include <config.h>
#include "core/layout_match.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* A longer text is no label: spares folding it. */
enum { LABEL_BYTES_MAX = 400 };
/* Cells of a record that are looked at for labels. */
enum { CELLS_SEEN = 64 };

/* ---- one cell ---- */

/* The text in front of a bracket behind, 预算金额 of 预算金额(万元). */
static size_t without_unit(const char *s, size_t n)
{
	const char *open = NULL;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '(')
			open = s + i;
		else if (n - i >= 3 && !memcmp(s + i, "（", 3))
			open = s + i;
	}
	if (open && open > s &&
	    (s[n - 1] == ')' || (n >= 3 && !memcmp(s + n - 3, "）", 3))))
		return (size_t)(open - s);
	return n;
}

static void label_key(struct bytes *out, const char *text)
{
	size_t n = strlen(text);

	text_trim(&text, &n);
	text_fold(out, text, without_unit(text, n), FOLD_LETTERS | FOLD_WIDTH);
}

static bool same_label(const char *label, const char *text)
{
	struct bytes a = BYTES_INIT, b = BYTES_INIT;
	bool same;

	if (strcmp(label, text) == 0)
		return true;
	if (!*text || strlen(text) > LABEL_BYTES_MAX)
		return false;
	label_key(&a, label);
	label_key(&b, text);
	same = strcmp(a.data, b.data) == 0;
	bytes_release(&a);
	bytes_release(&b);
	return same;
}

bool label_matches(const struct layout_cell *cell, const char *text)
{
	for (int i = 0; i < cell->n_labels; i++)
		if (same_label(cell->labels[i], text))
			return true;
	return false;
}

static size_t choice_length(const struct field *f, const char *s)
{
	for (int i = 0; i < f->n_choices; i++) {
		size_t n = strlen(f->choices[i]);

		if (strncmp(s, f->choices[i], n) == 0)
			return n;
	}
	return 0;
}

/* How much of s a template's field takes, up to the next literal; `loose`: a
   year may be anything, for what was typed wrong must come back as well. */
static bool field_length(const struct field *f, const char *s,
			 const char *literal, bool loose, size_t *n)
{
	const char *end = *literal ? strstr(s, literal) : s + strlen(s);

	if (f->kind == FIELD_YEAR && !loose) {
		*n = strspn(s, "0123456789");
		return *n == 4 || *n == 0;
	}
	if (f->kind == FIELD_CHOICE && (*n = choice_length(f, s)) > 0)
		return true;
	if (!end)
		return false;
	*n = (size_t)(end - s);
	return true;
}

/* The values' places within the folded text: [ends[2i], ends[2i + 1]). */
static bool match_folded(const struct definition *def,
			 const struct layout_cell *cell, const char *text,
			 bool loose, size_t *ends)
{
	struct bytes literal = BYTES_INIT;
	const char *s = text;
	bool ok = true;

	for (int i = 0; ok && i <= cell->n_fields; i++) {
		size_t n = 0;

		bytes_clear(&literal);
		text_fold(&literal, cell->literals[i],
			  strlen(cell->literals[i]), FOLD_LETTERS | FOLD_WIDTH);
		if (i > 0) {
			ok = field_length(&def->fields[cell->fields[i - 1]], s,
					  literal.data, loose, &n);
			ends[2 * i - 2] = (size_t)(s - text);
			ends[2 * i - 1] = (size_t)(s - text) + n;
			s += ok ? n : 0;
		}
		ok = ok && strncmp(s, literal.data, literal.len) == 0;
		s += ok ? literal.len : 0;
	}
	bytes_release(&literal);
	return ok && *s == '\0';
}

/* Where the character behind the folded byte `at` begins in the text: what
   folding dropped on the way belongs to the value, not to the literal. */
static size_t origin_behind(const size_t *map, const char *text, size_t at)
{
	uint32_t code;
	size_t from;

	if (at == 0)
		return 0;
	from = map[at - 1];
	return from + text_decode(text + from, strlen(text + from), &code);
}

/* One character that the text must hold: spares folding most cells. */
static bool has_literal_start(const struct layout_cell *cell, const char *text)
{
	const char *longest = "";
	uint32_t code = 0;
	char start[5] = "";

	for (int i = 0; i <= cell->n_fields; i++)
		if (strlen(cell->literals[i]) > strlen(longest))
			longest = cell->literals[i];
	memcpy(start, longest, text_decode(longest, strlen(longest), &code));
	return !text_is_han(code) || strstr(text, start);
}

bool template_read(const struct definition *def, const struct layout_cell *cell,
		   const char *text, struct bytes *values)
{
	size_t ends[2 * DEF_TEMPLATE_MAX], n = strlen(text), *map;
	struct bytes folded = BYTES_INIT;
	bool ok;

	if (n == 0 || n > 1000 || !has_literal_start(cell, text))
		return false;
	map = text_fold_map(&folded, text, n, FOLD_LETTERS | FOLD_WIDTH);
	ok = match_folded(def, cell, folded.data, false, ends) ||
	     match_folded(def, cell, folded.data, true, ends);
	for (int i = 0; ok && values && i < cell->n_fields; i++) {
		size_t from = origin_behind(map, text, ends[2 * i]);
		size_t to = map[ends[2 * i + 1]];
		const char *value = text + from;

		n = to > from ? to - from : 0;
		text_trim(&value, &n);
		bytes_add(&values[i], value, n);
	}
	free(map);
	bytes_release(&folded);
	return ok;
}

const struct layout_cell *layout_above(const struct definition *def, int row,
				       int column)
{
	while (row > 0 && def->layout[row].cells[column].kind == LAYOUT_UP)
		row--;
	return def->layout[row].cells[column].kind == LAYOUT_LABEL
		       ? &def->layout[row].cells[column]
		       : NULL;
}

/* ---- all labels ---- */

struct label {
	char *key; /* owned */
	size_t len;
	int row;
	long next; /* of the same slot, or -1 */
};

enum { SLOTS = 512, STARTS = 4096, TEMPLATES_MAX = 64 };

/*
 * Every label by its key, and one record's cells beside them. Most records
 * hold no label, and most of their cells not even a label's first character:
 * that is found out before anything is folded.
 */
struct label_index {
	const struct definition *def;
	struct label *labels;
	size_t n, cap;
	size_t *first; /* by layout cell: its first label; its others follow */
	int *n_labels; /* by layout row */
	long slots[SLOTS];
	bool starts[STARTS]; /* of the characters that labels begin with */
	struct template
	{
		int row, column;
	}
	templates[TEMPLATES_MAX];
	int n_templates;

	const struct grid_record *record;
	int n_cells;	   /* that are looked at */
	struct bytes keys; /* of those that may be labels, NULs between */
	size_t key[CELLS_SEEN], key_len[CELLS_SEEN];
	int n_likely; /* cells that may be labels */
	bool *may_be; /* by layout row: the record may be this one */
};

static unsigned slot_of(const char *key)
{
	unsigned hash = 2166136261u;

	while (*key)
		hash = (hash ^ (unsigned char)*key++) * 16777619u;
	return hash % SLOTS;
}

/* Folding leaves Han characters alone, as UTF-8 begins them. */
static bool is_han_byte(char byte)
{
	return (unsigned char)byte >= 0xE4 && (unsigned char)byte <= 0xE9;
}

static unsigned start_of(const char *s)
{
	return is_han_byte(s[0]) ? ((unsigned char)s[1] & 0x3Fu) << 6 |
					   ((unsigned char)s[2] & 0x3Fu)
				 : (unsigned char)s[0];
}

static void index_label(struct label_index *index, int row, const char *text)
{
	struct bytes key = BYTES_INIT;
	struct label *label;

	label_key(&key, text);
	index->starts[start_of(key.data)] = true;
	index->labels = memory_grow(index->labels, &index->cap, index->n + 1,
				    sizeof *index->labels);
	label = &index->labels[index->n];
	label->len = key.len;
	label->key = bytes_take(&key);
	label->row = row;
	label->next = index->slots[slot_of(label->key)];
	index->slots[slot_of(label->key)] = (long)index->n++;
}

static void index_cell(struct label_index *index, int row, int column)
{
	const struct definition *def = index->def;
	const struct layout_cell *cell = &def->layout[row].cells[column];

	index->first[row * def->width + column] = index->n;
	if (cell->kind == LAYOUT_LABEL)
		for (int i = 0; i < cell->n_labels; i++)
			index_label(index, row, cell->labels[i]);
	if (cell->kind == LAYOUT_TEMPLATE && index->n_templates < TEMPLATES_MAX)
		index->templates[index->n_templates++] =
			(struct template){ row, column };
	index->n_labels[row] +=
		cell->kind == LAYOUT_LABEL || cell->kind == LAYOUT_TEMPLATE;
}

static void index_init(struct label_index *index, const struct definition *def)
{
	size_t n_rows = (size_t)def->n_rows;

	*index = (struct label_index){ .def = def, .keys = BYTES_INIT };
	index->may_be = memory_array(n_rows, sizeof *index->may_be);
	index->n_labels = memory_array(n_rows, sizeof *index->n_labels);
	index->first =
		memory_array(n_rows * (size_t)def->width, sizeof *index->first);
	for (int i = 0; i < SLOTS; i++)
		index->slots[i] = -1;
	for (int row = 0; row < def->n_rows; row++)
		for (int c = 0; c < def->width; c++)
			index_cell(index, row, c);
}

static void index_release(struct label_index *index)
{
	for (size_t i = 0; i < index->n; i++)
		free(index->labels[i].key);
	free(index->labels);
	free(index->first);
	free(index->n_labels);
	free(index->may_be);
	bytes_release(&index->keys);
}

/* ---- one record ---- */

static const char *key_of(const struct label_index *index, int cell)
{
	return index->keys.data + index->key[cell];
}

/* Keeps the cell's key if it may be a label's; else an empty one. */
static void load_cell(struct label_index *index, int c)
{
	const char *text = index->record->cells[c];
	size_t start = index->keys.len;

	index->key[c] = start;
	index->key_len[c] = 0;
	if (!*text || (is_han_byte(*text) && !index->starts[start_of(text)]) ||
	    strlen(text) > LABEL_BYTES_MAX) {
		bytes_add_char(&index->keys, '\0');
		return;
	}
	label_key(&index->keys, text);
	if (index->keys.len > start &&
	    index->starts[start_of(index->keys.data + start)]) {
		index->key_len[c] = index->keys.len - start;
		index->n_likely++;
	} else {
		index->keys.len = start;
	}
	bytes_add_char(&index->keys, '\0');
}

static bool seek_label(struct label_index *index, int c)
{
	const char *key = key_of(index, c);
	bool any = false;

	if (index->key_len[c] == 0)
		return false;
	for (long i = index->slots[slot_of(key)]; i >= 0;
	     i = index->labels[i].next)
		if (strcmp(index->labels[i].key, key) == 0)
			any = index->may_be[index->labels[i].row] = true;
	return any;
}

/* Templates are titles: they begin a record or stand in their own column. */
static bool seek_templates(struct label_index *index, const char *first)
{
	bool any = false;

	for (int i = 0; i < index->n_templates; i++) {
		const struct template *t = &index->templates[i];
		const struct layout_cell *cell =
			&index->def->layout[t->row].cells[t->column];
		const char *own = grid_cell(index->record, t->column);

		if (template_read(index->def, cell, first, NULL) ||
		    (own != first &&
		     template_read(index->def, cell, own, NULL)))
			any = index->may_be[t->row] = true;
	}
	index->n_likely += any;
	return any;
}

/* Takes a record to look at; false: it is no fixed row. */
static bool load_record(struct label_index *index,
			const struct grid_record *record)
{
	int n = record->n_cells < CELLS_SEEN ? record->n_cells : CELLS_SEEN;
	const char *first = "";
	bool any = false;

	index->record = record;
	index->n_cells = n;
	index->n_likely = 0;
	bytes_clear(&index->keys);
	memset(index->may_be, 0,
	       (size_t)index->def->n_rows * sizeof *index->may_be);
	for (int c = 0; c < n; c++) {
		if (!*first)
			first = record->cells[c];
		load_cell(index, c);
		any |= seek_label(index, c);
	}
	any |= seek_templates(index, first);
	return any;
}

/* ---- a row and a record ---- */

enum label_fit { LABEL_OTHER, LABEL_PREFIX, LABEL_SAME };

static enum label_fit fit_label(const struct label_index *index, int row,
				int column, int cell)
{
	const struct layout_cell *wanted =
		&index->def->layout[row].cells[column];
	const struct label *label =
		&index->labels[index->first[row * index->def->width + column]];
	size_t len = index->key_len[cell];
	enum label_fit best = LABEL_OTHER;

	for (int i = 0; len && i < wanted->n_labels; i++, label++) {
		if (strcmp(label->key, key_of(index, cell)) == 0)
			return LABEL_SAME;
		/* two Han characters at least */
		if (len >= 6 && len < label->len &&
		    memcmp(label->key, key_of(index, cell), len) == 0)
			best = LABEL_PREFIX;
	}
	return best;
}

static enum label_fit fit(const struct label_index *index, int row, int column,
			  int cell)
{
	const struct layout_cell *wanted =
		&index->def->layout[row].cells[column];

	if (cell >= index->n_cells)
		return LABEL_OTHER;
	if (wanted->kind == LAYOUT_LABEL)
		return fit_label(index, row, column, cell);
	return wanted->kind == LAYOUT_TEMPLATE &&
			       template_read(index->def, wanted,
					     index->record->cells[cell], NULL)
		       ? LABEL_SAME
		       : LABEL_OTHER;
}

static void note_label(struct row_labels *found, int column, int cell,
		       enum label_fit fit)
{
	found->at[column] = cell;
	found->n_same += fit == LABEL_SAME;
	found->n_prefix += fit == LABEL_PREFIX;
	found->n_moved += cell != column;
}

/* Looks for the label of a column between its neighbours already found. */
static void find_elsewhere(const struct label_index *index, int row, int column,
			   struct row_labels *found)
{
	int from = 0, to = index->n_cells;

	for (int c = 0; c < index->def->width; c++) {
		int at = found->at[c];

		if (at >= from && c < column)
			from = at + 1;
		if (at >= 0 && at < to && c > column)
			to = at;
	}
	/* a prefix only where nothing else will do */
	for (enum label_fit least = LABEL_SAME; least > LABEL_OTHER; least--)
		for (int i = from; i < to; i++)
			if (fit(index, row, column, i) >= least) {
				note_label(found, column, i, least);
				return;
			}
}

static void find_labels(const struct label_index *index, int row,
			struct row_labels *found)
{
	*found = (struct row_labels){ 0 };
	for (int c = 0; c < index->def->width; c++) {
		enum label_fit own = fit(index, row, c, c);

		note_label(found, c, own ? c : -1, own);
	}
	found->n_moved = 0;
	for (int c = 0; c < index->def->width; c++)
		if (found->at[c] < 0)
			find_elsewhere(index, row, c, found);
}

/* 0 unless half of the row's labels are there; more is better. */
static int score_row(const struct label_index *index, int row)
{
	struct row_labels found;
	int n;

	if (!index->may_be[row] || index->n_likely * 2 < index->n_labels[row] ||
	    index->def->layout[row].table >= 0)
		return 0;
	find_labels(index, row, &found);
	n = found.n_same + found.n_prefix;
	if (!found.n_same || n * 2 < index->n_labels[row])
		return 0;
	return n * 4 + (n - found.n_moved) + 1;
}

/* ---- all rows ---- */

int layout_n_fixed(const struct definition *def)
{
	int n = 0;

	for (int i = 0; i < def->n_rows; i++)
		n += def->layout[i].table < 0;
	return n;
}

/* One match in a chain of matches. */
struct link {
	long record;
	int row;
	long before; /* link index, or -1 */
};

struct chains {
	struct link *links;
	size_t n, cap;
	int *score; /* by layout row: the best chain that ends there */
	long *last; /* its last link */
};

static void extend(struct chains *chains, int row, long record, int score)
{
	int best = 0;
	long before = -1;

	for (int i = 0; i < row; i++)
		if (chains->score[i] > best) {
			best = chains->score[i];
			before = chains->last[i];
		}
	if (best + score <= chains->score[row])
		return;
	chains->links = memory_grow(chains->links, &chains->cap, chains->n + 1,
				    sizeof *chains->links);
	chains->links[chains->n] = (struct link){ record, row, before };
	chains->score[row] = best + score;
	chains->last[row] = (long)chains->n++;
}

static void extend_all(struct chains *chains, const struct label_index *index,
		       long record)
{
	/* downwards, so that one record can't serve two rows */
	for (int row = index->def->n_rows - 1; row >= 0; row--) {
		int score = score_row(index, row);

		if (score > 0)
			extend(chains, row, record, score);
	}
}

static int follow(const struct chains *chains, int n_rows, long *row_records)
{
	int best = -1, n = 0;

	for (int i = 0; i < n_rows; i++)
		if (chains->score[i] > (best < 0 ? 0 : chains->score[best]))
			best = i;
	for (long at = best < 0 ? -1 : chains->last[best]; at >= 0;
	     at = chains->links[at].before) {
		row_records[chains->links[at].row] = chains->links[at].record;
		n++;
	}
	return n;
}

int layout_align(const struct definition *def, const struct grid *grid,
		 long *row_records, struct row_labels *labels)
{
	size_t n_rows = (size_t)def->n_rows;
	struct chains chains = {
		.score = memory_array(n_rows, sizeof *chains.score),
		.last = memory_array(n_rows, sizeof *chains.last)
	};
	struct label_index index;
	int n;

	index_init(&index, def);
	for (size_t r = 0; r < grid->n_records; r++)
		if (load_record(&index, &grid->records[r]))
			extend_all(&chains, &index, (long)r);
	for (int i = 0; i < def->n_rows; i++)
		row_records[i] = -1;
	n = follow(&chains, def->n_rows, row_records);
	for (int i = 0; labels && i < def->n_rows; i++)
		if (row_records[i] >= 0) {
			load_record(&index, &grid->records[row_records[i]]);
			find_labels(&index, i, &labels[i]);
		}
	index_release(&index);
	free(chains.links);
	free(chains.score);
	free(chains.last);
	return n;
}

static const char *first_label(const struct definition *def, int row)
{
	for (int c = 0; c < def->width; c++) {
		const struct layout_cell *cell = &def->layout[row].cells[c];

		if (cell->kind == LAYOUT_LABEL)
			return cell->labels[0];
		if (cell->kind == LAYOUT_TEMPLATE)
			return cell->source;
	}
	return NULL;
}

int layout_fit(const struct definition *def, const struct grid *grid,
	       const char **missing)
{
	long *row_records =
		memory_array((size_t)def->n_rows, sizeof *row_records);
	int n_fixed = layout_n_fixed(def);
	int n = layout_align(def, grid, row_records, NULL);

	*missing = NULL;
	for (int i = 0; i < def->n_rows && !*missing; i++)
		if (def->layout[i].table < 0 && row_records[i] < 0)
			*missing = first_label(def, i);
	free(row_records);
	return n_fixed ? n * 1000 / n_fixed : 0;
}

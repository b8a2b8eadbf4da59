#include <config.h>
#include "core/journal_pack.h"

#include <string.h>

#include "core/grid.h"
#include "core/text.h"

/* ---- in ---- */

/* Seven bits a byte, the low ones first: most numbers are small. */
void pack_number(struct bytes *out, uint64_t n)
{
	for (; n > 0x7F; n >>= 7)
		bytes_add_char(out, (char)(0x80 | (n & 0x7F)));
	bytes_add_char(out, (char)n);
}

void pack_bytes(struct bytes *out, const char *s, size_t n)
{
	pack_number(out, n);
	bytes_add(out, s, n);
}

void pack_text(struct bytes *out, const char *s)
{
	pack_bytes(out, s, strlen(s));
}

/* -1 is nowhere, so everything is one more. */
void pack_place(struct bytes *out, struct place place)
{
	pack_number(out, (uint64_t)(place.field + 1));
	pack_number(out, (uint64_t)(place.row + 1));
}

/* Which cells are carried stands above the number that every row has, so that a
   journal of a program that knew none is read all the same. */
enum { CARRIED_SHIFT = 32 };

void pack_row(struct bytes *out, const struct definition *def, int table,
	      const struct row *row)
{
	pack_number(out, (uint64_t)((long)row->source + 1) |
				 (uint64_t)row->carried << CARRIED_SHIFT);
	for (int c = 0; c < def->tables[table].n_columns; c++)
		pack_bytes(out, row->cells[c], text_length(row->cells[c]));
}

void pack_acceptance(struct bytes *out, const struct acceptance *a)
{
	pack_text(out, a->rule);
	pack_text(out, a->field);
	pack_number(out, (uint64_t)(a->row + 1));
	pack_text(out, a->name);
	pack_text(out, a->value);
	pack_text(out, a->reason);
	pack_text(out, a->date);
	pack_number(out, a->fingerprint);
}

static void pack_step(struct bytes *out, const struct acceptance_step *step)
{
	pack_number(out, step->at);
	pack_number(out, step->is_there);
	pack_acceptance(out, &step->said);
}

/* What is no kind, or came later, has a number behind the others. */
enum { PACKED_SET_CARRIED = EDIT_REASON + 1, PACKED_DROP };

static uint64_t packed_kind(const struct edit *edit)
{
	if (edit->kind == EDIT_DROP)
		return PACKED_DROP;
	return edit->kind == EDIT_SET && edit->is_carried
		       ? PACKED_SET_CARRIED
		       : (uint64_t)edit->kind;
}

void pack_edit(struct bytes *out, const struct definition *def,
	       const struct edit *edit)
{
	pack_number(out, packed_kind(edit));
	if (edit->kind == EDIT_DROP) {
		pack_number(out, edit->at);
		return;
	}
	if (edit->kind == EDIT_SET) {
		pack_place(out, edit->place);
		pack_text(out, edit->text);
		return;
	}
	if (edit->kind == EDIT_REASON) {
		pack_step(out, edit->said);
		return;
	}
	pack_number(out, (uint64_t)edit->table);
	pack_number(out, edit->at);
	if (edit->kind == EDIT_ROW_MOVE)
		pack_number(out, edit->to);
	if (edit->kind == EDIT_ROW_INSERT)
		pack_row(out, def, edit->table, edit->row);
}

/* ---- out ---- */

uint64_t unpack_number(struct unpack *from)
{
	uint64_t n = 0;

	for (unsigned shift = 0; shift < 64 && from->at < from->end;
	     shift += 7) {
		unsigned char byte = (unsigned char)*from->at++;

		n |= (uint64_t)(byte & 0x7F) << shift;
		if (!(byte & 0x80))
			return n;
	}
	from->is_bad = true;
	return 0;
}

uint64_t unpack_up_to(struct unpack *from, uint64_t limit)
{
	uint64_t n = unpack_number(from);

	if (n <= limit)
		return n;
	from->is_bad = true;
	return 0;
}

const char *unpack_bytes(struct unpack *from, size_t *n)
{
	const char *s;

	*n = unpack_up_to(from, (uint64_t)(from->end - from->at));
	if (*n > (size_t)(from->end - from->at)) {
		from->is_bad = true;
		*n = 0;
	}
	s = from->at;
	from->at += *n;
	return s;
}

const char *unpack_text(struct unpack *from, struct texts *texts)
{
	size_t n;
	const char *s = unpack_bytes(from, &n);

	if (!memchr(s, '\0', n) && text_valid(s, n) == n)
		return texts_add(texts, s, n);
	from->is_bad = true;
	return texts_blank;
}

struct place unpack_place(struct unpack *from, const struct definition *def)
{
	struct place place;

	place.field = (int)unpack_up_to(from, (uint64_t)def->n_fields) - 1;
	place.row = (long)unpack_up_to(from, INT32_MAX) - 1;
	if (place.field < 0 || def->fields[place.field].table < 0)
		place.row = -1;
	return place;
}

/* -1: it stands nowhere in the file; `n_records` is looked at by whoever has
   the file. */
struct row *unpack_row(struct unpack *from, struct record *rec, int table)
{
	struct row *row = record_row_new(rec, table, NULL);
	uint64_t number = unpack_number(from);
	uint64_t carried = number >> CARRIED_SHIFT;

	if ((uint32_t)number > GRID_RECORDS ||
	    carried >> rec->def->tables[table].n_columns)
		from->is_bad = true;
	row->carried = from->is_bad ? 0 : (uint16_t)carried;
	row->source = from->is_bad ? -1 : (int32_t)(uint32_t)number - 1;
	for (int c = 0; c < rec->def->tables[table].n_columns; c++)
		row->cells[c] = unpack_text(from, rec->texts);
	return row;
}

void unpack_acceptance(struct unpack *from, struct texts *texts,
		       struct acceptance *a)
{
	a->rule = unpack_text(from, texts);
	a->field = unpack_text(from, texts);
	a->row = (long)unpack_up_to(from, INT32_MAX) - 1;
	a->name = unpack_text(from, texts);
	a->value = unpack_text(from, texts);
	a->reason = unpack_text(from, texts);
	a->date = unpack_text(from, texts);
	a->fingerprint = unpack_number(from);
}

static struct acceptance_step *unpack_step(struct unpack *from,
					   struct record *rec)
{
	struct acceptance_step *step = arena_alloc(&rec->arena, sizeof *step);

	step->at = unpack_number(from);
	step->is_there = unpack_up_to(from, 1) != 0;
	unpack_acceptance(from, rec->texts, &step->said);
	return step;
}

void unpack_edit(struct unpack *from, struct record *rec, struct edit *edit)
{
	uint64_t kind;

	*edit = (struct edit){ .text = texts_blank };
	kind = unpack_up_to(from, PACKED_DROP);
	if (kind == PACKED_DROP) {
		edit->kind = EDIT_DROP;
		edit->at = unpack_number(from);
		return;
	}
	edit->is_carried = kind == PACKED_SET_CARRIED;
	edit->kind = edit->is_carried ? EDIT_SET : (enum edit_kind)kind;
	if (edit->kind == EDIT_SET) {
		edit->place = unpack_place(from, rec->def);
		edit->text = unpack_text(from, rec->texts);
		return;
	}
	if (edit->kind == EDIT_REASON) {
		edit->said = unpack_step(from, rec);
		return;
	}
	edit->table = (int)unpack_number(from);
	if (edit->table < 0 || edit->table >= rec->def->n_tables) {
		from->is_bad = true;
		return;
	}
	edit->at = unpack_up_to(from, INT32_MAX);
	if (edit->kind == EDIT_ROW_MOVE)
		edit->to = unpack_up_to(from, INT32_MAX);
	if (edit->kind == EDIT_ROW_INSERT)
		edit->row = unpack_row(from, rec, edit->table);
}

bool place_fits(const struct record *rec, struct place place)
{
	const struct field *f;

	if (place.field < 0 || place.field >= rec->def->n_fields)
		return false;
	f = &rec->def->fields[place.field];
	return f->table < 0
		       ? place.row < 0
		       : place.row >= 0 && (size_t)place.row <
						   record_n_rows(rec, f->table);
}

bool edit_fits(const struct record *rec, const struct edit *edit)
{
	size_t n = edit->kind == EDIT_SET || edit->kind == EDIT_REASON ||
				   edit->kind == EDIT_DROP
			   ? 0
			   : record_n_rows(rec, edit->table);

	switch (edit->kind) {
	case EDIT_REASON:
		return true;
	case EDIT_SET:
		return place_fits(rec, edit->place);
	case EDIT_ROW_INSERT:
		return edit->at <= n;
	case EDIT_ROW_DELETE:
		return edit->at < n;
	case EDIT_ROW_MOVE:
		return edit->at < n && edit->to < n;
	case EDIT_DROP:
		return edit->at < rec->n_strays;
	}
	return false;
}

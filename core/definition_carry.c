/* 沿用: what becomes of last year's cells. */
#include <config.h>
#include "core/definition_fields.h"

#include <string.h>

static const char *const carry_words[] = {
	[CARRY_TYPE] = "",     [CARRY_MARKED] = "是",	[CARRY_NEVER] = "否",
	[CARRY_NEXT] = "加一", [CARRY_SILENT] = "照抄", NULL
};

/* What is blank follows the type: last year's amounts are wrong more often than
   right, levels are a part of the table. */
static enum carry_way carry_of_kind(enum field_kind kind)
{
	switch (kind) {
	case FIELD_MONEY:
	case FIELD_DECIMAL:
		return CARRY_NEVER;
	case FIELD_YEAR:
		return CARRY_NEXT;
	case FIELD_LEVEL:
		return CARRY_SILENT;
	default:
		return CARRY_MARKED;
	}
}

/* One of these words; a cell that is none of them is refused. */
static enum carry_way read_carry(struct def_file *file, unsigned ways)
{
	const char *cell = def_cell(file, CARRY);
	struct failure *f;

	for (int i = CARRY_TYPE; carry_words[i]; i++)
		if (ways & BIT(i) && strcmp(carry_words[i], cell) == 0)
			return (enum carry_way)i;
	f = def_fault(file, FAILURE_DEF_VALUE, CARRY, cell);
	for (int i = CARRY_MARKED; carry_words[i]; i++)
		if (ways & BIT(i))
			failure_choice(f, carry_words[i]);
	return CARRY_TYPE;
}

/* What is computed is computed anew. */
enum carry_way fields_read_carry(struct def_file *file, const struct field *f)
{
	unsigned ways = BIT(CARRY_TYPE) | BIT(CARRY_MARKED) | BIT(CARRY_NEVER) |
			BIT(CARRY_SILENT);
	enum carry_way way;

	if (field_is_number(f))
		ways |= BIT(CARRY_NEXT);
	if (*f->formula_source)
		ways = BIT(CARRY_TYPE) | BIT(CARRY_NEVER);
	way = read_carry(file, ways);
	if (way != CARRY_TYPE)
		return way;
	return *f->formula_source ? CARRY_NEVER : carry_of_kind(f->kind);
}

enum carry_way fields_read_table_carry(struct def_file *file)
{
	return read_carry(file, BIT(CARRY_TYPE) | BIT(CARRY_MARKED) |
					BIT(CARRY_NEVER));
}

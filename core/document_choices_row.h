/*
 * document_choices_row: private to core/document_choices and document_choose:
 * the cells that go with one in its row: levels, a target's relation and unit.
 */
#ifndef CORE_DOCUMENT_CHOICES_ROW_H
#define CORE_DOCUMENT_CHOICES_ROW_H

#include "core/document_choices.h"

static inline const struct field *choices_field(const struct document *doc,
						struct place p)
{
	return &doc->def->fields[p.field];
}

/* The column of a kind that belongs to this one, or -1. */
int choices_column(const struct document *, int owner, enum field_kind);
/* The row's 层级 column of a depth, or PLACE_NONE. */
struct place choices_level(const struct document *, struct place, int depth);

/* Which cells of its own a target has for its relation and its unit. */
struct target_split {
	int relation, unit; /* -1: none */
};

struct target_split choices_split(const struct document *, int target);
/* What the target's own cell gets of the three parts; *gap is where the number
   would stand, CHOICE_NO_GAP where it does. */
void choices_target_print(struct target_split, const char *relation,
			  const char *value, const char *unit,
			  struct bytes *out, size_t *gap);

#endif

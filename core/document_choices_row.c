#include <config.h>
#include "core/document_choices_row.h"

int choices_column(const struct document *doc, int owner, enum field_kind kind)
{
	const struct definition *def = doc->def;

	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].kind == kind &&
		    def->fields[i].owner == owner &&
		    !definition_is_reached(def, i))
			return i;
	return -1;
}

struct place choices_level(const struct document *doc, struct place p,
			   int depth)
{
	int table = choices_field(doc, p)->table;
	int field = table < 0 ? -1 : definition_level(doc->def, table, depth);

	return field < 0 ? PLACE_NONE : (struct place){ field, p.row };
}

struct target_split choices_split(const struct document *doc, int target)
{
	return (struct target_split){ choices_column(doc, target,
						     FIELD_RELATION),
				      choices_column(doc, target, FIELD_UNIT) };
}

void choices_target_print(struct target_split split, const char *relation,
			  const char *value, const char *unit,
			  struct bytes *out, size_t *gap)
{
	if (split.relation < 0)
		bytes_add_str(out, relation);
	*gap = *value ? CHOICE_NO_GAP : out->len;
	bytes_add_str(out, value);
	if (split.unit < 0)
		bytes_add_str(out, unit);
}

struct place document_target_place(const struct document *doc,
				   struct place name)
{
	int target = choices_column(doc, name.field, FIELD_TARGET);

	return target < 0 ? PLACE_NONE : (struct place){ target, name.row };
}

void document_target_print(const struct document *doc, struct place target,
			   const struct tree_usual *usual, struct bytes *out,
			   size_t *gap)
{
	choices_target_print(choices_split(doc, target.field), usual->relation,
			     usual->value, usual->unit, out, gap);
}

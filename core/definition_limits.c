#include <config.h>

#include "core/definition.h"

/* Does the rule say nothing but where the cell is filled in? */
static bool is_plain(const struct rule *rule, int field, bool is_self)
{
	return !rule->condition ||
	       expression_is_filled(rule->condition, field, is_self);
}

long definition_length_limit(const struct definition *def, int field)
{
	long limit = -1;

	for (size_t i = 0; i < def->n_rules; i++) {
		const struct rule *rule = &def->rules[i];
		bool is_self =
			definition_rule_looks_at(rule, &def->fields[field]);

		if (!rule->requirement || !is_plain(rule, field, is_self))
			continue;
		long one = expression_length_limit(rule->requirement, field,
						   is_self);
		if (one >= 0 && (limit < 0 || one < limit))
			limit = one;
	}
	return limit;
}

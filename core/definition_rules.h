/*
 * definition_rules: private to core/definition_*.c: the parts of reading
 * rules.csv, one check a row.
 */
#ifndef CORE_DEFINITION_RULES_H
#define CORE_DEFINITION_RULES_H

#include "core/definition_read.h"

/* Its headings, in their order. */
enum {
	ID,
	SEVERITY,
	SCOPE,
	CONDITION,
	REQUIREMENT,
	PLACE,
	MESSAGE,
	ENGLISH,
	SUGGESTIONS,
	OPINION,
	BASIS,
	PASS,
	FAIL
};

struct rules_reader {
	struct def_file file;
	struct expression_dictionary dictionary;
	struct def_notes notes, ids;
	const char *const *opinions;
	int n_opinions;
	size_t cap;
	int scope; /* the table whose row is judged, or -1 */
};

/* Where the rule looks (core/definition_rule_scope.c), and what 本格 can be
   there. False if nobody can tell what the rule's names would mean. */
bool rules_read_scope(struct rules_reader *, struct rule *);
/* Where its finding is shown (core/definition_rule_place.c); what it says is
   known. */
void rules_read_place(struct rules_reader *, struct rule *);

#endif

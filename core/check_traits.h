/*
 * check_traits: private to core/check*.c: what the texts of a form's cells are
 * like, as far as its rules ask. A trait is a truth that depends on one cell's
 * text alone: 不空(名称), 含(三级指标、“率”). Texts of a cell that have the
 * same traits are of one class. Nearly all names are unlike, but there are few
 * classes of them, and what rules say of a row they say of its classes.
 */
#ifndef CORE_CHECK_TRAITS_H
#define CORE_CHECK_TRAITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/automaton.h"
#include "core/expression.h"
#include "core/memo.h"
#include "core/record.h"

struct check;
struct viewpoint;

struct trait {
	const struct expression *expression;
	const struct node *node;
	int self; /* what 本格 is in it */
	bool is_grouped;
	size_t n_short; /* struct trait_question */
};

/* What one row adds to a total. */
enum part_kind {
	PART_NONE,
	PART_BLANK,
	PART_UNREADABLE,
	PART_NUMBER,
	PART_TEXT,
	PART_ITSELF, /* the very text that it was found out about */
};
struct part {
	union {
		int64_t number;
		const char *text; /* of the plan's set */
	};
	unsigned char kind;
};

/* As the keys of a memo. */
enum { PART_KEYS = 3 };

struct text_class {
	unsigned number;
	unsigned char truths[]; /* enum truth, by trait */
};

/* Traits that ask for nothing but what one function says of the text:
   类别(指标值) = “数量”. There are few kinds of targets. */
struct trait_group {
	const struct expression *expression;
	const struct node *call;
	size_t *traits;
	size_t n, cap;
	struct memo truths; /* what it says → the traits' truths */
};

/* What a text comes to; nearly all texts come to the same as others. */
struct known_text {
	const struct text_class *class;
	struct part parts[]; /* by the set's totals */
};

/* The traits that are asked of one cell. */
struct trait_set {
	int field;
	struct trait *items;
	size_t n, cap;
	struct trait_group *groups;
	size_t n_groups, cap_groups;
	/* what one pass over a text says of most traits (NULL: nothing), and
	   whose trait is which bit of it */
	struct automaton *automaton;
	uint16_t bits[AUTOMATON_PATTERNS];
	size_t n_bits;
	uint64_t final;		/* bits of traits that a yes tells too */
	unsigned char *without; /* by trait, as long as nobody says more */
	/* traits that are asked of any text, and of one that isn't short */
	size_t *always, *lengths;
	size_t n_always, n_lengths;
	size_t *totals; /* whose parts the text alone tells */
	size_t n_totals, cap_totals;
	const struct known_text **of; /* by a text's number; NULL: not known */
	size_t cap_of;
	struct memo classes; /* truths → struct text_class */
	unsigned n_classes;  /* so many there have been */
	struct memo alike;   /* class and parts → struct known_text */
	/* what has another text as a part and goes with that one: it lies
	   apart, and which texts come to it */
	struct arena apart;
	unsigned *texts_apart;
	size_t n_apart, cap_apart;
	/* scratch, of a text: its truths and what is alike, as the memos' keys,
	   and what it comes to */
	unsigned *truths, *keys;
	struct known_text *found;
	/* of the row that was read last; its text, NULL: of none */
	const struct known_text *known;
	const char *text;
};

/* Of the cells of a table's rows, or of the form. */
struct traits {
	struct trait_set *sets;
	size_t n, cap;
	/* by field, of the row that was read last: its traits' truths, NULL for
	   a field without traits; and its class */
	const unsigned char **truths;
	unsigned *classes;
};

/* The number of a trait of this cell; added if it is a new one. */
int traits_add(struct traits *, int field, const struct expression *,
	       const struct node *, int self);
/* The part of this total depends on nothing but that cell's text. */
void traits_add_total(struct traits *, int field, size_t total);
/* All have been added: the patterns that texts are asked with go into automata,
   and these into the alphabet, which is borrowed. */
void traits_plan(struct traits *, struct alphabet *, size_t n_fields);
/* The alphabet is finished. */
void traits_finish(struct traits *);
/* core/check_classes.c: finds out the classes of the cells of the viewpoint's
   row, or (table -1) the form's. */
void traits_read(struct viewpoint *, int table);
/* How many there are, of all cells. */
size_t traits_count(const struct traits *);
/* Is anything asked of that cell? */
bool traits_has(const struct traits *, int field);
/* Forgets texts whose number is a higher one. */
void traits_forget(struct traits *, unsigned highest);
/* … and one set's that have another text as a part. */
void traits_forget_apart(struct trait_set *);
void traits_release(struct traits *);

#endif

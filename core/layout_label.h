/*
 * layout_label: private to core/layout*.c: which texts are labels of a layout.
 *
 * Labels are compared by their wording (core/layout_wording). What a text is
 * gets found out once and is then known by the text's number.
 */
#ifndef CORE_LAYOUT_LABEL_H
#define CORE_LAYOUT_LABEL_H

#include "core/definition.h"
#include "core/text.h"
#include "core/texts.h"

/* A label's place in the layout. */
struct label_place {
	int row, column;
};

/* All labels of one wording. */
struct label_class {
	const char *key;
	size_t key_len;
	struct label_place *places;
	int n_places;
	int least; /* fewest labels that a row with it has, templates not
		      counted */
};

/* A template's place; a character that no title of it is without, "" = there is
   none; and how long one is at least. */
struct label_template {
	int row, column;
	char start[5];
	size_t least_bytes;
};

/* 合计, 小计, 总计, 共计, 其中: no label, but no value either; and what ends
   with one of these, or begins with 其中, as a value does seldom. */
enum label_total { TOTAL_NONE, TOTAL_LIKELY, TOTAL_SURE };

/* What is known of a text. */
enum { FACT_UNKNOWN, FACT_NOTHING, FACT_FIRST };
struct label_fact {
	unsigned short class; /* FACT_FIRST and up: a class of labels */
	unsigned short title; /* FACT_FIRST and up: a template */
	bool is_prefix;	      /* no label, but the beginning of one */
	unsigned char total;  /* an enum label_total */
};

enum { LABEL_BEGINNINGS = 4096 };
struct label_index {
	const struct definition *def;
	struct arena arena;
	struct label_class *classes;
	size_t n_classes, cap_classes;
	struct label_template *templates;
	size_t n_templates, cap_templates;
	int *n_labels;	 /* by layout row: its labels and templates */
	bool *has_title; /* by layout row: a template */
	bool has_signs;	 /* some label is none: — or / where nothing is filled
			   in */
	/* by layout row, then column: the label that an ↑ cell stands for;
	   row -1: there is none */
	struct label_place *sections;
	struct label_fact *facts; /* by text number */
	size_t cap_facts;
	struct bytes key; /* scratch */
	/* what labels begin with: a bit for a letter, and for it and the
	   next */
	unsigned char beginnings[LABEL_BEGINNINGS / 8];
};

void label_index_init(struct label_index *, const struct definition *);
void label_index_release(struct label_index *);
/* Forgets the texts that it has seen. */
void label_index_forget(struct label_index *);
/* The same, and gives back what many of them took. */
void label_index_shrink(struct label_index *);

/* What a text is; its title is not known yet. */
const struct label_fact *label_fact_find(struct label_index *,
					 const char *text);
static inline const struct label_fact *label_fact(struct label_index *index,
						  const char *text)
{
	size_t i = text_number(text);

	return i < index->cap_facts && index->facts[i].class != FACT_UNKNOWN
		       ? &index->facts[i]
		       : label_fact_find(index, text);
}

/* Neither a label nor the beginning of one. */
static inline bool label_says_nothing(const struct label_fact *fact)
{
	return fact->class == FACT_NOTHING && !fact->is_prefix;
}

/* The class of a text, or NULL if it is no label of this layout. */
static inline const struct label_class *label_find(struct label_index *index,
						   const char *text)
{
	const struct label_fact *fact = label_fact(index, text);

	return fact->class == FACT_NOTHING
		       ? NULL
		       : &index->classes[fact->class - FACT_FIRST];
}

/* Is the text no label but two Han characters or more of one's beginning? */
static inline bool label_is_cut(struct label_index *index, const char *text)
{
	return label_fact(index, text)->is_prefix;
}

static inline enum label_total label_total(struct label_index *index,
					   const char *text)
{
	return label_fact(index, text)->total;
}

/* Is it such a sign as a layout cell's is_sign tells of? */
bool label_text_is_sign(const char *text);

/* The template (index into `templates`) that reads this text, or -1. */
int label_title_find(struct label_index *, const char *text);
static inline int label_title(struct label_index *index, const char *text)
{
	size_t i = text_number(text);

	return i < index->cap_facts && index->facts[i].title == FACT_NOTHING
		       ? -1
		       : label_title_find(index, text);
}

/* What a text says to a row of fixed labels: equal for all that say the same;
   0 = nothing. has_title: the row has a title. */
static inline unsigned label_word(struct label_index *index, const char *text,
				  bool has_title)
{
	const struct label_fact *fact = label_fact(index, text);
	unsigned class = fact->class;

	/* of which label it is the beginning has to be looked at */
	if (fact->is_prefix)
		return 1u << 31 | text_number(text);
	if (text_is_blank(text))
		class = 0;
	else if (index->has_signs && label_text_is_sign(text))
		return 1u << 30;
	/* it may be more titles than one */
	if (has_title && label_title(index, text) >= 0)
		return 1u << 31 | text_number(text);
	return class;
}

/* Is the text this label (or one of its other words)? */
bool label_is(struct label_index *, const char *text, int row, int column);
/* Is it the beginning of this one? */
bool label_is_prefix(struct label_index *, const char *text, int row,
		     int column);
/* The label that an ↑ cell stands for. */
bool label_above(const struct definition *, int row, int column,
		 struct label_place *);
/* Does the text name the section of this cell, which is an ↑? */
static inline bool label_is_section(struct label_index *index, const char *text,
				    int row, int column)
{
	const struct label_place *above =
		&index->sections[row * index->def->width + column];

	return above->row >= 0 &&
	       label_is(index, text, above->row, above->column);
}
/* The same of any column of the row. */
bool label_names_section(struct label_index *, const char *text, int row);

#endif

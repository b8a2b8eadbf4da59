/*
 * target_set: targets.csv as compiled rows. Private to core/target*.c; what the
 * cells of that file mean stands in core/target.h.
 */
#ifndef CORE_TARGET_SET_H
#define CORE_TARGET_SET_H

#include <stdint.h>
#include "core/memory.h"
#include "core/pattern.h"
#include "core/target.h"

/* Small: a form has hundreds. */
struct word {
	const char *text, *read_as;
	uint32_t len;
	enum target_relation relation : 8; /* RELATION_NONE: reads as none */
	uint8_t month, month2;		   /* 1..3: first and last; 0 = none */
};

/* 词: longest first, so that no word hides a longer one. */
struct word_list {
	const char *name;
	struct word *words;
	size_t n, cap;
	bool is_read;	      /* some word reads as a relation or as months */
	struct bytes pattern; /* of the words, empty until it was asked for */
	/* bits of what the words end with: most texts end with none of that */
	unsigned char ends[256];
};

/* The bit for a text's last character; there is one. */
size_t word_end(const char *s, size_t n);

/* 段, its own braces expanded. */
struct part {
	const char *name, *pattern;
};

struct row {
	const char *name;
	enum target_kind kind;
	struct pattern *pattern;
	/* the lists, by number, whose words are read where it has them */
	size_t *lists;
	size_t n_lists;
};

/* The lists that are known by name. */
enum known_list {
	LIST_UNITS,    /* 单位词 */
	LIST_COUNTERS, /* 量词 */
	LIST_LABELS,   /* 性质 */
	LIST_KINDS,    /* 同类单位 */
	KNOWN_LISTS
};

struct target_set {
	struct arena arena;
	struct word_list *lists;
	size_t n_lists, cap_lists;
	int known[KNOWN_LISTS]; /* index among lists, or -1 */
	struct part *parts;
	size_t n_parts, cap_parts;
	struct arena of_parts;
	struct row *rows;
	size_t n_rows, cap_rows;
	struct bytes folded, joined; /* the value being read */
	int gave_up_row;
};

/* Adds words, | between them, to a list, which is made for the first ones. */
void target_add_words(struct target_set *, const char *list, const char *words,
		      const char *read_as);
/* NULL if the table has no such list. */
struct word_list *target_list_named(const struct target_set *, const char *name,
				    size_t n);
struct word_list *target_list(const struct target_set *, enum known_list);
/* Adds what a list's name in braces stands for. */
void target_list_pattern(struct word_list *, struct bytes *out);
/* The word that is exactly `s`; NULL for none, or for no list. */
const struct word *target_word(const struct word_list *, const char *s,
			       size_t n);

static inline bool target_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Folds the value into the set: its cells joined, without blanks and what says
   nothing. False if nothing is left. */
bool target_fold(struct target_set *, const char **s, size_t *n);
/* The row that reads a folded value; -1 if none. */
int target_match_row(struct target_set *, const char *s, size_t n);
/* The relation that the row's i-th list has read, at *s, or NULL. */
const struct word *target_relation_word(const struct target_set *,
					const struct row *, size_t i,
					const char **s, size_t *n);
/* What the row has read: a period without a second date is one year from
   beginning to end, a date with one is the last of several deadlines. */
void target_read_dates(const struct target_set *, const struct row *,
		       struct target_reading *out);

/* How much of the text behind a number is its unit: 次宣传 is 次, 万家企业 is
   万家, a known unit with two characters or more of what is counted, or with
   letters: 台CT is 台. 个村 and 元/人 stay whole, as a clerk's own unit does;
   m宽 is m. 0 for what is too long to be one. */
size_t target_unit_len(const struct target_set *, const char *s, size_t n);
/* As it is read, cut at a character. */
void target_copy_unit(const struct target_set *, const char *s, size_t n,
		      char unit[64]);
/* Adds to it what there is room for: /年 */
void target_add_unit(char unit[64], const char *s, size_t n);

#endif

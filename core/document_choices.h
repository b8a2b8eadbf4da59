/*
 * document_choices: what may be put into a cell, as the definition tells: the
 * choices of a 选项; of a 层级 the names in indicators.csv that are legal under
 * what its row has; of an indicator's name those of its levels; of a 指标值 the
 * usual ones, and the signs with the unit; of a 关系 and a 单位 theirs. An
 * indicator's name is the column that a 指标值 belongs to. Nothing is said of
 * other cells.
 */
#ifndef CORE_DOCUMENT_CHOICES_H
#define CORE_DOCUMENT_CHOICES_H

#include "core/document.h"

#define CHOICE_NO_GAP ((size_t)-1)

struct choice {
	const char *text;	  /* what the cell gets */
	const char *detail, *tag; /* to tell it from others; "" = none */
	int node;		  /* of the tree; -1: none */
	const struct tree_usual
		*usual;		     /* whose name or target it is, or NULL */
	const char *relation, *unit; /* 指标值: for the cells of their own */
	/* 指标值: the byte of `text` where a number is still to be typed */
	size_t gap;
};

struct choices {
	struct choice *items;
	size_t n, cap;
	struct arena arena;
};

/* Does the definition tell anything of such cells? */
bool document_may_choose(const struct document *, int field);
/* Empty where the definition tells nothing. The place is one that there is; the
   texts live as long as the choices and the document. */
void document_choices(const struct document *, struct place,
		      struct choices *out);
void choices_release(struct choices *);

/* The cell of the row's 指标值 that goes with a name, PLACE_NONE where there is
   none; and what it is usually, with *gap as above. */
struct place document_target_place(const struct document *, struct place name);
void document_target_print(const struct document *, struct place target,
			   const struct tree_usual *, struct bytes *out,
			   size_t *gap);

/*
 * Puts it there, as one change. Blank levels over it are filled in as well; a
 * 指标值's relation and unit go into their own cells, where it has any.
 * `along`: the usual target of an indicator too. What has a gap isn't put
 * there: only those other cells. The number of cells that it says.
 */
size_t document_choose(struct document *, struct place, const struct choice *,
		       bool along);

#endif

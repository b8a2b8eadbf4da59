/*
 * acceptance: warnings and hints that people have accepted as they are, each
 * with the reason; and the file that keeps them: FORM.csv.jixiao beside
 * FORM.csv.
 *
 *	类别,检查,项目,行,名称,当时的值,说明,日期,校验
 *	说明,VAL-NO-CMP,指标.指标值,2,科普覆盖人群,4,按年报口径,2026-11-25,9f3c0a1b2c3d4e5f
 *
 * It is for reading, merging and deleting; nothing of the form depends on it.
 * 校验 is a hash of the row's name and of the values that the check read: once
 * one of them differs, the reason counts no more. The cells that were copied
 * out of last year's form and that nobody has confirmed stand there too, each
 * with a hash of its text (core/document_carried.h). Rows of another 类别 are
 * somebody else's and stay.
 *
 *	沿用,,任务.名称,2,任务2,任务2,,,1b2c3d4e5f9f3c0a
 *
 * So does the file of last year's form that this one was compared with, by the
 * way from here (core/document_earlier.h):
 *
 *	去年,,,,../2024年/科协.csv,,,,
 */
#ifndef CORE_ACCEPTANCE_H
#define CORE_ACCEPTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/failure.h"
#include "core/store.h"
#include "core/texts.h"

/* All texts belong to the list's set. */
struct acceptance {
	const char *rule; /* its id */
	const char
		*field; /* where the finding was: 指标.指标值; "" for nowhere */
	long row;	/* of its table, from 0; -1 for none */
	const char *name;  /* the row's; "" for none */
	const char *value; /* what stood there, for people */
	const char *reason;
	const char *date; /* 2026-11-25 */
	uint64_t fingerprint;
};

struct carried_cell {
	const char *field;
	long row;	   /* of its table, from 0; -1 for none */
	const char *name;  /* the row's, for people */
	const char *value; /* what stood there, cut short, for people */
	uint64_t hash;
};

struct acceptance_list {
	struct texts *texts; /* borrowed */
	struct acceptance *items;
	size_t n, cap;
	struct carried_cell *carried; /* as last read, or to be written */
	size_t n_carried, cap_carried;
	const char *earlier, *base_earlier; /* last year's file, by the way from
					       here, and as last read or
					       written; NULL: none */
	struct bytes others; /* records of other kinds, with their line ends */
	bool is_known;	     /* it was read, or came out of a journal */
	bool is_changed;     /* what else it holds was, since it was read or
				written: acceptance_is_changed() */
	bool is_unread;	     /* a file is there and could not be read */
	struct acceptance *base; /* as last read or written, for
				    acceptance_take() */
	size_t n_base;
	struct carried_cell *base_carried;
	size_t n_base_carried;
	struct store_stamp stamp; /* the file then */
};

/* What is said of one finding, as a step that can be taken back. */
struct acceptance_step {
	struct acceptance said; /* what is to be there; reason "": nothing */
	size_t at;		/* its number in the list */
	bool is_there; /* something stands there, which it comes instead of */
	const struct instance
		*instance;     /* where it sits, of core/check; NULL */
	const struct row *row; /* for: to be found */
};

void acceptance_list_init(struct acceptance_list *, struct texts *);
void acceptance_list_release(struct acceptance_list *);

/* Something is not as it was read or written. */
bool acceptance_is_changed(const struct acceptance_list *);
/* Takes the step, which becomes its inverse. The list may have become another
   since it was made, with what somebody else said: its number is found
   again. */
void acceptance_step_turn(struct acceptance_list *, struct acceptance_step *);

/* A file stands beside the form's. */
bool acceptance_exists(const char *form_path);
/* No file is an empty list. False: there is one that can't be read, FAILURE_ as
   of store_read() and grid_read(); writing will then refuse. */
bool acceptance_read(struct acceptance_list *, const char *form_path,
		     struct failure *);
/* What another program has written meanwhile and was read by now, of the same
   set of texts: adds what it added, drops what it took back, unless this side
   has changed the same. No file says nothing. True: the list is not what it
   was. */
bool acceptance_take(struct acceptance_list *,
		     const struct acceptance_list *theirs);
/* The same, of the file as it stands there, if it can be read. */
bool acceptance_take_theirs(struct acceptance_list *, const char *form_path);
/* Saved as the form is, with no older copy; how->expected is the list's stamp,
   or NULL for whatever stands there. An empty list leaves no file. */
bool acceptance_write(struct acceptance_list *, const char *form_path,
		      const struct store_how *, struct failure *);

#endif

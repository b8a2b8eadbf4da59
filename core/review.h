/*
 * review: what the reviewers of a form have decided and remarked, and the file
 * that keeps it: FORM.csv.review beside FORM.csv.
 *
 *	时间,审核人,事项,意见,项目,行,名称,当时的值,内容,校验
 *	2026-11-26 09:30:05 +08:00,张三,状态,,,,,,审核中,
 *	2026-11-26 09:31:40 +08:00,张三,意见,不够细化、量化,,,,,,
 *	2026-11-26 09:32:11 +08:00,张三,批注,,指标.指标值,2,科普覆盖人群,4,请写明口径,9f3c0a1b2c3d4e5f
 *	2026-11-26 09:40:00 +08:00,李四,状态,,,,,,退回,
 *
 * One line an event; nothing is ever rewritten, and whatever is taken back is
 * one more line (撤意见, 撤批注; of a state the one that was before). So the
 * files of two reviewers are one file when the lines of both are put together,
 * in any order and some of them twice: what counts is the time. Of one moment
 * the lines of different reviewers go by their names, those of one as they
 * stand. What is new is always later than what is there already, whatever the
 * clock says.
 *
 * It is for reading, merging and deleting; nothing of the form depends on it.
 * No file is a form that nobody has looked at. Lines of another 事项 are
 * somebody else's and stay.
 */
#ifndef CORE_REVIEW_H
#define CORE_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/failure.h"
#include "core/store.h"
#include "core/texts.h"

enum review_state {
	REVIEW_UNREAD,	 /* 未看 */
	REVIEW_READING,	 /* 审核中 */
	REVIEW_RETURNED, /* 退回 */
	REVIEW_ACCEPTED, /* 通过 */
	REVIEW_STATES
};

/* Who did it, and when. */
struct review_hand {
	const char *reviewer;
	int64_t time;	  /* seconds since 1970-01-01 00:00 UTC */
	int zone_minutes; /* east of UTC, for people */
};

/* A cell as it was: a remark is made on. All zero: the form as a whole.
   core/review_remark.h makes it, and finds the cell again. */
struct review_cell {
	const char *field; /* 指标.指标值; NULL or "": none */
	long row;	   /* of its table, from 0; -1 for none */
	const char *name;  /* the row's, in one line; "" for none */
	const char *value; /* what stood there, cut short, for people */
	uint64_t hash;	   /* of all of it */
};

/* An opinion of the form, or a remark on a cell, that stands. */
struct review_note {
	struct review_hand hand;
	const char *opinion; /* one of the definition's `opinions`, or any; of
				a remark perhaps "" */
	const char *text; /* in the reviewer's own words, a line; "" = none */
	struct review_cell cell; /* of a remark; its texts are never NULL */
};

struct review_notes {
	struct review_note *items; /* in the order in which they were made */
	size_t n, cap;
};

/* All texts are its own and live as long. */
struct review {
	enum review_state state;
	struct review_hand by; /* whose last word the state is; reviewer "" :
				  nobody's */
	struct review_notes opinions, remarks;
	bool is_unread; /* a file is there and could not be read */

	/* private */
	struct texts *texts; /* NULL: there is nothing */
	struct bytes kept;   /* the file's lines as last read or written */
	struct bytes added;  /* those to come */
	struct store_stamp stamp;
	struct review_event *events; /* in the order that counts */
	size_t n_events, cap_events;
};

void review_init(struct review *);
void review_release(struct review *);

/* Instead of whatever it held. No file is an unread form and costs one system
   call. False: there is one that can't be read, FAILURE_ as of store_read() and
   grid_read(); it is unread then, and writing will refuse. */
bool review_read(struct review *, const char *form_path, struct failure *);
/* Another program may have written the file meanwhile: what it holds now, and
   what is not yet written of this side behind it. A file that is gone says
   nothing. True: the review is not what it was. */
bool review_take_theirs(struct review *, const char *form_path);
/* Adds to the file what is new, and takes theirs. Saved as the form is, with no
   older copy. Nothing new writes nothing. False: nothing is lost, and it can be
   tried again; FAILURE_UNREADABLE_REVIEW: what is there can't be read, and
   stays. */
bool review_write(struct review *, const char *form_path,
		  const struct store_how *, struct failure *);
/* Something is not yet written. */
bool review_is_changed(const struct review *);

/* The state that the form has from now on. Nothing if it has it already. */
void review_set_state(struct review *, enum review_state,
		      const struct review_hand *);
/* The reviewer does something with a form: an unread one is being read now.
   Whoever only looks at it changes nothing. */
void review_begin(struct review *, const struct review_hand *);
/* Back to the state before this one; once more, and forward again. False: there
   was none. */
bool review_undo_state(struct review *, const struct review_hand *);

/* An opinion stands once; said anew, its words are the later ones. */
void review_add_opinion(struct review *, const char *opinion, const char *text,
			const struct review_hand *);
void review_remove_opinion(struct review *, const char *opinion,
			   const struct review_hand *);
/* The opinion that stands, or NULL. */
const struct review_note *review_opinion(const struct review *,
					 const char *opinion);
/* `opinion` may be "". The same on the same cell stands once. */
void review_add_remark(struct review *, const struct review_cell *,
		       const char *opinion, const char *text,
		       const struct review_hand *);
/* The i-th of the remarks. */
void review_remove_remark(struct review *, size_t i,
			  const struct review_hand *);

/* 审核中, as the file has it. */
const char *review_state_name(enum review_state);
/* unread reading returned accepted, for programs. */
const char *review_state_key(enum review_state);
/* Adds 2026-11-26 09:30:05; with its zone as the file has it. */
void review_print_time(const struct review_hand *, bool with_zone,
		       struct bytes *out);

#endif

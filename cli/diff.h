/*
 * diff: `jixiao diff OLD NEW`, what two forms differ in; and the same for git.
 *
 * Rows that were moved and numbers that are written otherwise are no difference.
 * Of two definitions the cells with the same names are compared; those that only
 * the old one has are told if they are filled in.
 */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "cli/diff_git.h"
#include "cli/options.h"
#include "core/difference.h"
#include "core/form_set.h"

/* The exit code, before stdout is flushed and diff_exit(). */
enum exit_code diff_files(struct form_set *, const struct options *);
/* As diff(1) has it: 2 for any trouble. */
enum exit_code diff_exit(enum exit_code);

/* A comparison that has been made. */
struct diff {
	const char *old_path, *new_path; /* as they are told */
	const struct git_call *git;	 /* NULL: not called by git */
	bool has_colour;
	const struct definition *def;	     /* the new form's */
	const struct record *old, *new;	     /* both of it */
	const struct record *foreign;	     /* the old form's own, or NULL */
	const bool *is_known;		     /* by its field */
	struct difference_list list;	     /* none is a moved row */
	size_t n_moved, n_written_otherwise; /* taken out of it */
	size_t n_lost;			     /* cells only the old form has */
	struct failure_list failures;
};

/* Calls for each filled cell that only the old form's definition has. */
typedef void diff_lost_cell(void *ctx, const struct field *, struct place,
			    const char *text);
void diff_each_lost(const struct diff *, diff_lost_cell *, void *ctx);
/* The new number less the old one; false if they aren't two numbers. */
bool diff_amount(const struct diff *, const struct difference *, int64_t *out);
/* Is it told by its phrases? */
bool diff_has_phrases(const struct diff *, const struct difference *);

/* The two formats, onto stdout. */
void diff_text(const struct diff *);
void diff_json(const struct diff *);

#endif

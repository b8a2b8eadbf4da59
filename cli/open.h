/* open: a form on its screens: `jixiao FILE`, and what others have made; and
   the ways to one. */
#ifndef CLI_OPEN_H
#define CLI_OPEN_H

#include "cli/options.h"
#include "core/document.h"
#include "core/document_recover.h"
#include "core/form_set.h"
#include "tui/terminal.h"

/* From one form to the next, until the user leaves. */
struct opening {
	struct form_set *forms;
	const struct options *options;
	struct last_year *last_year; /* or NULL */
	char *state;		     /* the folder for journals, or NULL */
	bool is_started; /* by the start screen, which tells what is wrong */
	struct bytes trouble;	   /* … this, until it is told */
	struct app_review *review; /* by `jixiao review`; else NULL */
	bool wants_start;	   /* the user left for the start screen */
	bool wants_kind;	   /* … and is to choose a blank form there */
	const char *output;	   /* the next new form's, or NULL */
};

void opening_init(struct opening *, struct form_set *, const struct options *);
void opening_release(struct opening *);
/* What is wrong, where it is to be told. */
void opening_tell(struct opening *, const struct failure_list *);

/* A file. */
enum exit_code open_path(struct opening *, const char *path);
/* The same; the greeting is said over it. */
enum exit_code open_path_greeted(struct opening *, const char *path,
				 const char *greeting);
/* A form that stays the caller's; the greeting is said over it, "" for none. */
enum exit_code open_document(struct opening *, struct document *,
			     const char *greeting);
/* What was left behind without a file, which stays the caller's as well. */
enum exit_code open_left(struct opening *, struct recovery *, const char *path);

/* For the start screen, which is told why it can't be: the i-th form of the
   set, blank; one out of a file (cli/new.c); the list of a folder's forms
   (cli/review.c). */
enum exit_code new_blank(struct opening *, size_t form);
enum exit_code new_from(struct opening *, const char *path);
enum exit_code review_path(struct opening *, const char *folder);
/* `jixiao` without a file: from the start screen to a form and back, until the
   user leaves, from here or from a form. */
enum exit_code start_screen(struct opening *);

/* Why the terminal can't be used; EXIT_CLEAN if it can. */
enum exit_code explain_terminal(enum terminal_problem);
/* False, and said, where it can't show a form. */
bool has_charset(void);

#endif

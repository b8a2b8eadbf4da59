/*
 * batch_files: the files that a command line names, each read and checked as a
 * job of a batch, and then worked on as the command wants.
 */
#ifndef CLI_BATCH_FILES_H
#define CLI_BATCH_FILES_H

#include "core/batch.h"
#include "cli/files_seen.h"
#include "cli/options.h"
#include "core/document.h"

/* The run as the calling thread knows it. */
struct batch_files {
	const struct options *options;
	const struct form_set *forms;
	const struct batch_files_task *task;
	struct file_list *list;
	struct bytes told; /* the faults of definitions said last */
	bool shows_progress;
	long long next_ms;	     /* when that may be drawn */
	struct last_year *last_year; /* --last, or NULL */
	bool has_unread; /* a folder of last year's, which was said */
	size_t n_given;
	struct files_seen seen; /* a file of several names counts once */
};

/* One file: what a command's own job begins with. */
struct file_job {
	const struct options *options;
	const struct batch_files_task *task;
	const struct last_year *last_year;
	char *path;
	size_t number;		  /* of the files, from 1 */
	bool is_alone;		  /* of last year's forms none is this one's */
	bool is_note;		  /* no file, only something to be told */
	bool lacks_reasons;	  /* file_list_lacks_reasons() */
	struct store_stamp stamp; /* of the file that was read */
	struct failure_list failures;
};

/* What a command does with a file. `ctx` is handed to what the calling thread
   calls. */
struct batch_files_task {
	void *ctx;
	size_t job_bytes; /* of its own job, which starts as zeros */
	/* Makes it ready, behind the head, and releases it there. */
	void (*init)(void *ctx, struct file_job *);
	void (*release)(struct file_job *);
	/* In a worker's thread: the form, checked, or NULL: the failures say
	   why; or it is a note. */
	void (*work)(struct batch *, struct file_job *,
		     const struct document *);
	/* Takes it back, in the files' order; false: no more. */
	bool (*done)(void *ctx, struct file_job *);
};

/* The files are the operands and those of --files-from. */
void batch_files_init(struct batch_files *, const struct form_set *,
		      const struct options *);
/* The files are these operands (a NULL ends them) and those of a list, or
   NULL. */
void batch_files_init_with(struct batch_files *, const struct form_set *,
			   const struct options *, const char *const *operands,
			   const char *list);
void batch_files_release(struct batch_files *);
/* Finds out what --last has, if it is given, with forms that are loaded for
   that. False, and said, if that is nothing. */
bool batch_files_look_back(struct batch_files *, struct form_set *);
/* All of them, by as many workers as --jobs says or there are processors
   for. */
void batch_files_run(struct batch_files *, const struct batch_files_task *);
/* So many files are done, with so many errors: on a line of the terminal behind
   stderr that is wiped away again, if it is time; nothing where there is none,
   and nothing in the first second. */
void batch_files_tell_progress(struct batch_files *, size_t n_files,
			       size_t n_errors);
/* Says the faults of a definition, lines: the first of the files that it holds
   up does. */
void batch_files_tell_faults(struct batch_files *, const struct bytes *lines);
/* Says what the results have no place for, in the same way: a link passed over,
   and of what a file failed for the faults of a definition, or (all)
   everything. */
void batch_files_tell(struct batch_files *, const struct file_job *, bool all);

#endif

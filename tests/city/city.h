/*
 * city: the forms of one city's departments, with known faults, the same for
 * the same seed.
 *
 *	city FOLDER LAST-YEAR N [SEED]
 *
 * Writes N forms into FOLDER, last year's of those that are clean but perhaps
 * for what the two years differ in into the folder LAST-YEAR, and to stdout
 * what has to be found in them, a line each, cells between tabs: file, what,
 * which, field, row.
 *
 *	finding  the rule's id, the field's key, its row (- if there is none)
 *	repair   the kind as doc/json.md has it, the field's key, its row
 *	failure  why the file can't be read
 *	twice    the department's form stands in another file as well
 *	year     the form says that it is of this other year
 *
 * What isn't listed is clean. A fault that makes another rule fail as well, by
 * its own sense, lists that too. Nothing here is of the program: neither its
 * readers nor its rules, so what the two say of a form can be compared.
 */
#ifndef TESTS_CITY_H
#define TESTS_CITY_H

#include <stdbool.h>
#include <stddef.h>

enum { TEXT_MAX = 512, GOAL_MAX = 8192, TASKS_MAX = 64, INDICATORS_MAX = 220 };
enum { YEAR = 2024 };

/* The cells that stand alone. */
enum cell {
	CELL_YEAR,
	CELL_LEVEL,
	CELL_DEPARTMENT,
	CELL_STAFF,
	CELL_SUBUNITS,
	CELL_BASIC,
	CELL_PROJECT,
	CELL_FISCAL,
	CELL_OTHER,
	CELL_SPECIAL,
	CELL_OTHER_DEVELOPMENT,
	CELL_CITY,
	CELL_TRANSFER,
	CELLS,
};
enum task_column { TASK_NAME, TASK_CONTENT, TASK_MONEY, TASK_EXPECTED };
enum indicator_column { LEVEL1, LEVEL2, LEVEL3, TARGET };
enum { COLUMNS = 4 };

enum encoding { UTF8, GBK, GB18030, UTF16LE, UTF16BE };

struct form {
	char cells[CELLS][TEXT_MAX];
	char goal[GOAL_MAX];
	char tasks[TASKS_MAX][COLUMNS][TEXT_MAX];
	size_t n_tasks;
	char indicators[INDICATORS_MAX][COLUMNS][TEXT_MAX];
	size_t n_indicators;
	const struct organ *organ;

	/* as it is saved */
	enum encoding encoding;
	bool has_bom, has_crlf, has_tabs, is_filled_down, is_in_yuan;
	size_t shifted, wider; /* an indicator's row, from 1; 0: none */
	const char *line;      /* one more, behind the goal's; NULL: none */
	const char *beside;    /* a text beside the department */
	const char *sidecar;   /* what stands beside the file, or NULL */
	const char *instead;   /* these bytes, no form at all; or NULL */
	size_t instead_len;
	const char *ending;
	bool is_twice; /* a second file has the same */
};

/* Where the words of forms come from. */
struct activity {
	const char *noun, *counted, *unit;
};
enum { ACTIVITIES = 4 };
struct organ {
	const char *name;
	struct activity activities[ACTIVITIES];
};
struct place {
	const char *name, *level;
};
extern const struct organ organs[];
extern const struct place places[];
extern const size_t n_organs, n_places;
extern const struct activity everywhere[ACTIVITIES];

/* Starts again with this seed; a number below. */
void city_seed(unsigned seed);
unsigned city_number(unsigned below);
/* sprintf() into a cell. */
__attribute__((format(printf, 2, 3))) void city_put(char *cell,
						    const char *format, ...);

/* The at-th form of the city, without a fault. */
void form_make(struct form *, size_t at);
/* Money of a cell, in hundredths; "" is 0. */
long form_money(const char *cell);
void form_put_money(char *cell, long hundredths);
/* A new row behind the last one of its level 2; its number from 1. */
size_t form_add_indicator(struct form *, const char *level1, const char *level2,
			  const char *level3, const char *target);
/* Drops the rows of a level 1 or 2. */
void form_drop(struct form *, enum indicator_column, const char *level);
bool form_write(const struct form *, const char *path);

/* Last year's form of one that is clean. */
void last_year_make(const struct form *, struct form *last);
/* One of the two is changed in some way that the rules of two years are
   about. */
void last_year_spoil(struct form *, struct form *last, size_t which);

/* A kind of fault. */
enum { FAULT_PARTS = 3 };
struct fault {
	const char *id;
	/* False: this form can't have it. */
	bool (*make)(struct form *, const struct fault *);
	unsigned touches;	       /* two that touch the same don't go
					  together */
	const char *with[FAULT_PARTS]; /* what `make` puts in */
	int at;			       /* the cell or column where */
};
extern const struct fault faults[];
extern const size_t n_faults;

/* What will have to be found in the form that is being made. */
void city_expect(const char *what, const char *which, const char *field,
		 size_t row);

#endif

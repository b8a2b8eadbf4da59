/*
 * fuzz: what the fuzz targets share. A target is a file with one function that
 * is handed any bytes whatever, and stops the program where something doesn't
 * hold that must. It is linked with libFuzzer, or with tests/fuzz/replay.c,
 * which runs a corpus and a fixed number of changed copies of it.
 *
 * Whole files can be seeds: what a target has to choose it reads off the end of
 * the input without taking it away.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/document.h"
#include "core/failure.h"

/* The target. */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define MUST(holds)                                              \
	do {                                                     \
		if (!(holds))                                    \
			fuzz_failed(#holds, __FILE__, __LINE__); \
	} while (0)
void fuzz_failed(const char *what, const char *file, int line)
	__attribute__((noreturn));

/* The input, and how many choices were read off its end. */
struct fuzz {
	const char *data;
	size_t n, n_choices;
};
struct fuzz fuzz_of(const uint8_t *, size_t);
/* Below `limit`, at most 256; 0 once the input is at its end. */
unsigned fuzz_choose(struct fuzz *, unsigned limit);

/* Several files in one input: each stands behind a line "%% NAME". */
struct fuzz_section {
	char name[64];
	const char *s;
	size_t n;
};
/* The next one behind *at, which begins at 0; false if there is none. */
bool fuzz_section_next(const struct fuzz *, size_t *at, struct fuzz_section *);
/* The first of this name. */
bool fuzz_section(const struct fuzz *, const char *name, const char **s,
		  size_t *n);

/* A file in memory with these bytes, closed by the next call with the same
   number, 0 or 1; its path is static. */
const char *fuzz_file(int which, const char *data, size_t n);
/* A folder of the program's own, which goes when it ends. */
const char *fuzz_folder(void);
void fuzz_write(const char *path, const char *data, size_t n);
/* A form in that folder, written anew; its path is static. */
const char *fuzz_form(void);
/* A path in the source tree; static until the next call. */
const char *fuzz_path(const char *relative);
/* For definition_load(): where the forms share their targets.csv. */
const char *const *fuzz_shared(void);

/* The forms that come with the program and those of the tests; what they
   remember of texts is trimmed. No document may be open. */
struct form_set *fuzz_forms(void);

/* Nothing in it can harm a terminal, not even a line break. */
bool fuzz_is_clean(const char *s, size_t n);
/* It is said, and cleanly. Releases it. */
void fuzz_say(struct failure *);
void fuzz_say_all(struct failure_list *);
bool fuzz_is_place(const struct record *, struct place);
/* Do both hold the same, blank rows left aside? */
bool fuzz_same_record(const struct record *, const struct record *);

#endif

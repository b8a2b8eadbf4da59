/*
 * automaton: many patterns asked of a text at once, in one pass over it.
 *
 * It stands in front of core/pattern.h. Of a pattern that it knows in full, its
 * answer is PCRE2's; of others (core/pattern_tree.h) its no is, and its yes
 * means that PCRE2 is to be asked. It never gives up: where PCRE2 does, it says
 * what would have come out.
 *
 * What the patterns have in common after some characters is a state; states are
 * made as texts come to them and take no more than about half a megabyte.
 */
#ifndef CORE_AUTOMATON_H
#define CORE_AUTOMATON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AUTOMATON_PATTERNS = 64 };

/*
 * What characters several automata tell apart: the table of all characters is
 * larger than the rest of most automata, and they share it.
 */
struct alphabet;

struct alphabet *alphabet_new(void);
/* Behind its automata. */
void alphabet_free(struct alphabet *);
/* All their patterns have been added. */
void alphabet_finish(struct alphabet *);

struct automaton;

/* The alphabet is borrowed. */
struct automaton *automaton_new(struct alphabet *);
void automaton_free(struct automaton *);

/* Adds a pattern; its bit's number, or -1 if it isn't understood or there is no
   room for it: then nothing is known of it. */
int automaton_add(struct automaton *, const char *pattern, size_t n);
/* All have been added, and the alphabet is finished. */
void automaton_finish(struct automaton *);
/* Bits of the patterns of which a yes is final. */
uint64_t automaton_exact(const struct automaton *);

/* Bits of the patterns that match somewhere in the text, UTF-8. *n_codes gets
   the number of its characters. */
uint64_t automaton_read(struct automaton *, const char *s, size_t n,
			size_t *n_codes);

#endif

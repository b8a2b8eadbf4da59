/*
 * say: everything the program says to people, in their language. Msgids are
 * Chinese; locale/en.po has the English. Shared by cli/ and tui/.
 *
 * The catalogue is read from the .mo file that msgfmt makes, by a lookup of our
 * own: it must work under every locale and C library.
 */
#ifndef LOCALE_SAY_H
#define LOCALE_SAY_H

#include <stdbool.h>
#include "core/bytes.h"
#include "core/definition.h"
#include "core/failure.h"

/* Marks a msgid for xgettext; _() translates at once, N_() later. */
#define _(msgid) say(msgid)
#define N_(msgid) msgid

/*
 * lang: "zh", "en" or NULL: then the first of LC_ALL, LC_MESSAGES, LANG that is
 * set decides (en_* is English), and Chinese otherwise. False if lang is
 * unknown. Looks for LANG/LC_MESSAGES/jixiao.mo in the folders; NULL ends.
 */
bool say_init(const char *lang, const char *const *folders);
void say_release(void);
bool say_is_english(void);
/* The msgid's translation, or the msgid. Static. */
const char *say(const char *msgid) __attribute__((format_arg(1)));

/* What a {name} in a sentence stands for. */
struct say_part {
	const char *name; /* NULL ends a table of them */
	void (*add)(const void *of, struct bytes *out);
};
/* Adds a sentence, each {name} in it filled in out of `of`; one that the table
   hasn't stays as it is. */
void say_expand(const char *sentence, const struct say_part *, const void *of,
		struct bytes *out);
/* One whole sentence: place, value, reason and way out. Foreign text in it has
   gone through text_show(). No newline at the end. */
void say_failure(const struct failure *, struct bytes *out);
/* The system's reason behind an errno; 0: not known. */
void say_cause(int error, struct bytes *out);
/* 错误 警告 提示, and their one-column marks × ! i. */
const char *say_severity(enum severity);
const char *say_severity_mark(enum severity);
/* A field's or screen's name in the user's language. */
const char *say_field(const struct field *);
const char *say_help(const struct field *);
const char *say_unit(const struct field *);
/* Adds what a field names, by its label: 部门 of 部门名称. */
void say_named(const char *label, struct bytes *out);
/* A label of the printed table, by its 标签 row. */
const char *say_label(const struct definition *, const char *label);
const char *say_screen(const struct screen_def *);
const char *say_table(const struct table_def *);
/* The form's title, with … for what is filled in there. */
const char *say_title(const struct definition *);

#endif

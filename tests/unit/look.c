#include <config.h>

#include "tui/look.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(look, .timeout = 30);

struct rgb {
	unsigned char part[3];
};

/* The first 16 colours as xterm has them, and as the Linux console and
   PuTTY. */
static const struct rgb xterm_16[] = {
	{ { 0, 0, 0 } },       { { 205, 0, 0 } },     { { 0, 205, 0 } },
	{ { 205, 205, 0 } },   { { 0, 0, 238 } },     { { 205, 0, 205 } },
	{ { 0, 205, 205 } },   { { 229, 229, 229 } }, { { 127, 127, 127 } },
	{ { 255, 0, 0 } },     { { 0, 255, 0 } },     { { 255, 255, 0 } },
	{ { 92, 92, 255 } },   { { 255, 0, 255 } },   { { 0, 255, 255 } },
	{ { 255, 255, 255 } },
};
static const struct rgb vga_16[] = {
	{ { 0, 0, 0 } },       { { 170, 0, 0 } },     { { 0, 170, 0 } },
	{ { 170, 85, 0 } },    { { 0, 0, 170 } },     { { 170, 0, 170 } },
	{ { 0, 170, 170 } },   { { 170, 170, 170 } }, { { 85, 85, 85 } },
	{ { 255, 85, 85 } },   { { 85, 255, 85 } },   { { 255, 255, 85 } },
	{ { 85, 85, 255 } },   { { 255, 85, 255 } },  { { 85, 255, 255 } },
	{ { 255, 255, 255 } },
};
static const struct terminal {
	const char *name;
	const struct rgb *first_16;
	bool bold_is_bright; /* of the first 8 */
} terminals[] = {
	{ "xterm", xterm_16, false },
	{ "the Linux console", vga_16, true },
};

/* Backgrounds that people have, with the text that stands on them. */
static const struct ground {
	const char *name;
	enum background background;
	struct rgb behind, text;
} grounds[] = {
	{ "black", BACKGROUND_DARK, { { 0, 0, 0 } }, { { 229, 229, 229 } } },
	{ "dark grey",
	  BACKGROUND_DARK,
	  { { 30, 30, 30 } },
	  { { 229, 229, 229 } } },
	{ "aubergine",
	  BACKGROUND_DARK,
	  { { 48, 10, 36 } },
	  { { 255, 255, 255 } } },
	{ "white", BACKGROUND_LIGHT, { { 255, 255, 255 } }, { { 0, 0, 0 } } },
	{ "cream", BACKGROUND_LIGHT, { { 253, 246, 227 } }, { { 0, 0, 0 } } },
	{ "light grey",
	  BACKGROUND_LIGHT,
	  { { 238, 238, 238 } },
	  { { 0, 0, 0 } } },
};
enum { N_GROUNDS = sizeof grounds / sizeof *grounds };

static struct rgb colour_rgb(const struct terminal *t, unsigned number,
			     bool is_bold)
{
	static const unsigned char steps[] = { 0, 95, 135, 175, 215, 255 };
	struct rgb c;

	if (number < 8 && is_bold && t->bold_is_bright)
		number += 8;
	if (number < 16)
		return t->first_16[number];
	if (number >= 232) {
		memset(c.part, (int)(8 + 10 * (number - 232)), 3);
		return c;
	}
	number -= 16;
	c.part[0] = steps[number / 36];
	c.part[1] = steps[number / 6 % 6];
	c.part[2] = steps[number % 6];
	return c;
}

/* WCAG 2: relative luminance, and the contrast of two. */
static double luminance(struct rgb c)
{
	static const double weights[] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double v = c.part[i] / 255.0;

		sum += weights[i] * (v <= 0.03928
					     ? v / 12.92
					     : pow((v + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(struct rgb a, struct rgb b)
{
	double la = luminance(a), lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

/* Dim takes a third of what there is between the two, as xterm, VTE and PuTTY
   do or more gently. */
static struct rgb dimmed(struct rgb text, struct rgb behind)
{
	for (int i = 0; i < 3; i++)
		text.part[i] =
			(unsigned char)((2 * text.part[i] + behind.part[i]) /
					3);
	return text;
}

static double role_contrast(const struct terminal *t, const struct ground *g,
			    struct look look)
{
	bool is_bold = look.attributes & LOOK_BOLD;
	struct rgb text =
		look.text ? colour_rgb(t, look.text, is_bold) : g->text;
	struct rgb behind =
		look.behind ? colour_rgb(t, look.behind, false) : g->behind;

	if (look.attributes & LOOK_DIM)
		text = dimmed(text, behind);
	return contrast(text, behind);
}

static double least_contrast(enum role role)
{
	return role == ROLE_RULE || role == ROLE_BAR ? 3 : 4.5;
}

static const int depths[] = { 0, 8, 16, 256 };
enum { N_DEPTHS = sizeof depths / sizeof *depths };

/* What is known of a background: all of it, or nothing, and then only black and
   white themselves are promised. */
static bool is_promised(const struct ground *g, enum background known)
{
	if (known != BACKGROUND_UNKNOWN)
		return known == g->background;
	return !strcmp(g->name, "black") || !strcmp(g->name, "white");
}

static void judge(const struct terminal *t, int n_colours,
		  enum background known, const struct ground *g)
{
	if (!is_promised(g, known))
		return;
	for (int role = 0; role < ROLES; role++) {
		double c = role_contrast(
			t, g, look_of((enum role)role, n_colours, known));

		cr_expect(c >= least_contrast((enum role)role),
			  "role %d with %d colours on %s, known %d, of %s: "
			  "%.2f",
			  role, n_colours, g->name, (int)known, t->name, c);
	}
}

Test(look, can_be_read)
{
	for (size_t t = 0; t < sizeof terminals / sizeof *terminals; t++)
		for (int d = 0; d < N_DEPTHS; d++)
			for (int b = 0; b < BACKGROUNDS; b++)
				for (int g = 0; g < N_GROUNDS; g++)
					judge(&terminals[t], depths[d],
					      (enum background)b, &grounds[g]);
}

/* Otherwise the roles would be known by their colours only. */
Test(look, severities_differ)
{
	for (int d = 0; d < N_DEPTHS; d++)
		for (int b = 0; b < BACKGROUNDS; b++) {
			struct look error = look_of(ROLE_ERROR, depths[d],
						    (enum background)b);
			struct look warning = look_of(ROLE_WARNING, depths[d],
						      (enum background)b);
			struct look text = look_of(ROLE_TEXT, depths[d],
						   (enum background)b);

			cr_expect(memcmp(&error, &warning, sizeof error));
			cr_expect(memcmp(&error, &text, sizeof error));
			cr_expect(memcmp(&warning, &text, sizeof error));
		}
}

Test(look, no_colour_is_asked_for_that_is_not_there)
{
	for (int d = 0; d < N_DEPTHS; d++)
		for (int b = 0; b < BACKGROUNDS; b++)
			for (int role = 0; role < ROLES; role++) {
				struct look look =
					look_of((enum role)role, depths[d],
						(enum background)b);
				int most = depths[d] ? depths[d] - 1 : 0;

				cr_expect_leq(look.text, most);
				cr_expect_leq(look.behind, most);
			}
}

Test(look, what_is_typed_and_moved_over_costs_nothing)
{
	struct look value = look_of(ROLE_VALUE, 256, BACKGROUND_UNKNOWN);

	cr_expect_eq(value.attributes + value.text + value.behind, 0);
}

Test(look, background_of_numbers)
{
	static const struct {
		const char *text;
		enum background is;
	} cases[] = {
		{ "15;0", BACKGROUND_DARK },
		{ "0;15", BACKGROUND_LIGHT },
		{ "0;default;15", BACKGROUND_LIGHT },
		{ "12;8", BACKGROUND_DARK },
		{ "0;7", BACKGROUND_LIGHT },
		{ "15;default", BACKGROUND_UNKNOWN },
		{ "0;16", BACKGROUND_UNKNOWN },
		{ "0;1x", BACKGROUND_UNKNOWN },
		{ "7", BACKGROUND_UNKNOWN },
		{ "", BACKGROUND_UNKNOWN },
		{ NULL, BACKGROUND_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(background_of_numbers(cases[i].text), cases[i].is,
			     "%s", cases[i].text ? cases[i].text : "(none)");
}

Test(look, background_of_answer)
{
	static const struct {
		const char *text;
		enum background is;
	} cases[] = {
		{ "rgb:0000/0000/0000", BACKGROUND_DARK },
		{ "rgb:ffff/ffff/ffff", BACKGROUND_LIGHT },
		{ "rgb:FDFD/F6F6/E3E3", BACKGROUND_LIGHT },
		{ "rgb:1e/1e/1e", BACKGROUND_DARK },
		{ "rgb:ff/ff/ff", BACKGROUND_LIGHT },
		{ "rgb:0000/2b2b/3636", BACKGROUND_DARK },
		{ "rgb:f/f/f", BACKGROUND_LIGHT },
		{ "rgb:ffff/ffff", BACKGROUND_UNKNOWN },
		{ "rgb:ffff/ffff/ffff/ffff", BACKGROUND_UNKNOWN },
		{ "rgb:fffff/ffff/ffff", BACKGROUND_UNKNOWN },
		{ "rgb://", BACKGROUND_UNKNOWN },
		{ "rgb:", BACKGROUND_UNKNOWN },
		{ "#ffffff", BACKGROUND_UNKNOWN },
		{ "", BACKGROUND_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(background_of_answer(cases[i].text,
						  strlen(cases[i].text)),
			     cases[i].is, "%s", cases[i].text);
}

/*
 * support_overlay: what an overlay shows, as text.
 */
#ifndef TESTS_UNIT_SUPPORT_OVERLAY_H
#define TESTS_UNIT_SUPPORT_OVERLAY_H

#include "core/bytes.h"
#include "tui/overlay.h"

/* Its frame instead of what `out` held; expects that there is a cursor. */
void support_draw(struct overlay *, struct bytes *out, int height, int width,
		  bool is_ascii);

/* A key by its name. */
enum overlay_turn support_press(struct overlay *, const char *name);
/* Presses 3,000 of these at random and draws after each, at any size. */
void support_press_any(struct overlay *, const char *const *keys, size_t n);

#define expect_shows(out, text) \
	cr_expect(strstr((out).data, text), "no %s in\n%s", text, (out).data)
#define expect_lacks(out, text) \
	cr_expect(!strstr((out).data, text), "%s in\n%s", text, (out).data)

#endif

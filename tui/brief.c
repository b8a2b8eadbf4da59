#include <config.h>
#include "tui/brief.h"

#include <string.h>
#include "core/text.h"

enum { LEAST_COLS = 12 }; /* of a quotation stay */

/* What stands between two quotes. */
struct quotation {
	size_t at, n; /* bytes */
	int cols;
};

static struct quotation longest(const struct bytes *sentence)
{
	static const char opens[] = "“", closes[] = "”";
	struct quotation best = { 0 };
	const char *at = sentence->data, *end;

	while (at && (at = strstr(at, opens)) && (end = strstr(at, closes))) {
		const char *s = at + strlen(opens);
		int cols = text_cols(s, (size_t)(end - s));

		if (cols > best.cols)
			best = (struct quotation){
				(size_t)(s - sentence->data),
				(size_t)(end - s),
				cols,
			};
		at = end;
	}
	return best;
}

void brief_quotations(const struct canvas *canvas, struct bytes *sentence,
		      int w_cols)
{
	const char *dots = canvas_dots(canvas);
	int w_dots = text_cols(dots, strlen(dots)), used;

	for (;;) {
		int excess = text_cols(sentence->data, sentence->len) - w_cols;
		struct quotation q;

		if (excess <= 0 || (q = longest(sentence)).cols <= LEAST_COLS)
			return;
		int cols = q.cols - excess < LEAST_COLS ? LEAST_COLS
							: q.cols - excess;
		size_t keeps = text_fit(sentence->data + q.at, q.n,
					cols - w_dots, &used);
		bytes_splice(sentence, q.at + keeps, q.n - keeps, dots,
			     strlen(dots));
	}
}

#include <config.h>
#include "locale/name.h"

#include <iconv.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include "core/text.h"

static iconv_t to_utf8 = (iconv_t)-1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* its shift state */

void name_init(const char *charset)
{
	name_release();
	if (charset)
		to_utf8 = iconv_open("UTF-8", charset);
}

void name_release(void)
{
	if (to_utf8 != (iconv_t)-1)
		iconv_close(to_utf8);
	to_utf8 = (iconv_t)-1;
}

static bool convert(const char *name, size_t n, struct bytes *out)
{
	/* no charset has a byte that is longer than this in UTF-8 */
	size_t room = n * 4;
	char *in = (char *)name, *to = bytes_reserve(out, room);
	size_t done;

	pthread_mutex_lock(&lock);
	iconv(to_utf8, NULL, NULL, NULL, NULL);
	done = iconv(to_utf8, &in, &n, &to, &room);
	pthread_mutex_unlock(&lock);
	if (done == (size_t)-1)
		return false;
	*to = '\0';
	out->len = (size_t)(to - out->data);
	return true;
}

void name_utf8(struct bytes *out, const char *name)
{
	size_t n = strlen(name);

	if (to_utf8 == (iconv_t)-1 || !convert(name, n, out))
		bytes_add(out, name, n);
}

void name_show(struct bytes *out, const char *name, int w_cols)
{
	struct bytes utf8 = BYTES_INIT;

	if (to_utf8 == (iconv_t)-1) {
		text_show_str(out, name, w_cols);
		return;
	}
	name_utf8(&utf8, name);
	text_show(out, utf8.data, utf8.len, w_cols);
	bytes_release(&utf8);
}

#include <config.h>
#include "tui/osc52.h"

#include <stdint.h>

static void add_base64(struct bytes *out, const char *s, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		size_t left = n - i;
		uint32_t three = (uint32_t)(unsigned char)s[i] << 16;

		if (left > 1)
			three |= (uint32_t)(unsigned char)s[i + 1] << 8;
		if (left > 2)
			three |= (unsigned char)s[i + 2];
		bytes_add_char(out, digits[three >> 18]);
		bytes_add_char(out, digits[three >> 12 & 63]);
		bytes_add_char(out, left > 1 ? digits[three >> 6 & 63] : '=');
		bytes_add_char(out, left > 2 ? digits[three & 63] : '=');
	}
}

bool osc52_print(struct bytes *out, const char *s, size_t n)
{
	if (n > OSC52_BYTES_MAX)
		return false;
	bytes_add_str(out, "\033]52;c;");
	add_base64(out, s, n);
	bytes_add_char(out, '\a');
	return true;
}

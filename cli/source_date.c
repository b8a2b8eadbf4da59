#include <config.h>
#include "cli/source_date.h"

#include <stdlib.h>

time_t source_date(void)
{
	static const long long year_10000 = 253402300800;
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	long long date;
	char *end;

	if (!epoch || !*epoch)
		return 0;
	date = strtoll(epoch, &end, 10);
	return *end || date < 0 || date >= year_10000 ? 0 : (time_t)date;
}

/*
 * say_finding: all that is said of a finding.
 */
#ifndef LOCALE_SAY_FINDING_H
#define LOCALE_SAY_FINDING_H

#include "core/document.h"

/*
 * Its sentence; where two sums don't agree and one slip explains it, that as
 * well: …相差 0.09 万元；可能是项目支出 184.53 的两位数字颠倒（应为 184.35）;
 * and the reason that it was once accepted for, if a value has changed since.
 * Costs a walk over the sums' rows where it is about sums, once a version.
 */
void say_finding(const struct document *, const struct finding *,
		 struct bytes *out);

#endif

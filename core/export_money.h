/*
 * export_money: private to core/export*.c: a picture of the money for a page:
 * each sum that the form's rules compare with another as a bar of its parts,
 * all to one scale.
 */
#ifndef CORE_EXPORT_MONEY_H
#define CORE_EXPORT_MONEY_H

#include "core/document.h"

/* Nothing where no such sum is a positive number. The document is checked. */
void export_money(const struct document *, struct bytes *out);

#endif

/*
 * difference_forms: a form of one definition seen as one of another: two years'
 * forms, so that they can be compared cell by cell.
 */
#ifndef CORE_DIFFERENCE_FORMS_H
#define CORE_DIFFERENCE_FORMS_H

#include "core/record.h"

/*
 * Fills a record that is blank with the cells of the same names, else of the
 * same keys; rows stay where they are, and amounts are told in the new form's
 * unit of money. Both texts are of one set. By field of `from`: whether it is
 * in there; free() it.
 */
bool *record_see_as(struct record *to, const struct record *from);

#endif

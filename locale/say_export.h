/*
 * say_export: what is said around a form that is written for reading.
 */
#ifndef LOCALE_SAY_EXPORT_H
#define LOCALE_SAY_EXPORT_H

#include "core/export.h"

struct export_words say_export(void);

#endif

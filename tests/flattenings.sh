#!/bin/sh
# The figures of tests/flattening_figures, in this test's log.
exec "$top_builddir/tests/flattening_figures"

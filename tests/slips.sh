#!/bin/sh
# The figures of tests/slip_figures, in this test's log.
exec "$top_builddir/tests/slip_figures"

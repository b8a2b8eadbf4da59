#!/bin/sh
# Every system call of a save fails in turn, and a kill comes at each.
exec tests/faults/store

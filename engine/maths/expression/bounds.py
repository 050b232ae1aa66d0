"""How much one answer may cost. Work is counted, never timed, so a verdict is the same on every machine."""

MAX_CHARACTERS = 2_000
"""Longer input is refused before it is read; a page of mathematics is about a tenth of it."""

MAX_DEPTH = 60
"""Brackets, scripts and arguments inside each other, redundant brackets not counted."""

MAX_NODES = 600
"""Nodes of one tree, definitions written out."""

MAX_ELEMENTS = 120_000
"""Numbers in one intermediate array, over all points, indices and outcomes."""

MAX_CORE_NODES = 4_000
"""Nodes of a formula prepared for evaluation, derivatives included."""

MAX_CANDIDATES = 420
"""Repairs tried while looking for what is wrong."""

MAX_SEARCH_COST = 16_000
"""Nodes typed and evaluated, summed over those repairs; a node over many terms counts more."""

MAX_EXAMINED = 150
"""Nodes of the largest answer that is searched for what is wrong with it; a full line on a board has about 40."""

MAX_WORK = 4_000_000
"""Numbers computed in one evaluation."""

MAX_RUN = 60
"""Letters in a row."""

MAX_READINGS = 4
"""Ways of reading an ambiguous division that are tried."""

MAX_CORE_DEPTH = 250
"""Operations inside each other after derivatives are written out."""

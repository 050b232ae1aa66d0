"""The one root under which every error meant for the user stands."""


class RedrillError(Exception):
    """Something the user can act on. The message says what is wrong, where, and what to do; never a traceback."""

    exit_code = 3


class UsageError(RedrillError):
    """A wrong argument, an unknown card, a bad input file: exit code 2."""

    exit_code = 2


class EnvironmentFault(RedrillError):
    """The machine is in the way (a full or read-only disk, a damaged database): exit code 3."""

    exit_code = 3

/** `MAX_ARG_STRLEN` of Linux in bytes, its closing NUL included: no longer text can be an argument of `sh -c`. */
export const LONGEST_ARGUMENT = 131_072;

/** `ARG_MAX` of Linux in bytes: a quarter of the usual stack of 8 MiB, for all words of a command together. */
export const LONGEST_COMMAND = 2_097_152;

/** `MAX_ARG_STRLEN` of Linux in bytes, its closing NUL included: no longer text can be an argument of `sh -c`. */
export const LONGEST_ARGUMENT = 131_072;

// src/discovery/pattern-problem.ts
/** Patterns longer or with more alternatives than this are a mistake; expanding them could take forever. */
const PATTERN_LIMIT = 200;
const BRACE_LIMIT = 4;
/** Whether a pattern is one that `pathFilter` takes; otherwise what is wrong with it, as a clause. */
function patternProblem(pattern) {
	if (pattern.length > PATTERN_LIMIT) return `a pattern has at most ${PATTERN_LIMIT} characters`;
	if (pattern.split("{").length - 1 > BRACE_LIMIT) return `a pattern has at most ${BRACE_LIMIT} groups in braces`;
	if (pattern.trim() === "") return "a pattern cannot be empty";
}

export { patternProblem as t };
// src/rules/level.ts
/** Worst first. */
const LEVELS = [
	"error",
	"warning",
	"notice"
];

export { LEVELS as t };
// src/policy/sentence.ts
/** A clause with its full stop, unless it asks something. */
function sentence(clause) {
	return clause.endsWith("?") ? clause : `${clause}.`;
}

export { sentence as t };
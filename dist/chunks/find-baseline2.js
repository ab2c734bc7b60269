import { t as BASELINE_PATH } from "./baseline.js";
import { r as parseBaseline } from "./baseline-file2.js";
import { t as sentence } from "./sentence.js";

// src/policy/find-baseline.ts
/** The baseline that the configuration names, else the one at the root of the repository, if there is one. */
function findBaseline(repository, configured, read) {
	const path = configured ?? ".memcached-guard-baseline.json";
	const bytes = repository.has(repository.prefix + path) ? read(path) : void 0;
	if (bytes !== void 0) return readBaseline(repository.prefix + path, bytes);
	if (configured === void 0) return void 0;
	return { error: `The baseline ${configured}, which the configuration names, does not exist or is ignored by git; memcached-guard baseline writes it.` };
}
/** Reads a baseline whose bytes are there. */
function readBaseline(path, bytes) {
	const entries = parseBaseline(path, bytes);
	if (typeof entries !== "string") return {
		path,
		entries
	};
	return { error: sentence(`The baseline ${path} cannot be used: ${entries}`) };
}

export { readBaseline as n, findBaseline as t };
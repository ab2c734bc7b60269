import { n as sameLocation } from "./source-file.js";
import { t as contains } from "./span.js";
import { t as LEVELS } from "./level.js";

// src/policy/fingerprint.ts
/**
* A 128-bit content hash in hexadecimal. It names findings across runs; it guards nothing, so a small
* hash that runs anywhere (MurmurHash3's 32-bit mixing, four lanes) is enough.
*/
function fingerprint(parts) {
	const text = parts.join("\0");
	return [
		2538058380,
		1013904242,
		2773480762,
		1359893119
	].map((seed) => lane(text, seed)).join("");
}
function lane(text, seed) {
	let hash = seed;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ Math.imul(text.charCodeAt(i), 3432918353), 461845907);
		hash = hash << 13 | hash >>> 19;
	}
	hash ^= text.length;
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return ((hash ^ hash >>> 16) >>> 0).toString(16).padStart(8, "0");
}

// src/policy/judge.ts
/** Asks every rule about every launch and problem and gives each hit its level and identity. Pure. */
function judge(rules, exposures, problems, configuration) {
	const settings = { requireExplicitUdpOff: configuration.requireExplicitUdpOff };
	const hits = [];
	for (const rule of rules) {
		for (const exposure of exposures) for (const hit of rule.check?.(exposure, settings) ?? []) hits.push({
			rule,
			hit,
			exposure
		});
		for (const problem of problems) for (const hit of rule.checkProblem?.(problem) ?? []) hits.push({
			rule,
			hit
		});
	}
	return toFindings(hits, configuration);
}
/** Turns hits into findings in the order of the files; what says the same at the same place is said once. */
function toFindings(hits, configuration) {
	const findings = [];
	const said = /* @__PURE__ */ new Map();
	const occurrences = /* @__PURE__ */ new Map();
	for (const { rule, hit, exposure } of [...hits].sort(byPlace)) {
		const level = levelOf(rule, hit, configuration);
		const place = `${rule.id} ${hit.at.file.path} ${hit.at.start} ${hit.at.end}`;
		if (level === "off") continue;
		const before = said.get(place);
		if (before !== void 0) {
			addUser(before, hit, exposure);
			continue;
		}
		const related = relatedPlaces(hit, exposure);
		said.set(place, related);
		const identity = [
			rule.id,
			hit.at.file.path,
			hit.evidence.replace(/\s+/g, " ").trim()
		];
		const nth = (occurrences.get(identity.join("\n")) ?? 0) + 1;
		occurrences.set(identity.join("\n"), nth);
		findings.push({
			rule: rule.id,
			name: rule.name,
			level,
			at: hit.at,
			message: hit.message,
			help: hit.help ?? rule.fix,
			related,
			fingerprint: fingerprint(nth === 1 ? identity : [...identity, String(nth)]),
			status: "active",
			...exposure ? { exposure } : {}
		});
	}
	return findings;
}
/** One value can be used by many: more are not listed. */
const MOST_USERS = 8;
/** Adds a further launch that the value at a place decides about. */
function addUser(related, hit, exposure) {
	const launch = exposure?.launch;
	if (launch === void 0 || launch.at.file === hit.at.file || related.length >= MOST_USERS) return;
	if (related.some(({ at }) => sameLocation(at, launch.at))) return;
	related.push({
		at: launch.at,
		message: `${launch.name} is started from here`
	});
}
/**
* The places that contributed: what the rule names; the command line, for a value from another file; and for
* something that is missing everything the command line was made of, since it could have come from there.
*/
function relatedPlaces(hit, exposure) {
	const launch = exposure?.launch;
	const places = [...hit.related ?? []];
	if (launch !== void 0 && launch.at.file !== hit.at.file) places.push({
		at: launch.at,
		message: `${launch.name} is started from here`
	});
	else if (launch !== void 0 && sameLocation(launch.at, hit.at)) places.push(...launch.related);
	else places.push(...(launch?.related ?? []).filter(({ at }) => isWithin(at, hit.at)));
	const seen = /* @__PURE__ */ new Set([placeKey(hit.at)]);
	return places.filter(({ at }) => {
		const key = placeKey(at);
		return !seen.has(key) && seen.add(key);
	});
}
function isWithin(inner, outer) {
	return inner.file === outer.file && contains(outer, inner);
}
function placeKey({ file, start, end }) {
	return `${file.path} ${start} ${end}`;
}
/** The configured level, else the lower of the rule's and the hit's; `strict` lifts warnings. */
function levelOf(rule, hit, configuration) {
	const configured = configuration.rules.get(rule.id);
	const own = rule.name === "unresolved-value" ? configuration.onUnknown : rule.level;
	const base = configured ?? own;
	if (base === "off") return "off";
	const lowered = configured === void 0 && hit.level !== void 0 && LEVELS.indexOf(hit.level) > LEVELS.indexOf(base) ? hit.level : base;
	return configuration.strict && lowered === "warning" ? "error" : lowered;
}
/** What happens in any case is told before what may happen, such as an overlay of the same entry. */
function isConditional({ exposure }) {
	return exposure?.launch.condition !== void 0;
}
function byPlace(a, b) {
	return comparePlaces(a.hit.at, b.hit.at) || a.rule.id.localeCompare(b.rule.id) || Number(isConditional(a)) - Number(isConditional(b));
}
/** The order of findings in a report: path, place, rule. */
function inOrder(findings) {
	return findings.toSorted((a, b) => comparePlaces(a.at, b.at) || a.rule.localeCompare(b.rule));
}
function comparePlaces(left, right) {
	if (left.file.path !== right.file.path) return left.file.path < right.file.path ? -1 : 1;
	return left.start - right.start || left.end - right.end;
}

export { judge as n, toFindings as r, inOrder as t };
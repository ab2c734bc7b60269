// src/memcached/releases.ts
/**
* Every release of memcached from 1.2.0 to 1.6.45 in order (betas and release candidates left out; 1.3.2
* and 1.3.3 were the only public 1.3 releases that became 1.4). Source: tags of the memcached repository.
*/
const RELEASES = [
	...series("1.2", 0, 8),
	...series("1.3", 2, 3),
	...series("1.4", 0, 39),
	...series("1.5", 0, 22),
	...series("1.6", 0, 45)
];
function series(prefix, first, last) {
	return Array.from({ length: last - first + 1 }, (_, i) => `${prefix}.${first + i}`);
}
/** Position of a release in `RELEASES`; -1 if it is none. */
function releaseIndex(release) {
	return RELEASES.indexOf(release);
}

// src/memcached/version.ts
const ALL_RELEASES = {
	first: 0,
	last: RELEASES.length - 1
};
/** The releases a version may be. */
function releasesOf(version) {
	return version.state === "known" ? version.releases : ALL_RELEASES;
}
/**
* Reads a version as people write it: `1.5.5` is one release, `1.5` and `1` are series, `>=1.5.6`,
* `<1.5.6` and `1.4.0-1.5.5` are ranges. A release newer than the newest known one counts as that one,
* since nothing says that behaviour changed. Returns `undefined` for anything else.
*/
function parseReleases(text) {
	const bounds = /^(>=|>|<=|<)\s*(\d+\.\d+\.\d+)$/.exec(text.trim());
	if (bounds?.[1] !== void 0 && bounds[2] !== void 0) return bounded(bounds[1], bounds[2]);
	const pair = /^(\d+(?:\.\d+){0,2})\s*(?:-|\.\.)\s*(\d+(?:\.\d+){0,2})$/.exec(text.trim());
	if (pair?.[1] !== void 0 && pair[2] !== void 0) {
		const first = seriesRange(pair[1]);
		const last = seriesRange(pair[2]);
		return first && last && first.first <= last.last ? {
			first: first.first,
			last: last.last
		} : void 0;
	}
	return seriesRange(text.trim());
}
/** A release range as people read it: `1.5.5`, `1.5.6 or later`, `1.2.5 to 1.5.5`. */
function describeReleases(range) {
	const first = RELEASES[range.first] ?? "";
	const last = RELEASES[range.last] ?? "";
	if (range.first === range.last) return first;
	if (range.last === RELEASES.length - 1) return range.first === 0 ? "any version" : `${first} or later`;
	return range.first === 0 ? `${last} or earlier` : `${first} to ${last}`;
}
function bounded(operator, release) {
	const at = lowerBound(release);
	const exact = RELEASES[at] === release;
	const end = RELEASES.length - 1;
	const range = {
		">=": {
			first: at,
			last: end
		},
		">": {
			first: exact ? at + 1 : at,
			last: end
		},
		"<=": {
			first: 0,
			last: exact ? at : at - 1
		},
		"<": {
			first: 0,
			last: at - 1
		}
	}[operator];
	return range && range.first <= range.last ? range : void 0;
}
function seriesRange(text) {
	const parts = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text);
	if (!parts) return void 0;
	const exact = releaseIndex(text);
	if (exact >= 0) return {
		first: exact,
		last: exact
	};
	if (parts[3] !== void 0) return compareReleases(text, RELEASES.at(-1) ?? "") > 0 ? {
		first: RELEASES.length - 1,
		last: RELEASES.length - 1
	} : void 0;
	const first = RELEASES.findIndex((release) => release.startsWith(`${text}.`));
	const last = RELEASES.findLastIndex((release) => release.startsWith(`${text}.`));
	return first >= 0 ? {
		first,
		last
	} : void 0;
}
function lowerBound(release) {
	const at = RELEASES.findIndex((known) => compareReleases(known, release) >= 0);
	return at < 0 ? RELEASES.length - 1 : at;
}
/** Orders two `X.Y.Z` texts by their numbers. */
function compareReleases(a, b) {
	const left = a.split(".").map(Number);
	const right = b.split(".").map(Number);
	for (let i = 0; i < 3; i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

export { RELEASES as a, releasesOf as i, describeReleases as n, releaseIndex as o, parseReleases as r, ALL_RELEASES as t };
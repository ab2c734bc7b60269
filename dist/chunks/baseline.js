// src/policy/baseline.ts
/** Where the baseline is looked for, and written. */
const BASELINE_PATH = ".memcached-guard-baseline.json";
/** Marks the findings that a baseline knows; each entry accounts for as many as it counts. Pure. */
function applyBaseline(findings, entries, today) {
	const left = new Map(entries.map((entry) => [entry, entry.count]));
	const known = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const same = known.get(entry.fingerprint);
		if (same === void 0) known.set(entry.fingerprint, [entry]);
		else same.push(entry);
	}
	const expired = /* @__PURE__ */ new Set();
	return {
		findings: findings.map((finding) => {
			if (finding.status !== "active") return finding;
			const entry = known.get(finding.fingerprint)?.find((candidate) => candidate.rule === finding.rule && (left.get(candidate) ?? 0) > 0);
			if (entry === void 0) return finding;
			left.set(entry, (left.get(entry) ?? 0) - 1);
			if (entry.expires !== void 0 && entry.expires < today) {
				expired.add(entry);
				return finding;
			}
			return {
				...finding,
				status: "baseline",
				...decisionOf(entry)
			};
		}),
		stale: entries.filter((entry) => (left.get(entry) ?? 0) > 0),
		expired: [...expired]
	};
}
function decisionOf({ reason, owner, expires, at }) {
	if (reason === void 0) return {};
	return { waiver: {
		reason,
		...owner === void 0 ? {} : { owner },
		...expires === void 0 ? {} : { expires },
		at
	} };
}

export { applyBaseline as n, BASELINE_PATH as t };
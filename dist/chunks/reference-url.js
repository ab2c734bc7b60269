// src/reporters/reference-url.ts
/** Where a reference leads: addresses are their own, CVE and CWE ids have a page. */
function referenceUrl(reference) {
	if (/^https?:\/\//.test(reference)) return reference;
	if (/^CVE-\d{4}-\d+$/.test(reference)) return `https://nvd.nist.gov/vuln/detail/${reference}`;
	const weakness = /^CWE-(\d+)$/.exec(reference)?.[1];
	return weakness === void 0 ? void 0 : `https://cwe.mitre.org/data/definitions/${weakness}.html`;
}

export { referenceUrl as t };
/** Where a reference leads: addresses are their own, CVE and CWE ids have a page. */
export function referenceUrl(reference: string): string | undefined {
  if (/^https?:\/\//.test(reference)) return reference;
  if (/^CVE-\d{4}-\d+$/.test(reference)) return `https://nvd.nist.gov/vuln/detail/${reference}`;
  const weakness = /^CWE-(\d+)$/.exec(reference)?.[1];
  return weakness === undefined ? undefined : `https://cwe.mitre.org/data/definitions/${weakness}.html`;
}

// src/report/report.ts
function countsOf(report) {
	const active = report.findings.filter((finding) => finding.status === "active");
	const ofLevel = (level) => active.filter((finding) => finding.level === level).length;
	return {
		files: report.files,
		launches: report.exposures.length,
		errors: ofLevel("error"),
		warnings: ofLevel("warning"),
		notices: ofLevel("notice"),
		waived: report.findings.filter((finding) => finding.status === "waived").length,
		incomplete: report.findings.filter((finding) => finding.name === "unreadable-file").length
	};
}
/** The findings that fail the check. */
function failing(report, failOn) {
	const levels = {
		error: ["error"],
		warning: ["error", "warning"],
		notice: [
			"error",
			"warning",
			"notice"
		],
		never: []
	}[failOn];
	return report.findings.filter((finding) => finding.status === "active" && levels.includes(finding.level));
}
/** 0 nothing at or above `failOn`, 1 findings, 2 the configuration is wrong. A pure function of the report. */
function exitCode(report, failOn) {
	if (!report.configurationValid) return 2;
	return failing(report, failOn).length > 0 ? 1 : 0;
}

export { exitCode as n, failing as r, countsOf as t };
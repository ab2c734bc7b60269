import { i as findReporter, t as changesSince } from "./git-changes.js";
import { a as check } from "./open-repository.js";
import { t as offerFixes } from "./offer-fixes.js";
import { t as BASELINE_LIMIT } from "./baseline-file2.js";
import { n as readBaseline, t as findBaseline } from "./find-baseline2.js";
import { n as exitCode } from "./report.js";
import { t as RULES } from "./registry.js";
import { n as prepare, t as inWorkingDirectory } from "./prepare.js";
import { n as UserError } from "./user-error.js";

// src/command/run-check.ts
const WITH_FIXES = /* @__PURE__ */ new Set([
	"json",
	"sarif",
	"markdown"
]);
/** Checks, prints the report, writes the report files. Returns the exit code, which no format changes. */
async function runCheck(command, host) {
	const started = host.now();
	const prepared = await prepare(command, host);
	const { repository, root, only, configuration, configurationFindings, configurationOf } = prepared;
	const baseline = baselineFor(command, configuration.baseline, repository, root, host);
	const options = {
		configuration,
		configurationFindings,
		today: host.today,
		baseline,
		...only ? { only } : {}
	};
	const report = await check(repository, {
		...options,
		...await changeFor(command, prepared, host),
		configurationOf
	});
	const context = {
		colour: command.colour === "always" || command.colour === "auto" && wantsColour(host),
		failOn: configuration.failOn,
		rules: RULES,
		today: host.today,
		quiet: command.quiet,
		...showsFixes(command) ? { fixes: await offerFixes(report, repository, (edited) => check(edited, options)) } : {}
	};
	for (const { format, path } of command.outputs) writeReport(host, path, await render(format, report, {
		...context,
		colour: false,
		quiet: false
	}));
	host.print(await render(command.format, report, context));
	if (command.timing) host.printError(`checked in ${Math.round(host.now() - started)} ms\n`);
	return exitCode(report, configuration.failOn);
}
/** Fixes cost further checks, and only some formats have a place for them. */
function showsFixes({ format, outputs }) {
	return [format, ...outputs.map((output) => output.format)].some((name) => WITH_FIXES.has(name));
}
async function render(format, report, context) {
	const reporter = await findReporter(format);
	if (reporter === void 0) throw new UserError(`There is no format "${format}".`);
	return reporter(report, context);
}
/** What `--changed-since` leaves to fail; everything, and a sentence why, where that is not known. */
async function changeFor({ changedSince }, { repository, root }, host) {
	if (changedSince === void 0) return {};
	const change = await changesSince({
		git: host.git,
		folder: root,
		prefix: repository.prefix
	}, changedSince);
	if (!("unavailable" in change)) return { change };
	host.printError(`memcached-guard: ${change.unavailable}\n`);
	return {};
}
/** The file of `--baseline`, else that of the configuration, else the usual one. */
function baselineFor(command, configured, repository, root, host) {
	if (command.noBaseline) return [];
	const loaded = command.baseline === void 0 ? findBaseline(repository, configured, (path) => host.fileSystem.read(`${root}/${path}`, BASELINE_LIMIT + 1)) : readNamedBaseline(command.baseline, host);
	if (loaded === void 0) return [];
	if ("error" in loaded) throw new UserError(loaded.error);
	return loaded.entries;
}
function readNamedBaseline(name, host) {
	const bytes = host.fileSystem.read(inWorkingDirectory(name, host), BASELINE_LIMIT + 1);
	if (bytes === void 0) throw new UserError(`The baseline ${name} cannot be read.`);
	return readBaseline(name.replaceAll("\\", "/"), bytes);
}
/** no-color.org, and the usual wish for colour in a pipe. */
function wantsColour(host) {
	if ((host.environment["NO_COLOR"] ?? "") !== "") return false;
	const forced = host.environment["FORCE_COLOR"];
	if (forced !== void 0) return forced !== "0" && forced !== "false";
	return host.isTerminal && host.environment["TERM"] !== "dumb";
}
function writeReport(host, path, text) {
	try {
		host.writeFile(inWorkingDirectory(path, host), text);
	} catch (error) {
		throw new UserError(`The report cannot be written to ${path}: ${error instanceof Error ? error.message : error}`);
	}
}

export { runCheck };
import { a as check } from "./open-repository.js";
import { t as pathFilter } from "./path-filter.js";
import { t as BASELINE_PATH } from "./baseline.js";
import { n as baselineText, t as BASELINE_LIMIT } from "./baseline-file2.js";
import { n as readBaseline } from "./find-baseline2.js";
import { r as sourceText } from "./source-file.js";
import { c as redact, i as plural, p as visible } from "./wording.js";
import { n as prepare, t as inWorkingDirectory } from "./prepare.js";
import { n as UserError } from "./user-error.js";

// src/policy/record-baseline.ts
const MOST_WORDS = 80;
/** Findings about waivers are mended, not recorded. */
const NEVER = /* @__PURE__ */ new Set([
	"MG030",
	"MG031",
	"MG032"
]);
/** The entries that know exactly today's findings. Pure. */
function recordBaseline(findings, options) {
	const { previous, lookedAt, redact } = options;
	const known = new Map(previous.map((entry) => [entry.fingerprint, entry]));
	const entries = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		if (finding.status !== "active" || NEVER.has(finding.rule)) continue;
		const { rule, fingerprint, at } = finding;
		const { reason, owner, expires } = known.get(fingerprint) ?? {};
		entries.set(fingerprint, {
			rule,
			path: at.file.path,
			words: shorten(redact(sourceText(at))),
			fingerprint,
			count: (entries.get(fingerprint)?.count ?? 0) + 1,
			...reason === void 0 ? {} : { reason },
			...owner === void 0 ? {} : { owner },
			...expires === void 0 ? {} : { expires }
		});
	}
	return [...previous.filter(({ path }) => !lookedAt(path)), ...entries.values()];
}
/** The entries without those that match no finding of today; adds nothing. Pure. */
function pruneBaseline(findings, options) {
	const today = recordBaseline(findings, {
		...options,
		previous: []
	});
	const counts = new Map(today.map(({ fingerprint, count }) => [fingerprint, count]));
	return options.previous.flatMap((entry) => {
		if (!options.lookedAt(entry.path)) return [entry];
		const count = Math.min(entry.count, counts.get(entry.fingerprint) ?? 0);
		return count === 0 ? [] : [{
			...entry,
			count
		}];
	});
}
function shorten(text) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length <= MOST_WORDS ? line : `${line.slice(0, 79).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

// src/command/run-baseline.ts
/** Writes today's findings down as known, or with `--prune` removes those that are gone. */
async function runBaseline(command, host) {
	const prepared = await prepare(command, host);
	const { repository, only, configuration, configurationFindings } = prepared;
	if (configurationFindings.length > 0) throw new UserError("The configuration has mistakes, which memcached-guard check shows; mend them first.");
	const { name, absolute } = placeOf(command, prepared, host);
	const previous = readPrevious(name, absolute, host);
	if (command.prune && previous === void 0) throw new UserError(`There is no baseline ${name} to prune; without --prune it is written.`);
	const report = await check(repository, {
		configuration,
		today: host.today,
		...only ? { only } : {}
	});
	const options = {
		previous: previous ?? [],
		lookedAt: scopeOf(prepared),
		redact: (text) => visible(redact(text))
	};
	const entries = (command.prune ? pruneBaseline : recordBaseline)(report.findings, options);
	write(name, absolute, baselineText(entries), host);
	const before = new Set((previous ?? []).map(({ fingerprint }) => fingerprint));
	const after = new Set(entries.map(({ fingerprint }) => fingerprint));
	const added = [...after].filter((each) => !before.has(each)).length;
	const removed = [...before].filter((each) => !after.has(each)).length;
	const change = command.prune ? `${removed} removed` : `${added} new, ${removed} removed`;
	host.print(`${name} knows ${plural(entries.length, "finding")} (${change}).\n`);
	return 0;
}
/** The file of `--output`, else that of the configuration, else the usual one, at the root of what is checked. */
function placeOf(command, { repository, root, configuration }, host) {
	if (command.output !== void 0) return {
		name: command.output,
		absolute: inWorkingDirectory(command.output, host)
	};
	const path = configuration.baseline ?? ".memcached-guard-baseline.json";
	return {
		name: repository.prefix + path,
		absolute: `${root}/${path}`
	};
}
function readPrevious(name, absolute, host) {
	const bytes = host.fileSystem.read(absolute, BASELINE_LIMIT + 1);
	if (bytes === void 0) return void 0;
	const loaded = readBaseline(name, bytes);
	if ("error" in loaded) throw new UserError(`${loaded.error} Delete it to start anew.`);
	return loaded.entries;
}
/** What this run says something about: entries beyond it are kept. */
function scopeOf({ repository, only, configuration }) {
	const accepts = pathFilter(configuration.include, configuration.exclude);
	return (path) => {
		if (only !== void 0) return only.has(path);
		return accepts(path.slice(repository.prefix.length)) || !repository.has(path);
	};
}
function write(name, absolute, text, host) {
	try {
		host.writeFile(absolute, text);
	} catch (error) {
		throw new UserError(`The baseline cannot be written to ${name}: ${error instanceof Error ? error.message : error}`);
	}
}

export { runBaseline };
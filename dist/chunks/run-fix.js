import { a as check } from "./open-repository.js";
import { t as isReadable } from "./repository.js";
import { n as combineEdits, t as applyEdits } from "./apply-edits.js";
import { n as withTexts, t as offerFixes } from "./offer-fixes.js";
import { t as unifiedDiff } from "./unified-diff.js";
import { n as exitCode, r as failing } from "./report.js";
import { n as terminalText } from "./terminal.js";
import { c as redact, i as plural } from "./wording.js";
import { n as prepare } from "./prepare.js";
import { n as UserError, t as CannotFinish } from "./user-error.js";

// src/fixes/fix-all.ts
/** Fixes are offered in batches; this many batches are made. */
const MOST_ROUNDS = 20;
/** Makes every fix that can be offered, in memory. */
async function fixAll(repository, check) {
	const before = await check(repository);
	const texts = /* @__PURE__ */ new Map();
	let after = before;
	let count = 0;
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const now = withTexts(repository, texts);
		const fixes = await offerFixes(after, now, check);
		const edits = combineEdits([...fixes.values()]);
		if (fixes.size === 0 || edits === void 0) break;
		for (const [path, changes] of edits) {
			const file = now.read(path);
			if (isReadable(file)) texts.set(path, applyEdits(file.text, changes));
		}
		count += fixes.size;
		after = await check(withTexts(repository, texts));
	}
	return {
		texts,
		fixes: count,
		before,
		after
	};
}

// src/command/run-fix.ts
/**
* Prints the confirmed fixes as a diff, or with `--write` makes them. Returns 1 while findings remain in the files,
* so also where a diff was only shown.
*/
async function runFix(command, host) {
	const prepared = await prepare(command, host);
	const { repository, only, configuration, configurationFindings } = prepared;
	if (configurationFindings.length > 0) throw new UserError("The configuration has mistakes, which memcached-guard check shows; mend them first.");
	const fixed = await fixAll(repository, (edited) => check(edited, {
		configuration,
		today: host.today,
		...only ? { only } : {}
	}));
	const { failOn } = configuration;
	if (!command.write) {
		for (const [path, text] of fixed.texts) host.print(shown(unifiedDiff(path, textOf(repository, path), text), host));
		host.printError(`memcached-guard: ${summary(fixed, failing(fixed.after, failOn).length, "can be mended")}\n`);
		return exitCode(fixed.before, failOn);
	}
	for (const path of fixed.texts.keys()) refuseUnfaithful(path, prepared, host);
	for (const [path, text] of fixed.texts) write(path, text, prepared, host);
	host.print(`memcached-guard: ${summary(fixed, failing(fixed.after, failOn).length, "mended")}\n`);
	return exitCode(fixed.after, failOn);
}
function summary({ fixes, texts }, left, verb) {
	const rest = left === 0 ? "nothing else to mend" : `${plural(left, "finding")} ${left === 1 ? "is" : "are"} left to you`;
	if (fixes === 0) return left === 0 ? "nothing to mend" : rest;
	return `${plural(fixes, "finding")} ${verb} in ${plural(texts.size, "file")}, ${rest}`;
}
/** A pipe gets the diff as `git apply` needs it; a person sees what he would else not see, and no secrets. */
function shown(diff, { isTerminal }) {
	if (!isTerminal) return diff;
	return diff.replace(/[^\n]+/g, (line) => redact(terminalText(line.replace(/\r$/, ""))));
}
function textOf(repository, path) {
	const file = repository.read(path);
	return isReadable(file) ? file.text : "";
}
/** Files are written as UTF-8, so one whose bytes are anything else would change beyond its fix. */
function refuseUnfaithful(path, { repository, root }, host) {
	const bytes = host.fileSystem.read(absolute(path, repository, root), 1048577);
	const text = textOf(repository, path);
	const encoded = new TextEncoder().encode(text);
	if (!(bytes?.length === encoded.length && encoded.every((byte, index) => bytes[index] === byte))) throw new CannotFinish(`${path} is not written as UTF-8 or has changed meanwhile, so nothing was written; exclude it, or mend it by hand.`);
}
function write(path, text, { repository, root }, host) {
	try {
		host.writeFile(absolute(path, repository, root), text);
	} catch (error) {
		throw new CannotFinish(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
	}
}
function absolute(path, { prefix }, root) {
	return `${root.replace(/\/$/, "")}/${path.slice(prefix.length)}`;
}

export { runFix };
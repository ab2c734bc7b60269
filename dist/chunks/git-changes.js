// src/reporters/registry.ts
/** Every format by name, loaded when it is asked for. */
const REPORTERS = {
	text: async () => (await import("./text.js")).text,
	json: async () => (await import("./json2.js")).json,
	sarif: async () => (await import("./sarif.js")).sarif,
	github: async () => (await import("./github.js")).github,
	markdown: async () => (await import("./markdown2.js")).markdown,
	gitlab: async () => (await import("./gitlab.js")).gitlab,
	junit: async () => (await import("./junit.js")).junit,
	checkstyle: async () => (await import("./checkstyle.js")).checkstyle,
	rdjson: async () => (await import("./rdjson.js")).rdjson
};
const REPORTER_NAMES = Object.keys(REPORTERS);
/** The reporter of a format; `undefined` if there is no such format. */
async function findReporter(name) {
	return Object.hasOwn(REPORTERS, name) ? REPORTERS[name]?.() : void 0;
}

// src/changes/diff-path.ts
const ESCAPES = {
	a: 7,
	b: 8,
	t: 9,
	n: 10,
	v: 11,
	f: 12,
	r: 13
};
/** A path as git's headers write it: alone, ended by a tab, or quoted as in C where it holds unusual bytes. */
function unquotePath(text) {
	const path = text.replace(/\t?\r?$/, "");
	if (!path.startsWith("\"")) return path;
	const bytes = [];
	const encoder = new TextEncoder();
	for (let at = 1; at < path.length && path[at] !== "\""; at++) {
		if (path[at] !== "\\") {
			const char = String.fromCodePoint(path.codePointAt(at) ?? 0);
			bytes.push(...encoder.encode(char));
			at += char.length - 1;
			continue;
		}
		at++;
		const octal = /^[0-7]{3}/.exec(path.slice(at, at + 3))?.[0];
		if (octal === void 0) bytes.push(ESCAPES[path[at] ?? ""] ?? (path.charCodeAt(at) || 0) & 255);
		else {
			bytes.push(Number.parseInt(octal, 8) & 255);
			at += 2;
		}
	}
	return new TextDecoder().decode(Uint8Array.from(bytes));
}
/** The path in `diff --git a/P b/P`, where both are the same; it is all there is for a file without hunks. */
function pathOfHeader(line) {
	const rest = line.slice(11);
	if (rest.startsWith("\"")) {
		const path = unquotePath(rest);
		return path.startsWith("a/") ? path.slice(2) : void 0;
	}
	const path = rest.slice(2, (rest.length - 1) / 2);
	return rest === `a/${path} b/${path}` ? path : void 0;
}

// src/changes/parse-diff.ts
const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;
/**
* Reads what `git diff` prints, with any number of context lines, paths with the prefixes `a/` and `b/`. What it
* does not understand is passed over; a file that is only said to differ is changed as a whole. Never throws.
*/
function parseDiff(text) {
	const lines = text.split("\n");
	const files = [];
	let at = 0;
	while (at < lines.length) if (!(lines[at] ?? "").startsWith("diff --git ")) at++;
	else {
		const { file, next } = parseFile(lines, at);
		if (file !== void 0) files.push(file);
		at = next;
	}
	return files;
}
/** Reads the hunks of one file, such as the `patch` of GitHub's API. */
function parsePatch(patch) {
	return parseHunks(patch.split("\n"), 0).edits;
}
function parseFile(lines, start) {
	const same = pathOfHeader(lines[start] ?? "");
	const header = {
		status: "modified",
		binary: false
	};
	let at = start + 1;
	for (; at < lines.length; at++) {
		const line = lines[at] ?? "";
		if (line.startsWith("diff --git ") || line.startsWith("@@ ")) break;
		readHeaderLine(line, header);
	}
	const { edits, next } = parseHunks(lines, at);
	const path = header.status === "removed" ? header.from ?? same : header.to ?? same;
	if (path === void 0) return {
		file: void 0,
		next
	};
	return {
		file: {
			path,
			status: header.status,
			...header.status === "renamed" && header.from !== void 0 ? { previousPath: header.from } : {},
			...header.binary ? {} : { edits }
		},
		next
	};
}
function readHeaderLine(line, header) {
	const value = (prefix) => unquotePath(line.slice(prefix.length));
	if (line.startsWith("new file mode ")) header.status = "added";
	else if (line.startsWith("deleted file mode ")) header.status = "removed";
	else if (line.startsWith("rename from ")) {
		header.status = "renamed";
		header.from = value("rename from ");
	} else if (line.startsWith("rename to ")) header.to = value("rename to ");
	else if (line.startsWith("copy to ")) {
		header.status = "added";
		header.to = value("copy to ");
	} else if (line.startsWith("--- ")) header.from ??= withoutPrefix(value("--- "), "a/");
	else if (line.startsWith("+++ ")) header.to ??= withoutPrefix(value("+++ "), "b/");
	else if (line.startsWith("Binary files ") || line.startsWith("GIT binary patch")) header.binary = true;
}
function withoutPrefix(path, prefix) {
	return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
function parseHunks(lines, start) {
	const edits = [];
	let at = start;
	while (at < lines.length) {
		const line = lines[at] ?? "";
		if (line.startsWith("diff --git ")) break;
		const match = HUNK.exec(line);
		at = match === null ? at + 1 : parseHunk(lines, at + 1, match, edits);
	}
	return {
		edits,
		next: at
	};
}
/** The counts of its header say where a hunk ends, so that nothing in a file looks like a header. */
function parseHunk(lines, start, match, edits) {
	let oldLeft = Number(match[2] ?? 1);
	let newLeft = Number(match[4] ?? 1);
	let line = Number(match[3]) + (newLeft === 0 ? 1 : 0);
	let added = [];
	let removed = [];
	const flush = () => {
		if (added.length > 0 || removed.length > 0) edits.push({
			line: line - added.length,
			added,
			removed
		});
		added = [];
		removed = [];
	};
	let at = start;
	for (; at < lines.length; at++) {
		const text = lines[at] ?? "";
		if (text.startsWith("\\")) {
			const before = lines[at - 1]?.[0];
			if (before === "-") endWithoutBreak(removed);
			else if (before === "+") endWithoutBreak(added);
		} else if (oldLeft <= 0 && newLeft <= 0) break;
		else if (text.startsWith("+")) {
			added.push(`${text.slice(1)}\n`);
			line++;
			newLeft--;
		} else if (text.startsWith("-")) {
			removed.push(`${text.slice(1)}\n`);
			oldLeft--;
		} else if (text.startsWith(" ") || text === "" || text === "\r") {
			flush();
			line++;
			oldLeft--;
			newLeft--;
		} else break;
	}
	flush();
	return at;
}
function endWithoutBreak(lines) {
	const last = lines.pop();
	if (last !== void 0) lines.push(last.replace(/\n$/, ""));
}

// src/changes/git-changes.ts
/**
* What the working tree changed since it left a revision: commits since the common ancestor, what is not committed
* yet, and new files that git does not know but does not ignore. Never goes to the network.
*/
async function changesSince({ git, folder, prefix }, revision) {
	if ((await git(folder, ["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") return unavailable("git is not installed, or this folder is in no working tree of it");
	const commit = await resolveCommit({
		git,
		folder
	}, revision);
	if (commit === void 0) return unavailable(`the commit ${revision} is not in this clone, which may be shallow (fetch-depth: 0 fetches all)`);
	const base = (await git(folder, [
		"merge-base",
		commit,
		"HEAD"
	]))?.trim();
	if (base === void 0 || base === "") return unavailable(`this clone has no common ancestor of ${revision} and HEAD; it may be shallow`);
	const diff = await git(folder, [
		...DIFF,
		base,
		"--",
		"."
	]);
	const others = await git(folder, [
		"ls-files",
		"--others",
		"--exclude-standard",
		"-z",
		"--",
		"."
	]);
	if (diff === void 0 || others === void 0) return unavailable(`git cannot compare with ${revision} here`);
	return [...parseDiff(diff).map((file) => ({
		...file,
		path: prefix + file.path,
		...file.previousPath === void 0 ? {} : { previousPath: prefix + file.previousPath }
	})), ...others.split("\0").filter((path) => path !== "").map((path) => ({
		path: prefix + path,
		status: "added"
	}))];
}
/** The id of the commit that a name stands for, if this clone has it. */
async function resolveCommit({ git, folder }, revision) {
	if (!/^[\w@^~]/.test(revision)) return void 0;
	const id = (await git(folder, [
		"rev-parse",
		"--verify",
		"--quiet",
		`${revision}^{commit}`
	]))?.trim();
	return id !== void 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : void 0;
}
/** Everything that a user's own settings could change is said. */
const DIFF = [
	"diff",
	"--no-color",
	"--no-ext-diff",
	"--no-textconv",
	"--relative",
	"--unified=0",
	"--inter-hunk-context=0",
	"--find-renames",
	"--src-prefix=a/",
	"--dst-prefix=b/",
	"--submodule=short"
];
function unavailable(because) {
	return { unavailable: `What changed cannot be known, so every finding counts: ${because}.` };
}

export { findReporter as i, resolveCommit as n, parsePatch as r, changesSince as t };
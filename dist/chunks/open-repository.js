import { r as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { a as isWorthSniffing, n as lookForMentions } from "./mentions.js";
import { r as sourceText, t as SourceFile } from "./source-file.js";
import { t as isReadable } from "./repository.js";
import { t as RULES } from "./registry.js";
import { r as parseReleases } from "./version.js";
import { t as TOOL_VERSION } from "./tool-version2.js";
import { t as DEFAULT_CONFIGURATION } from "./configuration.js";

// src/changes/change.ts
function changedLines(change) {
	return new Map(change.map(({ path, status, edits }) => [path, edits === void 0 || status === "added" || status === "removed" ? "whole file" : edits.map(({ line, added }) => ({
		first: line,
		last: line + added.length - 1
	}))]));
}

// src/changes/repository-before.ts
/**
* The repository as it was before a change: each edit is undone in the text that is there now. Files of which it is
* not known what changed stay as they are.
*/
function repositoryBefore(repository, all) {
	const change = all.filter(({ path }) => path.startsWith(repository.prefix));
	const before = /* @__PURE__ */ new Map();
	for (const file of change) if (file.status !== "modified") before.set(file.path, () => void 0);
	for (const file of change) {
		const path = file.previousPath ?? file.path;
		if (file.status === "added" || file.edits === void 0 || !path.startsWith(repository.prefix)) continue;
		before.set(path, once(() => textBefore(repository, file, path)));
	}
	const gone = new Set(change.filter(({ status }) => status !== "modified").map(({ path }) => path));
	const old = [...before.keys()].filter((path) => before.get(path)?.() !== void 0);
	const paths = [.../* @__PURE__ */ new Set([...repository.paths.filter((path) => !gone.has(path)), ...old])].sort();
	const known = new Set(paths);
	return {
		prefix: repository.prefix,
		paths,
		has: (path) => known.has(path),
		read: (path) => before.get(path)?.() ?? (known.has(path) ? repository.read(path) : void 0),
		names(path, word) {
			const file = before.get(path)?.();
			return file === void 0 ? repository.names(path, word) : word.test(file.text);
		}
	};
}
/** The text of a removed file stands in the change itself. */
function textBefore(repository, { path, status, edits = [] }, previousPath) {
	if (status === "removed") return new SourceFile(previousPath, edits.flatMap(({ removed }) => removed).join(""));
	const now = repository.read(path);
	const text = isReadable(now) ? undoEdits(now.text, edits) : void 0;
	return text === void 0 ? void 0 : new SourceFile(previousPath, text);
}
/** The text before these edits; `undefined` if it is not the text that they led to. */
function undoEdits(text, edits) {
	const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
	const parts = [];
	let at = 0;
	for (const { line, added, removed } of edits) {
		if (line - 1 < at || line - 1 > lines.length) return void 0;
		if (!added.every((each, index) => isSameLine(each, lines[line - 1 + index]))) return void 0;
		for (; at < line - 1; at++) parts.push(lines[at] ?? "");
		for (const each of removed) parts.push(each);
		at = line - 1 + added.length;
	}
	for (; at < lines.length; at++) parts.push(lines[at] ?? "");
	return parts.join("");
}
/** Git may show a line of a working tree with the line break that it has in the repository. */
function isSameLine(shown, present) {
	return shown === present || shown.replace(/\r?\n$/, "") === present?.replace(/\r?\n$/, "");
}
function once(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

// src/changes/mark-unchanged.ts
/**
* Marks the active findings that a change did not cause. One is caused where the change touched its words, a
* related place or a word of its command line; or where it was not there before, since what makes a finding may
* have been taken away: a `-U 0`, a drop-in, a waiver. What cannot be known counts as caused.
*/
async function markUnchanged(findings, change, before) {
	const lines = changedLines(change);
	const untouched = new Set(findings.filter(({ status }) => status === "active").filter((finding) => !isTouched(finding, lines)));
	if (untouched.size === 0 || !canBeUndone(change, before)) return findings;
	const known = new KnownFindings(await before.findings(), change);
	return findings.map((finding) => untouched.has(finding) && known.has(finding) ? {
		...finding,
		status: "unchanged"
	} : finding);
}
/** Whether a change touched any place that a finding rests on. */
function isTouched(finding, lines) {
	for (const place of placesOf(finding)) if (isPlaceTouched(place, lines)) return true;
	return false;
}
function* placesOf({ at, related, exposure }) {
	yield at;
	for (const place of related) yield place.at;
	if (exposure === void 0) return;
	const { launch } = exposure;
	yield launch.at;
	for (const place of launch.related) yield place.at;
	for (const word of [launch.program, ...launch.argv]) for (const { origin } of word.runs) yield origin;
}
function isPlaceTouched({ file, start, end }, lines) {
	const changed = lines.get(file.path);
	if (changed === void 0) return false;
	if (changed === "whole file" || /\r(?!\n)/.test(file.text)) return true;
	const first = file.positionAt(start).line;
	const last = file.positionAt(Math.max(start, end - 1)).line;
	return changed.some((range) => range.first <= last && range.last >= first);
}
/** Whether it is known what every file that could matter was before. */
function canBeUndone(change, { textNow }) {
	return change.every(({ path, status, edits }) => {
		if (status === "added") return true;
		if (status === "removed") return edits !== void 0 || !isWorthSniffing(path);
		const now = textNow(path);
		return now === void 0 || edits !== void 0 && undoEdits(now, edits) !== void 0;
	});
}
/** What was found before; files that were renamed since are recognised by their words. */
var KnownFindings = class {
	#prints;
	#words = /* @__PURE__ */ new Set();
	#renamed;
	constructor(findings, change) {
		const active = findings.filter(({ status }) => status === "active");
		this.#prints = new Set(active.map(({ fingerprint }) => fingerprint));
		const present = new Map(change.flatMap(({ path, previousPath }) => previousPath === void 0 ? [] : [[previousPath, path]]));
		this.#renamed = new Set(present.values());
		for (const { rule, at } of active) {
			const path = present.get(at.file.path);
			if (path !== void 0) this.#words.add(wordsKey(rule, path, at));
		}
	}
	has({ rule, fingerprint, at }) {
		if (this.#prints.has(fingerprint)) return true;
		const { path } = at.file;
		return this.#renamed.has(path) && this.#words.has(wordsKey(rule, path, at));
	}
};
function wordsKey(rule, path, at) {
	return `${rule} ${path} ${sourceText(at)}`;
}

// src/repository/recording-repository.ts
function recordingRepository(repository) {
	const filesRead = /* @__PURE__ */ new Set();
	return {
		filesRead,
		prefix: repository.prefix,
		get paths() {
			return repository.paths;
		},
		has: (path) => repository.has(path),
		read(path) {
			const read = repository.read(path);
			if (isReadable(read)) filesRead.add(read);
			return read;
		},
		names: (path, word) => repository.names(path, word)
	};
}

// src/check.ts
/** The whole check: files → launches → sockets and their reach → findings. */
async function check(root, options) {
	const { configuration, today } = options;
	const repository = recordingRepository(root);
	const accepts = await acceptedPaths(configuration);
	const mentions = lookForMentions(repository, accepts, configuration.files);
	const { exposures, problems, looked } = mentions.found ? await (await import("./exposures.js")).exposuresOf(repository, configuration, accepts) : {
		exposures: [],
		problems: [],
		looked: mentions.looked
	};
	const baseline = options.baseline ?? [];
	const { findings: decided, stale } = !mentions.found && configuration.waivers.length === 0 && baseline.length === 0 ? {
		findings: [],
		stale: []
	} : (await import("./decide.js")).decide((await import("./judge2.js")).judge(RULES, exposures, problems, configuration), {
		configuration,
		exposures,
		files: repository.filesRead,
		looked: {
			prefix: repository.prefix,
			paths: repository.paths,
			accepts
		},
		baseline,
		today
	});
	const textsNow = new Map([...repository.filesRead].map(({ path, text }) => [path, text]));
	const findings = options.change === void 0 ? decided : await markUnchanged(decided, options.change, {
		findings: () => findingsBefore(root, options, options.change ?? []),
		textNow: (path) => textsNow.get(path)
	});
	const configurationFindings = options.configurationFindings ?? [];
	return only(options.only, configurationFindings, {
		toolVersion: TOOL_VERSION,
		files: looked,
		exposures,
		findings: [...configurationFindings, ...findings],
		configurationValid: configurationFindings.length === 0,
		...stale.length === 0 ? {} : { staleBaseline: stale }
	});
}
/** Patterns are rare, so what reads them is loaded only for them. */
async function acceptedPaths({ include, exclude }) {
	if (include.length === 0 && exclude.length === 0) return () => true;
	return (await import("./path-filter2.js")).pathFilter(include, exclude);
}
/** What the same check says about the repository as it was. */
async function findingsBefore(repository, options, change) {
	const before = repositoryBefore(repository, change);
	const configuration = await options.configurationOf?.(before) ?? options.configuration;
	const { today, baseline = [] } = options;
	return (await check(before, {
		configuration,
		today,
		baseline
	})).findings;
}
function only(paths, configurationFindings, report) {
	if (paths === void 0) return report;
	const configured = new Set(configurationFindings);
	const concerns = (path, related) => paths.has(path) || related.some(({ at }) => paths.has(at.file.path));
	return {
		...report,
		files: paths.size,
		exposures: report.exposures.filter(({ launch }) => concerns(launch.at.file.path, launch.related)),
		findings: report.findings.filter((finding) => configured.has(finding) || concerns(finding.at.file.path, [...finding.related, ...finding.exposure?.launch.related ?? []]))
	};
}

// src/policy/load-configuration.ts
/** Where a configuration is looked for, in this order. */
const CONFIGURATION_PATHS = [
	".github/memcached-guard.yml",
	".github/memcached-guard.yaml",
	".memcached-guard.yml",
	".memcached-guard.yaml"
];
/** Reads the configuration of a repository; the defaults where there is none. */
async function loadConfiguration(repository) {
	const path = CONFIGURATION_PATHS.map((name) => repository.prefix + name).find((name) => repository.has(name));
	const file = path === void 0 ? void 0 : repository.read(path);
	return isReadable(file) ? readConfiguration(file) : {
		configuration: DEFAULT_CONFIGURATION,
		findings: []
	};
}
/** Reads a configuration file. Its reader, which brings YAML and the schema, is loaded only now. */
async function readConfiguration(file) {
	return (await import("./configuration-file.js")).readConfiguration(file);
}

// src/policy/override-configuration.ts
/**
* The configuration with the caller's word last: single values replace, `exclude` patterns add up, `include`
* patterns replace. Returns a sentence where a value makes no sense.
*/
function overrideConfiguration(configuration, overrides) {
	const label = overrides.memcachedVersion;
	const releases = label === void 0 ? void 0 : parseReleases(label);
	if (label !== void 0 && releases === void 0) return `"${label}" is no version of memcached: write 1.5.22, 1.6 or ">=1.5.6"`;
	return {
		...configuration,
		...label !== void 0 && releases !== void 0 ? { memcachedVersion: {
			state: "known",
			releases,
			label,
			because: `the caller says version ${label}`
		} } : {},
		...overrides.failOn !== void 0 ? { failOn: overrides.failOn } : {},
		...overrides.strict !== void 0 ? { strict: overrides.strict } : {},
		...overrides.include?.length ? { include: overrides.include } : {},
		exclude: [...configuration.exclude, ...overrides.exclude ?? []]
	};
}

// node_modules/ignore/index.js
var require_ignore = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function makeArray(subject) {
		return Array.isArray(subject) ? subject : [subject];
	}
	const UNDEFINED = void 0;
	const EMPTY = "";
	const SPACE = " ";
	const ESCAPE = "\\";
	const REGEX_LITERAL_SPECIAL = /[.*+?()[\]{}^$|\\/]/;
	const BOM = "﻿";
	const REGEX_ANCHORED_GLOBSTAR = /^\/\*{2,}$/;
	const REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION = /^\\!/;
	const REGEX_REPLACE_LEADING_EXCAPED_HASH = /^\\#/;
	const REGEX_SPLITALL_CRLF = /\r?\n/g;
	const DOUBLE_SLASH = "//";
	const SLASH_CODE = 47;
	const DOT_CODE = 46;
	const SLASH = "/";
	let TMP_KEY_IGNORE = "node-ignore";
	/* istanbul ignore else */
	if (typeof Symbol !== "undefined") TMP_KEY_IGNORE = Symbol.for("node-ignore");
	const KEY_IGNORE = TMP_KEY_IGNORE;
	const define = (object, key, value) => {
		Object.defineProperty(object, key, { value });
		return value;
	};
	const RETURN_FALSE = () => false;
	const POSIX_CLASSES = {
		alnum: "0-9A-Za-z",
		alpha: "A-Za-z",
		blank: " \\t",
		cntrl: "\\x00-\\x1f\\x7f",
		digit: "0-9",
		graph: "!-.0-~",
		lower: "a-z",
		print: " -.0-~",
		punct: "!-.:-@\\[-`{-~",
		space: " \\t\\n\\r",
		upper: "A-Z",
		xdigit: "0-9A-Fa-f"
	};
	const CLASS_MEMBERS_TO_ESCAPE = "\\]^-[";
	const escapeMember = (char) => CLASS_MEMBERS_TO_ESCAPE.indexOf(char) < 0 ? char : ESCAPE + char;
	const NON_SLASH = "(?!\\/)";
	const classSource = (negated, body) => {
		if (negated) return `[^\\/${body}]`;
		const source = `[${body}]`;
		return new RegExp(source).test("/") ? NON_SLASH + source : source;
	};
	const scanBracket = (pattern, start) => {
		const { length } = pattern;
		let index = start + 1;
		let negated = EMPTY;
		const lead = pattern[index];
		if (lead === "!" || lead === "^") {
			negated = "^";
			index++;
		}
		let body = EMPTY;
		let prev = EMPTY;
		for (;;) {
			const char = pattern[index];
			if (char === UNDEFINED) return null;
			if (char === ESCAPE) {
				const escaped = pattern[++index];
				body += escapeMember(escaped);
				prev = escaped;
			} else if (char === "-" && prev && index + 1 < length && pattern[index + 1] !== "]") {
				index++;
				let to = pattern[index];
				if (to === ESCAPE) to = pattern[index += 1];
				if (prev <= to) body += `-${escapeMember(to)}`;
				prev = EMPTY;
			} else if (char === "[" && pattern[index + 1] === ":") {
				const nameStart = index + 2;
				let end = nameStart;
				while (end < length && pattern[end] !== "]") end++;
				if (end === length) return null;
				if (end > nameStart && pattern[end - 1] === ":") {
					const name = pattern.slice(nameStart, end - 1);
					if (!Object.prototype.hasOwnProperty.call(POSIX_CLASSES, name)) return null;
					body += POSIX_CLASSES[name];
					prev = EMPTY;
					index = end;
				} else {
					body += escapeMember("[");
					prev = "[";
					index = nameStart - 2;
				}
			} else {
				body += escapeMember(char);
				prev = char;
			}
			index++;
			if (pattern[index] === "]") return {
				end: index,
				source: classSource(negated, body)
			};
		}
	};
	const NEVER_MATCH = "[]";
	const PLACEHOLDER = "\0";
	const REGEX_RESTORE_PLACEHOLDER = new RegExp(`${PLACEHOLDER}(\\d+)${PLACEHOLDER}`, "g");
	const TRAILING_WILDCARD = "";
	const TRAILING_DOUBLESTAR = "";
	const isReserved = (char) => char === PLACEHOLDER || char === TRAILING_WILDCARD || char === TRAILING_DOUBLESTAR;
	const extractBrackets = (pattern) => {
		const sources = [];
		const hold = (source) => `${PLACEHOLDER}${sources.push(source) - 1}${PLACEHOLDER}`;
		const { length } = pattern;
		let out = EMPTY;
		let index = 0;
		while (index < length) {
			const char = pattern[index];
			if (char === ESCAPE) {
				const escaped = pattern[index + 1];
				if (escaped === SLASH && index + 2 === length) out += hold(NEVER_MATCH);
				else if (escaped === "*" || escaped === "[" || escaped === SPACE) out += pattern.slice(index, index + 2);
				else out += hold(REGEX_LITERAL_SPECIAL.test(escaped) ? ESCAPE + escaped : isReserved(escaped) ? `[${escaped}]` : escaped);
				index += 2;
			} else if (isReserved(char)) {
				out += hold(`[${char}]`);
				index++;
			} else if (char === "[") {
				const scanned = scanBracket(pattern, index);
				if (scanned === null) {
					out += hold(NEVER_MATCH);
					index = length;
				} else {
					out += hold(scanned.source);
					index = scanned.end + 1;
				}
			} else {
				out += char;
				index++;
			}
		}
		return {
			source: out,
			sources
		};
	};
	const DIRECT = null;
	const REGEX_INNER_SLASH = /\/(?!$)/;
	const WILDCARD = "[^\\/]*";
	const REPLACERS = [
		[
			/(\\+)( ?)/g,
			(_, run, space) => space ? run.slice(0, run.length - run.length % 2) + SPACE : run,
			"\\ "
		],
		[
			/(^|\/)\*{3,}(?=\/|$)/g,
			(_, start) => `${start}**`,
			"*"
		],
		[/[\\$.|*+(){^]/g, (match) => `\\${match}`],
		[
			/(?!\\)\?/g,
			() => "[^/]",
			"?"
		],
		[
			/^\//,
			() => "^",
			SLASH
		],
		[
			/\//g,
			() => "\\/",
			SLASH
		],
		[
			/^\^*(?:\\\*\\\*\\\/)+/,
			() => "(?:^|\\/)",
			"*"
		],
		[DIRECT, (source, pattern) => {
			if (!source || source[0] === "^" || source[0] === "(") return source;
			return (!REGEX_INNER_SLASH.test(pattern) ? "(?:^|\\/)" : "^") + source;
		}],
		[
			/\\\/\\\*\\\*(?=\\\/|$)/g,
			(_, index, str) => index + 6 < str.length ? str.slice(index + 6) === "\\/" ? "(?:\\/[^\\/]+)+" : "(?:\\/[^\\/]+)*" : `\\/${TRAILING_DOUBLESTAR}`,
			"*"
		],
		[
			/(^|[^\\])(?:\\\*)+(?!$)/g,
			(_, p1) => p1 + WILDCARD,
			"*"
		],
		[
			/(^|[^\\])((?:\\\\)*)\\\*$/,
			(match, p1, p2) => p2 === EMPTY ? p1 + TRAILING_WILDCARD : match,
			"*"
		],
		[
			/\\\\\\(?=[$.|*+(){^])/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\\/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\[([^\]/]*?)($|\])/g,
			(match, range, close) => `\\[${range}${close}`,
			"["
		],
		[DIRECT, (source) => {
			const last = source[source.length - 1];
			if (!last || last === TRAILING_WILDCARD || last === TRAILING_DOUBLESTAR) return source;
			return last === SLASH ? `${source}$` : `${source}(?=$|\\/$)`;
		}]
	];
	const REGEX_REPLACE_TRAILING_WILDCARD = /(^|\\\/)?\uE000$/;
	const MODE_IGNORE = "regex";
	const MODE_CHECK_IGNORE = "checkRegex";
	const replaceTrailingWildcard = (_, p1) => {
		return `${p1 ? `${p1}[^/]+` : "[^/]*"}(?=$|\\/$)`;
	};
	const REGEX_REPLACE_TRAILING_DOUBLESTAR = /\uE001$/;
	const replaceTrailingDoublestar = () => "[\\s\\S]";
	const separatorAfter = (run, at) => {
		let separator = EMPTY;
		for (let index = at + 1; index < run.length && !run[index].wildcard; index++) separator += run[index].single;
		return separator;
	};
	const pinWildcards = (source) => {
		if (source.indexOf(WILDCARD) < 0) return source;
		const tokens = [];
		const { length } = source;
		let index = 0;
		while (index < length) {
			const char = source[index];
			if (source.startsWith(WILDCARD, index)) {
				tokens.push({ wildcard: true });
				index += 6;
			} else if (char === "[") {
				let end = index + 1;
				if (source[end] === "^") end++;
				if (source[end] === "]") end++;
				while (end < length && source[end] !== "]") end += source[end] === ESCAPE ? 2 : 1;
				end++;
				tokens.push({ single: source.slice(index, end) });
				index = end;
			} else if (char === ESCAPE) {
				tokens.push({ single: source.slice(index, index + 2) });
				index += 2;
			} else if (char === "(") {
				let depth = 0;
				let end = index;
				do {
					if (source[end] === ESCAPE) end++;
					else if (source[end] === "(") depth++;
					else if (source[end] === ")") depth--;
					end++;
				} while (end < length && depth > 0);
				if ("*+?".indexOf(source[end]) >= 0) end++;
				tokens.push({ boundary: source.slice(index, end) });
				index = end;
			} else if (char === "^" || char === "$") {
				tokens.push({ boundary: char });
				index++;
			} else {
				tokens.push({ single: char });
				index++;
			}
		}
		let out = EMPTY;
		let run = [];
		const flush = () => {
			let lastWildcard;
			run.forEach((token, at) => {
				if (token.wildcard) lastWildcard = at;
			});
			run.forEach((token, at) => {
				if (!token.wildcard) {
					out += token.single;
					return;
				}
				out += at === lastWildcard ? WILDCARD : `(?:(?!${separatorAfter(run, at)})[^\\/])*`;
			});
			run = [];
		};
		tokens.forEach((token) => {
			if (token.boundary === void 0) {
				run.push(token);
				return;
			}
			flush();
			out += token.boundary;
		});
		flush();
		return out;
	};
	const makeRegexPrefix = (pattern) => {
		if (REGEX_ANCHORED_GLOBSTAR.test(pattern)) pattern = "**";
		const { source, sources } = extractBrackets(pattern);
		const replaced = REPLACERS.reduce((prev, [matcher, replacer, required]) => {
			if (matcher === DIRECT) return replacer(prev, pattern);
			if (required !== UNDEFINED && prev.indexOf(required) < 0) return prev;
			return matcher.test(prev) ? prev.replace(matcher, replacer.bind(pattern)) : prev;
		}, source);
		return sources.length ? replaced.replace(REGEX_RESTORE_PLACEHOLDER, (match, index) => sources[index]) : replaced;
	};
	const checkSourceOf = (body, prefix) => {
		if (body[body.length - 1] === SLASH) prefix = makeRegexPrefix(body.slice(0, -1));
		const head = prefix.slice(0, -1);
		const last = prefix[prefix.length - 1];
		return last === TRAILING_WILDCARD ? `${head}$` : last === TRAILING_DOUBLESTAR ? head : NEVER_MATCH;
	};
	const matchesBasename = (body) => {
		const index = body.indexOf(SLASH);
		return index < 0 || index === body.length - 1;
	};
	const basenameOf = (path) => {
		const end = path.length - 1;
		const index = path.lastIndexOf(SLASH, path[end] === SLASH ? end - 1 : end);
		return index < 0 ? path : path.slice(index + 1);
	};
	const parentOf = (path) => {
		if (path.charCodeAt(0) === SLASH_CODE || path.indexOf(DOUBLE_SLASH) >= 0) {
			const slices = path.split(SLASH).filter(Boolean);
			slices.pop();
			return slices.length ? slices.join(SLASH) + SLASH : EMPTY;
		}
		const end = path.length - 1;
		const cut = path.lastIndexOf(SLASH, path.charCodeAt(end) === SLASH_CODE ? end - 1 : end);
		return cut < 0 ? EMPTY : path.slice(0, cut + 1);
	};
	const isString = (subject) => typeof subject === "string";
	const checkPattern = (pattern) => pattern && isString(pattern);
	const splitPattern = (pattern) => (pattern[pattern.length - 1] === "\r" ? pattern.slice(0, -1) : pattern).split(REGEX_SPLITALL_CRLF).filter(Boolean);
	var IgnoreRule = class {
		constructor(pattern, mark, body, ignoreCase, negative, prefix) {
			this.pattern = pattern;
			this.mark = mark;
			this.negative = negative;
			define(this, "body", body);
			define(this, "ignoreCase", ignoreCase);
			define(this, "regexPrefix", prefix);
		}
		get _basenameOnly() {
			return define(this, "_basenameOnly", matchesBasename(this.body));
		}
		get regex() {
			const key = "_regex";
			if (this[key]) return this[key];
			return this._make(MODE_IGNORE, key);
		}
		get checkRegex() {
			const key = "_checkRegex";
			if (this[key]) return this[key];
			return this._make(MODE_CHECK_IGNORE, key);
		}
		_make(mode, key) {
			const str = pinWildcards(mode === MODE_IGNORE ? this.regexPrefix.replace(REGEX_REPLACE_TRAILING_WILDCARD, replaceTrailingWildcard).replace(REGEX_REPLACE_TRAILING_DOUBLESTAR, replaceTrailingDoublestar) : checkSourceOf(this.body, this.regexPrefix));
			const regex = this.ignoreCase ? new RegExp(str, "i") : new RegExp(str);
			return define(this, key, regex);
		}
	};
	const hasTrailingBackslash = (str) => {
		let count = 0;
		while (str[str.length - count - 1] === ESCAPE) count++;
		return count % 2 === 1;
	};
	const trimEnd = (body, stripLineEnd) => {
		let lineEnd = body.length;
		let end;
		for (;;) {
			if (stripLineEnd && body[lineEnd - 1] === "\r") lineEnd--;
			end = lineEnd;
			while (body[end - 1] === SPACE) end--;
			if (!stripLineEnd || body[end - 1] !== "\n") break;
			lineEnd = end - 1;
		}
		if (end === lineEnd) return body.slice(0, lineEnd);
		let backslashes = 0;
		while (body[end - backslashes - 1] === ESCAPE) backslashes++;
		return backslashes % 2 ? body.slice(0, end - 1) + SPACE : body.slice(0, end);
	};
	const createRule = (pattern, mark, ignoreCase, stripLineEnd, stripBOM) => {
		let body = stripBOM && pattern[0] === BOM ? pattern.slice(1) : pattern;
		if (body[0] === "#") return;
		let negative = false;
		if (body[0] === "!") {
			negative = true;
			body = body.slice(1);
		}
		const last = body[body.length - 1];
		if (last === SPACE || stripLineEnd && (last === "\r" || last === "\n")) body = trimEnd(body, stripLineEnd);
		if (!body || hasTrailingBackslash(body)) return;
		body = body.replace(REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION, "!").replace(REGEX_REPLACE_LEADING_EXCAPED_HASH, "#");
		const regexPrefix = makeRegexPrefix(body);
		return new IgnoreRule(pattern, mark, body, ignoreCase, negative, regexPrefix);
	};
	var RuleManager = class {
		constructor(ignoreCase) {
			this._ignoreCase = ignoreCase;
			this._rules = [];
			this._basenameCount = 0;
		}
		_add(pattern, index) {
			if (pattern && pattern[KEY_IGNORE]) {
				this._rules = this._rules.concat(pattern._rules._rules);
				this._basenameCount += pattern._rules._basenameCount;
				this._added = true;
				return;
			}
			const isStr = isString(pattern);
			const raw = isStr ? pattern : pattern.pattern;
			const rule = checkPattern(raw) && createRule(raw, isStr ? UNDEFINED : pattern.mark, this._ignoreCase, !this._split, this._stripBOM && !index);
			if (rule) {
				this._added = true;
				this._rules.push(rule);
				if (matchesBasename(rule.body)) this._basenameCount++;
			}
		}
		add(pattern) {
			this._added = false;
			this._split = isString(pattern);
			this._stripBOM = !this._split || pattern[0] === BOM;
			makeArray(this._split ? splitPattern(pattern) : pattern).forEach(this._add, this);
			if (this._added) this._literalRules = UNDEFINED;
			return this._added;
		}
		testLiteral(path) {
			const rules = this._literalRules || (this._literalRules = this._rules.filter(({ body }) => body[body.length - (body[body.length - 1] === SLASH ? 2 : 1)] === "*"));
			let ignored = false;
			let unignored = false;
			let matchedRule;
			for (let index = rules.length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule.checkRegex.test(path)) {
					ignored = !rule.negative;
					unignored = rule.negative;
					matchedRule = rule.negative ? UNDEFINED : rule;
					break;
				}
			}
			const ret = {
				ignored,
				unignored
			};
			if (matchedRule) ret.rule = matchedRule;
			return ret;
		}
		test(path, mode) {
			const rules = this._rules;
			const { length } = rules;
			const shortcut = this._basenameCount * 2 >= length;
			const basename = shortcut ? basenameOf(path) : path;
			for (let index = length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule[mode].test(shortcut && rule._basenameOnly ? basename : path)) {
					const { negative } = rule;
					const ret = {
						ignored: !negative,
						unignored: negative
					};
					if (!negative) ret.rule = rule;
					return ret;
				}
			}
			return {
				ignored: false,
				unignored: false
			};
		}
	};
	const throwError = (message, Ctor) => {
		throw new Ctor(message);
	};
	const checkPath = (path, originalPath, doThrow) => {
		if (!isString(path)) return doThrow(`path must be a string, but got \`${originalPath}\``, TypeError);
		if (!path) return doThrow(`path must not be empty`, TypeError);
		if (checkPath.isNotRelative(path)) return doThrow(`path should be a \`path.relative()\`d string, but got "${originalPath}"`, RangeError);
		return true;
	};
	const isNotRelative = (path) => {
		const first = path.charCodeAt(0);
		if (first === SLASH_CODE) return true;
		if (first !== DOT_CODE) return false;
		if (path.length === 1) return true;
		const second = path.charCodeAt(1);
		if (second === SLASH_CODE) return true;
		if (second !== DOT_CODE) return false;
		return path.length === 2 || path.charCodeAt(2) === SLASH_CODE;
	};
	checkPath.isNotRelative = isNotRelative;
	/* istanbul ignore next */
	checkPath.convert = (p) => p;
	const convertPath = (target) => isString(target) && checkPath.convert(target);
	var Ignore = class {
		constructor({ ignorecase = true, ignoreCase = ignorecase, allowRelativePaths = false } = {}) {
			define(this, KEY_IGNORE, true);
			this._rules = new RuleManager(ignoreCase);
			this._strictPathCheck = !allowRelativePaths;
			this._initCache();
		}
		_initCache() {
			this._ignoreCache = Object.create(null);
			this._testCache = Object.create(null);
		}
		add(pattern) {
			if (this._rules.add(pattern)) this._initCache();
			return this;
		}
		addPattern(pattern) {
			return this.add(pattern);
		}
		_test(originalPath, cache, path) {
			checkPath(path, originalPath, this._strictPathCheck ? throwError : RETURN_FALSE);
			return path ? this._t(path, cache) : {
				ignored: false,
				unignored: false
			};
		}
		checkIgnore(target) {
			const path = convertPath(target);
			if (!path || path.charCodeAt(path.length - 1) !== SLASH_CODE) return this._test(target, this._testCache, path);
			const dir = this._t(path, this._testCache);
			if (dir.ignored) return dir;
			const literal = this._rules.testLiteral(path);
			return literal.ignored || literal.unignored ? literal : dir;
		}
		_t(path, cache) {
			if (path in cache) return cache[path];
			const parentPath = parentOf(path);
			const parent = parentPath ? this._t(parentPath, cache) : UNDEFINED;
			return cache[path] = parent && parent.ignored ? parent : this._rules.test(path, MODE_IGNORE);
		}
		ignores(path) {
			return this._test(path, this._ignoreCache, convertPath(path)).ignored;
		}
		createFilter() {
			return (path) => !this.ignores(path);
		}
		filter(paths) {
			return makeArray(paths).filter(this.createFilter());
		}
		test(path) {
			return this._test(path, this._testCache, convertPath(path));
		}
	};
	const factory = (options) => new Ignore(options);
	const isPathValid = (path) => checkPath(convertPath(path), path, RETURN_FALSE);
	/* istanbul ignore next */
	const setupWindows = () => {
		const makePosix = (str) => /^\\\\\?\\/.test(str) || /["<>|\u0000-\u001F]+/u.test(str) ? str : str.replace(/\\/g, "/");
		checkPath.convert = makePosix;
		const REGEX_TEST_WINDOWS_PATH_ABSOLUTE = /^[a-z]:\//i;
		checkPath.isNotRelative = (path) => REGEX_TEST_WINDOWS_PATH_ABSOLUTE.test(path) || isNotRelative(path);
	};
	/* istanbul ignore next */
	if (typeof process !== "undefined" && process.platform === "win32") setupWindows();
	module.exports = factory;
	factory.default = factory;
	module.exports.isPathValid = isPathValid;
	define(module.exports, Symbol.for("setupWindows"), setupWindows);
}));

// src/repository/git-index.ts
var import_ignore = /* @__PURE__ */ __toESM(require_ignore(), 1);
const INDEX_LIMIT = 268435456;
const SHA1_BYTES = 20;
const MODE_REGULAR = 8;
/**
* Paths of the regular files that git tracks, read from `.git/index` (gitformat-index, versions 2 to 4)
* without running git, which a repository's own configuration could make run other programs.
* `undefined` where there is no index or it has a form this does not read (SHA-256, split or sparse index).
*/
function trackedPaths(fileSystem, root) {
	const directory = gitDirectory(fileSystem, root);
	const bytes = directory === void 0 ? void 0 : fileSystem.read(`${directory}/index`, INDEX_LIMIT);
	if (bytes === void 0 || bytes.length < 32) return void 0;
	return parseIndex(bytes);
}
/** `.git` is a folder, or in worktrees and submodules a file that names one. */
function gitDirectory(fileSystem, root) {
	const entry = fileSystem.list(root)?.find(({ name }) => name === ".git");
	if (entry?.kind === "directory") return `${root}/.git`;
	if (entry?.kind !== "file") return void 0;
	const text = new TextDecoder().decode(fileSystem.read(`${root}/.git`, 4096));
	const named = /^gitdir: (.+?)\s*$/.exec(text)?.[1];
	if (named === void 0) return void 0;
	return named.startsWith("/") ? named : `${root}/${named}`;
}
function parseIndex(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const version = view.getUint32(4);
	if (view.getUint32(0) !== 1145655875 || version < 2 || version > 4) return void 0;
	const decoder = new TextDecoder();
	const paths = /* @__PURE__ */ new Set();
	let previous = /* @__PURE__ */ new Uint8Array(0);
	let at = 12;
	for (let count = view.getUint32(8); count > 0; count--) {
		const start = at;
		if (at + 62 > bytes.length) return void 0;
		const mode = view.getUint32(at + 24) >>> 12;
		const extended = version >= 3 && (view.getUint16(at + 60) & 16384) !== 0;
		at += extended ? 64 : 62;
		let prefix = previous.subarray(0, 0);
		if (version === 4) {
			const strip = readVariableInteger(bytes, at);
			at = strip.next;
			prefix = previous.subarray(0, Math.max(previous.length - strip.value, 0));
		}
		const end = bytes.indexOf(0, at);
		if (end < 0) return void 0;
		const name = new Uint8Array(prefix.length + end - at);
		name.set(prefix);
		name.set(bytes.subarray(at, end), prefix.length);
		previous = name;
		at = version === 4 ? end + 1 : start + (end - start + 8 & -8);
		if (mode === MODE_REGULAR) paths.add(decoder.decode(name));
	}
	return hasForeignExtension(bytes, at) ? void 0 : paths;
}
/** The offset encoding of pack files: seven bits a byte, each continuation adding one. */
function readVariableInteger(bytes, from) {
	let at = from;
	let byte = bytes[at++] ?? 0;
	let value = byte & 127;
	while (byte & 128) {
		byte = bytes[at++] ?? 0;
		value = value + 1 << 7 | byte & 127;
	}
	return {
		value,
		next: at
	};
}
/** `link` (split index) and `sdir` (sparse index) mean that paths are missing here. */
function hasForeignExtension(bytes, from) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = from; at + 8 <= bytes.length - SHA1_BYTES; at += 8 + view.getUint32(at + 4)) {
		const signature = String.fromCharCode(...bytes.subarray(at, at + 4));
		if (signature === "link" || signature === "sdir") return true;
	}
	return false;
}

// src/repository/list-files.ts
/** Deeper folders than this are left out; no repository needs them and a hostile one could have no end. */
const DEPTH_LIMIT = 64;
const IGNORE_FILE_LIMIT = 262144;
/**
* The files of a repository below `root`, sorted, with `/`: what git tracks, and what it does not ignore.
* Links are not followed. Without a readable git index every file counts, `node_modules` excepted.
*/
function listFiles(fileSystem, root) {
	const tracked = trackedPaths(fileSystem, root);
	const trackedFolders = tracked && foldersOf(tracked);
	const paths = [];
	const visit = (folder, depth, scopes) => {
		const entries = fileSystem.list(folder === "" ? root : `${root}/${folder}`);
		if (entries === void 0 || depth > DEPTH_LIMIT) return;
		const here = tracked ? withIgnoreFile(fileSystem, root, folder, entries, scopes) : scopes;
		for (const { name, kind } of entries) {
			const path = folder === "" ? name : `${folder}/${name}`;
			if (name === ".git") continue;
			if (kind === "file") {
				if (tracked?.has(path) || !isIgnored(path, here)) paths.push(path);
			} else if (kind === "directory") {
				if ((trackedFolders === void 0 ? name !== "node_modules" : trackedFolders.has(path)) || tracked && !isIgnored(`${path}/`, here)) visit(path, depth + 1, here);
			}
		}
	};
	visit("", 0, []);
	return paths.sort();
}
function foldersOf(paths) {
	const folders = /* @__PURE__ */ new Set();
	for (const path of paths) for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
		const folder = path.slice(0, at);
		if (folders.has(folder)) break;
		folders.add(folder);
	}
	return folders;
}
function withIgnoreFile(fileSystem, root, folder, entries, scopes) {
	if (!entries.some(({ name, kind }) => name === ".gitignore" && kind === "file")) return scopes;
	const base = folder === "" ? "" : `${folder}/`;
	const bytes = fileSystem.read(`${root}/${base}.gitignore`, IGNORE_FILE_LIMIT);
	return bytes ? [...scopes, {
		base,
		rules: (0, import_ignore.default)().add(new TextDecoder().decode(bytes))
	}] : scopes;
}
/** The innermost .gitignore that says anything decides (gitignore(5)). */
function isIgnored(path, scopes) {
	for (const { base, rules } of scopes.toReversed()) {
		const verdict = rules.test(path.slice(base.length));
		if (verdict.ignored) return true;
		if (verdict.unignored) return false;
	}
	return false;
}

// src/repository/open-repository.ts
/** A file is read up to here; nothing that starts memcached is larger. */
const FILE_LIMIT = 1048576;
const SNIFF_LIMIT = 65536;
const BINARY_PROBE = 8e3;
/** Opens the repository whose root is this absolute folder; its paths are given with `prefix` before them. */
function openRepository(fileSystem, root, prefix = "") {
	return new FileSystemRepository(fileSystem, root.replaceAll("\\", "/").replace(/\/$/, ""), prefix);
}
var FileSystemRepository = class {
	#fileSystem;
	#root;
	#read = /* @__PURE__ */ new Map();
	#paths;
	#known;
	prefix;
	constructor(fileSystem, root, prefix) {
		this.#fileSystem = fileSystem;
		this.#root = root;
		this.prefix = prefix;
	}
	get paths() {
		this.#paths ??= listFiles(this.#fileSystem, this.#root).map((path) => this.prefix + path);
		return this.#paths;
	}
	has(path) {
		this.#known ??= new Set(this.paths);
		return this.#known.has(path);
	}
	read(path) {
		if (!this.#read.has(path)) this.#read.set(path, this.has(path) ? this.#load(path) : void 0);
		return this.#read.get(path);
	}
	names(path, word) {
		const bytes = this.#fileSystem.read(this.#absolute(path), SNIFF_LIMIT);
		if (bytes === void 0) return false;
		return word.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"));
	}
	#absolute(path) {
		return `${this.#root}/${path.slice(this.prefix.length)}`;
	}
	#load(path) {
		const bytes = this.#fileSystem.read(this.#absolute(path), 1048577);
		if (bytes === void 0) return {
			path,
			because: "it cannot be opened"
		};
		if (bytes.length > FILE_LIMIT) return {
			path,
			because: "it is larger than 1 MiB"
		};
		if (isUtf16(bytes)) return new SourceFile(path, decodeUtf16(bytes));
		if (bytes.subarray(0, BINARY_PROBE).includes(0)) return {
			path,
			because: "it is a binary file"
		};
		return new SourceFile(path, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
	}
};
/** Windows registry exports and some editors write UTF-16 with a byte order mark. */
function isUtf16(bytes) {
	return bytes.length >= 2 && (bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255);
}
function decodeUtf16(bytes) {
	const label = bytes[0] === 255 ? "utf-16le" : "utf-16be";
	return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
}

export { check as a, readConfiguration as i, overrideConfiguration as n, loadConfiguration as r, openRepository as t };
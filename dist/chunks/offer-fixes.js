import { n as combineEdits, r as offsetAfter, t as applyEdits } from "./apply-edits.js";
import { t as isReadable } from "./repository.js";
import { n as sameLocation, r as sourceText, t as SourceFile } from "./source-file.js";
import { t as TracedText } from "./traced-text.js";
import { t as contains } from "./span.js";
import { t as predict } from "./predict.js";

// src/fixes/edited-repository.ts
function editable(repository) {
	const searched = /* @__PURE__ */ new Map();
	const names = (path, word) => {
		const key = `${word.flags} ${word.source} ${path}`;
		const known = searched.get(key);
		if (known !== void 0) return known;
		const found = repository.names(path, word);
		searched.set(key, found);
		return found;
	};
	const remembering = {
		prefix: repository.prefix,
		paths: repository.paths,
		has: (path) => repository.has(path),
		read: (path) => repository.read(path),
		names
	};
	return (edits) => {
		const texts = /* @__PURE__ */ new Map();
		for (const [path, changes] of edits) {
			const file = repository.read(path);
			if (isReadable(file)) texts.set(path, applyEdits(file.text, changes));
		}
		return withTexts(remembering, texts);
	};
}
/** The repository with other texts in some of its files. */
function withTexts(repository, texts) {
	const files = new Map([...texts].map(([path, text]) => [path, new SourceFile(path, text)]));
	return {
		prefix: repository.prefix,
		paths: repository.paths,
		has: (path) => repository.has(path),
		read: (path) => files.get(path) ?? repository.read(path),
		names(path, word) {
			const file = files.get(path);
			return file === void 0 ? repository.names(path, word) : word.test(file.text);
		}
	};
}

// src/fixes/line-break.ts
/** The line break that ends the line at an offset; the file's first one where that line has none, else LF. */
function lineBreakOf({ text }, offset) {
	const pattern = /\r\n|\n|\r/g;
	pattern.lastIndex = offset;
	return pattern.exec(text)?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

// src/fixes/add-command.ts
/**
* Gives a Compose service that has none a `command:` line after its `image:` line. Without words of its own the
* image's entrypoint starts memcached; the official one takes options alone.
*/
function addCommand(launch, words) {
	const { format, argv, at } = launch;
	if (format !== "compose" || argv.length > 0) return [];
	const { file } = at;
	const span = file.lineSpan(file.positionAt(at.start).line);
	const indent = /^(\s*)image\s*:/.exec(file.text.slice(span.start, span.end))?.[1];
	if (indent === void 0) return [];
	const text = `${lineBreakOf(file, at.start)}${indent}command: ${words.join(" ")}`;
	return [[{
		at: file.at(span.end, span.end),
		text
	}]];
}

// src/fixes/list-entry.ts
/**
* The edit that adds entries after the one at `word`, in its own style: `, "-U", "0"` in brackets, lines with the
* same dash in a YAML block list. `undefined` where the word is no entry of its own.
*/
function listEntry(word, words) {
	const entry = quoted(word);
	return inBrackets(word, entry, words) ?? inBlock(word, entry, words);
}
function quoted({ file: { text }, start, end }) {
	const before = text[start - 1] ?? "";
	return /["']/.test(before) && text[end] === before ? {
		start: start - 1,
		end: end + 1,
		quote: before
	} : {
		start,
		end,
		quote: ""
	};
}
function inBrackets({ file }, entry, words) {
	const before = lastSign(file.text, entry.start);
	if (/^[\s\\]{0,400}([\],])/.exec(file.text.slice(entry.end, entry.end + 401))?.[1] === void 0 || before !== "[" && before !== ",") return void 0;
	return {
		at: file.at(entry.end, entry.end),
		text: words.map((word) => `, ${spelled(word, entry.quote)}`).join("")
	};
}
/** The last character before an offset that is no blank, line break or backslash at the end of a line. */
function lastSign(text, offset) {
	return text.slice(Math.max(0, offset - 400), offset).replace(/[\s\\]+$/, "").at(-1);
}
function inBlock({ file }, entry, words) {
	const { line } = file.positionAt(entry.start);
	const span = file.lineSpan(line);
	const dash = /^\s*-\s+$/.exec(file.text.slice(span.start, entry.start))?.[0];
	if (dash === void 0 || !/^\s*(?:#.*)?$/.test(file.text.slice(entry.end, span.end))) return void 0;
	const eol = lineBreakOf(file, entry.start);
	return {
		at: file.at(span.end, span.end),
		text: words.map((word) => eol + dash + spelled(word, entry.quote)).join("")
	};
}
/** YAML reads a bare number as a number, and readers of lists want text. */
function spelled(word, quote) {
	const marks = quote === "" && /^\d/.test(word) ? "\"" : quote;
	return marks + word + marks;
}

// src/fixes/append-words.ts
/**
* Ways to write words at the end of a launch's command line, the likeliest first. What stands around the last
* word tells a list from a line; where a quote follows it may be the word's own or the line's, so both are tried.
*/
function appendWords(launch, words) {
	if (launch.format === "memcached-conf") return ownLine(launch, words);
	const last = (launch.argv.at(-1) ?? launch.program).locate();
	const entry = last && listEntry(last, words);
	if (entry) return [[entry]];
	const text = words.join(" ");
	return distinct([...last !== void 0 && isWithin(last, launch.at) && !sameLocation(last, launch.at) ? placesAfter(last) : [], ...endsOf(launch.at)]).map((at) => [{
		at,
		text: needsBlank(at) ? ` ${text}` : text
	}]);
}
/** Each line of memcached.conf is one option, so each pair of words gets a line of its own after the first one. */
function ownLine({ argv, at }, words) {
	const first = argv.map((word) => word.locate()).find((place) => place?.file === at.file) ?? at;
	const { file } = first;
	const { end } = file.lineSpan(file.positionAt(first.start).line);
	const eol = lineBreakOf(file, first.start);
	const lines = words.flatMap((word, index) => index % 2 === 0 ? [`${word} ${words[index + 1] ?? ""}`] : []);
	return [[{
		at: file.at(end, end),
		text: lines.map((line) => eol + line).join("")
	}]];
}
/** Directly after a word, and after the quote that follows it; nowhere within an expansion such as `${PORT:-11211}`. */
function placesAfter(word) {
	if (!/^(?:[\s"'`]|$)/.test(word.file.text.slice(word.end, word.end + 1))) return [];
	const places = [word.file.at(word.end, word.end)];
	if (/["'`]/.test(word.file.text[word.end] ?? "")) places.push(word.file.at(word.end + 1, word.end + 1));
	return places;
}
/** Within the quotes at the end of a value, and after it. */
function endsOf(value) {
	const text = sourceText(value);
	const end = value.start + text.trimEnd().length;
	const outer = value.file.at(end, end);
	return /["'][\s]*$/.test(text) ? [value.file.at(end - 1, end - 1), outer] : [outer];
}
/** Not at the beginning of a value: after a blank, after `=`, between two quotes. */
function needsBlank({ file: { text }, start }) {
	const before = text[start - 1] ?? " ";
	return !/[\s=]/.test(before) && !(/["']/.test(before) && text[start] === before);
}
function isWithin(inner, outer) {
	return inner.file === outer.file && contains(outer, inner);
}
function distinct(places) {
	return places.filter((place, index) => places.findIndex(({ start }) => start === place.start) === index);
}

// src/fixes/keeps-tcp.ts
/** What keeps TCP where -U 0 alone would turn it off: memcached 1.4.3 to 1.5.3. */
const TCP_WORDS = ["-p", "11211"];
/** Whether memcached of this version opens the same TCP sockets with another argv; taken for granted without a version. */
function keepsTcp(launch, before, argv) {
	if (launch.version.state !== "known") return true;
	const machine = launch.posixlyCorrect ? { posixlyCorrect: true } : {};
	return tcpSockets(predict(argv, launch.version, machine)) === tcpSockets(before);
}
/** The TCP sockets with their releases, as a text that can be compared. */
function tcpSockets({ listeners }) {
	return listeners.flatMap((listener) => listener.protocol === "tcp" ? [JSON.stringify([
		listener.address,
		listener.port,
		listener.releases
	])] : []).sort().join();
}

// src/fixes/add-udp-off.ts
const UDP_OFF = ["-U", "0"];
/** Adds -U 0 to a command line that says nothing about UDP, with -p where the version would else lose TCP. */
function addUdpOff({ launch, prediction }) {
	const added = UDP_OFF.map((word) => TracedText.decoded(word, launch.at));
	const kept = keepsTcp(launch, prediction, [...launch.argv, ...added]);
	const words = kept ? UDP_OFF : [...TCP_WORDS, ...UDP_OFF];
	const title = kept ? "Add -U 0" : `Add ${words.join(" ")}; without -p this version turns TCP off as well`;
	return [...addCommand(launch, words), ...appendWords(launch, words)].map((edits) => ({
		title,
		edits
	}));
}

// src/fixes/publish-on-loopback.ts
const LOOPBACK = "127.0.0.1";
/** What stands between the colons of a mapping: variables, or ports and addresses without brackets. */
const PART = /(?:\$\{[^{}]{0,200}\}|\$\w+|[\w./-])+/g;
const WILDCARDS = /* @__PURE__ */ new Set([
	"0.0.0.0",
	"::",
	"*"
]);
/**
* Puts a published port on loopback, where the mapping is written out in the short form (`ports:` of Compose,
* `-p` of docker) or names every address itself. A mapping that names one global address means it, so which
* other address would do is a guess.
*/
function publishOnLoopback({ listeners }, at) {
	const published = listeners.flatMap((listener) => [listener, ...listener.otherMappings ?? []]).find((way) => way.published !== void 0 && sameLocation(way.published.at, at))?.published;
	if (published?.by !== void 0 || published?.description !== void 0) return [];
	if (published === void 0) return [];
	const title = `Publish on ${LOOPBACK}`;
	if (published.hostAddress !== void 0) {
		const place = wildcardPlace(published.hostAddress);
		return place ? [{
			title,
			edits: [{
				at: place,
				text: LOOPBACK
			}]
		}] : [];
	}
	const parts = sourceText(at).match(PART) ?? [];
	if (parts.join(":") !== sourceText(at)) return [];
	const [address = "", host, container] = parts;
	if (container !== void 0) return orLoopback(at, address);
	const named = host === void 0 ? [void 0, address] : [address, host];
	if (!isRange(named[0], published.hostPort) || !isRange(named[1], published.containerPort)) return [];
	const prefix = host === void 0 ? `${LOOPBACK}::` : `${LOOPBACK}:`;
	return [{
		title,
		edits: [{
			at: at.file.at(at.start, at.start),
			text: prefix
		}]
	}];
}
/** A variable without a value, or with an empty default, as the address: loopback becomes its default. */
function orLoopback(at, address) {
	const variable = /^\$\{[A-Za-z_]\w*(:?-)?\}$/.exec(address);
	if (!variable) return [];
	const brace = at.start + address.length - 1;
	const edit = {
		at: at.file.at(brace, brace),
		text: variable[1] === void 0 ? `:-${LOOPBACK}` : LOOPBACK
	};
	return [{
		title: `Default to ${LOOPBACK}`,
		edits: [edit]
	}];
}
/** Where a wildcard stands as the host address, with its brackets. */
function wildcardPlace(address) {
	const place = address.locate();
	if (place === void 0 || address.known === void 0 || !WILDCARDS.has(address.known)) return void 0;
	if (sourceText(place) !== address.known) return void 0;
	const { text } = place.file;
	return text[place.start - 1] === "[" && text[place.end] === "]" && address.known.includes(":") ? place.file.at(place.start - 1, place.end + 1) : place;
}
/**
* Whether a part of the text is what a port of the mapping was read from: then the text is the whole mapping, not
* a part of it that a variable or the long form brought. Ranges were split up, so it is enough to be one of them.
*/
function isRange(text, port) {
	if (text === void 0 || port === void 0) return text === void 0 && port === void 0;
	if (text.startsWith("$")) return true;
	const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w{1,8})?$/.exec(text) ?? [];
	if (first === void 0 || port === "unknown") return false;
	return Number(first) <= port.first && port.last <= Number(last ?? first);
}

// src/fixes/write-udp-zero.ts
/** Writes 0 in place of the UDP port, where the port is written out as it is read. */
function writeUdpZero({ launch, prediction }) {
	const { udpPort } = prediction;
	if (udpPort.state !== "known") return [];
	const { word, from, to } = udpPort.cause;
	const option = launch.argv[word];
	const at = option?.locate(from, to);
	const port = option?.slice(from, to).known;
	if (option === void 0 || at === void 0 || port === void 0 || sourceText(at) !== port) return [];
	const title = `Write -U 0 in place of ${port}`;
	const edit = {
		at,
		text: "0"
	};
	const zero = TracedText.concat([
		option.slice(0, from),
		TracedText.decoded("0", at),
		option.slice(to)
	]);
	if (keepsTcp(launch, prediction, launch.argv.with(word, zero))) return [{
		title,
		edits: [edit]
	}];
	return appendWords(launch, TCP_WORDS).map((edits) => ({
		title: `${title}, and ${TCP_WORDS.join(" ")}, without which this version turns TCP off as well`,
		edits: [...edits, edit]
	}));
}

// src/fixes/propose-fixes.ts
/**
* Edits that should remove a finding, the likeliest first; empty where the right one would be a guess, such as
* which address to bind. They are proposals: `offerFixes` keeps what a new check of the edited files confirms.
*/
function proposeFixes(finding) {
	if (finding.exposure === void 0) return [];
	switch (finding.rule) {
		case "MG001": return writeUdpZero(finding.exposure);
		case "MG002":
		case "MG003": return addUdpOff(finding.exposure);
		case "MG012": return publishOnLoopback(finding.exposure, finding.at);
		default: return [];
	}
}

// src/fixes/removes-only.ts
/** Whether a check after edits finds exactly what it found before, without `removed`. */
function removesOnly(before, after, removed, edits) {
	if (before.exposures.length !== after.exposures.length) return false;
	if (before.exposures.some(({ prediction }, index) => losesTcp(prediction, after.exposures[index]?.prediction))) return false;
	const gone = new Set(removed);
	const left = before.findings.filter((finding) => !gone.has(finding));
	const places = new Set(left.map((finding) => placeAfter(finding, edits)));
	const fingerprints = new Set(left.map(({ fingerprint }) => fingerprint));
	const isGone = new Set(removed.map((finding) => placeAfter(finding, edits)));
	return after.findings.every((finding) => {
		const place = placeAfter(finding, /* @__PURE__ */ new Map());
		return places.has(place) || fingerprints.has(finding.fingerprint) && !isGone.has(place);
	});
}
/** Without a version, -U 0 takes the TCP sockets of some releases away; that they are there at all is what counts. */
function losesTcp(before, after) {
	return after === void 0 || namesOf(before) !== namesOf(after);
}
function namesOf({ listeners }) {
	const names = listeners.flatMap((listener) => listener.protocol === "tcp" ? [JSON.stringify([listener.address, listener.port])] : []);
	return [...new Set(names)].sort().join();
}
/** The rule and the place, as after the edits. A fingerprint alone would not do: those that look alike are numbered. */
function placeAfter({ rule, at }, edits) {
	return `${rule} ${offsetAfter(at.start, edits.get(at.file.path) ?? [])} ${at.file.path}`;
}

// src/fixes/offer-fixes.ts
/** So many findings get a fix in one run; a repository with more is mended in several. */
const MOST_FIXES = 50;
/** A fix is only offered while checks are left, since each costs as much as the first one. */
const MOST_CHECKS = 24;
/** So many ways to write one fix are tried. */
const MOST_WAYS = 4;
/**
* The fixes that can be offered: each is applied to the repository in memory, together with the others, and the
* whole check is run again. A fix stays if its finding is gone, nothing new is found and every launch keeps its
* TCP sockets. Proposals that fail are set aside by halves, so that the good ones cost few checks.
*/
async function offerFixes(report, repository, recheck) {
	const edited = editable(repository);
	let checks = MOST_CHECKS;
	const holds = async (fixes) => {
		const edits = combineEdits([...fixes.values()]);
		if (edits === void 0 || checks-- <= 0) return false;
		try {
			return removesOnly(report, await recheck(edited(edits)), [...fixes.keys()], edits);
		} catch {
			return false;
		}
	};
	const extend = async (kept, more) => {
		if (more.length === 0) return kept;
		const all = new Map([...kept, ...more]);
		if (await holds(all)) return all;
		if (more.length === 1) return kept;
		const middle = more.length >> 1;
		return extend(await extend(kept, more.slice(0, middle)), more.slice(middle));
	};
	const proposals = proposalsFor(report);
	let offered = /* @__PURE__ */ new Map();
	for (let way = 0; way < MOST_WAYS; way++) {
		const round = [...proposals].flatMap(([finding, fixes]) => {
			const fix = fixes[way];
			return fix === void 0 || offered.has(finding) ? [] : [[finding, fix]];
		});
		offered = await extend(offered, round);
	}
	return offered;
}
function proposalsFor(report) {
	const proposals = /* @__PURE__ */ new Map();
	for (const finding of report.findings) {
		if (finding.status !== "active" && finding.status !== "unchanged") continue;
		const fixes = proposeFixes(finding);
		if (fixes.length > 0) proposals.set(finding, fixes);
		if (proposals.size === MOST_FIXES) break;
	}
	return proposals;
}

export { withTexts as n, offerFixes as t };
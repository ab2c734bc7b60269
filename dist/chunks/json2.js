import { t as countsOf } from "./report.js";
import { t as jsonText } from "./json.js";
import { c as redact, l as redactWords, r as messageOf, t as helpOf } from "./wording.js";
import { r as regionOf } from "./region.js";
import { i as releasesOf, n as describeReleases, t as ALL_RELEASES } from "./version.js";
import { t as spellOut } from "./spell-out.js";

// src/reporters/fix-json.ts
/** A fix for programs: replace each region by its text; an empty region is an insertion. */
function fixJson({ title, edits }) {
	return {
		title: redact(title),
		edits: edits.map(({ at, text }) => ({
			path: at.file.path,
			...regionOf(at),
			text
		}))
	};
}

// src/reporters/json-launch.ts
/** One element of `launches`. */
function launchJson({ launch, listeners }) {
	const { startLine, startColumn } = regionOf(launch.at);
	return {
		path: launch.at.file.path,
		line: startLine,
		column: startColumn,
		format: launch.format,
		name: redact(launch.name),
		program: wordJson(launch.program),
		argv: argvJson(launch),
		version: versionJson(launch.version),
		network: networkJson(launch.network),
		listeners: listeners.map((exposed) => listenerJson(exposed, launch.version))
	};
}
/** The words after the program; a word with unknown parts says which. */
function argvJson({ argv }) {
	const texts = redactWords(argv.map(spellOut));
	return argv.map((word, index) => wordJson(word, texts[index]));
}
function wordJson(word, text = redact(spellOut(word))) {
	return word.isKnown ? text : {
		text,
		unknown: word.unknowns.map(({ name }) => redact(name))
	};
}
function versionJson(version) {
	if (version.state === "unknown") return {
		state: "unknown",
		because: redact(version.because)
	};
	const { label, because, releases, udpPatchedOff } = version;
	const patched = udpPatchedOff ? { udpPatchedOff } : {};
	return {
		state: "known",
		label,
		releases: describeReleases(releases),
		because: redact(because),
		...patched
	};
}
function networkJson(network) {
	const published = "published" in network ? network.published.map(publishedJson) : [];
	const because = "because" in network && network.because !== void 0 ? { because: redact(network.because) } : {};
	return {
		kind: network.kind,
		published,
		...because
	};
}
function publishedJson({ hostAddress, hostPort, containerPort, protocol }) {
	return {
		hostAddress: hostAddress === void 0 ? null : wordJson(hostAddress),
		hostPort: hostPort === void 0 ? null : portJson(hostPort),
		containerPort: portJson(containerPort),
		protocol
	};
}
/** A number, `"8000-8010"`, or `"unknown"`. */
function portJson(port) {
	if (port === "unknown") return port;
	return port.first === port.last ? port.first : `${port.first}-${port.last}`;
}
/** A socket in the words of the `listeners` command, with who can reach it. */
function listenerJson({ listener, reach, via }, version) {
	const socket = listener.protocol === "unix" ? {
		protocol: "unix",
		path: listener.path
	} : networkSocket(listener);
	const unknown = unknownOf(listener);
	const asked = version.state === "known" ? releasesOf(version) : ALL_RELEASES;
	const { first, last } = listener.releases;
	const always = first <= asked.first && asked.last <= last;
	return {
		...socket,
		...unknown.length > 0 ? { unknown } : {},
		...listener.certain ? {} : { certain: false },
		...always ? {} : { versions: describeReleases(listener.releases) },
		reach,
		via: via.map(redact)
	};
}
function networkSocket({ protocol, address, port }) {
	return {
		protocol,
		...address.kind === "ip" ? { address: address.ip } : {},
		...address.kind === "name" ? { host: redact(address.host) } : {},
		...port === "unknown" ? {} : { port }
	};
}
/** What cannot be decided about a socket, as reasons. */
function unknownOf(listener) {
	if (listener.protocol === "unix") return listener.path === void 0 ? ["path"] : [];
	const address = listener.address.kind === "unknown" ? [redact(listener.address.because)] : [];
	return listener.port === "unknown" ? [...address, "port"] : address;
}

// src/reporters/json.ts
/** The contract for programs; schema/report.schema.json describes it. A change is a new `schemaVersion`. */
const json = (report, { fixes }) => jsonText(reportJson(report, fixes));
function reportJson(report, fixes) {
	return {
		schemaVersion: 1,
		tool: {
			name: "memcached-guard",
			version: report.toolVersion
		},
		summary: countsOf(report),
		launches: report.exposures.map(launchJson),
		findings: report.findings.map((finding) => findingJson(finding, fixes?.get(finding))),
		...report.staleBaseline === void 0 ? {} : { staleBaseline: report.staleBaseline.map(entryJson) }
	};
}
function findingJson(finding, fix) {
	return {
		rule: finding.rule,
		name: finding.name,
		level: finding.level,
		path: finding.at.file.path,
		...regionOf(finding.at),
		message: messageOf(finding),
		help: helpOf(finding),
		related: finding.related.map(({ at, message }) => ({
			path: at.file.path,
			...regionOf(at),
			message: redact(message)
		})),
		fingerprint: finding.fingerprint,
		...fix ? { fix: fixJson(fix) } : {},
		status: finding.status,
		...finding.waiver ? { waiver: waiverJson(finding.waiver) } : {}
	};
}
function entryJson({ rule, path, fingerprint }) {
	return {
		rule,
		path,
		fingerprint
	};
}
function waiverJson({ reason, owner, expires, at }) {
	return {
		reason: redact(reason),
		...owner === void 0 ? {} : { owner },
		...expires === void 0 ? {} : { expires },
		path: at.file.path,
		...regionOf(at)
	};
}

export { json };
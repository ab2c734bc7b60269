import { a as parseAddress, i as plainWord, n as predictWords, r as parseLocal } from "./predict.js";
import { n as describeReleases, r as parseReleases, t as ALL_RELEASES } from "./version.js";
import { n as UserError } from "./user-error.js";

// src/listeners/request.ts
/**
* An upstream build as `./configure` makes it, with SASL, TLS and extstore where the release has them, but
* without the proxy.
*/
const UPSTREAM_BUILD = { proxy: false };
/**
* Reads one line of the batch: a JSON object with `argv`, and optionally `version`, `env`, `hosts` (what
* names resolve to; no others do then) and `addresses` (what the machine has; others cannot be bound then).
*/
function readRequest(line) {
	let value;
	try {
		value = JSON.parse(line);
	} catch {
		return { error: "the line is not JSON" };
	}
	if (!isObject(value)) return { error: "the line is not a JSON object" };
	const { argv, version, env, hosts, addresses } = value;
	if (!isStringList(argv)) return { error: "argv must be a list of strings" };
	if (argv.some((word) => word.includes("\0"))) return { error: "a word of argv cannot hold a NUL character" };
	const releases = readVersion(version);
	if ("error" in releases) return releases;
	if (env !== void 0 && !isObject(env)) return { error: "env must be an object of strings" };
	const machine = { ...UPSTREAM_BUILD };
	if (env && typeof env["POSIXLY_CORRECT"] === "string") machine.posixlyCorrect = true;
	if (hosts !== void 0) {
		const read = readHosts(hosts);
		if (!(read instanceof Map)) return read;
		machine.hosts = Object.fromEntries(read);
		machine.hostsComplete = true;
	}
	if (addresses !== void 0) {
		if (!isStringList(addresses)) return { error: "addresses must be a list of strings" };
		const wrong = addresses.find((address) => parseLocal(address) === void 0);
		if (wrong !== void 0) return { error: `"${wrong}" in addresses is no IP address or network` };
		machine.addresses = addresses;
	}
	return {
		argv,
		releases,
		machine
	};
}
/** Reads a version as `parseReleases` does; without one, every release is in question. */
function readVersion(version) {
	if (version === void 0 || version === null) return ALL_RELEASES;
	return (typeof version === "string" ? parseReleases(version) : void 0) ?? { error: `${JSON.stringify(version)} is no version of memcached, such as "1.5.5" or ">=1.6.0"` };
}
function readHosts(hosts) {
	if (!isObject(hosts)) return { error: "hosts must be an object that lists addresses for each name" };
	const read = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(hosts)) {
		const addresses = typeof value === "string" ? [value] : value;
		if (!isStringList(addresses)) return { error: `hosts must list addresses for "${name}"` };
		const wrong = addresses.find((address) => parseAddress(address) === void 0);
		if (wrong !== void 0) return { error: `"${wrong}" in hosts is no IP address` };
		read.set(name, addresses);
	}
	return read;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isStringList(value) {
	return Array.isArray(value) && value.every((item) => typeof item === "string");
}

// src/listeners/answer.ts
/** Answers one line of the batch with one line of JSON; a malformed line gets `{"error":"…"}`. Never throws. */
function answerLine(line) {
	const request = readRequest(line);
	return JSON.stringify("error" in request ? request : answer(request));
}
/** Predicts what a request asks for. */
function predictRequest({ argv, releases, machine }) {
	return predictWords(argv.map(plainWord), releases, false, machine);
}
function answer(request) {
	return toAnswer(predictRequest(request), request.releases);
}
/** A prediction as the `listeners` command prints it in JSON. */
function toAnswer(prediction, releases) {
	const { starts, refusal, listeners, udp, unknowns } = prediction;
	const reason = refusal?.because;
	if (starts === "no") return {
		starts: false,
		reason: reason ?? "memcached refuses this command line"
	};
	const several = releases.first !== releases.last;
	return {
		starts: starts === "yes" ? true : "depends",
		...starts === "depends" && reason !== void 0 && { reason: refusedBy(prediction) },
		listeners: uniqueAnswers(listeners, releases),
		...several && {
			udp: udp.state,
			udpReason: udp.because
		},
		...unknowns.length > 0 && { unknown: unknowns.map(({ because }) => because) }
	};
}
function refusedBy({ refusal }) {
	return refusal ? `memcached ${describeReleases(refusal.releases)} does not start: ${refusal.because}` : "";
}
function uniqueAnswers(listeners, releases) {
	if (releases.first === releases.last) return listeners.map((listener) => toListenerAnswer(listener, releases));
	const unique = /* @__PURE__ */ new Map();
	for (const listener of listeners) {
		const socket = toListenerAnswer(listener, releases);
		unique.set(JSON.stringify(socket), socket);
	}
	return [...unique.values()];
}
function toListenerAnswer(listener, asked) {
	const { first, last } = listener.releases;
	const versions = first === asked.first && last === asked.last ? {} : { versions: describeReleases(listener.releases) };
	if (listener.protocol === "unix") return {
		protocol: "unix",
		...listener.path === void 0 ? { unknown: ["path"] } : { path: listener.path },
		...versions
	};
	const { protocol, address, port } = listener;
	const unknown = [...address.kind === "unknown" ? ["address"] : [], ...port === "unknown" ? ["port"] : []];
	return {
		protocol,
		...address.kind === "ip" && { address: address.ip },
		...address.kind === "name" && { host: address.host },
		...port !== "unknown" && { port },
		...unknown.length > 0 && { unknown },
		...versions
	};
}

// src/listeners/describe.ts
/**
* Answers the question for one command line.
* @param argv the words after the program
* @param version as `parseReleases` reads it; every release is in question without one
*/
function describeCommandLine(argv, version) {
	const releases = readVersion(version);
	if ("error" in releases) return releases;
	const prediction = predictRequest({
		argv,
		releases,
		machine: UPSTREAM_BUILD
	});
	return {
		lines: describe(prediction, releases),
		answer: toAnswer(prediction, releases)
	};
}
/** A prediction in sentences that need no knowledge of memcached's history. */
function describe(prediction, releases) {
	const { starts, refusal, udp } = prediction;
	const version = describeReleases(releases);
	const subject = `memcached${version === "any version" ? "" : ` ${version}`}`;
	if (prediction.printsOnly) return [`${subject} opens nothing: ${refusal?.because}`];
	if (starts === "no") return [`${subject} does not start: ${refusal?.because ?? "it refuses this command line"}`];
	const eras = splitEras(prediction, releases);
	const lines = eras.map(({ range, listeners }) => {
		return `${eras.length === 1 && starts === "yes" ? subject : `memcached ${describeReleases(range)}`} opens ${listeners.length === 0 ? "no socket" : list(listeners.map(describeListener))}`;
	});
	if (eras.length === 1 && udp.state !== "depends") lines[0] += (udp.state === "on" ? " because " : "; UDP is off because ") + udp.because;
	else lines.push(`UDP ${UDP_STATES[udp.state]}: ${udp.because}`);
	if (starts === "depends" && refusal) lines.push(`memcached ${describeReleases(refusal.releases)} does not start: ${refusal.because}`);
	return [...lines, ...prediction.unknowns.map(({ because }) => `unknown: ${because}`)];
}
const UDP_STATES = {
	on: "is on",
	off: "is off",
	depends: "depends"
};
/** Cuts the releases in question where the set of sockets changes, without those known not to start. */
function splitEras({ listeners, refusal }, asked) {
	const ranges = [...listeners.map((listener) => listener.releases), ...refusal ? [refusal.releases] : []];
	const cuts = [.../* @__PURE__ */ new Set([asked.first, ...ranges.flatMap(({ first, last }) => [first, last + 1])])].filter((cut) => cut <= asked.last).sort((a, b) => a - b);
	return cuts.map((first, index) => {
		return {
			range: {
				first,
				last: (cuts[index + 1] ?? asked.last + 1) - 1
			},
			listeners: listeners.filter(({ releases }) => releases.first <= first && first <= releases.last)
		};
	}).filter((era) => !refusal || era.listeners.length > 0 || era.range.first < refusal.releases.first || era.range.first > refusal.releases.last);
}
/** "TCP 0.0.0.0:11211", "UDP [::1]:11300", "the unix socket /run/memcached.sock". */
function describeListener(listener) {
	if (listener.protocol === "unix") {
		if (listener.path === "") return "an abstract unix socket without a name";
		return listener.path === void 0 ? "a unix socket" : `the unix socket ${listener.path}`;
	}
	const { protocol, address, port, dualStack } = listener;
	const host = address.kind === "ip" ? bracketed(address.ip) : address.kind === "name" ? address.host : "(unknown address)";
	const spelled = port === "ephemeral" ? "(a port that the kernel picks)" : port === "unknown" ? "(unknown port)" : port;
	return `${protocol.toUpperCase()} ${host}:${spelled}${dualStack ? " (also for IPv4)" : ""}`;
}
function bracketed(ip) {
	return ip.includes(":") ? `[${ip}]` : ip;
}
function list(items) {
	return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

// src/command/run-listeners.ts
/** Says what a command line opens; with `--stdin` one JSON answer for each line of JSON. */
async function runListeners(command, host) {
	if (command.stdin) {
		const lines = (await host.readStandardInput()).split("\n").filter((line) => line.trim() !== "");
		host.print(lines.map((line) => `${answerLine(line)}\n`).join(""));
		return 0;
	}
	const description = describeCommandLine(command.argv, command.memcachedVersion);
	if ("error" in description) throw new UserError(`--memcached-version: ${description.error}`);
	const { lines, answer } = description;
	host.print(command.json ? `${JSON.stringify(answer, null, 2)}\n` : lines.map((line) => `${line}\n`).join(""));
	return 0;
}

export { runListeners };
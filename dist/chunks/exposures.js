import { t as isReadable } from "./repository.js";
import { a as isWorthSniffing, i as isMadeByAutomake, r as carriesNothing, t as MENTION } from "./mentions.js";
import { t as predict } from "./predict.js";
import { o as releaseIndex, t as ALL_RELEASES } from "./version.js";
import { a as limitReach, i as hostReach, n as containerReach, r as deadPorts, t as FORMATS } from "./registry2.js";
import { n as describeListener } from "./describe.js";
import { t as SourceFile } from "./source-file.js";

// src/discovery/discover.ts
/**
* Finds the files that can start memcached. Paths decide first; only where they say nothing is a file's
* beginning searched for the word, and only then is it read. A format gets all its files that name memcached
* and those of the same format beside them, such as an override that only adds a port.
*/
function discover(repository, options) {
	const files = /* @__PURE__ */ new Map();
	const unreadable = [];
	const waiting = [];
	const foldersThatMatter = /* @__PURE__ */ new Set();
	let looked = 0;
	const take = (format, path) => {
		const read = repository.read(path);
		if (!isReadable(read)) {
			if (read !== void 0 && !unreadable.some((other) => other.path === path) && !isMadeByAutomake(path)) unreadable.push(read);
			return;
		}
		const list = files.get(format) ?? [];
		if (!list.includes(read)) list.push(read);
		files.set(format, list);
		foldersThatMatter.add(folderKey(format, path));
	};
	for (const path of repository.paths) {
		const relative = path.slice(repository.prefix.length);
		if (!options.accepts(relative)) continue;
		const named = options.named.get(relative);
		if (named === void 0 && carriesNothing(relative)) continue;
		const byPath = options.formats.filter((format) => named === void 0 ? format.hasPath(relative) : format.name === named);
		if (byPath.length === 0 && !isWorthSniffing(relative)) continue;
		looked++;
		const names = named !== void 0 || MENTION.test(relative) || repository.names(path, MENTION);
		for (const format of byPath) if (names) take(format, path);
		else if (!format.readsAlone) waiting.push({
			format,
			path
		});
		if (names && named === void 0 && !byPath.some((format) => reads(repository, format, path))) for (const format of formatsByContent(repository, path, options.formats, unreadable)) take(format, path);
	}
	for (const { format, path } of waiting) if (format.readsAll ? files.size > 0 : foldersThatMatter.has(folderKey(format, path))) take(format, path);
	return {
		files,
		unreadable,
		looked
	};
}
function reads(repository, format, path) {
	const read = repository.read(path);
	return !isReadable(read) || format.hasContent(read.text, path);
}
function formatsByContent(repository, path, formats, unreadable) {
	const read = repository.read(path);
	if (isReadable(read)) return formats.filter((format) => format.hasContent(read.text, path));
	if (read !== void 0 && !read.because.includes("binary")) unreadable.push(read);
	return [];
}
function folderKey(format, path) {
	return `${format.name} ${path.slice(0, path.lastIndexOf("/") + 1)}`;
}

// src/exposure/expose.ts
/** Predicts a launch's sockets and says who can connect to each. The one place where reach is decided. */
function expose(launch, settings, machine) {
	const prediction = predict(launch.argv, plausible(launch.version), {
		...machine,
		...launch.posixlyCorrect ? { posixlyCorrect: true } : {}
	});
	const { network } = launch;
	return {
		launch,
		prediction,
		listeners: prediction.listeners.map((listener) => exposeListener(listener, network, settings)),
		dead: (network.kind === "container" || network.kind === "pod") && prediction.listeners.length > 0 ? deadPorts(network.published, prediction.listeners) : []
	};
}
/**
* No distribution that still gets updates ships a release before 1.4.0 (2009). Taking 1.2.5 for possible, in which
* UDP cannot be turned off, would put a UDP socket beside every command line that says -U 0.
*/
function plausible(version) {
	if (version.state === "known") return version;
	return {
		state: "known",
		releases: SINCE_1_4,
		label: "1.4.0 or later",
		because: version.because
	};
}
const SINCE_1_4 = {
	first: releaseIndex("1.4.0"),
	last: ALL_RELEASES.last
};
function exposeListener(listener, network, settings) {
	switch (network.kind) {
		case "host": return limited({
			listener,
			reach: hostReach(listener, settings),
			via: [describeListener(listener)]
		}, network);
		case "container":
		case "pod": return limited(containerReach(listener, network.published, settings), network);
		case "image": return {
			listener,
			...imageReach(listener, network.usedHere, settings)
		};
		case "none": return {
			listener,
			reach: "none",
			via: [describeListener(listener), network.because]
		};
		case "unknown": {
			const reach = hostReach(listener, settings);
			const via = [describeListener(listener), network.because];
			return {
				listener,
				reach: reach === "loopback" ? reach : "unknown",
				via
			};
		}
	}
}
function limited(exposed, network) {
	const { reach, applied } = limitReach(exposed.reach, exposed.listener, network.limits);
	const { otherMappings } = exposed;
	return {
		...exposed,
		reach,
		via: [...exposed.via, ...applied.map((limit) => limit.because)],
		...otherMappings ? { otherMappings: otherMappings.map((other) => limited(other, network)) } : {}
	};
}
/**
* An image publishes nothing, so its reach is its users'. Where none is known, a wildcard that was written
* out asks for everybody, while memcached's own default says nothing about how the image will be run.
*/
function imageReach(listener, usedHere, settings) {
	const via = [describeListener(listener)];
	if (usedHere) return {
		reach: "container",
		via: [...via, "reached as those who run the image publish it"]
	};
	const reach = hostReach(listener, settings);
	if (listener.protocol === "unix" || listener.addressCause !== void 0 || reach !== "public") return {
		reach,
		via
	};
	return {
		reach: "unknown",
		via: [...via, "reached as whoever runs the image publishes it"]
	};
}

// src/launch/in-images.ts
/** One text for each image. */
function imageKey({ path, stage }) {
	return `${path} ${stage ?? ""}`;
}
/**
* Launches in files that are copied into an image of this repository happen in that image, not on a host: they
* are judged as the image's users run it. Where the image's own launches already came to that file they say it all.
*/
function inImages(launches, contents) {
	const judged = imagesByProgramFile(launches);
	const holders = /* @__PURE__ */ new Map();
	const holdersOf = (path) => {
		const found = holders.get(path) ?? contents.filter(({ holds }) => holds(path));
		holders.set(path, found);
		return found;
	};
	const running = new Set(launches.flatMap(({ image, builds }) => [image, builds].flatMap((each) => each ? [imageKey(each)] : [])));
	return launches.flatMap((launch) => {
		if (!mayBeInImage(launch)) return [launch];
		const { path } = launch.at.file;
		const images = holdersOf(path);
		const known = judged.get(path);
		if (images.length === 0 && known === void 0) return [launch];
		const keys = images.map(({ image }) => imageKey(image));
		const usedHere = keys.every((key) => known?.has(key));
		if (SETTINGS.test(launch.format) && keys.every((key) => running.has(key) && !known?.has(key))) return [];
		const version = usedHere ? void 0 : images.find((image) => image.version.state === "known")?.version;
		return [{
			...launch,
			version: launch.version.state === "unknown" ? version ?? launch.version : launch.version,
			network: {
				kind: "image",
				usedHere
			}
		}];
	});
}
/**
* Settings that only the package's own service reads. In an image whose memcached is started past it nobody does.
*/
const SETTINGS = /^(?:memcached-conf|sysconfig)$/;
/** Its file would start it on a host, or in an image that nobody named. */
function mayBeInImage({ network, image }) {
	if (network.kind === "image") return image === void 0;
	return network.kind === "host" && network.because === void 0;
}
/** The images whose launches, in themselves or as their users run them, were found to start in a file. */
function imagesByProgramFile(launches) {
	const found = /* @__PURE__ */ new Map();
	for (const { image, builds, program } of launches) {
		const path = program.locate()?.file.path;
		for (const each of [image, builds]) if (each !== void 0 && path !== void 0) found.set(path, (found.get(path) ?? /* @__PURE__ */ new Set()).add(imageKey(each)));
	}
	return found;
}

// src/exposures.ts
/** Files → launches → sockets and their reach. Loaded only where a file names memcached: it brings every format. */
async function exposuresOf(repository, configuration, accepts) {
	const discovery = discover(repository, {
		formats: FORMATS,
		accepts,
		named: configuration.files
	});
	const launches = [];
	const images = [];
	const problems = discovery.unreadable.map(unreadableProblem);
	for (const [format, files] of discovery.files) {
		const reading = await format.read(files, repository);
		launches.push(...reading.launches);
		problems.push(...reading.problems);
		images.push(...reading.images ?? []);
	}
	return {
		exposures: settled(inImages(launches, images), configuration).map((launch) => expose(launch, configuration, { hosts: configuration.hosts })).filter((exposure) => !onlyPrints(exposure)).sort(byPlace),
		problems,
		looked: discovery.looked
	};
}
/**
* `memcached --version` and the like: a question, not a launch. Releases that do not know the long form refuse it,
* so where the version is open the prediction alone cannot tell.
*/
function onlyPrints({ launch, prediction }) {
	if (prediction.printsOnly) return true;
	return launch.argv.some(({ known }) => /^(?:-[hiV]|--(?:help|version|license))$/.test(known ?? "")) && prediction.starts === "no";
}
/** One launch per place and condition, with what other files and the configuration say about it. */
function settled(launches, configuration) {
	const built = new Set(launches.flatMap((launch) => launch.builds ? [imageKey(launch.builds)] : []));
	const places = /* @__PURE__ */ new Set();
	return launches.flatMap((launch) => {
		const { at, name, format, condition = "" } = launch;
		const place = `${at.file.path} ${at.start} ${at.end} ${name} ${format} ${condition}`;
		if (places.has(place)) return [];
		places.add(place);
		const network = launch.image !== void 0 && built.has(imageKey(launch.image)) ? {
			kind: "image",
			usedHere: true
		} : launch.network;
		const stated = configuration.memcachedVersion;
		const version = launch.version.state === "unknown" && stated ? stated : launch.version;
		return [{
			...launch,
			network,
			version
		}];
	});
}
function unreadableProblem({ path, because }) {
	const message = `${path} cannot be checked, since ${because}; exclude it if it is not meant to be read`;
	return {
		kind: "unreadable",
		at: new SourceFile(path, " ").at(0, 1),
		message
	};
}
function byPlace(a, b) {
	const left = a.launch.at;
	const right = b.launch.at;
	if (left.file.path !== right.file.path) return left.file.path < right.file.path ? -1 : 1;
	return left.start - right.start;
}

export { exposuresOf };
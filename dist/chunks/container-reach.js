import { r as __toESM } from "./rolldown-runtime.js";
import { i as require_ipaddr, n as parseAddress } from "./address.js";
import { n as describeListener, r as describePublished } from "./describe.js";

// src/network/network.ts
/** Who can connect to a listener, from least to most. */
const REACHES = [
	"none",
	"loopback",
	"container",
	"private",
	"public"
];

// src/network/address-class.ts
var import_ipaddr = /* @__PURE__ */ __toESM(require_ipaddr(), 1);
/**
* Ranges of ipaddr.js (IANA special-purpose registries) that only neighbours can use. Everything else that
* is neither loopback nor unspecified counts as public, also documentation ranges, which stand in for one.
*/
const NEARBY = /* @__PURE__ */ new Set([
	"private",
	"uniqueLocal",
	"carrierGradeNat",
	"linkLocal"
]);
/** Parses a CIDR network or a single address; `undefined` if it is neither. */
function parseNetwork(text) {
	if (import_ipaddr.default.isValidCIDR(text)) return import_ipaddr.default.parseCIDR(text);
	if (!import_ipaddr.default.isValid(text)) return void 0;
	const address = import_ipaddr.default.parse(text);
	return [address, address.kind() === "ipv4" ? 32 : 128];
}
/** Classifies a canonical IP literal; IPv4-mapped addresses count as the IPv4 address inside. */
function classifyAddress(ip, privateNetworks) {
	const withoutZone = ip.replace(/%.*$/, "");
	if (!import_ipaddr.default.isValid(withoutZone)) return "public";
	const address = import_ipaddr.default.process(withoutZone);
	const range = address.range();
	if (range === "unspecified" && /^[0.:]+$/.test(address.toString())) return /^0\.(?!0\.0\.0)/.test(address.toString()) ? "public" : "unspecified";
	if (range === "loopback") return "loopback";
	if (NEARBY.has(range) || within(address, NEARBY_NETWORKS)) return "private";
	return within(address, privateNetworks) ? "private" : "public";
}
/** Nearby too, but ipaddr.js calls them reserved: benchmarking (RFC 2544) and deprecated site-local (RFC 3879). */
const NEARBY_NETWORKS = [import_ipaddr.default.parseCIDR("198.18.0.0/15"), import_ipaddr.default.parseCIDR("fec0::/10")];
function within(address, networks) {
	return networks.some(([network, bits]) => network.kind() === address.kind() && address.match([network, bits]));
}
/** Who can reach a socket of a host that is bound to an address of this class. */
function reachOfClass(addressClass) {
	return addressClass === "unspecified" ? "public" : addressClass;
}
/** Names that every usual hosts file gives to the loopback interface (Debian, Red Hat; RFC 6761). */
function isLoopbackName(host) {
	return /^(localhost|localhost\.localdomain|localhost[46]|localhost[46]\.localdomain[46]|ip6-localhost|ip6-loopback|[^.]+\.localhost)\.?$/i.test(host);
}

// src/exposure/host-reach.ts
/** Who can reach a socket of a machine (or of a container with the machine's network), limits left aside. */
function hostReach(listener, settings) {
	return listener.protocol === "unix" ? "loopback" : reachOfAddress(listener.address, settings);
}
function reachOfAddress(address, settings) {
	if (address.kind === "unknown") return "unknown";
	if (address.kind === "name") return isLoopbackName(address.host) ? "loopback" : "unknown";
	return reachOfClass(classifyAddress(address.ip, settings.privateNetworks));
}
/** Who can reach a port published on this host address; `undefined` is every address. */
function publishedReach(hostAddress, settings) {
	if (hostAddress === void 0) return "public";
	if (hostAddress.known === void 0) return "unknown";
	const text = hostAddress.known.replace(/^\[|\]$/g, "");
	if (text === "") return "public";
	const ip = parseAddress(text);
	if (ip === void 0) return isLoopbackName(text) ? "loopback" : "unknown";
	return reachOfClass(classifyAddress(ip, settings.privateNetworks));
}
/** The wider of two; `unknown` stands just below `public`, since it may be anything up to it. */
function widerReach(a, b) {
	return width(a) >= width(b) ? a : b;
}
function width(reach) {
	return reach === "unknown" ? REACHES.length - 1.5 : REACHES.indexOf(reach);
}
/** What is left of a reach under the limits that apply to a socket of this protocol, and the ones that bite. */
function limitReach(reach, listener, limits) {
	let left = reach;
	const applied = [];
	for (const limit of limits) {
		if (listener.protocol === "unix") break;
		if (limit.protocol !== void 0 && limit.protocol !== listener.protocol) continue;
		const narrowed = narrow(left, limit.reach);
		if (narrowed !== left) applied.push(limit);
		left = narrowed;
	}
	return {
		reach: left,
		applied
	};
}
function narrow(reach, limit) {
	if (limit === "unknown") return reach === "public" ? "unknown" : reach;
	return width(limit) < width(reach) ? limit : reach;
}

// src/exposure/container-reach.ts
/** Who can reach a socket inside a container: its own network, and beyond that whoever a published port lets in. */
function containerReach(listener, published, settings) {
	if (listener.protocol === "unix") return {
		listener,
		reach: "loopback",
		via: [describeListener(listener)]
	};
	const mappings = published.filter((port) => mapsTo(port, listener));
	if (isLoopbackOnly(listener)) {
		const why = `${describeListener(listener)}, which only the container itself can reach`;
		return {
			listener,
			reach: mappings.length > 0 ? "none" : "loopback",
			via: [why]
		};
	}
	const ways = mappings.map((port) => ({
		listener,
		reach: port.reach ?? publishedReach(port.hostAddress, settings),
		via: [...describePublished(port), describeListener(listener)],
		published: port
	}));
	const [first, ...rest] = ways;
	if (first === void 0) return {
		listener,
		reach: "container",
		via: [describeListener(listener), "no port of it is published"]
	};
	const widest = rest.reduce((best, way) => widerReach(way.reach, best.reach) === best.reach ? best : way, first);
	return rest.length === 0 ? widest : {
		...widest,
		otherMappings: ways.filter((way) => way !== widest)
	};
}
/** Published ports that no socket of this memcached answers on. */
function deadPorts(published, listeners) {
	return published.filter((port) => !listeners.some((listener) => listener.protocol !== "unix" && mapsTo(port, listener) && !isLoopbackOnly(listener)));
}
/** Whether a mapping leads to a socket; an unknown port may. */
function mapsTo(port, listener) {
	if (port.protocol !== "unknown" && port.protocol !== listener.protocol) return false;
	return port.containerPort === "unknown" || includes(port.containerPort, listener.port);
}
function includes(range, port) {
	return typeof port === "number" ? range.first <= port && port <= range.last : port === "unknown";
}
function isLoopbackOnly(listener) {
	if (listener.protocol === "unix") return true;
	const { address } = listener;
	if (address.kind === "ip") return classifyAddress(address.ip, []) === "loopback";
	return address.kind === "name" && isLoopbackName(address.host);
}

export { limitReach as a, parseNetwork as c, hostReach as i, REACHES as l, deadPorts as n, publishedReach as o, mapsTo as r, classifyAddress as s, containerReach as t };
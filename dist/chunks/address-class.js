import { r as __toESM } from "./rolldown-runtime.js";
import { t as require_ipaddr } from "./ipaddr.js";

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

export { reachOfClass as i, isLoopbackName as n, parseNetwork as r, classifyAddress as t };
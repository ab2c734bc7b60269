// src/exposure/describe.ts
/** "memcached on TCP 0.0.0.0:11211". */
function describeListener(listener) {
	return `memcached on ${describeSocket(listener)}`;
}
/** "TCP 0.0.0.0:11211", "TCP [::]:11211", "the unix socket /run/memcached.sock". */
function describeSocket(listener) {
	if (listener.protocol === "unix") return `the unix socket ${listener.path ?? "(unknown path)"}`;
	return `${listener.protocol.toUpperCase()} ${hostOf(listener)}:${portOf(listener)}`;
}
function hostOf({ address }) {
	if (address.kind === "unknown") return "(unknown address)";
	if (address.kind === "name") return address.host;
	return address.ip.includes(":") ? `[${address.ip}]` : address.ip;
}
function portOf({ port }) {
	if (port === "unknown") return "(unknown port)";
	return port === "ephemeral" ? "(a port the kernel picks)" : String(port);
}
/** "published on every host address, port 11211", "container port 11211/tcp". */
function describePublished(port) {
	const container = port.containerPort === "unknown" ? "(unknown)" : describeRange(port.containerPort);
	const protocol = port.protocol === "unknown" ? "" : `/${port.protocol}`;
	return [port.description === void 0 ? `published on ${describeHostSide(port)}` : `open through ${port.description} on ${describeOutside(port)}`, `container port ${container}${protocol}`];
}
/** The host's side of a mapping as peers address it: "0.0.0.0:11211", "127.0.0.1, a random port". */
function describeHostSide(port) {
	const address = port.hostAddress;
	const text = address === void 0 || address.text === "" ? "0.0.0.0" : address.known ?? "(unknown address)";
	if (port.hostPort === void 0) return `${text}, a random port`;
	return `${text}:${port.hostPort === "unknown" ? "(unknown port)" : describeRange(port.hostPort)}`;
}
/** What peers of a cluster address: a port, and the node's or external address where one is given. */
function describeOutside(port) {
	if (port.hostAddress !== void 0) return describeHostSide(port);
	if (port.hostPort === void 0) return "a random port";
	return port.hostPort === "unknown" ? "an unknown port" : `port ${describeRange(port.hostPort)}`;
}
function describeRange(range) {
	return range.first === range.last ? String(range.first) : `${range.first}-${range.last}`;
}

export { describeSocket as i, describeListener as n, describePublished as r, describeHostSide as t };
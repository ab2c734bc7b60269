// src/network/network.ts
/** Who can connect to a listener, from least to most. */
const REACHES = [
	"none",
	"loopback",
	"container",
	"private",
	"public"
];

export { REACHES as t };
// src/policy/configuration.ts
const DEFAULT_CONFIGURATION = {
	rules: /* @__PURE__ */ new Map(),
	exclude: [],
	include: [],
	files: /* @__PURE__ */ new Map(),
	onUnknown: "warning",
	strict: false,
	failOn: "error",
	privateNetworks: [],
	hosts: {},
	requireExplicitUdpOff: false,
	waivers: [],
	inlineWaivers: "allow"
};

export { DEFAULT_CONFIGURATION as t };
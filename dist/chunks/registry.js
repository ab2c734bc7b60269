import { i as describeSocket, r as describePublished, t as describeHostSide } from "./describe.js";
import { t as REACHES } from "./network.js";
import { i as releasesOf, n as describeReleases } from "./version.js";
import { n as sameLocation, r as sourceText } from "./source-file.js";

// src/rules/words.ts
const PEERS = {
	none: "nobody",
	loopback: "this machine only",
	container: "other containers on its network",
	private: "everybody on the private network",
	public: "everybody who can reach the machine",
	unknown: "whoever can reach its address"
};
/** Who can use a socket of a launch, as the object of a sentence. */
function peersOf(reach, { launch: { network } }) {
	return network.kind === "container" && network.ciService === true && reach === "container" ? "whatever else runs in the job" : PEERS[reach];
}
/** "TCP 0.0.0.0:11211 and UDP 0.0.0.0:11211". */
function listSockets(listeners) {
	const names = [...new Set(listeners.map(({ listener }) => describeSocket(listener)))];
	if (names.length <= 1) return names.join("");
	const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
	return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
/** "TCP port 11211 and UDP port 11211": the ports alone, where the address is every interface anyway. */
function listPorts(listeners) {
	const names = listeners.flatMap(({ listener }) => listener.protocol === "unix" || listener.port === "unknown" ? [] : [`${listener.protocol.toUpperCase()} port ${listener.port}`]);
	return [...new Set(names)].join(" and ").replace("port ephemeral", "port of the kernel's choice");
}
/** Without UDP sockets that only some of the releases in question open: what is said holds for all of them. */
function withoutDoubtfulUdp(listeners, { prediction }) {
	return listeners.filter(({ listener }) => listener.protocol !== "udp" || prediction.udp.state === "on");
}
/** The widest reach among sockets; `none` for no sockets. */
function widest(listeners) {
	const order = [
		...REACHES.slice(0, -1),
		"unknown",
		"public"
	];
	return listeners.reduce((best, { reach }) => order.indexOf(reach) > order.indexOf(best) ? reach : best, "none");
}
function udpListeners(exposure) {
	return exposure.listeners.filter(({ listener }) => listener.protocol === "udp");
}
/** "in memcached.conf", "in service cache": what the launch is called. */
function nameOf({ launch }) {
	return launch.name;
}
/** A sentence about protection that does not help, where the command line asks for it. */
function authenticationNote({ launch }) {
	return launch.argv.some(({ text }) => /^-[A-Za-z]*[SYZ]|^--enable-(sasl|ssl)|^--auth-file/.test(text)) ? " Authentication or TLS does not make the port private." : "";
}

// src/rules/default-bind.ts
/** Inside a container loopback would only cut the clients off. */
const IMAGE_HELP = "Where the image is run, publish its port on 127.0.0.1 or not at all; if it shares the host network, add -l.";
const defaultBind = {
	id: "MG011",
	name: "default-bind",
	level: "error",
	summary: "No -l, so memcached listens on every interface",
	why: "Without -l memcached binds every interface of the machine. It has no access control of its own, so whoever reaches the port reads, changes and deletes everything in the cache. -U 0 alone does not change that.",
	fix: "Add -l 127.0.0.1, or -l with the private address that the clients use.",
	waiveWhen: "A firewall that this team owns admits only the clients, or whoever runs the image decides what is published.",
	references: ["https://github.com/memcached/memcached/wiki/ConfiguringServer#networking", "https://cwe.mitre.org/data/definitions/1327.html"],
	examples: {
		bad: [
			{
				title: "UDP off, but no address",
				files: { "etc/memcached.conf": "-m 64\n-U 0\n" }
			},
			{
				title: "the safe line is a comment",
				files: { "etc/memcached.conf": "# -l 127.0.0.1\n-U 0\n" }
			},
			{
				title: "empty options",
				files: { "etc/sysconfig/memcached": "PORT=\"11211\"\nUSER=\"memcached\"\nOPTIONS=\"-U 0\"\n" }
			},
			{
				title: "a container with the network of its host",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    network_mode: host\n" }
			}
		],
		good: [{
			title: "an address",
			files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n" }
		}, {
			title: "a unix socket",
			files: { "etc/memcached.conf": "-s /run/memcached/memcached.sock\n" }
		}],
		odd: [
			{
				title: "in a container that publishes nothing every interface is the container network",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    command: -m 64\n" }
			},
			{
				title: "published on loopback only",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports: [\"127.0.0.1:11211:11211\"]\n" }
			},
			{
				title: "TCP off as well",
				files: { "etc/memcached.conf": "-p 0\n-U 0\n-s /run/memcached/memcached.sock\n" }
			}
		]
	},
	*check(exposure) {
		const { launch, prediction } = exposure;
		if (prediction.listen.state !== "default") return;
		const image = launch.network.kind === "image" && !launch.network.usedHere;
		const open = exposure.listeners.filter(({ listener, reach, published }) => listener.protocol !== "unix" && published === void 0 && (reach === "public" || image && reach === "unknown"));
		if (open.length === 0) return;
		const ports = listPorts(withoutDoubtfulUdp(open, exposure));
		const everywhere = `every interface${ports === "" ? "" : ` (${ports})`}`;
		yield {
			at: launch.at,
			message: image ? `${launch.name} sets no address, so memcached in it listens on ${everywhere}; who can reach it is left to whoever runs the image.` : `${nameOf(exposure)} sets no address, so memcached listens on ${everywhere}: ${peersOf("public", exposure)} can read and change the cache.${authenticationNote(exposure)}`,
			evidence: nameOf(exposure),
			...image ? {
				level: "warning",
				help: IMAGE_HELP
			} : {}
		};
	}
};

// src/rules/expired-waiver.ts
/** Its findings come from applying the waivers, after every launch is judged. */
const expiredWaiver = {
	id: "MG031",
	name: "expired-waiver",
	level: "error",
	summary: "The last day of a waiver has passed, so the finding it accepted is live again",
	why: "A waiver with a date is a promise to look again. On the day after its last one the finding counts as if the waiver were not there, and the place of the waiver is shown beside it, so that somebody decides anew.",
	fix: "Mend the finding and delete the waiver, or give it a later date and say in its reason why.",
	waiveWhen: "Never; a later date in the waiver itself says the same.",
	references: ["https://www.iso.org/iso-8601-date-and-time-format.html"],
	examples: {
		bad: [{
			title: "a comment whose day has passed; what it accepted is reported too",
			files: { "etc/memcached.conf": "# memcached-guard: allow public-bind until 2020-06-30 by @team-cache -- moves behind the VPN\n-l 0.0.0.0\n-U 0\n" }
		}, {
			title: "an entry of the configuration whose day has passed",
			files: {
				"dev/compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports: [\"11211:11211\"]\n",
				".memcached-guard.yml": "waivers:\n  - rule: published-port\n    path: dev/compose.yaml\n    reason: laptop only\n    expires: 2020-06-30\n"
			}
		}],
		good: [{
			title: "a waiver whose last day is far away",
			files: { "etc/memcached.conf": "# memcached-guard: allow public-bind until 2999-12-31 by @team-cache -- a firewall stands before it\n-l 0.0.0.0\n-U 0\n" }
		}, {
			title: "a waiver without a date",
			files: { "etc/memcached.conf": "-U 0\n# memcached-guard: allow public-bind -- a firewall stands before it\n-l 0.0.0.0\n" }
		}],
		odd: [{
			title: "an old waiver for a finding that is gone is unused, which is only a warning",
			files: { "etc/memcached.conf": "# memcached-guard: allow public-bind until 2020-06-30 -- moves behind the VPN\n-l 127.0.0.1\n-U 0\n" }
		}]
	}
};

// src/rules/place.ts
/** Where a piece of a launch's argv stands; the launch itself where it stands nowhere (a default, an empty word). */
function placeOf({ launch }, range) {
	return launch.argv[range.word]?.locate(range.from, range.to) ?? launch.at;
}
/**
* Where an option stands whose value is at `range`: the whole word if they are glued (`-U11211`), both words
* if they share a line (`-U 11211`), else the value.
*/
function placeOfOption(exposure, range) {
	const { argv } = exposure.launch;
	const value = placeOf(exposure, range);
	if (range.from > 0) return argv[range.word]?.locate() ?? value;
	const option = argv[range.word - 1]?.locate();
	if (option === void 0 || !argv[range.word - 1]?.text.startsWith("-")) return value;
	return option.file === value.file && option.start < value.start && !/[\r\n]/.test(option.file.text.slice(option.start, value.end)) ? option.file.at(option.start, value.end) : value;
}
/** The words that decide, as they read to memcached; what a finding is recognised by. */
function wordText({ launch }, range) {
	return launch.argv[range.word]?.slice(range.from, range.to).text ?? "";
}

// src/rules/invalid-command-line.ts
const invalidCommandLine = {
	id: "MG022",
	name: "invalid-command-line",
	level: "warning",
	summary: "memcached would refuse to start or open no socket, or the published port cannot work",
	why: "A command line that cannot work is mended in a hurry, often by removing the very option that kept the cache private.",
	fix: "Correct the command line; memcached-guard listeners -- ARGV... shows what it opens.",
	waiveWhen: "The launch is meant to fail, such as in a test.",
	references: ["https://github.com/memcached/memcached/wiki/ConfiguringServer#networking"],
	examples: {
		bad: [
			{
				title: "an option that no version has",
				files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n--no-such-option\n" }
			},
			{
				title: "UDP off takes TCP away in 1.4.3 to 1.5.3 unless -p is given",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.4.39\n    command: -U 0\n" }
			},
			{
				title: "published, but bound to loopback inside the container",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    command: -l 127.0.0.1\n    ports: [\"11211:11211\"]\n" }
			}
		],
		good: [{
			title: "a command line that works",
			files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n" }
		}],
		odd: [{
			title: "an operand is ignored",
			files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0 foo\n" }
		}, {
			title: "a value glued to its number is read as the number",
			files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n-m 64MB\n" }
		}]
	},
	*check(exposure) {
		const { prediction, launch, dead } = exposure;
		const { refusal } = prediction;
		if (prediction.starts === "no") yield {
			at: refusal?.cause ? placeOf(exposure, refusal.cause) : launch.at,
			message: `${nameOf(exposure)} does not start: ${refusal?.because ?? "memcached refuses this command line"}.`,
			evidence: `${nameOf(exposure)} ${refusal?.because ?? ""}`
		};
		else if (prediction.listeners.length === 0 && prediction.unknowns.length === 0) {
			const releases = describeReleases(releasesOf(launch.version));
			const message = refusal ? `opens no socket: some releases refuse the command line (${refusal.because}), the others turn TCP off as well.` : `starts without any socket: with memcached ${releases} this command line turns TCP off as well.`;
			yield {
				at: launch.at,
				message: `${nameOf(exposure)} ${message}`,
				evidence: `${nameOf(exposure)} no socket`
			};
		}
		for (const port of dead) yield {
			at: port.at,
			message: `${nameOf(exposure)} publishes ${describePublished(port)[1]}, which memcached does not answer on.`,
			help: "Drop the mapping, or publish the port that memcached listens on.",
			evidence: `${nameOf(exposure)} ${sourceText(port.at)}`
		};
	},
	*checkProblem(problem) {
		if (problem.kind !== "refused") return;
		yield {
			at: problem.at,
			message: `${problem.message}.`,
			evidence: sourceText(problem.at)
		};
	}
};

// src/rules/invalid-waiver.ts
/** Its findings come from reading the configuration and the waivers in comments. */
const invalidWaiver = {
	id: "MG030",
	name: "invalid-waiver",
	level: "error",
	summary: "A waiver is incomplete or names no rule, or the configuration has an unknown key or a wrong value",
	why: "A mistake in the configuration can switch off a check without anybody noticing. The run ends with exit code 2 until the configuration is mended. A waiver that cannot be understood accepts nothing, and the finding it was meant for stays.",
	fix: "Correct the configuration; schema/config.schema.json describes every key.",
	waiveWhen: "Never.",
	references: ["https://json-schema.org/draft-07"],
	examples: {
		bad: [
			{
				title: "an unknown key",
				files: { ".memcached-guard.yml": "excludes: [\"vendor/**\"]\n" }
			},
			{
				title: "an unknown rule",
				files: { ".memcached-guard.yml": "rules: { udp-off: error }\n" }
			},
			{
				title: "a waiver without a reason",
				files: { "etc/memcached.conf": "# memcached-guard: allow public-bind\n-l 127.0.0.1\n-U 0\n" }
			},
			{
				title: "a waiver until a day that does not exist",
				files: { "etc/memcached.conf": "# memcached-guard: allow public-bind until 2027-02-30 -- behind a firewall\n-l 127.0.0.1\n-U 0\n" }
			},
			{
				title: "a waiver in a comment where the configuration forbids them",
				files: {
					".memcached-guard.yml": "inline-waivers: forbid\n",
					"etc/memcached.conf": "# memcached-guard: allow public-bind -- behind a firewall\n-l 127.0.0.1\n-U 0\n"
				}
			},
			{
				title: "no such version",
				files: { ".memcached-guard.yml": "memcached-version: \"2.0-beta\"\n" }
			},
			{
				title: "no such network",
				files: { ".memcached-guard.yml": "private-networks: [\"10.0.0.0/40\"]\n" }
			}
		],
		good: [{
			title: "known keys",
			files: { ".memcached-guard.yml": "exclude: [\"vendor/**\"]\nstrict: true\n" }
		}],
		odd: [
			{
				title: "several rules, an owner and a last day, in one comment",
				files: { "etc/memcached.conf": "# memcached-guard: allow public-bind, MG001 until 2999-12-31 by @team-cache -- behind a firewall\n-l 0.0.0.0 -U 11211\n" }
			},
			{
				title: "a waiver with every key in the configuration",
				files: {
					"dev/compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports: [\"11211:11211\"]\n",
					".memcached-guard.yml": "waivers:\n  - rule: published-port\n    path: dev/**\n    reason: laptop only, never deployed\n    owner: \"@team-cache\"\n    expires: 2999-12-31\n"
				}
			},
			{
				title: "an empty configuration",
				files: { ".memcached-guard.yml": "# nothing yet\n" }
			},
			{
				title: "a version without quotes",
				files: { ".memcached-guard.yml": "memcached-version: 1.6\n" }
			},
			{
				title: "a rule by its id",
				files: { ".memcached-guard.yml": "rules: { MG011: off }\n" }
			},
			{
				title: "a file of that name deeper down is not the configuration",
				files: { "docs/.memcached-guard.yml": "excludes: [\"vendor/**\"]\n" }
			}
		]
	}
};

// src/rules/public-bind.ts
const publicBind = {
	id: "MG010",
	name: "public-bind",
	level: "error",
	summary: "An address written in the file lets memcached listen on every interface or on a global address",
	why: "memcached has no access control of its own: whoever reaches the port reads, changes and deletes everything in the cache. A wildcard or a global address leaves that to firewalls somebody else keeps.",
	fix: "Write -l 127.0.0.1, or the private address that the clients use.",
	waiveWhen: "A firewall that this team owns admits only the clients.",
	references: ["https://github.com/memcached/memcached/wiki/ConfiguringServer#networking", "https://cwe.mitre.org/data/definitions/1327.html"],
	examples: {
		bad: [
			{
				title: "the wildcard",
				files: { "etc/memcached.conf": "-l 0.0.0.0\n-U 0\n" }
			},
			{
				title: "one public address among others",
				files: { "etc/memcached.conf": "-l 127.0.0.1,8.8.4.4\n-U 0\n" }
			},
			{
				title: "an odd spelling of the wildcard",
				files: { "etc/memcached.conf": "-l 0\n-p 11211 -U 0\n" }
			},
			{
				title: "with a port in a unit file",
				files: { "memcached.service": "[Service]\nExecStart=/usr/bin/memcached -l [::]:11211 -U 0\n" }
			}
		],
		good: [
			{
				title: "loopback",
				files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n" }
			},
			{
				title: "a private address",
				files: { "etc/memcached.conf": "-l 10.0.0.5\n-U 0\n" }
			},
			{
				title: "a network that the configuration names private",
				files: {
					"etc/memcached.conf": "-l 203.0.113.7\n-U 0\n",
					".memcached-guard.yml": "private-networks: [\"203.0.113.0/28\"]\n"
				}
			}
		],
		odd: [
			{
				title: "a drop-in of the package's unit keeps the network away",
				files: {
					"etc/memcached.conf": "-l 0.0.0.0\n-U 0\n",
					"etc/systemd/system/memcached.service.d/network.conf": "[Service]\nPrivateNetwork=yes\n"
				}
			},
			{
				title: "all of 127/8 is loopback",
				files: { "etc/memcached.conf": "-l 127.55.0.1\n-U 0\n" }
			},
			{
				title: "loopback as one number",
				files: { "etc/memcached.conf": "-l 2130706433\n-U 0\n" }
			},
			{
				title: "a wildcard in a container that publishes nothing",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    command: -l 0.0.0.0 -U 0\n" }
			},
			{
				title: "a unit without a network",
				files: { "memcached.service": "[Service]\nPrivateNetwork=yes\nExecStart=/usr/bin/memcached -l 0.0.0.0 -U 0\n" }
			}
		]
	},
	*check(exposure) {
		const open = exposure.listeners.filter((exposed) => exposed.reach === "public" && exposed.published === void 0 && causeOf(exposed) !== void 0);
		const first = open[0];
		const cause = first && causeOf(first);
		if (first === void 0 || cause === void 0) return;
		const at = placeOf(exposure, cause);
		const others = open.filter((exposed) => placeDiffers(exposure, exposed, at));
		yield {
			at,
			message: `${nameOf(exposure)} listens on ${listSockets(withoutDoubtfulUdp(open, exposure))}: ${peersOf("public", exposure)} can read and change the cache.${authenticationNote(exposure)}`,
			related: relatedPlaces(exposure, others),
			evidence: `${nameOf(exposure)} -l ${addresses(exposure, open).join(" ")}`
		};
	}
};
/** Every public address as written: one more makes it another finding to a baseline. */
function addresses(exposure, open) {
	const texts = open.flatMap((exposed) => {
		const cause = causeOf(exposed);
		return cause === void 0 ? [] : [wordText(exposure, cause)];
	});
	return [...new Set(texts)].sort();
}
function causeOf({ listener }) {
	return listener.protocol === "unix" ? void 0 : listener.addressCause;
}
function placeDiffers(exposure, exposed, at) {
	const cause = causeOf(exposed);
	return cause !== void 0 && placeOf(exposure, cause).start !== at.start;
}
function relatedPlaces(exposure, others) {
	const places = /* @__PURE__ */ new Map();
	for (const other of others) {
		const cause = causeOf(other);
		if (cause === void 0) continue;
		const at = placeOf(exposure, cause);
		places.set(at.start, {
			at,
			message: "this address is public too"
		});
	}
	return [...places.values()];
}

// src/rules/public-service.ts
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
spec:
  selector:
    matchLabels: { app: cache }
  template:
    metadata:
      labels: { app: cache }
    spec:
      containers:
        - name: memcached
          image: memcached:1.6
`;
const service = (spec, annotations = "") => `apiVersion: v1
kind: Service
metadata:
  name: cache
${annotations}spec:
${spec}  selector: { app: cache }
  ports:
    - port: 11211
`;
function example(title, manifest, deployment = DEPLOYMENT) {
	return {
		title,
		files: { "deploy/cache.yaml": `${deployment}---\n${manifest}` }
	};
}
const publicService = {
	id: "MG013",
	name: "public-service",
	level: "error",
	summary: "A Service, hostPort or the like takes memcached out of the cluster",
	why: "A Service of type LoadBalancer or NodePort, external addresses and host ports answer to whoever reaches the load balancer or a node. memcached has no access control of its own, and pods of the cluster reach it without any of them.",
	fix: "Make the Service type: ClusterIP, and drop hostPort and externalIPs; where clients are outside, use an internal load balancer.",
	waiveWhen: "The nodes or the load balancer are in a network that only the clients can reach.",
	references: ["https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types", "https://cwe.mitre.org/data/definitions/668.html"],
	examples: {
		bad: [
			example("a load balancer", service("  type: LoadBalancer\n")),
			example("a port on every node", service("  type: NodePort\n")),
			{
				title: "a hostPort",
				files: { "deploy/cache.yaml": `${DEPLOYMENT}          ports:\n            - containerPort: 11211\n              hostPort: 11211\n` }
			}
		],
		good: [
			example("a ClusterIP Service", service("")),
			example("an internal load balancer", service("  type: LoadBalancer\n", "  annotations:\n    networking.gke.io/load-balancer-type: \"Internal\"\n")),
			{
				title: "no Service at all",
				files: { "deploy/cache.yaml": DEPLOYMENT }
			}
		],
		odd: [
			example("an application's own load balancer", "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LoadBalancer\n  selector: { app: web }\n  ports:\n    - port: 80\n"),
			{
				title: "containerPort only declares a port",
				files: { "deploy/cache.yaml": `${DEPLOYMENT}          args: ["-l", "0.0.0.0"]\n          ports:\n            - containerPort: 11211\n` }
			},
			example("a load balancer that admits named sources only", service("  type: LoadBalancer\n  loadBalancerSourceRanges: [10.0.0.0/8]\n"))
		]
	},
	*check(exposure) {
		if (exposure.launch.network.kind !== "pod") return;
		const ways = exposure.listeners.flatMap((listener) => [listener, ...listener.otherMappings ?? []]).filter(({ reach }) => reach === "public");
		const seen = [];
		for (const { published, via } of ways) {
			if (published === void 0 || seen.some((other) => isSameWay(other, published))) continue;
			seen.push(published);
			yield {
				at: published.at,
				message: `${nameOf(exposure)} is ${via.join(" → ")}: whoever reaches it there can ${harmOf$1(ways, published)}.${authenticationNote(exposure)}`,
				related: startedHere(exposure, published),
				evidence: `${nameOf(exposure)} ${sourceText(published.at)} ${published.description ?? ""} ${describePublished(published)[1]}`
			};
		}
	}
};
/** Ports of one Service stand behind one `type:`; its TCP and its UDP are one decision. */
function isSameWay(a, b) {
	return sameLocation(a.at, b.at) && a.description === b.description;
}
/** One Service can lead to both sockets. */
function harmOf$1(ways, way) {
	return ways.some(({ listener, published }) => listener.protocol === "udp" && published !== void 0 && isSameWay(published, way)) ? "read and change the cache and use it to flood others" : "read and change the cache";
}
/** A Service may stand far from the pods that it leads to. */
function startedHere({ launch }, { at }) {
	return sameLocation(launch.at, at) ? [] : [{
		at: launch.at,
		message: "memcached is started here"
	}];
}

// src/rules/published-port.ts
const publishedPort = {
	id: "MG012",
	name: "published-port",
	level: "error",
	summary: "A container port that memcached listens on is published to everybody",
	why: "A published port without a host address is open on every interface of the machine, and the engine admits it before the host firewall is asked. memcached has no access control of its own.",
	fix: "Publish on 127.0.0.1 (\"127.0.0.1:11211:11211\"), or drop the mapping: containers reach each other without it.",
	waiveWhen: "The file is for laptops behind a firewall and is never deployed.",
	references: ["https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw", "https://docs.docker.com/reference/compose-file/services/#ports"],
	examples: {
		bad: [
			{
				title: "an address in a stack file, which docker stack deploy ignores",
				files: { "docker-stack.yml": "services:\n  cache:\n    image: memcached:1.6\n    command: -U 0\n    ports: [\"127.0.0.1:11211:11211\"]\n" }
			},
			{
				title: "the usual mapping",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - \"11211:11211\"\n" }
			},
			{
				title: "a random host port is public too",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports: [\"11211\"]\n" }
			},
			{
				title: "a host address that nobody sets is every address",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - \"${HOST_IP:-}:11211:11211\"\n" }
			}
		],
		good: [{
			title: "published on loopback",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - \"127.0.0.1:11211:11211\"\n" }
		}, {
			title: "not published",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n" }
		}],
		odd: [{
			title: "expose publishes nothing",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    expose: [\"11211\"]\n" }
		}, {
			title: "a client that publishes its own port",
			files: { "compose.yaml": "services:\n  web:\n    image: nginx:1.27\n    ports: [\"8080:80\"]\n  cache:\n    image: memcached:1.6\n" }
		}]
	},
	*check(exposure) {
		const { network } = exposure.launch;
		if (network.kind !== "container" || network.ciService) return;
		const ways = exposure.listeners.flatMap((listener) => [listener, ...listener.otherMappings ?? []]).filter(({ reach }) => reach === "public");
		const seen = [];
		for (const { published, via } of ways) {
			if (published === void 0 || seen.some(({ at }) => sameLocation(at, published.at))) continue;
			seen.push(published);
			yield {
				at: published.at,
				message: `${nameOf(exposure)} is ${via.join(" → ")}: ${peersOf("public", exposure)} can ${harmOf(ways, published)}.${authenticationNote(exposure)}`,
				help: helpFor(published),
				related: commandPlace(exposure),
				evidence: `${nameOf(exposure)} ${sourceText(published.at)} ${describeHostSide(published)} ${describePublished(published)[1]}`
			};
		}
	}
};
/** Where the command line is written, if that is neither where the port is published nor where the launch stands. */
function commandPlace({ launch }) {
	const at = launch.program.locate();
	if (at === void 0 || at.file === launch.at.file) return [];
	return [{
		at,
		message: "this is the memcached that it starts"
	}];
}
/** One entry can publish TCP and UDP at once, as Nomad's ports do. */
function harmOf(ways, entry) {
	return ways.some(({ listener, published }) => listener.protocol === "udp" && published !== void 0 && sameLocation(published.at, entry.at)) ? "read and change the cache and use it to flood others" : "read and change the cache";
}
/** The same mapping on loopback, where it is written in the short form of Compose and docker run. */
function helpFor({ at, description }) {
	if (description !== void 0) return "Remove it: no address narrows it there, and services reach each other without it.";
	const ports = /^(?:[^:]*:)?(\d+):(\d+)(\/\w+)?$/.exec(sourceText(at));
	if (ports === null) return "Publish it on 127.0.0.1 only, or not at all: containers reach each other without it.";
	return `Publish it as ${`127.0.0.1:${ports[1]}:${ports[2]}${ports[3] ?? ""}`}, or not at all: containers reach each other without it.`;
}

// src/rules/udp-enabled.ts
const udpEnabled = {
	id: "MG001",
	name: "udp-enabled",
	level: "error",
	summary: "The command line turns UDP on, whatever the bind",
	why: "memcached answers a small UDP request with up to 51,000 times as many bytes, to whatever source address the request claims. In 2018 open UDP ports carried the largest denial-of-service attacks seen until then. Hardly anybody needs UDP: every current client speaks TCP.",
	fix: "Write -U 0 in place of the port.",
	waiveWhen: "A client in a closed network really speaks UDP and cannot be changed.",
	references: [
		"CVE-2018-1000115",
		"https://github.com/memcached/memcached/wiki/ReleaseNotes156",
		"https://www.cisa.gov/news-events/alerts/2014/01/17/udp-based-amplification-attacks"
	],
	examples: {
		bad: [
			{
				title: "UDP on its usual port, on loopback",
				files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 11211\n" }
			},
			{
				title: "glued to a cluster of short options",
				files: { "etc/memcached.conf": "-l 127.0.0.1\n-vvU11211\n" }
			},
			{
				title: "the last -U decides",
				files: { "etc/sysconfig/memcached": "PORT=\"11211\"\nOPTIONS=\"-l 127.0.0.1 -U 0 --udp-port=11211\"\n" }
			}
		],
		good: [{
			title: "UDP off",
			files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n" }
		}, {
			title: "UDP off in the long form",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    command: --udp-port=0\n" }
		}],
		odd: [
			{
				title: "turned on, then off again",
				files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 11211\n-U 0\n" }
			},
			{
				title: "-u names a user",
				files: { "etc/memcached.conf": "-l 127.0.0.1\n-u 11211\n-U 0\n" }
			},
			{
				title: "a unix socket replaces TCP and UDP",
				files: { "etc/memcached.conf": "-s /run/memcached/memcached.sock\n-U 11211\n" }
			},
			{
				title: "the option stands in a comment",
				files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n# -U 11211\n" }
			}
		]
	},
	*check(exposure) {
		const { udpPort } = exposure.prediction;
		if (udpPort.state !== "known" || udpPort.value === 0) return;
		const listeners = udpListeners(exposure);
		if (listeners.length === 0) return;
		const sockets = listSockets(listeners);
		const reach = widest(listeners);
		const consequence = reach === "none" ? `${sockets}, which nobody can reach now; once somebody can, it floods others` : `${sockets} to ${peersOf(reach, exposure)}, and anybody who can send it a packet can use it to flood others`;
		yield {
			at: placeOfOption(exposure, udpPort.cause),
			message: `${nameOf(exposure)} turns UDP on: memcached opens ${consequence}.`,
			evidence: `${nameOf(exposure)} -U ${wordText(exposure, udpPort.cause)}`
		};
	}
};

// src/rules/udp-not-disabled.ts
const udpNotDisabled = {
	id: "MG003",
	name: "udp-not-disabled",
	level: "error",
	summary: "No -U 0, and the version is unknown or may be one that opens UDP by default",
	why: "Whether UDP is on depends on the version that happens to be installed: on until 1.5.5, off since 1.5.6. A file that says nothing is safe on one machine and an amplifier on the next.",
	fix: "Add -U 0, or state the version with memcached-version in the configuration.",
	waiveWhen: "The file only ever meets memcached 1.5.6 or later; better: state the version in the configuration.",
	references: ["CVE-2018-1000115", "https://github.com/memcached/memcached/wiki/ReleaseNotes156"],
	examples: {
		bad: [{
			title: "a loopback bind alone",
			files: { "etc/memcached.conf": "-l 127.0.0.1\n" }
		}, {
			title: "a private address on a unit",
			files: { "memcached.service": "[Service]\nExecStart=/usr/bin/memcached -l 10.0.0.5\n" }
		}],
		good: [{
			title: "UDP off",
			files: { "etc/memcached.conf": "-l 127.0.0.1\n-U 0\n" }
		}, {
			title: "the configuration states the version",
			files: {
				"etc/memcached.conf": "-l 127.0.0.1\n",
				".memcached-guard.yml": "memcached-version: \"1.6\"\n"
			}
		}],
		odd: [{
			title: "a private build in a container that nobody outside can reach",
			files: { "compose.yaml": "services:\n  cache:\n    image: registry.example/cache/memcached:stable\n" }
		}, {
			title: "a unix socket replaces TCP and UDP",
			files: { "etc/memcached.conf": "-s /run/memcached/memcached.sock\n" }
		}]
	},
	*check(exposure, settings) {
		const { prediction, launch } = exposure;
		if (prediction.udpPort.state !== "default") return;
		const listeners = udpListeners(exposure);
		const reach = widest(listeners);
		if ((prediction.udp.state === "depends" || prediction.udp.state === "on" && launch.version.state === "unknown") && listeners.length > 0) {
			if (reach === "container" || reach === "none") return;
			const who = reach === "loopback" ? "programs on this machine" : peersOf(reach, exposure);
			yield {
				at: launch.at,
				message: `${nameOf(exposure)} does not turn UDP off, and memcached before 1.5.6 opens it by default: ${because(exposure)}. Where it is open, ${who} can use it to flood others.`,
				evidence: nameOf(exposure),
				...reach === "loopback" ? { level: "warning" } : {}
			};
		} else if (settings.requireExplicitUdpOff && prediction.udp.state === "off" && opensNetwork(exposure)) yield {
			at: launch.at,
			message: `${nameOf(exposure)} does not say -U 0, which this repository requires also where the version has UDP off.`,
			evidence: nameOf(exposure)
		};
	}
};
function because({ launch }) {
	return launch.version.because;
}
function opensNetwork({ listeners }) {
	return listeners.some(({ listener }) => listener.protocol !== "unix");
}

// src/rules/udp-on-by-default.ts
const udpOnByDefault = {
	id: "MG002",
	name: "udp-on-by-default",
	level: "error",
	summary: "No -U, and the version is known to open UDP by default (1.2.5 to 1.5.5)",
	why: "Until 1.5.6 memcached opened a UDP port unless it was told not to. Nothing in the file shows it, yet the port answers small forged requests with up to 51,000 times as many bytes. In 1.2.5 and 1.2.6 UDP cannot be turned off at all.",
	fix: "Add -U 0 (with 1.4.3 to 1.5.3 also -p 11211), or use memcached 1.5.6 or later.",
	waiveWhen: "The packaged build is older but has UDP switched off; better: state the version in the configuration.",
	references: ["CVE-2018-1000115", "https://github.com/memcached/memcached/wiki/ReleaseNotes156"],
	examples: {
		bad: [{
			title: "an image from before 1.5.6",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.5.5\n" }
		}, {
			title: "a frozen series tag",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.4-alpine\n    command: -m 64\n" }
		}],
		good: [{
			title: "the same image with UDP off",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.5.5\n    command: -p 11211 -U 0\n" }
		}, {
			title: "a later image",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.5.6\n" }
		}],
		odd: [{
			title: "the tag 1.5 has meant 1.5.22 since 2020",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.5\n" }
		}, {
			title: "an exporter is no memcached",
			files: { "compose.yaml": "services:\n  stats:\n    image: prom/memcached-exporter:v0.5.0\n" }
		}]
	},
	*check(exposure) {
		const { prediction, launch } = exposure;
		const listeners = udpListeners(exposure);
		const asked = prediction.udpPort.state === "known" && prediction.udpPort.value !== 0;
		if (prediction.udp.state !== "on" || asked || listeners.length === 0) return;
		if (launch.version.state === "unknown") return;
		const related = launch.version.at ? [{
			at: launch.version.at,
			message: `the version comes from here: ${launch.version.because}`
		}] : [];
		yield {
			at: launch.at,
			message: `${nameOf(exposure)} leaves UDP on: memcached ${describeReleases(launch.version.releases)} opens ${listSockets(listeners)} by default, to ${peersOf(widest(listeners), exposure)}, and anybody who can send it a packet can use it to flood others.`,
			related,
			evidence: `${nameOf(exposure)} ${describeReleases(launch.version.releases)}`
		};
	}
};

// src/rules/unreadable-file.ts
const unreadableFile = {
	id: "MG021",
	name: "unreadable-file",
	level: "warning",
	summary: "A file that names memcached cannot be parsed or exceeds a limit",
	why: "What cannot be read cannot be checked. Saying nothing would look like a clean bill of health.",
	fix: "Mend the file, or exclude it in the configuration if it is not meant to be read.",
	waiveWhen: "The file is broken on purpose, such as a test fixture; better: exclude it.",
	references: ["https://yaml.org/spec/1.2.2/"],
	examples: {
		bad: [{
			title: "broken YAML",
			files: { "compose.yaml": "services:\n  cache:\n    image: \"memcached:1.6\n    ports: [\n" }
		}],
		good: [{
			title: "a file that parses",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n" }
		}],
		odd: [{
			title: "broken YAML that does not name the program",
			files: { "compose.yaml": "services:\n  web:\n    image: \"nginx:1.27\n    ports: [\n" }
		}, {
			title: "an empty file of another kind",
			files: { Dockerfile: "" }
		}]
	},
	*checkProblem(problem) {
		if (problem.kind !== "unreadable") return;
		yield {
			at: problem.at,
			message: `${problem.message}.`,
			evidence: ""
		};
	}
};

// src/rules/unresolved-value.ts
const unresolvedValue = {
	id: "MG020",
	name: "unresolved-value",
	level: "warning",
	summary: "A value that decides UDP or the bind cannot be known from the repository",
	why: "The address or port comes from outside: a variable that is set elsewhere, a host name, a command. The check cannot say who will reach memcached, and neither can a reviewer.",
	fix: "Write the value, give the variable a safe default, or name the address under hosts in the configuration.",
	waiveWhen: "The value is checked where it is set.",
	references: ["https://github.com/memcached/memcached/wiki/ConfiguringServer#networking"],
	examples: {
		bad: [
			{
				title: "one unknown address of several",
				files: { "memcached.service": "[Service]\nExecStart=/usr/bin/memcached -U 0 -l 127.0.0.1,${BIND}\nEnvironmentFile=/etc/cache.env\n" }
			},
			{
				title: "a host name",
				files: { "etc/memcached.conf": "-l cache.internal\n-U 0\n" }
			},
			{
				title: "a variable that nothing sets",
				files: { "memcached.service": "[Service]\nEnvironmentFile=/etc/cache.env\nExecStart=/usr/bin/memcached -U 0 -l ${BIND}\n" }
			}
		],
		good: [{
			title: "the configuration says what the name resolves to",
			files: {
				"etc/memcached.conf": "-l cache.internal\n-U 0\n",
				".memcached-guard.yml": "hosts: { cache.internal: 10.0.0.5 }\n"
			}
		}, {
			title: "the variable is set in the repository",
			files: {
				"etc/systemd/system/memcached.service": "[Service]\nEnvironmentFile=/etc/cache.env\nExecStart=/usr/bin/memcached -U 0 -l ${BIND}\n",
				"etc/cache.env": "BIND=127.0.0.1\n"
			}
		}],
		odd: [
			{
				title: "localhost is loopback",
				files: { "etc/memcached.conf": "-l localhost\n-U 0\n" }
			},
			{
				title: "in a container that publishes nothing the address does not matter",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    command: -U 0 -l ${BIND}\n" }
			},
			{
				title: "a port that is published to everybody says it already (`published-port`)",
				files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    command: -U 0 -l ${BIND}\n    ports: [\"11211:11211\"]\n" }
			},
			{
				title: "an unknown size decides nothing",
				files: { "memcached.service": "[Service]\nEnvironmentFile=/etc/cache.env\nExecStart=/usr/bin/memcached -U 0 -l 127.0.0.1 -m ${SIZE}\n" }
			}
		]
	},
	*check(exposure) {
		const { launch, prediction, listeners } = exposure;
		const { network } = launch;
		if (network.kind === "none" || network.kind === "image" && network.usedHere) return;
		if ((network.kind === "container" || network.kind === "pod") && network.published.length === 0) return;
		const seen = /* @__PURE__ */ new Set();
		const isOpen = listeners.some(({ reach, published }) => reach === "public" && published !== void 0);
		for (const unknown of prediction.unknowns) {
			const at = placeOf(exposure, unknown.cause);
			if (seen.has(at.start)) continue;
			if (prediction.unknowns.some(({ cause }) => isWithin(cause, unknown.cause))) continue;
			const { udpPort } = prediction;
			const isUdp = udpPort.state === "unknown" && udpPort.cause?.word === unknown.cause.word;
			if (isOpen && !isUdp) continue;
			seen.add(at.start);
			const question = isUdp ? "Whether UDP is on in" : "Who can reach memcached in";
			yield hit(exposure, at, unknown.because, wordText(exposure, unknown.cause), question);
		}
		for (const { listener, reach, published, via } of listeners) {
			if (reach !== "unknown") continue;
			if (published !== void 0) {
				const because = published.description === void 0 ? "the host address that the port is published on is not known" : `who ${published.description} lets in is not known`;
				if (!seen.has(published.at.start)) yield hit(exposure, published.at, because, sourceText(published.at));
				seen.add(published.at.start);
			} else if (listener.protocol !== "unix" && listener.address.kind === "name" && listener.addressCause) {
				const at = placeOf(exposure, listener.addressCause);
				const because = `it depends on what the name ${listener.address.host} resolves to`;
				if (!seen.has(at.start)) yield hit(exposure, at, because, listener.address.host);
				seen.add(at.start);
			} else if (network.kind !== "image" && isNetworkInDoubt(launch, listener)) {
				if (!seen.has(launch.at.start)) yield hit(exposure, launch.at, via.at(-1) ?? "", "network");
				seen.add(launch.at.start);
			}
		}
	},
	*checkProblem(problem) {
		if (problem.kind !== "unresolved") return;
		yield {
			at: problem.at,
			message: `${problem.message}.`,
			evidence: sourceText(problem.at)
		};
	}
};
/** Whether a piece is a smaller one of another. */
function isWithin(inner, outer) {
	return inner.word === outer.word && inner.from >= outer.from && inner.to <= outer.to && inner.to - inner.from < outer.to - outer.from;
}
/** Whether it is the place of the launch, not its own address, that leaves open who can reach a socket. */
function isNetworkInDoubt({ network }, listener) {
	if (listener.protocol === "unix" || listener.address.kind !== "ip") return false;
	return network.kind === "unknown" || "limits" in network && network.limits.some(({ reach }) => reach === "unknown");
}
function hit(exposure, at, because, evidence, question = "Who can reach memcached in") {
	return {
		at,
		message: `${question} ${nameOf(exposure)} cannot be said: ${because}.`,
		evidence: `${nameOf(exposure)} ${evidence}`
	};
}

// src/rules/unused-waiver.ts
/** Its findings come from applying the waivers, after every launch is judged. */
const unusedWaiver = {
	id: "MG032",
	name: "unused-waiver",
	level: "warning",
	summary: "A waiver accepts a finding that is not there",
	why: "The finding was mended, or the waiver stands at the wrong line or names the wrong rule. Left alone, it would one day accept a finding that nobody has looked at.",
	fix: "Delete the waiver, or move it to the line of the finding or the one above.",
	waiveWhen: "Never; a waiver that accepts nothing is not needed.",
	references: ["https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments"],
	examples: {
		bad: [{
			title: "the finding was mended",
			files: { "etc/memcached.conf": "# memcached-guard: allow public-bind -- a firewall stands before it\n-l 127.0.0.1\n-U 0\n" }
		}, {
			title: "an entry of the configuration for a file that is gone",
			files: { ".memcached-guard.yml": "waivers:\n  - rule: published-port\n    path: dev/compose.yaml\n    reason: laptop only\n" }
		}],
		good: [{
			title: "it accepts a finding on its own line",
			files: { "compose.yaml": "services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - \"11211:11211\" # memcached-guard: allow published-port -- laptop only\n" }
		}],
		odd: [{
			title: "other comments that name this program",
			files: { "etc/memcached.conf": "# memcached-guard: checks this file on every push\n-l 127.0.0.1\n-U 0\n" }
		}, {
			title: "a waiver inside a command of several lines",
			files: { "cache.service": "[Service]\nExecStart=/usr/bin/memcached \\\n  # memcached-guard: allow public-bind -- a firewall stands before it\n  -l 0.0.0.0 \\\n  -U 0\n" }
		}]
	}
};

// src/rules/registry.ts
/** Every rule, in the order of its id. Documentation, SARIF, `rules` and `explain` are made from it. */
const RULES = [
	udpEnabled,
	udpOnByDefault,
	udpNotDisabled,
	publicBind,
	defaultBind,
	publishedPort,
	publicService,
	unresolvedValue,
	unreadableFile,
	invalidCommandLine,
	invalidWaiver,
	expiredWaiver,
	unusedWaiver
];
/** A rule by its id (in any case) or name. */
function findRule(idOrName) {
	const wanted = idOrName.toLowerCase();
	return RULES.find((rule) => rule.id.toLowerCase() === wanted || rule.name === wanted);
}

export { expiredWaiver as a, invalidWaiver as i, findRule as n, unusedWaiver as r, RULES as t };
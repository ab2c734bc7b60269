import { r as __toESM } from "./rolldown-runtime.js";
import { t as require_ipaddr } from "./ipaddr.js";
import { a as RELEASES, i as releasesOf, n as describeReleases, o as releaseIndex } from "./version.js";

// src/memcached/merge-listeners.ts
/**
* The listeners of all stretches. One that exists in neighbouring releases is listed once, with its range
* of releases; where a release in between lacks it, once for each contiguous range.
*/
function mergeListeners(stretches) {
	const merged = [];
	const newest = /* @__PURE__ */ new Map();
	for (const stretch of stretches) {
		const seen = /* @__PURE__ */ new Map();
		for (const listener of listenersOf(stretch)) {
			const name = nameOf(listener);
			const count = seen.get(name) ?? 0;
			seen.set(name, count + 1);
			const key = `${name} ${count}`;
			const index = newest.get(key);
			const before = index === void 0 ? void 0 : merged[index];
			if (index !== void 0 && before && before.releases.last === stretch.releases.first - 1) merged[index] = {
				...before,
				causes: union(before.causes, listener.causes),
				releases: {
					first: before.releases.first,
					last: stretch.releases.last
				}
			};
			else {
				newest.set(key, merged.length);
				merged.push(listener);
			}
		}
	}
	return merged;
}
function* listenersOf({ releases, outcome }) {
	const certain = outcome.anything.length === 0;
	const { unix, sockets, anything } = outcome;
	if (unix) yield {
		protocol: "unix",
		path: unix.path,
		causes: unix.causes,
		releases,
		certain
	};
	for (const { protocol, address, addressCause, port, dualStack, causes, certain: isSure } of sockets) yield {
		protocol,
		address,
		port,
		causes,
		releases,
		certain: isSure && certain,
		...addressCause && { addressCause },
		...dualStack && { dualStack }
	};
	if (!certain && !unix) yield furtherAddress(anything, releases);
}
/** Stands for the addresses that an unknown part of the command line may add. */
function furtherAddress(anything, releases) {
	return {
		protocol: "tcp",
		address: {
			kind: "unknown",
			because: "an unknown part of the command line may name addresses"
		},
		port: "unknown",
		causes: anything,
		releases,
		certain: false
	};
}
function nameOf(listener) {
	if (listener.protocol === "unix") return `unix ${listener.certain} ${listener.path}`;
	const { protocol, address, port, certain, dualStack = false, addressCause: cause } = listener;
	const place = cause ? `${cause.word}:${cause.from}:${cause.to}` : "";
	return `${protocol} ${addressName(address)} ${port} ${certain} ${dualStack} ${place}`;
}
function addressName(address) {
	if (address.kind === "ip") return address.ip;
	return address.kind === "name" ? `host ${address.host}` : "unknown";
}
function union(left, right) {
	const isNew = ({ word, from, to }) => !left.some((cause) => cause.word === word && cause.from === from && cause.to === to);
	const added = right.filter(isNew);
	return added.length === 0 ? left : [...left, ...added];
}

// src/memcached/remember.ts
var import_ipaddr = /* @__PURE__ */ __toESM(require_ipaddr(), 1);
const MOST = 4096;
/**
* Remembers the results of a pure function of one text: the same few addresses come up again and again.
* Forgets everything when it is full, so that hostile input cannot make it grow.
*/
function remember(compute) {
	const known = /* @__PURE__ */ new Map();
	return (text) => {
		const found = known.get(text);
		if (found !== void 0 || known.has(text)) return found;
		if (known.size >= MOST) known.clear();
		const value = compute(text);
		if (text.length <= 64) known.set(text, value);
		return value;
	};
}

// src/memcached/address.ts
/**
* Reads an IP literal as getaddrinfo does: IPv4 as `inet_aton` (`127.1`, `0x7f.1`, `2130706433` and octal
* `0177.0.0.1` are all 127.0.0.1), IPv6 as `inet_pton` with an optional `%zone`. Returns the canonical
* spelling, or `undefined` for what getaddrinfo would look up as a name.
*/
const parseAddress = remember((text) => text.includes(":") ? parseIPv6(text) : parseIPv4(text));
/**
* `inet_aton`: one to four parts, each decimal, octal or hexadecimal; the last one fills the remaining
* bytes. Own code, since ipaddr.js reads `08` and parts that are too large differently.
*/
function parseIPv4(text) {
	if (text.length > 64) return void 0;
	const parts = text.split(".");
	if (parts.length > 4) return void 0;
	let address = 0;
	for (const [index, part] of parts.entries()) {
		const value = readPart(part);
		const isLast = index === parts.length - 1;
		const limit = isLast ? 256 ** (4 - index) : 256;
		if (value === void 0 || value >= limit) return void 0;
		address += isLast ? value : value * 256 ** (3 - index);
	}
	return [
		24,
		16,
		8,
		0
	].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
function readPart(part) {
	if (/^0[xX][0-9a-fA-F]+$/.test(part)) return Number.parseInt(part, 16);
	if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
	return /^[1-9][0-9]*$/.test(part) ? Number.parseInt(part, 10) : void 0;
}
/** Strict dotted quad of `inet_pton`, which memcached used before 1.2.5: decimal, no leading zeros. */
function isDottedQuad(text) {
	const parts = text.split(".");
	return parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}
function parseIPv6(text) {
	const match = /^([0-9a-fA-F:.]{2,45})(%[^\s%]+)?$/.exec(text);
	const digits = match?.[1] && hexQuad(match[1]);
	if (digits === void 0 || /[0-9a-fA-F]{5}/.test(digits) || !import_ipaddr.default.IPv6.isValid(digits)) return void 0;
	return spellIPv6(import_ipaddr.default.IPv6.parse(digits)) + (match?.[2] ?? "");
}
/** Writes a dotted quad at the end as two groups: ipaddr.js takes `::10.0.0.5` for `::ffff:10.0.0.5`. */
function hexQuad(digits) {
	const from = digits.lastIndexOf(":") + 1;
	const quad = digits.slice(from);
	if (!quad.includes(".")) return digits;
	if (!isDottedQuad(quad)) return void 0;
	const [a = 0, b = 0, c = 0, d = 0] = quad.split(".").map(Number);
	return `${digits.slice(0, from)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
/** As `inet_ntop` spells it: the IPv4 part of mapped and compatible addresses stays a dotted quad. */
function spellIPv6(address) {
	const parts = address.parts;
	const high = parts[6] ?? 0;
	const low = parts[7] ?? 0;
	const zeros = parts.findIndex((part) => part !== 0);
	if (zeros === 6 || zeros === 5 && parts[5] === 65535) {
		const quad = `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
		return zeros === 6 ? `::${quad}` : `::ffff:${quad}`;
	}
	return address.toRFC5952String();
}

// src/memcached/c-number.ts
/**
* Numbers as the C library reads them, which is how memcached reads its options: `off` is 0, `1e4` is 1,
* and a number beyond 32 bits wraps. Limits are those of 64-bit Linux.
*/
const BLANK = /^[ \t\n\v\f\r]*/;
const LONG_MAX = 2n ** 63n - 1n;
/** Whether C's `isspace` holds for the first character, in the C locale. */
function startsWithBlank(text) {
	return /^[ \t\n\v\f\r]/.test(text);
}
/** The text without leading white space. */
function skipBlanks(text) {
	return text.slice(BLANK.exec(text)?.[0].length ?? 0);
}
function readInteger(text) {
	const match = /^[ \t\n\v\f\r]*([+-]?)([0-9]*)/.exec(text);
	const digits = match?.[2] ?? "";
	const negative = match?.[1] === "-";
	if (digits === "") return {
		value: 0,
		overflow: false,
		digits: false,
		negative,
		rest: text
	};
	const rest = text.slice(match?.[0].length ?? 0);
	const significant = digits.replace(/^0+/, "");
	if (significant.length <= 15) {
		const value = Number.parseInt(digits, 10);
		return {
			value: (negative ? -value : value) | 0,
			overflow: false,
			digits: true,
			negative,
			rest
		};
	}
	const magnitude = significant.length > 22 ? LONG_MAX + 2n : BigInt(significant);
	const overflow = negative ? magnitude > LONG_MAX + 1n : magnitude > LONG_MAX;
	if (overflow) return {
		value: negative ? 0 : -1,
		overflow,
		digits: true,
		negative,
		rest
	};
	return {
		value: Number(BigInt.asIntN(32, negative ? -magnitude : magnitude)),
		overflow,
		digits: true,
		negative,
		rest
	};
}
/** C's `atoi`: leading white space, a sign, digits, and whatever follows is ignored. */
function atoi(text) {
	return readInteger(text).value;
}
/**
* memcached's `safe_strtol`: the whole text must be a number, though white space may follow.
* @param needsDigits from 1.4.8; before, white space alone was read as 0
*/
function safeStrtol(text, needsDigits = true) {
	const { value, overflow, digits, rest } = readInteger(text);
	if (overflow || needsDigits && !digits) return void 0;
	return startsWithBlank(rest) || rest === "" && digits ? value : void 0;
}
/** memcached's `safe_strtoul`, cut to 32 bits: as `safe_strtol`, but not below zero. */
function safeStrtoul(text) {
	const { value, overflow, digits, negative, rest } = readInteger(text);
	if (overflow || !digits || negative && value !== 0) return void 0;
	return startsWithBlank(rest) || rest === "" ? value >>> 0 : void 0;
}
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]+)/;
const SPECIAL = /^([+-]?)(inf(?:inity)?|nan)/i;
/** C's `strtod`: the value and what follows it; 0 where there is no number. */
function strtod(text) {
	const trimmed = skipBlanks(text);
	const hexadecimal = HEXADECIMAL.exec(trimmed);
	if (hexadecimal) {
		const value = Number.parseInt(hexadecimal[2] ?? "", 16);
		return {
			value: hexadecimal[1] === "-" ? -value : value,
			rest: trimmed.slice(hexadecimal[0].length)
		};
	}
	const special = SPECIAL.exec(trimmed);
	if (special) {
		const value = /nan/i.test(special[2] ?? "") ? NaN : Number.POSITIVE_INFINITY;
		return {
			value: special[1] === "-" ? -value : value,
			rest: trimmed.slice(special[0].length)
		};
	}
	const decimal = DECIMAL.exec(trimmed);
	if (!decimal) return {
		value: 0,
		rest: text
	};
	return {
		value: Number.parseFloat(decimal[0]),
		rest: trimmed.slice(decimal[0].length)
	};
}

// src/memcached/changes.ts
/** Looks a release up once, while modules load; a release that does not exist is a mistake in a table. */
function since(release) {
	const index = releaseIndex(release);
	if (index < 0) throw new RangeError(`no release ${release}`);
	return index;
}
/**
* Where memcached's sockets changed, with the upstream commit that did it. Each was seen as a difference
* between two neighbouring builds.
*/
const CHANGES = {
	/** UDP is always on, at `-U` or else at the TCP port; `-l` goes through the resolver (2439472aa, a61a6900c). */
	udpAlwaysOn: since("1.2.5"),
	/** UDP defaults to 11211, `-U 0` and `-p 0` turn off, IPv6 sockets are IPv6 only (6caa28baa, 810c13bce). */
	portsCanBeOff: since("1.2.7"),
	/** A port of -1 asks for an ephemeral port; unix paths are cut instead of overrun (e337faf65). */
	minusOneIsEphemeral: since("1.4.1"),
	/** `-p` and `-U` alone each set both ports (6dc28e905). */
	portsFollowEachOther: since("1.4.3"),
	/** `-l` takes lists with a port per entry, and repetition adds (c605b31f2, 6ba9aa277). */
	listenLists: since("1.4.6"),
	/** The limit of open files is set to `-c`, so that a small one stops the start (d1f9d992c). */
	connectionLimitIsFileLimit: since("1.4.8"),
	/** IPv6 literals, with and without brackets (4baa578f2). */
	ipv6Literals: since("1.4.25"),
	/** A repeated `-l` that is a substring of what was collected is dropped (8c65b244f). */
	repeatedListenDropped: since("1.4.25"),
	/** A port without digits is refused even where white space follows. */
	portNeedsDigits: since("1.4.8"),
	/** `-U 0` no longer takes TCP along, nor `-p 0` UDP (46a2f17c7). */
	zeroDoesNotSpread: since("1.5.4"),
	/** UDP is off unless `-U` is given, and `-p` no longer moves it (dbb7a8af9). */
	udpOffByDefault: since("1.5.6"),
	/** `-Z` and `notls:` (ee1cfe3bf). */
	tls: since("1.5.13"),
	/** `-Y`, which refuses UDP; `inline_ascii_resp` does nothing any more (4723d424f). */
	authFile: since("1.5.15"),
	/** `-S` refuses UDP (e7c7a1089). */
	saslRefusesUdp: since("1.5.20"),
	/** A TCP port above 65535 is refused rather than wrapped (b1171b6b9). */
	portRangeChecked: since("1.6.16"),
	/** `proto[x]:` and `tag[x]:` (2bdf0ec3c, 4c919bd2e). */
	protocolAndTag: since("1.6.17"),
	/** `tag_x_:` (1518d8950). */
	underscoreTag: since("1.6.23"),
	/** `btls:` and `mtls:` (05320c9e0). */
	tlsModes: since("1.6.30"),
	/** White space before an option's value is skipped (3c03f2f0b). */
	leadingBlanksSkipped: since("1.6.32"),
	/** `proto[binary]:` beside `-Y` is refused (3791d9eda). */
	binaryRefusedWithAuthFile: since("1.6.43")
};

// src/memcached/settings.ts
const MEBIBYTE = 1048576;
/** Whether UDP has a port of its own that is on unless `-U` says otherwise: 1.2.7 to 1.5.5. */
function udpOnByDefault(release) {
	return release.within(CHANGES.portsCanBeOff, CHANGES.udpOffByDefault);
}

// src/memcached/slab-sizes.ts
const CHUNK_LIMIT = since("1.4.29");
const HALF_PAGE_CHUNKS = since("1.5.0");
/** Chunks are aligned to this many bytes. */
const CHUNK_ALIGNMENT = 8;
const MOST_SIZES = 62;
/**
* Checks a list of slab sizes, `100-200-300`, as `_parse_slab_sizes` does: ascending, each at least 9 bytes
* more than the one before, between `-n` and the largest chunk. Returns why memcached refuses it.
*/
function checkSlabSizes(text, settings, release) {
	if (text === "") return "slab_sizes is empty";
	const least = settings.chunkSize ?? 48;
	const most = release.has(CHUNK_LIMIT) ? settings.largestChunk ?? defaultLargestChunk(release) : settings.itemSize ?? 1048576;
	if (least === "unknown" || most === "unknown") return void 0;
	const sizes = text.split("-").filter((size) => size !== "");
	if (sizes.length > MOST_SIZES) return "slab_sizes has too many sizes";
	let last = 0;
	for (const [index, spelled] of sizes.entries()) {
		const size = safeStrtoul(spelled);
		if (size === void 0 || size < least || size > most) return `slab size ${spelled} is out of range`;
		if (size <= last + (index === 0 ? 0 : CHUNK_ALIGNMENT) || size <= CHUNK_ALIGNMENT) return `slab size ${spelled} is too close to the one before it`;
		last = size;
	}
}
/** Bytes: a page of one mebibyte until 1.5.0, then half of it. */
function defaultLargestChunk(release) {
	return release.has(HALF_PAGE_CHUNKS) ? MEBIBYTE / 2 : MEBIBYTE;
}

// src/memcached/storage.ts
/**
* extstore keeps items in files (`-o ext_path=/data/file:64m`). It matters here because it refuses UDP and
* because a mistake in it keeps memcached from starting.
*/
const SIZE_IN_PATH = since("1.5.10");
const PAGE_SIZE_FIRST = since("1.5.14");
const ZERO_SIZE_REFUSED = since("1.6.21");
const MORE_BUCKETS = since("1.6.25");
const COLON_ENDS_BUCKET = since("1.6.27");
const PAGES_COUNTED_LATER = since("1.6.40");
const MOST_PAGES = 65535;
const UNITS = {
	m: MEBIBYTE,
	g: MEBIBYTE * 1024,
	t: MEBIBYTE * MEBIBYTE,
	p: MEBIBYTE * MEBIBYTE * 1024
};
function storageOf(settings) {
	settings.storage ??= {
		files: [],
		pageSize: 64 * MEBIBYTE,
		writeBuffer: 4 * MEBIBYTE
	};
	return settings.storage;
}
/** Reads megabytes into bytes, in 32 bits as memcached does. */
function megabytes(text) {
	const count = text === void 0 ? void 0 : safeStrtoul(text);
	return count === void 0 ? void 0 : Math.imul(count, MEBIBYTE) >>> 0;
}
function setPageSize(settings, use, release) {
	const storage = storageOf(settings);
	if (storage.files.length > 0 && release.within(PAGE_SIZE_FIRST, PAGES_COUNTED_LATER)) return "ext_page_size must stand before ext_path";
	const size = megabytes(use.text);
	if (size === void 0) return "ext_page_size must be a number of megabytes";
	storage.pageSize = size;
}
function setWriteBuffer(settings, use) {
	const size = megabytes(use.text);
	if (size === void 0) return "ext_wbuf_size must be a number of megabytes";
	storageOf(settings).writeBuffer = size;
}
/** `ext_path=FILE:SIZE`, or just a file before 1.5.10. */
function addStorageFile(settings, use, release) {
	const { text, at } = use;
	if (text === void 0) return "ext_path lacks its value";
	const storage = storageOf(settings);
	if (!release.has(SIZE_IN_PATH)) {
		storage.files.splice(0, 1, {
			path: text,
			size: void 0,
			pages: 64,
			at
		});
		return;
	}
	const parts = text.split(":").filter((part) => part !== "");
	const [path, spelled] = parts;
	if (path === void 0 || spelled === void 0) return "ext_path needs a size, as in ext_path=/data/file:64m";
	const unit = UNITS[spelled.slice(-1).toLowerCase()];
	if (unit === void 0 && release.has(PAGES_COUNTED_LATER)) return "the size of ext_path needs a unit: m, g, t or p";
	const bucket = release.has(COLON_ENDS_BUCKET) ? parts[2] : bucketWithColons(text);
	if (bucket !== void 0 && !isBucket(bucket, release)) return `ext_path does not know the bucket ${bucket}`;
	const size = (unit ?? 0) * atoi(spelled.slice(0, -1));
	storage.files.push({
		path,
		size,
		pages: Math.floor(size / storage.pageSize),
		at
	});
}
/** Until 1.6.27 the bucket was all that followed the size. */
function bucketWithColons(text) {
	return /^:*[^:]+:+[^:]+:(.+)$/.exec(text)?.[1];
}
function isBucket(bucket, release) {
	if (bucket === "default") return true;
	return release.has(MORE_BUCKETS) && [
		"compact",
		"lowttl",
		"chunked",
		"coldcompact",
		"old"
	].includes(bucket);
}
/** What extstore finds wrong when everything has been read. */
function checkStorage({ files, pageSize, writeBuffer }, itemSize, release) {
	if (itemSize !== "unknown" && itemSize > writeBuffer) return "-I cannot be larger than ext_wbuf_size";
	if (writeBuffer === 0 || pageSize % writeBuffer !== 0) return "ext_page_size must be a multiple of ext_wbuf_size";
	if (pageSize % (2 * 1048576) !== 0 || writeBuffer % (2 * 1048576) !== 0) return "ext_page_size and ext_wbuf_size must be even";
	const later = release.has(PAGES_COUNTED_LATER);
	const pages = files.map((file) => later ? Math.floor((file.size ?? 0) / pageSize) : file.pages);
	if (pages.includes(0) && release.has(ZERO_SIZE_REFUSED)) return "ext_path has no size";
	return pages.reduce((sum, count) => sum + count, 0) >= MOST_PAGES && release.has(PAGE_SIZE_FIRST) ? "ext_path is too large" : void 0;
}

// src/memcached/suboption-checks.ts
/** A suboption that needs a value which passes a check. */
function checked(check, rule, then) {
	return (settings, { text }, release) => {
		if (text === void 0) return "the suboption lacks its value";
		if (!check(text, release)) return rule;
		then?.(settings, text);
	};
}
const anyText = () => true;
const between = (least, most) => (text) => atoi(text) >= least && atoi(text) <= most;
const isUnsigned = (text) => safeStrtoul(text) !== void 0;
const isPositive = (text) => strtod(text).value > 0;
const isNumber = (text) => {
	const { rest } = strtod(text);
	return rest !== text && (rest === "" || /^[ \t\n\v\f\r]/.test(rest));
};
const unsigned = checked(isUnsigned, "its value must be a number that is not negative");
const number = checked(isNumber, "its value must be a number");
const percent = (then) => checked(between(1, 79), "its value must be between 1 and 79", then);
const does = (change) => (settings, use, release) => {
	change(settings, release, use);
};
const HASHPOWER_AT_MOST_32 = since("1.5.2");
const AUTOMOVE_CHECKED = since("1.4.14");
const WINDOW_BOUNDED = since("1.6.45");
const XXH3 = since("1.6.10");
const CHUNK_MAX_IN_KILOBYTES = since("1.6.24");
const MODERN_IS_DEFAULT = since("1.5.0");
const MODERN_HALF_PAGES = since("1.4.31");
const CHUNKS = since("1.4.29");
const SLAB_SIZES_COPIED = since("1.5.17");
const RESPONSE_LIMIT_IGNORED = since("1.6.7");
const WORKER_LOGBUF_ALONE = since("1.6.40");
const INLINE_RESPONSE_GONE = since("1.5.15");
/** A hash table of 2^33 entries or more is 64 GiB or more: memory that no machine has to spare. */
const isHashPower = (text, release) => {
	const power = atoi(text);
	return power >= 12 && (power <= 32 || power === 64 && !release.has(HASHPOWER_AT_MOST_32));
};
function setHashPower(settings, use, release) {
	if (use.text === void 0 || !isHashPower(use.text, release)) return "hashpower must be between 12 and 32";
	settings.hashPower = atoi(use.text);
	settings.hashPowerAt = use.at;
}
/** The proxy speaks a protocol of its own; where it listens is left to `-p`, `-U` and `-l` as ever. */
function startProxy(settings, { text, at }) {
	if (text === void 0) return "proxy_config lacks its value";
	if (settings.protocol !== void 0) return "proxy_config cannot be used with -B";
	settings.protocol = "proxy";
	settings.protocolAt = at;
}
/** Without a value it crashes, but for the releases that only keep a pointer to look at later. */
function checkSlabSizesGiven(_, { text }, release) {
	return text === void 0 && !release.within(CHUNKS, SLAB_SIZES_COPIED) ? "slab_sizes lacks its value" : void 0;
}
function setLargestChunk(settings, use, release) {
	const { text, at } = use;
	if (text === void 0) return "slab_chunk_max lacks its value";
	const size = safeStrtol(text);
	if (release.has(CHUNK_MAX_IN_KILOBYTES)) {
		if (size === void 0 || size <= 0 || size > 1024) return "slab_chunk_max must be 1 to 1024 kilobytes";
		settings.largestChunk = size * 1024;
	} else settings.largestChunk = size ?? 0;
	settings.largestChunkGiven = true;
	settings.largestChunkAt = at;
}
const modern = does((settings, release) => {
	if (release.has(MODERN_IS_DEFAULT)) return;
	settings.lruMaintainer = true;
	if (!release.has(CHUNKS)) return;
	if (!release.has(MODERN_HALF_PAGES)) settings.largestChunk = 16384;
	else if (!settings.largestChunkGiven) settings.largestChunk = MEBIBYTE / 2;
});
const noModern = does((settings) => {
	if (!settings.largestChunkGiven) settings.largestChunk = MEBIBYTE;
	settings.lruMaintainer = false;
	settings.inlineAscii = true;
});
function isOneOfFour(text) {
	const mode = safeStrtol(text);
	return mode !== void 0 && mode >= 0 && mode <= 3;
}

// src/memcached/suboption-table.ts
/** The suboptions of `-o` and the release each came in, read from every release's source. */
const SUBOPTIONS = {
	maxconns_fast: { from: "1.4.8" },
	hashpower: {
		from: "1.4.8",
		apply: setHashPower
	},
	no_hashexpand: { from: "1.5.3" },
	slab_reassign: { from: "1.4.11" },
	slab_automove: {
		from: "1.4.11",
		apply: (_, { text }, release) => text === void 0 || between(0, 2)(text, release) || !release.has(AUTOMOVE_CHECKED) ? void 0 : "slab_automove must be 0, 1 or 2"
	},
	slab_automove_ratio: {
		from: "1.4.38",
		apply: checked((text) => strtod(text).value > 0 && strtod(text).value <= 1, "it must be above 0, at most 1")
	},
	slab_automove_window: {
		from: "1.4.38",
		apply: checked((text, release) => atoi(text) >= 3 && (atoi(text) <= 1800 || !release.has(WINDOW_BOUNDED)), "slab_automove_window must be at least 3, and at most 1800 from 1.6.45 on")
	},
	tail_repair_time: {
		from: "1.4.16",
		apply: checked((text) => atoi(text) >= 10, "tail_repair_time must be at least 10")
	},
	hash_algorithm: {
		from: "1.4.18",
		apply: checked((text, release) => ["jenkins", "murmur3"].includes(text) || text === "xxh3" && release.has(XXH3), "it does not know this hash_algorithm")
	},
	lru_crawler: { from: "1.4.18" },
	lru_crawler_sleep: {
		from: "1.4.18",
		apply: checked(between(0, 1e6), "lru_crawler_sleep must be between 0 and 1000000")
	},
	lru_crawler_tocrawl: {
		from: "1.4.18",
		apply: unsigned
	},
	lru_maintainer: {
		from: "1.4.23",
		apply: does((settings) => {
			settings.lruMaintainer = true;
		})
	},
	hot_lru_pct: {
		from: "1.4.23",
		apply: percent((settings, text) => {
			settings.hotPercent = atoi(text);
		})
	},
	warm_lru_pct: {
		from: "1.4.23",
		apply: percent((settings, text) => {
			settings.warmPercent = atoi(text);
		})
	},
	expirezero_does_not_evict: {
		from: "1.4.23",
		until: "1.4.35"
	},
	modern: {
		from: "1.4.26",
		apply: modern
	},
	idle_timeout: {
		from: "1.4.27",
		apply: checked(anyText, "")
	},
	watcher_logbuf_size: {
		from: "1.4.27",
		apply: unsigned
	},
	worker_logbuf_size: {
		from: "1.4.27",
		apply: unsigned,
		isSlabSizes: (release) => !release.has(WORKER_LOGBUF_ALONE)
	},
	slab_sizes: {
		from: "1.4.27",
		apply: checkSlabSizesGiven,
		isSlabSizes: () => true
	},
	slab_chunk_max: {
		from: "1.4.29",
		apply: setLargestChunk
	},
	track_sizes: { from: "1.4.27" },
	hot_max_age: {
		from: "1.4.35",
		until: "1.4.38",
		apply: unsigned
	},
	hot_max_factor: {
		from: "1.4.38",
		apply: checked(isPositive, "hot_max_factor must be above 0")
	},
	warm_max_factor: {
		from: "1.4.35",
		apply: checked(isPositive, "warm_max_factor must be above 0")
	},
	temporary_ttl: {
		from: "1.4.35",
		apply: (settings, { text, at }) => {
			settings.temporaryItems = at;
			return text === void 0 ? "temporary_ttl lacks its value" : void 0;
		}
	},
	no_inline_ascii_resp: {
		from: "1.4.35",
		apply: does((settings) => {
			settings.inlineAscii = false;
		})
	},
	inline_ascii_resp: {
		from: "1.5.0",
		apply: does((settings, release) => {
			settings.inlineAscii = !release.has(INLINE_RESPONSE_GONE);
		})
	},
	no_modern: {
		from: "1.5.0",
		apply: noModern
	},
	no_chunked_items: {
		from: "1.5.0",
		apply: does((settings) => {
			settings.largestChunk = MEBIBYTE;
		})
	},
	no_slab_reassign: { from: "1.5.0" },
	no_slab_automove: { from: "1.5.0" },
	no_maxconns_fast: { from: "1.5.0" },
	no_lru_crawler: { from: "1.5.0" },
	no_lru_maintainer: {
		from: "1.5.0",
		apply: does((settings) => {
			settings.lruMaintainer = false;
		})
	},
	no_drop_privileges: { from: "1.5.1" },
	drop_privileges: { from: "1.5.9" },
	resp_obj_mem_limit: {
		from: "1.6.0",
		apply: (settings, use, release) => release.has(RESPONSE_LIMIT_IGNORED) ? void 0 : unsigned(settings, use, release)
	},
	read_buf_mem_limit: {
		from: "1.6.0",
		apply: unsigned
	},
	proxy_config: {
		from: "1.6.13",
		proxy: true,
		apply: startProxy
	},
	proxy_uring: {
		from: "1.6.14",
		proxy: true
	},
	proxy_memprofile: {
		from: "1.6.22",
		proxy: true
	},
	proxy_arg: {
		from: "1.6.26",
		proxy: true,
		apply: checked(anyText, "")
	},
	meta_response_old: {
		from: "1.6.10",
		until: "1.6.18"
	},
	sock_cookie_id: {
		from: "1.6.17",
		apply: checked(anyText, "")
	},
	ssl_chain_cert: {
		from: "1.5.13",
		apply: (settings, use) => {
			settings.certificate = use;
			return use.text === void 0 ? "ssl_chain_cert lacks its value" : void 0;
		}
	},
	ssl_key: {
		from: "1.5.13",
		apply: (settings, use) => {
			settings.key = use;
			return use.text === void 0 ? "ssl_key lacks its value" : void 0;
		}
	},
	ssl_verify_mode: {
		from: "1.5.13",
		apply: checked(isOneOfFour, "ssl_verify_mode must be 0 to 3")
	},
	ssl_keyformat: {
		from: "1.5.13",
		apply: checked((text) => safeStrtol(text) !== void 0, "ssl_keyformat must be a number")
	},
	ssl_ciphers: {
		from: "1.5.13",
		apply: checked(anyText, "")
	},
	ssl_ca_cert: {
		from: "1.5.13",
		apply: checked(anyText, "")
	},
	ssl_wbuf_size: {
		from: "1.5.13",
		apply: unsigned
	},
	ssl_session_cache: { from: "1.6.3" },
	ssl_min_version: {
		from: "1.6.11",
		apply: checked(isOneOfFour, "ssl_min_version must be 0 to 3")
	},
	ssl_kernel_tls: { from: "1.6.16" },
	ext_page_size: {
		from: "1.5.4",
		apply: setPageSize
	},
	ext_page_count: {
		from: "1.5.4",
		until: "1.5.10",
		apply: unsigned
	},
	ext_wbuf_size: {
		from: "1.5.4",
		apply: setWriteBuffer
	},
	ext_threads: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_io_depth: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_path: {
		from: "1.5.4",
		apply: addStorageFile
	},
	ext_item_size: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_item_age: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_low_ttl: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_recache_rate: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_compact_under: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_drop_under: {
		from: "1.5.4",
		apply: unsigned
	},
	ext_max_frag: {
		from: "1.5.4",
		apply: number
	},
	ext_drop_unread: { from: "1.5.4" },
	ext_max_sleep: {
		from: "1.6.15",
		apply: unsigned
	},
	slab_automove_freeratio: {
		from: "1.5.4",
		apply: number
	}
};

// src/memcached/suboptions.ts
const SLAB_SIZES_AT_ONCE = since("1.4.27");
const SLAB_SIZES_AT_END = since("1.4.29");
/**
* Applies the value of `-o`: `name` or `name=value`, separated by commas, as glibc's getsubopt cuts it.
* What stands from an unknown part on is taken to be valid.
*/
function applySuboptions(settings, value, release) {
	const { text } = value;
	let from = 0;
	while (from < text.length) {
		const comma = text.indexOf(",", from);
		const end = comma < 0 ? text.length : comma;
		if (value.unknowns.some((offset) => offset >= from && offset < end)) {
			settings.unknownSuboptions = true;
			return;
		}
		const equals = text.slice(from, end).indexOf("=");
		const name = text.slice(from, equals < 0 ? end : from + equals);
		const subvalue = equals < 0 ? void 0 : text.slice(from + equals + 1, end);
		const at = {
			word: value.range.word,
			from: value.range.from + from,
			to: value.range.from + end
		};
		const use = {
			text: subvalue,
			offset: from + equals + 1,
			at: from === end ? value.range : at
		};
		const refusal = applySuboption(settings, name, use, release);
		if (refusal !== void 0) return {
			because: refusal,
			at: use.at
		};
		from = end + 1;
	}
}
function applySuboption(settings, name, use, release) {
	const entry = Object.hasOwn(SUBOPTIONS, name) ? SUBOPTIONS[name] : void 0;
	if (!entry || entry.proxy && !settings.proxyBuild || !exists(entry, release)) return `-o does not know ${name === "" ? "an empty suboption" : name}`;
	settings.lastSubValue = use;
	const refusal = entry.apply?.(settings, use, release);
	if (refusal !== void 0 || !entry.isSlabSizes?.(release)) return refusal;
	if (!release.has(SLAB_SIZES_AT_ONCE)) return void 0;
	if (!release.has(SLAB_SIZES_AT_END)) return checkSlabSizes(use.text ?? "", settings, release);
	if (use.text === void 0) delete settings.slabSizes;
	else settings.slabSizes = use;
}
function exists({ from, until }, release) {
	return release.within(since(from), until === void 0 ? void 0 : since(until));
}

// src/memcached/word.ts
const NONE = [];
function toWord(traced, index) {
	if (traced.isKnown) return plainWord(traced.text, index);
	const unknowns = [];
	const reasons = [];
	let at = 0;
	for (const run of traced.runs) {
		if (run.kind === "unknown") {
			unknowns.push(at);
			reasons.push(`${run.name}: ${run.because}`);
		}
		at += run.kind === "unknown" ? 1 : run.text.length;
	}
	return {
		index,
		text: traced.text,
		unknowns,
		reasons,
		splits: traced.splits
	};
}
/** A word whose text is all known. */
function plainWord(text, index) {
	return {
		index,
		text,
		unknowns: NONE,
		reasons: NONE,
		splits: false
	};
}
/** The piece of a word from an offset on. */
function valueFrom(word, from) {
	const text = from === 0 ? word.text : word.text.slice(from);
	const unknowns = word.unknowns.length === 0 ? NONE : shift(word.unknowns, from);
	return {
		text,
		range: {
			word: word.index,
			from,
			to: word.text.length
		},
		unknowns
	};
}
/** The value without its first `count` characters. */
function dropFirst(value, count) {
	if (count === 0) return value;
	const { word, from, to } = value.range;
	return {
		text: value.text.slice(count),
		range: {
			word,
			from: from + count,
			to
		},
		unknowns: shift(value.unknowns, count)
	};
}
function shift(offsets, by) {
	return offsets.filter((offset) => offset >= by).map((offset) => offset - by);
}

// src/memcached/apply-option.ts
const CONNECTIONS_CHECKED = since("1.4.26");
const ITEM_SIZE_CHECKED_AT_END = since("1.5.4");
const ITEM_SIZE_AGAINST_MEMORY = since("1.4.29");
const NEGATIVE_REFUSED = since("1.6.24");
const PAGES_OF_HALF_A_MEBIBYTE = since("1.4.31");
/** Applies one option to the settings, as the release does while it reads; returns why it ends if it does. */
function applyOption(settings, step, release) {
	const value = step.value && withoutBlanks(step.value, release);
	const use = {
		at: step.at,
		value: value ?? NO_VALUE
	};
	return applyFlag(settings, step, release) ?? (value && applyValue(settings, step.letter, use, release));
}
const NO_VALUE = {
	text: "",
	range: {
		word: 0,
		from: 0,
		to: 0
	},
	unknowns: []
};
function withoutBlanks(value, release) {
	const blanks = value.text.length - skipBlanks(value.text).length;
	return blanks > 0 && release.has(CHANGES.leadingBlanksSkipped) ? dropFirst(value, blanks) : value;
}
function applyFlag(settings, step, release) {
	const { at } = step;
	switch (step.letter) {
		case "h": return {
			because: "it only prints its help",
			at,
			printsOnly: true
		};
		case "i": return {
			because: "it only prints its license",
			at,
			printsOnly: true
		};
		case "V": return {
			because: "it only prints its version",
			at,
			printsOnly: true
		};
		case "b": return release.within(since("1.2.7"), since("1.2.8")) ? {
			because: "memcached 1.2.7 crashes on -b",
			at
		} : void 0;
		case "L":
			if (!release.has(since("1.3.2"))) return {
				because: "it does not know the option -L",
				at
			};
			if (release.within(since("1.4.14"), since("1.5.9"))) return {
				because: "it cannot use large pages (-L) on Linux",
				at
			};
			if (release.has(since("1.5.9"))) settings.preallocate = at;
			return;
		case "d":
			settings.daemon = true;
			return;
		case "r":
			settings.coreDumps = true;
			return;
		case "S":
			settings.sasl = at;
			return;
		case "Z":
			settings.tls = at;
			return;
		default: return;
	}
}
function applyValue(settings, letter, use, release) {
	const { value } = use;
	const refuse = (because) => ({
		because,
		at: value.range
	});
	switch (letter) {
		case "p":
			settings.port = readNumber(value);
			settings.portUse = use;
			return;
		case "U":
			settings.udpPort = readNumber(value);
			settings.udpUse = use;
			return;
		case "s":
			settings.socket = use;
			return;
		case "l": return applyListen(settings, use, release);
		case "m": {
			const megabytes = readNumber(value);
			settings.memory = megabytes === "unknown" ? megabytes : sizeT(megabytes * MEBIBYTE);
			settings.memoryAt = value.range;
			return;
		}
		case "c":
			settings.connections = readNumber(value);
			settings.connectionsAt = value.range;
			return isBelow(settings.connections, 1) && release.has(CONNECTIONS_CHECKED) ? refuse("-c must be greater than 0") : void 0;
		case "t":
			settings.threads = readNumber(value);
			return refusesThreads(settings.threads, release) ? refuse("-t must be greater than 0") : void 0;
		case "R": return refusesZero(readNumber(value), release) ? refuse("-R must be greater than 0") : void 0;
		case "n":
			settings.chunkSize = readNumber(value);
			return refusesZero(settings.chunkSize, release) ? refuse("-n must be greater than 0") : void 0;
		case "f":
			settings.growthFactor = value.unknowns.length > 0 ? "unknown" : strtod(value.text).value;
			return settings.growthFactor !== "unknown" && settings.growthFactor <= 1 ? refuse("-f must be greater than 1") : void 0;
		case "D": return value.text === "" ? refuse("-D needs a delimiter") : void 0;
		case "N":
			settings.napiIds = readNumber(value);
			settings.napiIdsAt = value.range;
			return isBelow(settings.napiIds, 1) ? refuse("-N must be greater than 0") : void 0;
		case "B":
			settings.protocol = value.unknowns.length > 0 ? "unknown" : value.text;
			settings.protocolAt = value.range;
			return [
				"auto",
				"ascii",
				"binary",
				"unknown"
			].includes(settings.protocol) ? void 0 : refuse("-B must be auto, binary or ascii");
		case "I": return applyItemSize(settings, value, release);
		case "Y":
			settings.authFile = use;
			return;
		case "e":
			settings.memoryFile = use;
			settings.preallocate = value.range;
			return;
		case "o": return applySuboptions(settings, value, release);
		default: return;
	}
}
/** Reads a value as C's `atoi` does. */
function readNumber(value) {
	return value.unknowns.length > 0 ? "unknown" : atoi(value.text);
}
function isBelow(value, limit) {
	return value !== "unknown" && value < limit;
}
/** Zero was always refused, negative numbers only from 1.6.24. */
function refusesZero(value, release) {
	return value === 0 || isBelow(value, 0) && release.has(NEGATIVE_REFUSED);
}
/** 1.2 refuses 0 (from 1.2.7 also less), 1.3.2 to 1.4.1 count one more thread than was asked for. */
function refusesThreads(threads, release) {
	if (!isBelow(threads, 1)) return false;
	if (release.within(since("1.3.2"), since("1.4.2"))) return threads !== 0;
	return threads === 0 || release.has(since("1.2.7"));
}
/** Wraps as an assignment to `size_t` does. */
function sizeT(bytes) {
	return bytes < 0 ? 2 ** 64 + bytes : bytes;
}
function applyListen(settings, use, release) {
	const { value } = use;
	if (!release.has(CHANGES.udpAlwaysOn)) {
		if (value.unknowns.length === 0 && !isDottedQuad(value.text)) return {
			because: `-l takes one dotted IPv4 address, not "${value.text}"`,
			at: value.range
		};
		settings.listens = [use];
	} else if (settings.listens.length === 0 || !release.has(CHANGES.listenLists)) settings.listens = [use];
	else if (!isRepetition(settings.listens, value.text) || !release.has(CHANGES.repeatedListenDropped)) settings.listens = [...settings.listens, use];
}
/** memcached looks for the new text anywhere in the list so far, and drops it if it is there. */
function isRepetition(listens, text) {
	return listens.map(({ value }) => value.text).join(",").includes(text);
}
function applyItemSize(settings, value, release) {
	const bytes = value.unknowns.length > 0 ? "unknown" : readSize(value.text);
	settings.itemSize = bytes;
	settings.itemSizeAt = value.range;
	if (bytes === "unknown" || release.has(ITEM_SIZE_CHECKED_AT_END)) return void 0;
	const refuse = (because) => ({
		because,
		at: value.range
	});
	if (bytes < 1024) return refuse("-I cannot be less than 1024 bytes");
	if (!release.has(ITEM_SIZE_AGAINST_MEMORY)) return bytes > 128 * 1048576 ? refuse("-I cannot be more than 128 MB") : void 0;
	const memory = settings.memory ?? 64 * 1048576;
	if (memory !== "unknown" && bytes > Math.floor(memory / 4)) return refuse("-I cannot be more than a quarter of the memory (-m) given before it");
	const halves = release.has(PAGES_OF_HALF_A_MEBIBYTE);
	if (halves && bytes > 1024 * 1048576) return refuse("-I cannot be more than a gigabyte");
	if (bytes > 1048576 && !settings.largestChunkGiven) settings.largestChunk = halves ? MEBIBYTE / 2 : 16384;
}
/** A number of bytes with an optional unit k or m, in 32-bit arithmetic. */
function readSize(text) {
	const unit = text.slice(-1).toLowerCase();
	if (unit !== "k" && unit !== "m") return atoi(text);
	return Math.imul(atoi(text.slice(0, -1)), unit === "k" ? 1024 : MEBIBYTE);
}

// src/memcached/files.ts
/** Directories that every machine has, where no socket or file can be made. */
const DIRECTORIES = /* @__PURE__ */ new Set([
	"/",
	".",
	"..",
	"/tmp",
	"/run",
	"/var",
	"/var/run",
	"/var/tmp",
	"/etc",
	"/dev",
	"/usr"
]);
/**
* Whether memcached can use a file that its command line names. Nobody can look, so that a file is taken to
* be there and right unless the machine is known better, or the name is a mistake on its face: a directory,
* a socket as a URL (`unix:/run/x`), or an option or blank that was taken for the name of a file to read.
*/
function isUsable(path, use, { usable }) {
	if (use === "read") {
		if (/^[-\s]/.test(path)) return false;
	} else if (DIRECTORIES.has(path) || path.endsWith("/") || /^[a-z]+:\//.test(path)) return false;
	return usable === void 0 || usable(path, use);
}

// src/memcached/checks.ts
/** What memcached checks between reading its options and opening sockets, in its order. */
function checkSettings(settings, ports, machine, release) {
	return checkNapiIds(settings) ?? checkSizes(settings, release) ?? checkExternalStorage(settings, machine, release) ?? checkSlabs(settings, release) ?? checkLru(settings, release) ?? checkProtocols(settings, release) ?? checkPort(ports, release) ?? checkTls(settings, ports, machine) ?? checkFileLimit(settings, machine, release) ?? checkAuthFile(settings, ports, machine) ?? checkPreallocation(settings, machine, release) ?? checkHashPower(settings, release);
}
const refuse = (because, at) => at ? {
	because,
	at
} : { because };
function exceeds(value, limit) {
	return value !== "unknown" && limit !== "unknown" && value > limit;
}
function checkNapiIds({ napiIds, napiIdsAt, threads = 4 }) {
	return napiIds !== void 0 && exceeds(napiIds, threads) ? refuse("-N cannot be more than -t", napiIdsAt) : void 0;
}
/** `-I` against `-m` (from 1.5.4) and against the largest chunk (from 1.4.29). */
function checkSizes(settings, release) {
	const { itemSize = MEBIBYTE, memory = 64 * MEBIBYTE, itemSizeAt, memoryAt, largestChunkAt } = settings;
	const at = itemSizeAt ?? memoryAt;
	if (at && release.has(CHANGES.zeroDoesNotSpread)) {
		if (exceeds(1024, itemSize)) return refuse("-I cannot be less than 1024 bytes", at);
		if (exceeds(itemSize, memory === "unknown" ? memory : Math.floor(memory / 2))) return refuse("-I cannot be more than half of the memory (-m)", memoryAt ?? at);
		if (exceeds(itemSize, 1024 * 1048576)) return refuse("-I cannot be more than a gigabyte", at);
		if (exceeds(itemSize, 1048576) && !settings.largestChunkGiven) settings.largestChunk = MEBIBYTE / 2;
	}
	if (!itemSizeAt && settings.largestChunk === void 0 || !release.has(since("1.4.29"))) return void 0;
	const chunk = settings.largestChunk ?? defaultLargestChunk(release);
	if (itemSize === "unknown" || chunk === "unknown") return void 0;
	const where = largestChunkAt ?? at;
	if (chunk > itemSize) return refuse("slab_chunk_max cannot be larger than -I", itemSizeAt ?? where);
	if (chunk === 0 || itemSize % chunk !== 0) return refuse("-I must be a multiple of slab_chunk_max", itemSizeAt ?? where);
	return 1048576 % chunk === 0 ? void 0 : refuse("slab_chunk_max must divide a megabyte", where);
}
function checkExternalStorage(settings, machine, release) {
	const { storage, itemSize = MEBIBYTE } = settings;
	const file = storage?.files[0];
	if (!storage || !file) return void 0;
	if (settings.inlineAscii && !release.has(CHANGES.authFile)) return refuse("extstore cannot be used with inline_ascii_resp", file.at);
	const udp = settings.udpPort ?? (release.has(CHANGES.udpOffByDefault) ? 0 : 11211);
	if (udp !== 0 && udp !== "unknown") return refuse("extstore (ext_path) cannot be used with UDP (-U 0 turns it off)", file.at);
	const mistake = checkStorage(storage, itemSize, release);
	if (mistake) return refuse(mistake, file.at);
	const unusable = storage.files.find(({ path }) => !isUsable(path, "write", machine));
	return unusable && refuse(`the file ${unusable.path} cannot be used`, unusable.at);
}
function checkSlabs(settings, release) {
	const { slabSizes, lastSubValue } = settings;
	if (!slabSizes) return void 0;
	const used = release.has(since("1.4.32")) ? slabSizes : lastSubValue ?? slabSizes;
	const overwritten = !release.has(since("1.5.17")) && used.offset < 16;
	if (used.text === void 0 || overwritten) return refuse("this release reads slab_sizes from memory that it has given back", used.at);
	const mistake = checkSlabSizes(used.text, settings, release);
	return mistake ? refuse(mistake, used.at) : void 0;
}
function checkLru(settings, release) {
	const { hotPercent, warmPercent, temporaryItems } = settings;
	if (hotPercent !== void 0 || warmPercent !== void 0) {
		const [hot, warm] = release.has(since("1.4.38")) ? [20, 40] : [32, 32];
		if ((hotPercent ?? hot) + (warmPercent ?? warm) > 80 && release.has(since("1.4.35"))) return refuse("hot_lru_pct and warm_lru_pct are more than 80 together", settings.lastSubValue?.at);
	}
	if (!temporaryItems || (settings.lruMaintainer ?? release.has(since("1.5.0")))) return void 0;
	return refuse("temporary_ttl needs lru_maintainer", temporaryItems);
}
function checkProtocols(settings, release) {
	const { sasl, authFile, protocol, protocolAt, udpPort = 0, udpUse } = settings;
	const given = protocol === "unknown" ? void 0 : protocol;
	if (sasl) {
		if (given !== void 0 && given !== "binary") return refuse("SASL (-S) needs the binary protocol", protocolAt);
		if (udpPort !== 0 && udpPort !== "unknown" && release.has(CHANGES.saslRefusesUdp)) return refuse("SASL (-S) cannot be used with UDP", udpUse?.value.range ?? sasl);
	}
	if (authFile && given !== void 0 && given !== "ascii") return refuse("an auth file (-Y) needs the ascii protocol", protocolAt);
}
function checkPort({ tcp }, release) {
	return exceeds(tcp.port, 65535) && release.has(CHANGES.portRangeChecked) ? refuse(`${tcp.port} is no port`, tcp.causes.at(-1)) : void 0;
}
function checkTls({ tls, certificate, key, unknownSuboptions }, { tcp }, machine) {
	if (!tls) return void 0;
	if (tcp.port === 0) return refuse("TLS (-Z) needs a TCP port", tcp.causes.at(-1) ?? tls);
	for (const [name, file] of [["ssl_chain_cert", certificate], ["ssl_key", key]]) {
		if (file === void 0 && unknownSuboptions) continue;
		if (!file?.text) return refuse(`TLS (-Z) needs -o ${name}`, file?.at ?? tls);
		if (!isUsable(file.text, "read", machine)) return refuse(`${file.text} cannot be used as ${name}`, file.at);
	}
}
/** The limit of open files follows `-c`: not above what the system allows. */
function checkFileLimit(settings, machine, release) {
	const { connections = 1024, connectionsAt } = settings;
	if (connections === "unknown") return void 0;
	if (connections < 0) return refuse("-c is below zero", connectionsAt);
	const spare = release.has(since("1.4.1")) ? 0 : 3;
	return (connections > 1024 || release.has(CHANGES.connectionLimitIsFileLimit) ? connections + spare : 0) > (machine.openFiles ?? Number.POSITIVE_INFINITY) ? refuse("the system does not allow as many open files as -c asks for", connectionsAt) : void 0;
}
function checkAuthFile({ authFile }, { udp }, machine) {
	if (!authFile) return void 0;
	const { text, range } = authFile.value;
	if (udp.on && udp.port !== "unknown") return refuse("an auth file (-Y) cannot be used with UDP", udp.causes.at(-1) ?? range);
	if (text === "") return refuse("-Y names no file", range);
	return isUsable(text, "read", machine) ? void 0 : refuse(`the auth file ${text} cannot be used`, range);
}
/** `-e` and `-L` allocate one page of a megabyte for each slab class at once. */
function checkPreallocation(settings, machine, release) {
	const { preallocate, memoryFile, memory = 64 * MEBIBYTE, growthFactor = 1.25, chunkSize = 48 } = settings;
	if (!preallocate) return void 0;
	if (memoryFile && memoryFile.value.unknowns.length === 0 && !isUsable(memoryFile.value.text, "write", machine)) return refuse(`the memory file ${memoryFile.value.text} cannot be used`, memoryFile.value.range);
	const largest = settings.largestChunk ?? defaultLargestChunk(release);
	if (memory === "unknown" || growthFactor === "unknown" || chunkSize === "unknown" || largest === "unknown") return void 0;
	if (settings.slabSizes) return void 0;
	return memory < slabClasses(chunkSize, growthFactor, largest) * 1048576 ? refuse("-m is too small to allocate all memory at once", settings.memoryAt ?? preallocate) : void 0;
}
/** The hash table must be larger than the table of item locks, which grows with the threads. */
function checkHashPower({ hashPower, hashPowerAt, threads = 4 }, release) {
	if (hashPower === void 0 || threads === "unknown" || !release.has(since("1.4.22"))) return void 0;
	return hashPower <= lockPower(threads, release) ? refuse("hashpower is too small for this many threads (-t)", hashPowerAt) : void 0;
}
function lockPower(threads, release) {
	if (threads < 3) return 10;
	if (threads < 5) return threads === 3 ? 11 : 12;
	if (threads <= 10 || !release.has(since("1.4.34"))) return 13;
	return threads <= 20 ? 14 : 15;
}
const ITEM_HEADER = 48;
function slabClasses(chunkSize, factor, largest) {
	let size = ITEM_HEADER + chunkSize;
	let classes = 1;
	while (classes < 63 && size < largest / factor) {
		size = Math.floor(Math.ceil(size / 8) * 8 * factor);
		classes++;
	}
	return classes;
}

// src/memcached/connection-limit.ts
/** Standard streams and what libevent needs for the main thread (an epoll descriptor and a socket pair). */
const MAIN_FILES = 6;
/** memcached reserves this many connections for each worker thread. */
const RESERVED_PER_THREAD = 5;
/**
* From 1.4.8 `-c` also limits open files, so that a small one leaves too few for memcached's own threads and
* sockets. How few depends on the libraries; this follows libevent 2.1 on Linux.
*/
function checkConnectionLimit({ connections = 1024, connectionsAt, threads = 4, listens }, tcpSockets, udpSockets, release) {
	if (connections === "unknown" || threads === "unknown") return void 0;
	if (connections === 1024 && threads === 4 && tcpSockets + udpSockets < 100) return void 0;
	if (!release.has(CHANGES.connectionLimitIsFileLimit)) return void 0;
	const filesPerThread = release.within(since("1.6.11"), since("1.6.22")) ? 4 : 5;
	const sockets = tcpSockets + udpSockets * (listens.some(({ value }) => value.text.includes(",")) || listens.length > 1 ? 1 : threads);
	const files = MAIN_FILES + filesPerThread * threads + sockets;
	const reserved = RESERVED_PER_THREAD * threads + sockets;
	if (files <= connections && reserved < connections - 1) return void 0;
	const because = "-c is too small for the threads and sockets of memcached itself";
	return connectionsAt ? {
		because,
		at: connectionsAt
	} : { because };
}

// src/memcached/options.ts
const flag = (from, until) => period("none", from, until);
const value = (from, until) => period("required", from, until);
function period(argument, from, until) {
	return {
		from: since(from),
		...until === void 0 ? {} : { until: since(until) },
		argument
	};
}
/**
* Short options and the release each came in, read from the getopt strings of every release tag. That an
* option is accepted does not mean that memcached then starts: see `settings.ts`.
*/
const SHORT = {
	a: [value("1.2.4")],
	A: [flag("1.4.16")],
	b: [
		flag("1.2.0", "1.2.8"),
		value("1.2.8", "1.3.2"),
		value("1.3.3")
	],
	B: [value("1.4.0")],
	c: [value("1.2.0")],
	C: [flag("1.3.2")],
	d: [flag("1.2.0")],
	D: [value("1.2.2")],
	e: [value("1.5.18")],
	f: [value("1.2.0")],
	F: [flag("1.4.17")],
	h: [flag("1.2.0")],
	i: [flag("1.2.0")],
	I: [value("1.4.2")],
	k: [flag("1.2.0")],
	l: [value("1.2.0")],
	L: [flag("1.2.5")],
	m: [value("1.2.0")],
	M: [flag("1.2.0")],
	n: [value("1.2.2")],
	N: [value("1.6.9")],
	o: [value("1.4.8")],
	p: [value("1.2.0")],
	P: [value("1.2.0")],
	r: [flag("1.2.0")],
	R: [value("1.2.7")],
	s: [value("1.2.0")],
	S: [flag("1.4.3")],
	t: [value("1.2.2")],
	u: [value("1.2.0")],
	U: [value("1.2.0")],
	v: [flag("1.2.0")],
	V: [flag("1.4.22")],
	W: [flag("1.5.21")],
	X: [flag("1.4.34")],
	Y: [value("1.5.15")],
	Z: [flag("1.5.13")]
};
/** Long options; 1.5.0 brought them. Those that came later name their release. */
const LONG = [
	["unix-mask", "a"],
	["enable-shutdown", "A"],
	[
		"enable-ssl",
		"Z",
		"1.5.13"
	],
	["port", "p"],
	["unix-socket", "s"],
	["udp-port", "U"],
	["memory-limit", "m"],
	["disable-evictions", "M"],
	["conn-limit", "c"],
	["lock-memory", "k"],
	["help", "h"],
	["license", "i"],
	["version", "V"],
	["enable-coredumps", "r"],
	["verbose", "v"],
	["daemon", "d"],
	["listen", "l"],
	["user", "u"],
	["pidfile", "P"],
	["slab-growth-factor", "f"],
	["slab-min-size", "n"],
	["threads", "t"],
	["enable-largepages", "L"],
	["max-reqs-per-event", "R"],
	["disable-cas", "C"],
	["listen-backlog", "b"],
	["protocol", "B"],
	["max-item-size", "I"],
	["enable-sasl", "S"],
	["disable-flush-all", "F"],
	["disable-dumping", "X"],
	[
		"disable-watch",
		"W",
		"1.5.21"
	],
	[
		"auth-file",
		"Y",
		"1.5.15"
	],
	[
		"memory-file",
		"e",
		"1.5.18"
	],
	["extended", "o"],
	[
		"napi-ids",
		"N",
		"1.6.9"
	]
].map(([name = "", letter = "", from = "1.5.0"]) => ({
	name,
	letter,
	from: since(from)
}));
const LONG_OPTIONS = since("1.5.0");
/** What a short option takes in a release; `undefined` where it does not know the option. */
function shortOption(letter, release) {
	return (Object.hasOwn(SHORT, letter) ? SHORT[letter] : void 0)?.find(({ from, until }) => release.within(from, until))?.argument;
}
/** Finds a long option by its name or an unambiguous beginning of it, as glibc's getopt_long does. */
function longOption(name, release) {
	if (!release.has(LONG_OPTIONS)) return { kind: "unknown" };
	const matches = LONG.filter((option) => option.name.startsWith(name) && release.has(option.from));
	const match = matches.find((option) => option.name === name) ?? matches[0];
	if (match === void 0) return { kind: "unknown" };
	if (matches.length > 1 && match.name !== name) return {
		kind: "ambiguous",
		names: matches.map((option) => option.name)
	};
	const { letter } = match;
	return {
		kind: "found",
		letter,
		argument: letter === "v" ? "optional" : shortOption(letter, release) ?? "none"
	};
}

// src/memcached/getopt.ts
/**
* Reads a command line as glibc's getopt_long does with the option table of a release: operands may stand
* anywhere, `--` ends options, short options can be bundled, a value is the rest of the word or the next
* word whatever it looks like. Stops at the first mistake.
* @param posixlyCorrect the first operand ends options (`POSIXLY_CORRECT` in the environment)
*
* An unknown word that stands where a value is expected counts as one word, also if it may be split:
* `-m $MEMORY` is written in that belief.
*/
function readOptions(words, release, posixlyCorrect) {
	const steps = [];
	let next = 0;
	while (next < words.length) {
		const word = words[next++];
		if (word === void 0) break;
		const { text } = word;
		if (isAnything(word)) steps.push({
			kind: "anything",
			at: rangeOf(word)
		});
		else if (text === "--") break;
		else if (text === "-" || text[0] !== "-") {
			if (posixlyCorrect) break;
		} else {
			const taken = text[1] === "-" ? readLong(word, words[next], release, steps) : readShort(word, words[next], release, steps);
			if (steps.at(-1)?.kind === "invalid") break;
			next += taken;
		}
	}
	return steps;
}
/** Whether nothing is known of how a word begins, or it may bring further words. */
function isAnything(word) {
	const first = word.unknowns[0];
	if (first === void 0) return false;
	const { text } = word;
	if (first === 0 || first === 1 && text[0] === "-") return true;
	if (text.startsWith("--")) {
		const equals = text.indexOf("=");
		return equals < 0 || first < equals;
	}
	return text[0] !== "-" && word.splits;
}
function rangeOf(word, from = 0, to = word.text.length) {
	return {
		word: word.index,
		from,
		to
	};
}
/** Returns how many further words it took. */
function readLong(word, following, release, steps) {
	const equals = word.text.indexOf("=");
	const end = equals < 0 ? word.text.length : equals;
	const name = word.text.slice(2, end);
	const at = rangeOf(word, 0, end);
	const option = longOption(name, release);
	if (option.kind !== "found") {
		const because = option.kind === "unknown" ? `it does not know the option --${name}` : `--${name} is short for several options (${option.names.map((full) => `--${full}`).join(", ")})`;
		steps.push({
			kind: "invalid",
			because,
			at
		});
		return 0;
	}
	const { letter, argument } = option;
	if (equals >= 0) {
		if (argument === "none") steps.push({
			kind: "invalid",
			because: `the option --${name} takes no value`,
			at: rangeOf(word)
		});
		else steps.push({
			kind: "option",
			letter,
			at,
			value: valueFrom(word, equals + 1)
		});
		return 0;
	}
	if (argument !== "required") {
		steps.push({
			kind: "option",
			letter,
			at
		});
		return 0;
	}
	return takeFollowing(letter, `--${name}`, at, following, steps);
}
function readShort(word, following, release, steps) {
	const { text, unknowns } = word;
	for (let offset = 1; offset < text.length; offset++) {
		const at = rangeOf(word, offset === 1 ? 0 : offset, offset + 1);
		if (unknowns.includes(offset)) {
			steps.push({
				kind: "anything",
				at: rangeOf(word, offset)
			});
			return 0;
		}
		const letter = text[offset] ?? "";
		const argument = shortOption(letter, release);
		if (argument === void 0) {
			steps.push({
				kind: "invalid",
				because: `it does not know the option -${letter}`,
				at
			});
			return 0;
		}
		if (argument === "none") {
			steps.push({
				kind: "option",
				letter,
				at
			});
			continue;
		}
		if (offset + 1 < text.length) {
			steps.push({
				kind: "option",
				letter,
				at,
				value: valueFrom(word, offset + 1)
			});
			return 0;
		}
		return takeFollowing(letter, `-${letter}`, at, following, steps);
	}
	return 0;
}
function takeFollowing(letter, spelling, at, following, steps) {
	if (following === void 0) {
		steps.push({
			kind: "invalid",
			because: `the option ${spelling} lacks its value`,
			at
		});
		return 0;
	}
	steps.push({
		kind: "option",
		letter,
		at,
		value: valueFrom(following, 0)
	});
	return 1;
}

// src/memcached/listen-list.ts
/** What memcached starts with when there is no `-l`. */
const EVERY_ADDRESS$1 = [{
	host: void 0,
	hostUnknown: false
}];
/** The `-l` values joined by commas, as memcached keeps them, with the way back to the words. */
var JoinedList = class {
	text;
	#pieces = [];
	#unknowns = [];
	constructor(uses) {
		let text = "";
		for (const use of uses) {
			if (this.#pieces.length > 0) text += ",";
			this.#pieces.push({
				start: text.length,
				use
			});
			for (const offset of use.value.unknowns) this.#unknowns.push(text.length + offset);
			text += use.value.text;
		}
		this.text = text;
	}
	hasUnknown(from, to) {
		return this.#unknowns.some((offset) => offset >= from && offset < to);
	}
	useAt(offset) {
		return this.#pieces.findLast(({ start }) => start <= offset)?.use;
	}
	rangeOf(from, to) {
		const piece = this.#pieces.findLast(({ start }) => start <= from);
		if (!piece) return void 0;
		const { word, from: begin, to: end } = piece.use.value.range;
		const clamp = (offset) => Math.min(begin + offset - piece.start, end);
		return {
			word,
			from: clamp(from),
			to: clamp(to)
		};
	}
};
/** Cuts the `-l` values into entries as the release does; the first wrong entry stops the start. */
function readListenList(settings, release) {
	if (settings.listens.length === 0) return EVERY_ADDRESS$1;
	if (!release.has(CHANGES.listenLists)) return settings.listens.map(wholeValue);
	const list = new JoinedList(settings.listens);
	const targets = [];
	for (const { from, to } of tokens(list.text)) {
		const target = new Entry(list, from, to, settings, release).read();
		if ("because" in target) return target;
		targets.push(target);
	}
	return targets;
}
function wholeValue({ at, value }) {
	const hostUnknown = value.unknowns.length > 0;
	return {
		host: value.text,
		hostUnknown,
		cause: value.range,
		optionAt: at
	};
}
function* tokens(text) {
	for (const match of text.matchAll(/[^,;]+/g)) yield {
		from: match.index,
		to: match.index + match[0].length
	};
}
const TLS_MODES = [
	{
		word: "notls",
		from: CHANGES.tls
	},
	{
		word: "btls",
		from: CHANGES.tlsModes
	},
	{
		word: "mtls",
		from: CHANGES.tlsModes
	}
];
/** Reads one entry: `[TLS mode:][proto[x]:][tag[x]:]host[:port]`, with C's pointers as offsets. */
var Entry = class {
	#list;
	#from;
	#at;
	#end;
	#settings;
	#release;
	constructor(list, from, to, settings, release) {
		this.#list = list;
		this.#from = from;
		this.#at = from;
		this.#end = to;
		this.#settings = settings;
		this.#release = release;
	}
	read() {
		return this.#readTlsMode() ?? this.#readProtocol() ?? this.#readTag() ?? this.#readHost();
	}
	#rest() {
		return this.#list.text.slice(this.#at, this.#end);
	}
	#refuse(because) {
		const end = Math.max(this.#end, this.#from);
		const at = this.#list.rangeOf(this.#from, end);
		return at ? {
			because,
			at
		} : { because };
	}
	/** Moves on; a step over the entry's end runs into the rest of the list, which C has not cut yet. */
	#moveTo(offset) {
		this.#at = offset;
		if (offset > this.#end) this.#end = this.#list.text.length;
	}
	#readTlsMode() {
		const rest = this.#rest();
		const mode = TLS_MODES.find(({ word, from }) => rest.startsWith(word) && this.#release.has(from));
		if (!mode) return void 0;
		if (!this.#settings.tls) return this.#refuse(`${mode.word}: needs TLS (-Z)`);
		this.#moveTo(this.#at + mode.word.length + 1);
	}
	#readProtocol() {
		if (!this.#rest().startsWith("proto") || !this.#release.has(CHANGES.protocolAndTag)) return void 0;
		this.#at += 5;
		if (this.#list.text[this.#at] !== "[" || this.#at >= this.#end) return void 0;
		const close = this.#rest().indexOf("]");
		if (close < 0) return this.#refuse("proto[ lacks its closing bracket");
		const name = this.#rest().slice(1, close);
		this.#moveTo(this.#at + close + 2);
		if ("ascii".startsWith(name)) return void 0;
		if ("binary".startsWith(name)) return this.#settings.authFile && this.#release.has(CHANGES.binaryRefusedWithAuthFile) ? this.#refuse("proto[binary] cannot be used with an auth file (-Y)") : void 0;
		if ("negotiating".startsWith(name) || !"proxy".startsWith(name)) return void 0;
		return this.#settings.proxyBuild ? void 0 : this.#refuse("proto[proxy] needs a build with the proxy");
	}
	#readTag() {
		if (!this.#rest().startsWith("tag") || !this.#release.has(CHANGES.protocolAndTag)) return void 0;
		this.#at += 3;
		const opening = this.#rest()[0];
		if (opening !== "[" && !(opening === "_" && this.#release.has(CHANGES.underscoreTag))) return void 0;
		const bracket = this.#rest().indexOf("]");
		const close = bracket >= 0 || !this.#release.has(CHANGES.underscoreTag) ? bracket : this.#rest().indexOf("_", 1);
		if (close < 0) return this.#refuse("tag[ lacks its closing bracket");
		const length = byteLength(this.#rest().slice(1, close));
		this.#moveTo(this.#at + close + 2);
		return length < 1 || length > 8 ? this.#refuse("a tag must have 1 to 8 characters") : void 0;
	}
	#readHost() {
		let from = this.#at;
		let to = this.#end;
		let rest = this.#at;
		const bracketed = this.#list.text[from] === "[" && from < this.#end && this.#release.has(CHANGES.ipv6Literals);
		if (bracketed) {
			const close = this.#rest().indexOf("]");
			if (close < 0) return this.#refuse("[ lacks its closing bracket");
			from = this.#at + 1;
			to = this.#at + close;
			rest = to + 1;
		}
		const tail = this.#list.text.slice(rest, this.#end);
		const colon = tail.indexOf(":");
		if (!(colon >= 0 && (bracketed || tail.indexOf(":", colon + 1) < 0 || !this.#release.has(CHANGES.ipv6Literals)))) return this.#target(from, to, void 0);
		if (!bracketed) to = rest + colon;
		return this.#target(from, to, rest + colon + 1);
	}
	#target(from, to, portFrom) {
		const host = this.#list.text.slice(from, to);
		const use = this.#list.useAt(from);
		const cause = this.#list.rangeOf(from, to);
		const target = {
			host: host === "*" ? void 0 : host,
			hostUnknown: this.#list.hasUnknown(from, to),
			...cause && { cause },
			...use && { optionAt: use.at }
		};
		if (portFrom === void 0) return target;
		const portCause = this.#list.rangeOf(portFrom, this.#end);
		const withPort = (port) => ({
			...target,
			port,
			...portCause && { portCause }
		});
		if (this.#list.hasUnknown(portFrom, this.#end)) return withPort("unknown");
		const spelled = this.#list.text.slice(portFrom, this.#end);
		const port = safeStrtol(spelled, this.#release.has(CHANGES.portNeedsDigits));
		return port === void 0 ? this.#refuse(`"${spelled}" is no port number`) : withPort(port);
	}
};
function byteLength(text) {
	return new TextEncoder().encode(text).length;
}

// src/memcached/ports.ts
const DEFAULT_PORT = 11211;
/** Works out both ports from `-p` and `-U`, which depend on each other differently in each era. */
function decidePorts(settings, release, udpPatchedOff) {
	const own = {
		tcp: fromOption(settings.port, settings.portUse),
		udp: doubtUnknown(fromOption(settings.udpPort, settings.udpUse))
	};
	const tcp = own.tcp ?? byDefault(DEFAULT_PORT);
	if (!release.has(CHANGES.portsCanBeOff)) return before127(tcp, own.udp, release, udpPatchedOff);
	const udpDefault = own.udp === void 0 && udpOnByDefault(release) && !udpPatchedOff ? DEFAULT_PORT : 0;
	const udp = own.udp ?? byDefault(udpDefault);
	if (!release.has(CHANGES.portsFollowEachOther)) return {
		tcp,
		udp
	};
	if (own.udp !== void 0 && own.tcp === void 0) return {
		tcp: tcpFollowing(own.udp, release, udpPatchedOff),
		udp
	};
	if (own.tcp !== void 0 && own.udp === void 0) return {
		tcp,
		udp: udpFollowing(own.tcp, udp, release, udpPatchedOff)
	};
	return {
		tcp,
		udp
	};
}
function fromOption(port, use) {
	if (port === void 0 || use === void 0) return void 0;
	return {
		on: port !== 0,
		certain: true,
		port,
		source: "own",
		causes: [use.at, use.value.range]
	};
}
/** An unknown `-U` may be 0. An unknown `-p` may be, too, but nobody has a variable for "no TCP". */
function doubtUnknown(udp) {
	return udp?.port === "unknown" ? {
		...udp,
		certain: false
	} : udp;
}
function byDefault(port) {
	return {
		on: port !== 0,
		certain: true,
		port,
		source: "default",
		causes: []
	};
}
/** 1.2.0 to 1.2.6: TCP cannot be turned off; UDP is off until 1.2.5 and cannot be turned off from then on. */
function before127(tcp, udp, release, udpPatchedOff) {
	const always = {
		...tcp,
		on: true
	};
	if (release.has(CHANGES.udpAlwaysOn) && !udpPatchedOff) {
		if (udp === void 0) return {
			tcp: always,
			udp: {
				...always,
				source: "default"
			}
		};
		if (udp.port === 0) return {
			tcp: always,
			udp: {
				...always,
				source: "ignored",
				causes: udp.causes
			}
		};
		return {
			tcp: always,
			udp: {
				...udp,
				on: true,
				certain: true
			}
		};
	}
	if (udp === void 0) return {
		tcp: always,
		udp: byDefault(0)
	};
	const on = udp.port === "unknown" || udp.port > 0;
	return {
		tcp: always,
		udp: {
			...udp,
			on
		}
	};
}
function tcpFollowing(udp, release, udpPatchedOff) {
	const zeroSpreads = !release.has(CHANGES.zeroDoesNotSpread) && !udpPatchedOff;
	if (udp.port === 0 && !zeroSpreads) return byDefault(DEFAULT_PORT);
	return {
		...udp,
		source: "other",
		certain: udp.port !== "unknown" || !zeroSpreads
	};
}
function udpFollowing(tcp, udp, release, udpPatchedOff) {
	if (udpPatchedOff || release.has(CHANGES.udpOffByDefault)) return udp;
	if (tcp.port === 0 && release.has(CHANGES.zeroDoesNotSpread)) return udp;
	return {
		...tcp,
		source: "other"
	};
}

// src/memcached/machine-addresses.ts
const parse = remember((ip) => import_ipaddr.default.parse(ip));
const parsed = /* @__PURE__ */ new WeakMap();
/**
* Whether Linux lets a socket be bound to an address: it must be the machine's own, or the wildcard, or a
* broadcast or multicast address (IPv6 multicast only for UDP). A link-local IPv6 address needs its interface (`%eth0`).
* @param spelled a canonical IP literal, perhaps with a zone
*/
function canBind(spelled, protocol, machine) {
	const [ip = "", zone] = spelled.split("%");
	const address = parse(ip);
	if (address instanceof import_ipaddr.default.IPv6) {
		if (address.isIPv4MappedAddress()) return canBind(address.toIPv4Address().toString(), protocol, machine);
		if (ip === "::") return true;
		if (needsZone(address) && zone === void 0) return false;
		if (!needsZone(address) && zone !== void 0 && !/^\d+$/.test(zone)) return false;
		if (address.range() === "multicast") return protocol === "udp";
	} else {
		if (ip === "0.0.0.0" || ip === "255.255.255.255" || address.range() === "multicast") return true;
		if (address.octets[0] === 0) return false;
	}
	return machine.addresses === void 0 || localsOf(machine.addresses).some((local) => isLocal(ip, zone, address, local));
}
/** Link-local addresses fe80::/10 and multicast groups ff02::/16 mean nothing without an interface. */
function needsZone(address) {
	const first = address.parts[0] ?? 0;
	return (first & 65472) === 65152 || (first & 65295) === 65282;
}
function isLocal(ip, zone, address, local) {
	if (local.zone !== void 0 && zone !== void 0 && local.zone !== zone) return false;
	if (local.broadcast === ip) return true;
	if (address.kind() !== local.network.kind()) return false;
	return address.match([local.network, local.single ? address.toByteArray().length * 8 : local.bits]);
}
function localsOf(addresses) {
	let locals = parsed.get(addresses);
	if (!locals) {
		locals = addresses.map(parseLocal).filter((local) => local !== void 0);
		parsed.set(addresses, locals);
	}
	return locals;
}
/** Reads `10.0.0.5`, `10.0.0.5/24`, `127.0.0.0/8`, `fe80::5%eth0`; `undefined` for anything else. */
const parseLocal = remember((text) => {
	const [spelled = "", prefix] = text.split("/");
	const [ip, zone] = (parseAddress(spelled) ?? "").split("%");
	if (ip === void 0 || ip === "") return void 0;
	const network = import_ipaddr.default.parse(ip);
	const width = network.kind() === "ipv4" ? 32 : 128;
	if (prefix !== void 0 && !/^\d{1,3}$/.test(prefix)) return void 0;
	const bits = prefix === void 0 ? width : Number(prefix);
	if (bits > width) return void 0;
	const cidr = `${ip}/${bits}`;
	const first = network.kind() === "ipv4" ? import_ipaddr.default.IPv4.networkAddressFromCIDR(cidr) : import_ipaddr.default.IPv6.networkAddressFromCIDR(cidr);
	const single = bits === width || first.toString() !== network.toString();
	return {
		network,
		bits,
		single,
		zone,
		broadcast: single && network.kind() === "ipv4" && bits < 31 ? import_ipaddr.default.IPv4.broadcastAddressFromCIDR(cidr).toString() : void 0
	};
});

// src/memcached/resolve.ts
const EVERY_ADDRESS = {
	kind: "addresses",
	ips: ["0.0.0.0", "::"]
};
const EVERY_IPV4_ADDRESS = {
	kind: "addresses",
	ips: ["0.0.0.0"]
};
/**
* Resolves one host of `-l` as the release asks getaddrinfo to.
* @param host `undefined` for every address; glibc takes `*` for that, too
*/
function resolve(host, protocol, machine, release) {
	const onlyIPv4 = protocol === "udp" && !release.has(CHANGES.portsCanBeOff);
	if (host === void 0 || host === "*") return onlyIPv4 || !release.has(CHANGES.udpAlwaysOn) ? EVERY_IPV4_ADDRESS : EVERY_ADDRESS;
	const literal = parseAddress(host);
	if (literal !== void 0) return onlyIPv4 ? asIPv4([literal], host, false) : {
		kind: "addresses",
		ips: [literal]
	};
	if (!isPossibleName(host)) return noSuchHost(host);
	const known = lookUp(host, machine);
	if (known === void 0) return machine.hostsComplete ? noSuchHost(host) : {
		kind: "name",
		host
	};
	const ips = [...new Set(known.map(parseAddress).filter((ip) => ip !== void 0))];
	if (ips.length === 0) return noSuchHost(host);
	return onlyIPv4 ? asIPv4(ips, host, true) : {
		kind: "addresses",
		ips
	};
}
function noSuchHost(host) {
	return {
		kind: "failure",
		because: `the host "${host}" cannot be resolved`
	};
}
/**
* 1.2.5 and 1.2.6 ask for IPv4 only when they open UDP. glibc then turns mapped addresses, and a `::1`
* from the hosts file, into IPv4.
*/
function asIPv4(ips, host, fromHosts) {
	const found = ips.map((ip) => fromHosts && ip === "::1" ? "127.0.0.1" : ip.replace(/^::ffff:(?=[\d.]+$)/, "")).filter((ip) => !ip.includes(":"));
	if (found.length === 0) return {
		kind: "failure",
		because: `"${host}" has no IPv4 address, which UDP needs here`
	};
	return {
		kind: "addresses",
		ips: [...new Set(found)]
	};
}
function lookUp(host, { hosts }) {
	if (!hosts) return void 0;
	if (Object.hasOwn(hosts, host)) return hosts[host];
	const name = Object.keys(hosts).find((key) => key.toLowerCase() === host.toLowerCase());
	return name === void 0 ? void 0 : hosts[name];
}
/**
* Whether any resolver could know the name: letters, digits, `-`, `_` and dots, and not an address gone
* wrong (a name whose last label is a number, as in `127.0.0.256`).
*/
function isPossibleName(host) {
	const name = host.endsWith(".") ? host.slice(0, -1) : host;
	if (name.length > 253 || !/^[A-Za-z0-9_.-]+$/.test(name) || name.startsWith("-")) return false;
	const labels = name.split(".");
	return labels.every((label) => label !== "" && label.length <= 63) && !/^(\d+|0[xX][0-9a-fA-F]*)$/.test(labels.at(-1) ?? "");
}

// src/memcached/sockets.ts
/**
* Opens the sockets of one protocol on every entry of the list, as the kernel would. TCP sockets on one
* port that overlap are "in use", which an entry survives if another of its addresses works; UDP sockets
* share. An address that cannot be bound is fatal.
*/
function openSockets(protocol, setting, targets, machine, release) {
	const open = [];
	for (const target of targets) {
		const refusal = openTarget(open, protocol, setting, target, machine, release);
		if (refusal) return refusal;
	}
	return open;
}
function openTarget(open, protocol, setting, target, machine, release) {
	const port = listenerPort(target.port ?? setting.port, release);
	const place = target.cause ?? setting.causes.at(-1);
	const refuse = (because) => place ? {
		because,
		at: place
	} : { because };
	if (port === void 0) {
		const at = target.portCause ?? setting.causes.at(-1);
		const because = `${target.port ?? setting.port} is no port`;
		return at ? {
			because,
			at
		} : { because };
	}
	const base = {
		protocol,
		port,
		dualStack: false,
		certain: setting.certain && !target.hostUnknown,
		causes: causesOf(setting, target),
		...target.cause && { addressCause: target.cause }
	};
	if (target.hostUnknown) {
		open.push({
			...base,
			address: {
				kind: "unknown",
				because: "part of the -l value is unknown"
			}
		});
		return;
	}
	const resolution = resolve(target.host, protocol, machine, release);
	if (resolution.kind === "failure") return refuse(resolution.because);
	if (resolution.kind === "name") {
		open.push({
			...base,
			address: resolution
		});
		return;
	}
	let opened = 0;
	for (const ip of resolution.ips) {
		if (!canBind(ip, protocol, machine) || isMapped(ip) && release.has(CHANGES.portsCanBeOff)) return refuse(`the address ${ip} cannot be bound on this machine`);
		const dualStack = ip === "::" && !release.has(CHANGES.portsCanBeOff);
		const socket = {
			...base,
			dualStack,
			address: {
				kind: "ip",
				ip: ip.replace(/%.*$/, "")
			}
		};
		if (protocol === "tcp" && open.some((other) => collide(other, socket))) continue;
		opened++;
		if (!open.some((other) => isSame(other, socket))) open.push(socket);
	}
	return opened > 0 ? void 0 : refuse("an entry of -l before it already uses this address and port");
}
function causesOf(setting, target) {
	const ofPort = target.portCause ? [target.portCause] : setting.causes;
	return [...[target.optionAt, target.cause].filter((cause) => cause !== void 0), ...ofPort];
}
/** The port as the kernel gets it: modulo 65536, and 0 lets the kernel pick; `undefined` is refused. */
function listenerPort(port, release) {
	if (port === "unknown") return "unknown";
	if (port < 0 && release.has(CHANGES.udpAlwaysOn)) return port === -1 && release.has(CHANGES.minusOneIsEphemeral) ? "ephemeral" : void 0;
	const number = port & 65535;
	return number === 0 ? "ephemeral" : number;
}
function isMapped(ip) {
	return /^::ffff:[\d.]+$/.test(ip);
}
/** Sockets that cannot be told apart are listed once, also where the kernel picks their ports. */
function isSame(a, b) {
	return a.port === b.port && a.address.kind === "ip" && b.address.kind === "ip" && a.address.ip === b.address.ip;
}
/** Whether a TCP socket keeps another from being bound. */
function collide(a, b) {
	if (a.port !== b.port || typeof a.port !== "number") return false;
	if (a.address.kind !== "ip" || b.address.kind !== "ip") return false;
	const left = a.address.ip.replace(/^::ffff:(?=[\d.]+$)/, "");
	const right = b.address.ip.replace(/^::ffff:(?=[\d.]+$)/, "");
	if (a.dualStack || b.dualStack) return true;
	if (left.includes(":") !== right.includes(":")) return false;
	return left === right || isWildcard(left) || isWildcard(right);
}
function isWildcard(ip) {
	return ip === "0.0.0.0" || ip === "::";
}

// src/memcached/unix-socket.ts
/** Bytes that `sun_path` holds on Linux; from 1.4.1 the last one stays empty. */
const SUN_PATH = 108;
/** `-s PATH`: a unix socket in place of TCP and UDP. */
function openUnixSocket({ at, value }, settings, machine, release) {
	const causes = [at, value.range];
	if (value.unknowns.length > 0) return {
		path: void 0,
		causes
	};
	const { text } = value;
	const path = settings.daemon === true && settings.coreDumps !== true && release.has(CHANGES.udpAlwaysOn) && !text.startsWith("/") ? `/${text}` : text;
	if (text !== "" && !isUsable(path, "socket", machine)) return {
		because: `no socket can be made at ${path}`,
		at: value.range
	};
	const full = !release.has(CHANGES.minusOneIsEphemeral);
	return {
		path: text.length < SUN_PATH / 4 ? text : cut(text, full ? SUN_PATH : 107),
		causes
	};
}
function cut(text, bytes) {
	const encoded = new TextEncoder().encode(text);
	return encoded.length <= bytes ? text : new TextDecoder().decode(encoded.subarray(0, bytes));
}

// src/memcached/release-outcome.ts
/** Predicts one release; `release.same` then says which other releases do the same. */
function predictRelease(words, release, udpPatchedOff, machine) {
	const settings = {
		listens: [],
		proxyBuild: machine.proxy ?? true
	};
	const anything = [];
	let refusal;
	for (const step of readOptions(words, release, machine.posixlyCorrect ?? false)) {
		if (step.kind === "anything") anything.push(step.at);
		else refusal = step.kind === "invalid" ? step : applyOption(settings, step, release);
		if (refusal) break;
	}
	const ports = decidePorts(settings, release, udpPatchedOff);
	const nothing = {
		settings,
		ports,
		anything,
		sockets: [],
		unix: void 0
	};
	refusal ??= checkSettings(settings, ports, machine, release);
	if (refusal) return {
		...nothing,
		refusal
	};
	if (settings.socket) {
		const unix = openUnixSocket(settings.socket, settings, machine, release);
		if ("because" in unix) return {
			...nothing,
			refusal: unix
		};
		const limit = checkConnectionLimit(settings, 1, 0, release);
		return limit ? {
			...nothing,
			refusal: limit
		} : {
			...nothing,
			refusal: void 0,
			unix
		};
	}
	const sockets = openNetworkSockets(settings, ports, machine, release);
	if ("because" in sockets) return {
		...nothing,
		refusal: sockets
	};
	const tcp = sockets.filter(({ protocol }) => protocol === "tcp").length;
	const limit = checkConnectionLimit(settings, tcp, sockets.length - tcp, release);
	return limit ? {
		...nothing,
		refusal: limit
	} : {
		...nothing,
		refusal: void 0,
		sockets
	};
}
/** TCP first, then UDP; the list is not even looked at where both are off. */
function openNetworkSockets(settings, { tcp, udp }, machine, release) {
	if (!tcp.on && !udp.on) return [];
	const targets = readListenList(settings, release);
	if ("because" in targets) return targets;
	const sockets = [];
	for (const [protocol, setting] of [["tcp", tcp], ["udp", udp]]) {
		if (!setting.on) continue;
		const open = openSockets(protocol, setting, targets, machine, release);
		if ("because" in open) return open;
		sockets.push(...open);
	}
	return sockets;
}

// src/memcached/release-view.ts
/**
* One release, and the neighbours that cannot be told apart from it so far. Every question about a change
* narrows those neighbours to the ones with the same answer, so that after a prediction `same` is the
* stretch of releases for which it holds: nobody has to list eras, and none can be forgotten.
*/
var ReleaseView = class {
	index;
	#first = 0;
	#last = RELEASES.length - 1;
	constructor(index) {
		this.index = index;
	}
	/** Whether this release has a change. */
	has(change) {
		if (this.index >= change) {
			if (change > this.#first) this.#first = change;
			return true;
		}
		if (change <= this.#last) this.#last = change - 1;
		return false;
	}
	/** Whether this release is one of `[from, until)`; without `until` the period has no end. */
	within(from, until) {
		return this.has(from) && (until === void 0 || !this.has(until));
	}
	/** The releases around this one that gave every answer as this one did. */
	get same() {
		return {
			first: this.#first,
			last: this.#last
		};
	}
};

// src/memcached/stretch.ts
/** Why a piece of a word is unknown. */
function reasonFor(words, { word, from, to }) {
	const { unknowns = [], reasons = [] } = words[word] ?? {};
	const first = unknowns.findIndex((offset) => offset >= from && offset < to);
	return reasons[Math.max(first, 0)] ?? "it cannot be known";
}

// src/memcached/udp-reason.ts
/** Says whether UDP is on over all releases that start, and why. */
function explainUdp(stretches, words, udpPatchedOff) {
	const anything = stretches.find(({ outcome }) => outcome.anything.length > 0 && !outcome.settings.socket)?.outcome.anything[0];
	if (anything) return {
		state: "depends",
		because: `an unknown part of the command line may turn UDP on or off (${reasonFor(words, anything)})`
	};
	const starting = stretches.filter(({ outcome }) => !outcome.refusal);
	if (starting.length === 0) return {
		state: "off",
		because: "memcached does not start"
	};
	const on = starting.filter(hasUdp);
	const off = starting.filter((stretch) => !hasUdp(stretch));
	const unsure = on.find(({ outcome }) => !outcome.ports.udp.certain)?.outcome.settings.udpUse;
	if (unsure) return {
		state: "depends",
		because: `the value of -U is unknown (${reasonFor(words, unsure.value.range)})`
	};
	const whyOn = on[0] && becauseOn(on, words);
	const whyOff = off[0] && becauseOff(off, words, udpPatchedOff);
	if (whyOn === void 0) return {
		state: "off",
		because: whyOff ?? "memcached opens no socket"
	};
	if (whyOff === void 0) return {
		state: "on",
		because: whyOn
	};
	return {
		state: "depends",
		because: `${whyOn}, while ${whyOff}`
	};
}
function hasUdp({ outcome }) {
	return outcome.sockets.some(({ protocol }) => protocol === "udp");
}
/** "memcached 1.2.4 or earlier and 1.5.6 or later". */
function nameReleases(stretches) {
	const spans = [];
	for (const { releases } of stretches) {
		const last = spans.at(-1);
		if (last?.last === releases.first - 1) spans[spans.length - 1] = {
			first: last.first,
			last: releases.last
		};
		else spans.push(releases);
	}
	const names = spans.map(describeReleases);
	if (names.length === 1 && names[0] === "any version") return "any version of memcached";
	return `memcached ${names.slice(0, -1).join(", ")}${names.length > 1 ? " and " : ""}${names.at(-1) ?? ""}`;
}
function becauseOn(on, words) {
	const newest = on.at(-1);
	const releases = nameReleases(on);
	switch ((newest?.outcome.ports.udp)?.source) {
		case "own": return `${spellOption(newest, words)} turns UDP on`;
		case "other": return `${spellPort(newest, words)} sets the UDP port as well in ${releases}, unless -U 0 is given`;
		case "ignored": return `${releases} turns UDP on even with -U 0`;
		default: return isAlwaysOn(on) ? `${releases} always turns UDP on` : `${releases} turns UDP on unless -U 0 is given`;
	}
}
/** 1.2.5 and 1.2.6 alone. */
function isAlwaysOn(on) {
	return (on.at(-1)?.releases.last ?? 0) < CHANGES.portsCanBeOff;
}
function becauseOff(off, words, udpPatchedOff) {
	const newest = off.at(-1);
	const { settings, ports } = newest?.outcome ?? {};
	if (settings?.socket) return "-s makes memcached listen on a unix socket only";
	if (ports?.udp.on) return "the value of -l names no address, so that memcached opens no socket";
	switch (ports?.udp.source) {
		case "own": {
			const option = spellOption(newest, words);
			const without = off.filter(({ outcome }) => outcome.ports.tcp.source === "other" && !outcome.ports.tcp.on);
			if (without.length > 0) return `${option} without -p turns both UDP and TCP off in ${nameReleases(without)}`;
			return option === "-U 0" ? "-U 0 turns UDP off" : `${option} is read as -U 0, which turns UDP off`;
		}
		case "other": return `${spellPort(newest, words)} turns UDP off as well`;
		default: return udpPatchedOff ? "a security update of this build's distribution turned UDP off by default" : `${nameReleases(off)} leaves UDP off unless -U is given`;
	}
}
function spellOption(stretch, words) {
	const use = stretch?.outcome.settings.udpUse;
	return use ? `-U ${wordPiece(words, use.value.range)}` : "-U";
}
function spellPort(stretch, words) {
	const use = stretch?.outcome.settings.portUse;
	if (!use || use.value.unknowns.length > 0) return "-p";
	return `-p ${wordPiece(words, use.value.range)}`;
}
function wordPiece(words, { word, from, to }) {
	const piece = words[word]?.text.slice(from, to) ?? "";
	return piece === "" ? "''" : piece;
}

// src/memcached/predict.ts
const ANY_MACHINE = {};
/**
* Predicts the sockets that memcached opens for a command line: the words after the program. Where the
* version is a range or unknown, the prediction is the union over all its releases, and each listener says
* for which of them it exists. Never throws.
*
* Taken for granted, unless `machine` says otherwise: names resolve, addresses can be bound, files that are
* named can be used, the system has the memory and open files that are asked for, and nothing else uses
* the ports. memcached runs under a user that it accepts (it refuses root without `-u`).
*/
function predict(argv, version, machine = ANY_MACHINE) {
	const udpPatchedOff = version.state === "known" && version.udpPatchedOff === true;
	return predictWords(argv.map(toWord), releasesOf(version), udpPatchedOff, machine);
}
/** The same for words that are split up already. */
function predictWords(words, releases, udpPatchedOff, machine) {
	const stretches = predictStretches(words, releases, udpPatchedOff, machine);
	const refused = stretches.filter(({ outcome }) => outcome.refusal);
	const open = stretches.some(({ outcome }) => outcome.anything.length > 0);
	const udp = explainUdp(stretches, words, udpPatchedOff);
	const all = refused.length === stretches.length;
	const starts = refused.length === 0 && !open ? "yes" : all && !open ? "no" : "depends";
	const refusal = describeRefusal(refused);
	return {
		starts,
		...refusal && { refusal },
		...all && refused.every(({ outcome }) => outcome.refusal?.printsOnly) && { printsOnly: true },
		listeners: mergeListeners(stretches),
		udp,
		udpPort: udpPortSetting(stretches, words, udp.because),
		listen: listenSetting(stretches, words),
		unknowns: findUnknowns(stretches, words)
	};
}
function predictStretches(words, releases, udpPatchedOff, machine) {
	const stretches = [];
	let first = releases.first;
	while (first <= releases.last) {
		const release = new ReleaseView(first);
		const outcome = predictRelease(words, release, udpPatchedOff, machine);
		const last = Math.min(release.same.last, releases.last);
		stretches.push({
			releases: {
				first,
				last
			},
			outcome
		});
		first = last + 1;
	}
	return stretches;
}
/** The newest refusal, for all neighbouring releases that refuse for the same reason. */
function describeRefusal(refused) {
	const newest = refused.at(-1);
	const refusal = newest?.outcome.refusal;
	if (!newest || !refusal) return void 0;
	const { because, at } = refusal;
	let { first } = newest.releases;
	for (const { releases, outcome } of refused.toReversed()) if (releases.last === first - 1 && outcome.refusal?.because === because) first = releases.first;
	return {
		because,
		...at && { cause: at },
		releases: {
			first,
			last: newest.releases.last
		}
	};
}
/** The newest release that gets through its options tells best what they say. */
function newestStretch(stretches) {
	return stretches.findLast(({ outcome }) => !outcome.refusal) ?? stretches.at(-1);
}
function udpPortSetting(stretches, words, because) {
	const { udpPort, udpUse } = newestStretch(stretches)?.outcome.settings ?? {};
	if (udpPort === void 0 || !udpUse) {
		const anything = stretches.flatMap(({ outcome }) => outcome.anything)[0];
		if (anything) return {
			state: "unknown",
			because: reasonFor(words, anything),
			cause: anything
		};
		return {
			state: "default",
			value: stretches.some(({ outcome }) => outcome.ports.udp.on) ? 11211 : 0,
			because
		};
	}
	const cause = udpUse.value.range;
	if (udpPort === "unknown") return {
		state: "unknown",
		because: reasonFor(words, cause),
		cause
	};
	return {
		state: "known",
		value: udpPort,
		cause
	};
}
function listenSetting(stretches, words) {
	const listens = newestStretch(stretches)?.outcome.settings.listens ?? [];
	const first = listens[0];
	const anything = stretches.flatMap(({ outcome }) => outcome.anything)[0];
	const unknown = listens.find(({ value }) => value.unknowns.length > 0)?.value.range ?? (first ? void 0 : anything);
	if (unknown) return {
		state: "unknown",
		because: reasonFor(words, unknown),
		cause: unknown
	};
	if (!first) return {
		state: "default",
		value: "*",
		because: "without -l memcached listens on every interface"
	};
	return {
		state: "known",
		value: listens.map(({ value }) => value.text).join(","),
		cause: first.value.range
	};
}
function findUnknowns(stretches, words) {
	const causes = /* @__PURE__ */ new Map();
	const add = (cause) => {
		causes.set(`${cause.word}:${cause.from}:${cause.to}`, cause);
	};
	for (const { outcome } of stretches) {
		outcome.anything.forEach(add);
		if (outcome.settings.socket) continue;
		const { udpPort, udpUse } = outcome.settings;
		if (udpPort === "unknown" && udpUse) add(udpUse.value.range);
		for (const { address, addressCause } of outcome.sockets) if (address.kind === "unknown" && addressCause) add(addressCause);
	}
	return [...causes.values()].sort((a, b) => a.word - b.word || a.from - b.from).map((cause) => ({
		because: reasonFor(words, cause),
		cause
	}));
}

export { parseAddress as a, plainWord as i, predictWords as n, parseLocal as r, predict as t };
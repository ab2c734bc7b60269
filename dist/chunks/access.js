// src/yaml/access.ts
/** What may still be spent on aliases and merge keys, so that a small hostile file cannot grow without end. */
var ExpansionBudget = class {
	#left;
	/** Some 10,000 nodes are far more than any hand-written document expands to. */
	constructor(nodes = 1e4) {
		this.#left = nodes;
	}
	/** Takes one node from the budget; false once it is spent. */
	spend() {
		this.#left -= 1;
		return this.#left >= 0;
	}
};
/** The node itself, or what an alias stands for; `undefined` for an alias without anchor. */
function follow(node) {
	let at = node;
	for (let hops = 0; at?.kind === "alias"; hops++) {
		if (hops > 100) return void 0;
		at = at.target;
	}
	return at;
}
/** The mapping at a node, through aliases. */
function asMapping(node) {
	const found = follow(node);
	return found?.kind === "mapping" ? found : void 0;
}
/** The items of the sequence at a node, through aliases; `undefined` if it is something else. */
function asItems(node) {
	const found = follow(node);
	return found?.kind === "sequence" ? found.items : void 0;
}
/** The text of the scalar at a node, through aliases; `undefined` if it is a collection. */
function asText(node) {
	const found = follow(node);
	return found?.kind === "scalar" ? found.text : void 0;
}
/** Whether a node is null in every YAML version: nothing, `~`, `null`. */
function isNull(node) {
	const found = follow(node);
	return found === void 0 || found.kind === "scalar" && found.style === "plain" && /^(?:~|null|Null|NULL)?$/.test(found.text.text);
}
/**
* The entries of a mapping with merge keys (`<<: *base`, `<<: [*a, *b]`) resolved: own keys win over merged
* ones, an earlier merged mapping over a later one, the last of duplicate keys over the others.
*/
function entries(node, budget = new ExpansionBudget()) {
	const found = /* @__PURE__ */ new Map();
	collect(node, found, /* @__PURE__ */ new Set(), budget);
	return found;
}
/** The value under a key, merge keys resolved. */
function child(node, key) {
	return entries(node).get(key)?.value;
}
function collect(node, found, open, budget) {
	const mapping = asMapping(node);
	if (mapping === void 0 || open.has(mapping)) return;
	open.add(mapping);
	const own = /* @__PURE__ */ new Set();
	const merged = [];
	for (const pair of mapping.pairs) {
		if (!budget.spend()) break;
		const key = asText(pair.key)?.text;
		if (key === void 0) continue;
		if (key === "<<" && pair.key.kind === "scalar" && pair.key.style === "plain") merged.push(pair.value);
		else if (own.has(key) || !found.has(key)) {
			own.add(key);
			found.set(key, pair);
		}
	}
	for (const value of merged) for (const source of asItems(value) ?? [value]) collect(source, found, open, budget);
	open.delete(mapping);
}
/** Finds the value at a path of keys and indexes. `undefined`: nothing is there. */
function locate(root, path) {
	const { node, key } = walk(root, path);
	if (node === void 0) return void 0;
	return {
		value: placeOf(node),
		...key === void 0 ? {} : { key: placeOf(key) }
	};
}
/** The node at a path of keys and indexes. */
function nodeAt(root, path) {
	return walk(root, path).node;
}
function walk(root, path) {
	let node = root;
	let key;
	for (const step of path) {
		const items = asItems(node);
		const pair = items === void 0 ? entries(node).get(String(step)) : void 0;
		key = pair?.key;
		node = items === void 0 ? pair?.value : typeof step === "number" ? items[step] : void 0;
	}
	return {
		node,
		key
	};
}
/** Where a node stands; for a scalar its text without quotes. */
function placeOf(node) {
	if (node.kind !== "scalar") return node.file.at(node.start, node.end);
	return node.text.locate(0, node.text.text.trimEnd().length || node.text.length) ?? node.file.at(node.start, node.end);
}

export { child as a, isNull as c, placeOf as d, asText as i, locate as l, asItems as n, entries as o, asMapping as r, follow as s, ExpansionBudget as t, nodeAt as u };
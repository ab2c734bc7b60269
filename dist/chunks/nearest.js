// src/text/nearest.ts
/** The candidate that is most like a mistyped word, if any is close enough to be meant. */
function nearest(word, candidates) {
	const limit = Math.max(1, Math.floor(word.length / 3));
	return candidates.map((candidate) => ({
		candidate,
		distance: editDistance(word, candidate)
	})).filter(({ distance }) => distance <= limit).sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
/** Levenshtein distance. */
function editDistance(a, b) {
	let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const substitute = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			row.push(Math.min(substitute, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
		}
		previous = row;
	}
	return previous[b.length] ?? 0;
}

export { nearest as t };
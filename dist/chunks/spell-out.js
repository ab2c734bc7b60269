// src/text/spell-out.ts
/** Text for people, with every unknown part as it would be written: `-l${BIND}`, `-l$(hostname -i)`. */
function spellOut(text) {
	return text.runs.map((run) => run.kind === "literal" ? run.text : /^\w+$/.test(run.name) ? `\${${run.name}}` : run.name).join("");
}

export { spellOut as t };
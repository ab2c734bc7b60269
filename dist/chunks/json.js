import { f as replaceUnseen } from "./wording.js";

// src/reporters/escape/json.ts
/** JSON in which unseen characters are escapes: the same value to a program, visible to a person. */
function jsonText(value, indent = 2) {
	return `${replaceUnseen(JSON.stringify(value, null, indent), escapeCharacter)}\n`;
}
/** Line breaks between tokens are JSON's own; within strings `JSON.stringify` has already escaped them. */
function escapeCharacter(character) {
	if (character === "\n") return character;
	let escaped = "";
	for (let i = 0; i < character.length; i++) escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
	return escaped;
}

export { jsonText as t };
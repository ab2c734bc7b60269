import { p as visible } from "./wording.js";

// src/reporters/escape/xml.ts
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&apos;"
};
/** Text for XML content or a quoted attribute; characters that XML 1.0 forbids become visible. */
function xmlText(text) {
	return text.split("\n").map((line) => visible(line).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "")).join("&#10;");
}
/** One element; `content` is XML already. */
function xmlElement(name, attributes, content = "") {
	const list = Object.entries(attributes).filter(([, value]) => value !== void 0).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`).join("");
	return content === "" ? `<${name}${list}/>` : `<${name}${list}>${content}</${name}>`;
}
const XML_DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

export { xmlElement as n, xmlText as r, XML_DECLARATION as t };
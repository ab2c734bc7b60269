// src/reporters/escape/uri.ts
/** A path as a relative URI reference (RFC 3986); lone surrogates, which UTF-8 cannot hold, become U+FFFD. */
function pathUri(path) {
	return path.replace(/\p{Cs}/gu, "�").split("/").map(encodeURIComponent).join("/");
}

export { pathUri as t };
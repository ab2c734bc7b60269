// src/discovery/worth-sniffing.ts
/**
* Extensions of files that may carry a command line although their path says nothing. Program sources,
* prose and pictures are not among them: what they say about memcached starts none.
*/
const CARRIERS = new Set("conf cfg cnf config ini env properties toml yaml yml json jsonc service socket container pod kube sh bash ksh zsh dash ash command run args opts options params flags plist xml nix reg bat cmd ps1 psm1 hcl nomad tf tfvars mk make just dockerfile containerfile default sysconfig initd confd init rc local j2 jinja jinja2 erb epp tmpl tpl ctmpl tftpl template in dist sample example unit upstart cron crontab procfile".split(" "));
/** Extensions that no format asks for: most files of most repositories, so they are told by one look-up. */
const SOURCES_AND_MEDIA = new Set("md markdown rst adoc html htm css scss less ts tsx mts cts js jsx mjs cjs map go java kt scala c h cc cpp hpp cs php py pyi pyc rs swift dart lua pl pm png jpg jpeg gif svg ico webp bmp woff woff2 ttf eot otf pdf zip gz tgz bz2 xz zst 7z jar war class so o a dll dylib wasm lock sum snap csv tsv po pot mo ipynb mp3 mp4 webm wav log patch diff".split(" "));
/** What autotools make: they look for memcached, and start none. */
const AUTOTOOLS = /(?:^|\/)(?:configure|aclocal\.m4|config\.(?:guess|sub|status)|ltmain\.sh|libtool|depcomp|install-sh|missing|test-driver)$/;
/** Whether a path alone says that no format can want the file. */
function carriesNothing(path) {
	if (AUTOTOOLS.test(path)) return true;
	const dot = path.lastIndexOf(".");
	return dot > path.lastIndexOf("/") + 1 && SOURCES_AND_MEDIA.has(path.slice(dot + 1).toLowerCase());
}
/** Makefiles that automake wrote: nobody writes one of a mebibyte. */
function isMadeByAutomake(path) {
	return /(?:^|\/)Makefile\.in$/.test(path);
}
/** Names without an extension that never carry one. */
const PROSE = /^(readme|license|licence|copying|authors|changelog|changes|news|notice|contributing|todo|security|codeowners)$/i;
/** Folders of fixtures of package managers and the like, where nothing is started from. */
function isWorthSniffing(path) {
	const name = path.slice(path.lastIndexOf("/") + 1);
	const dot = name.lastIndexOf(".");
	if (dot < 0) return !PROSE.test(name);
	if (dot === 0) return true;
	return CARRIERS.has(name.slice(dot + 1).toLowerCase());
}

// src/discovery/mentions.ts
/** What marks a file as worth reading. */
const MENTION = /memcache/i;
/**
* Whether any file that could start something names memcached. Stops at the first; where there is none, no
* format needs to be loaded. `looked` counts the files that were searched up to there.
*/
function lookForMentions(repository, accepts, named) {
	let looked = 0;
	for (const path of repository.paths) {
		const relative = path.slice(repository.prefix.length);
		if (!accepts(relative)) continue;
		if (named.has(relative)) return {
			found: true,
			looked
		};
		if (carriesNothing(relative)) continue;
		if (MENTION.test(relative)) return {
			found: true,
			looked
		};
		looked++;
		if (repository.names(path, MENTION)) return {
			found: true,
			looked
		};
	}
	return {
		found: false,
		looked
	};
}

export { isWorthSniffing as a, isMadeByAutomake as i, lookForMentions as n, carriesNothing as r, MENTION as t };
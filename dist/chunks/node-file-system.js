import { closeSync, constants, fstatSync, openSync, readSync, readdirSync } from "node:fs";

// src/changes/node-git.ts
/** The most that a diff may take; beyond it what changed is not known. */
const MOST_BYTES = 268435456;
/**
* Runs the machine's git without a shell. Hooks, the file system monitor and fetching what is missing are off: what
* stands in a working tree must not start anything.
*/
function nodeGit(environment) {
	return async (folder, args) => {
		const { execFile } = await import("node:child_process");
		const safe = [
			"-c",
			"core.fsmonitor=false",
			"-c",
			"core.hooksPath=/dev/null",
			"-c",
			"core.quotePath=false"
		];
		return new Promise((resolve) => {
			execFile("git", [...safe, ...args], {
				cwd: folder,
				encoding: "utf8",
				maxBuffer: MOST_BYTES,
				windowsHide: true,
				env: {
					...environment,
					GIT_OPTIONAL_LOCKS: "0",
					GIT_NO_LAZY_FETCH: "1",
					GIT_TERMINAL_PROMPT: "0",
					GIT_PAGER: "cat",
					LC_ALL: "C"
				}
			}, (error, output) => resolve(error === null ? output : void 0));
		});
	};
}

// src/repository/node-file-system.ts
/** The machine's own file system. Synchronous, since that is several times faster for many small files. */
function nodeFileSystem() {
	let buffer = Buffer.allocUnsafe(65536);
	return {
		list(directory) {
			try {
				return readdirSync(directory, { withFileTypes: true }).map((entry) => ({
					name: entry.name,
					kind: entry.isFile() ? "file" : entry.isDirectory() ? "directory" : entry.isSymbolicLink() ? "link" : "other"
				}));
			} catch {
				return;
			}
		},
		read(path, limit) {
			if (buffer.length < limit) buffer = Buffer.allocUnsafe(limit);
			let handle;
			try {
				handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
				const length = readUpTo(handle, buffer, limit);
				if (length === 0 && !fstatSync(handle).isFile()) return void 0;
				return buffer.subarray(0, length);
			} catch {
				return;
			} finally {
				if (handle !== void 0) closeSync(handle);
			}
		}
	};
}
function readUpTo(handle, buffer, limit) {
	let length = 0;
	while (length < limit) {
		const got = readSync(handle, buffer, length, limit - length, null);
		if (got === 0) break;
		length += got;
	}
	return length;
}

export { nodeGit as n, nodeFileSystem as t };
import { t as patternProblem } from "./pattern-problem.js";
import { t as DEFAULT_CONFIGURATION } from "./configuration.js";
import { i as readConfiguration, n as overrideConfiguration, r as loadConfiguration, t as openRepository } from "./open-repository.js";
import { t as SourceFile } from "./source-file.js";
import { n as UserError, t as CannotFinish } from "./user-error.js";

// src/command/resolve-paths.ts
/**
* What the paths of a command line mean. One folder is a repository of its own, and paths in the report
* begin with it; files, several folders and standard input are parts of the repository in the working directory.
*/
async function resolvePaths(command, host) {
	const paths = command.paths.length === 0 ? ["."] : command.paths.map((path) => path.replaceAll("\\", "/").replace(/\/{2,}/g, "/"));
	if (paths.includes("-")) return standardInput(command, host);
	const [first] = paths;
	if (paths.length === 1 && first !== void 0 && isFolder(first, host)) {
		const folder = absolute(first, host);
		return {
			repository: openRepository(host.fileSystem, folder, prefixOf(folder, host)),
			root: folder
		};
	}
	const repository = openRepository(host.fileSystem, host.workingDirectory);
	const only = paths.flatMap((path) => {
		const inside = path.replace(/^(\.\/)+/, "").replace(/\/$/, "");
		const found = repository.paths.filter((file) => file === inside || file.startsWith(`${inside}/`));
		if (found.length === 0) throw missing(path, host);
		return found;
	});
	return {
		repository,
		root: host.workingDirectory,
		only: new Set(only)
	};
}
async function standardInput(command, host) {
	const path = command.stdinPath;
	if (path === void 0 || command.paths.length > 1) throw new UserError("To check standard input, give the path - alone and its name with --stdin-path NAME.");
	const file = new SourceFile(path, await host.readStandardInput());
	const around = openRepository(host.fileSystem, host.workingDirectory);
	return {
		repository: {
			prefix: "",
			paths: [.../* @__PURE__ */ new Set([...around.paths, path])].sort(),
			has: (asked) => asked === path || around.has(asked),
			read: (asked) => asked === path ? file : around.read(asked),
			names: (asked, word) => asked === path ? word.test(file.text) : around.names(asked, word)
		},
		root: host.workingDirectory,
		only: /* @__PURE__ */ new Set([path])
	};
}
function isFolder(path, host) {
	return host.fileSystem.list(absolute(path, host)) !== void 0;
}
function missing(path, host) {
	if ((path.startsWith("/") || path.startsWith("..") || /^[A-Za-z]:/.test(path)) && host.fileSystem.read(absolute(path, host), 1) !== void 0) return new UserError(`${path} is outside the working directory; go to its repository and name it from there.`);
	return new CannotFinish(`${path} does not exist, cannot be read or is ignored by git.`);
}
function absolute(path, host) {
	if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return path.replace(/(.)\/$/, "$1");
	const relative = path.replace(/^(\.\/)+|^\.$/, "").replace(/\/$/, "");
	return relative === "" ? host.workingDirectory : `${host.workingDirectory}/${relative}`;
}
/** Empty for a folder outside the working directory, too: its paths are those inside it. */
function prefixOf(folder, host) {
	const base = `${host.workingDirectory.replace(/\/$/, "")}/`;
	return folder.startsWith(base) && !folder.includes("/../") ? `${folder.slice(base.length)}/` : "";
}

// src/command/prepare.ts
const CONFIGURATION_LIMIT = 1048576;
/** Opens the repository that the paths name and reads its configuration, the command line's word last. */
async function prepare(command, host) {
	refusePatterns([...command.include, ...command.exclude]);
	const target = await resolvePaths(command, host);
	const override = (loaded) => {
		const configuration = overrideConfiguration(loaded.configuration, command);
		if (typeof configuration === "string") throw new UserError(`--memcached-version: ${configuration}.`);
		return configuration;
	};
	const loaded = await configurationFor(command, target.repository, host);
	return {
		...target,
		configuration: override(loaded),
		configurationFindings: loaded.findings,
		configurationOf: async (repository) => override(await configurationFor(command, repository, host))
	};
}
/** The absolute path of a file that an option names. */
function inWorkingDirectory(name, host) {
	const path = name.replaceAll("\\", "/");
	return path.startsWith("/") || /^[A-Za-z]:/.test(path) ? path : `${host.workingDirectory}/${path}`;
}
async function configurationFor(command, repository, host) {
	if (command.noConfig) return {
		configuration: DEFAULT_CONFIGURATION,
		findings: []
	};
	if (command.config === void 0) return loadConfiguration(repository);
	const path = command.config.replaceAll("\\", "/");
	const bytes = host.fileSystem.read(inWorkingDirectory(path, host), CONFIGURATION_LIMIT);
	if (bytes === void 0) throw new UserError(`The configuration ${command.config} cannot be read.`);
	return readConfiguration(new SourceFile(path, new TextDecoder().decode(bytes)));
}
function refusePatterns(patterns) {
	for (const pattern of patterns) {
		const problem = patternProblem(pattern);
		if (problem !== void 0) throw new UserError(`"${pattern}" is no usable pattern: ${problem}.`);
	}
}

export { prepare as n, inWorkingDirectory as t };
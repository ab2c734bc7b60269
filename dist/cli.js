#!/usr/bin/env node
import { n as nodeGit, t as nodeFileSystem } from "./chunks/node-file-system.js";
import { t as LEVELS } from "./chunks/level.js";
import { t as nearest } from "./chunks/nearest.js";
import { n as UserError, t as CannotFinish } from "./chunks/user-error.js";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

// src/command/help.ts
const HELP = `memcached-guard: fails when a repository would leave memcached's UDP on or its bind public

Usage
  memcached-guard [check] [PATH...]        check a folder (default: this one) or files
  memcached-guard fix [PATH...]            show what can be mended as a diff; --write mends it
  memcached-guard baseline [PATH...]       record today's findings, so that only new ones fail
  memcached-guard listeners -- ARGV...     what would this memcached command line open?
  memcached-guard listeners --stdin        the same for JSON lines: {"argv":["-U","0"],"version":"1.5.5"}
  memcached-guard explain RULE             why a rule exists, with examples
  memcached-guard rules                    list the rules

Options of check
  --format NAME              text, json, sarif, github, markdown, gitlab, junit, checkstyle, rdjson (default: text)
  --output FILE              write the report there; repeatable as FORMAT=FILE, beside what is printed
  --config FILE              read this configuration instead of .github/memcached-guard.yml or .memcached-guard.yml
  --no-config                read no configuration
  --fail-on LEVEL            error (default), warning, notice or never
  --strict                   count warnings as errors
  --memcached-version V      the version where files cannot say it: 1.5.22, 1.6, ">=1.5.6"
  --include GLOB             look only at these paths; repeatable
  --exclude GLOB             leave these paths out; repeatable
  --baseline FILE            findings that are known (default: .memcached-guard-baseline.json if there is one)
  --no-baseline              know none
  --changed-since REF        only what changed since this git revision fails; the rest is shown as notices
  --stdin-path NAME          with the path -: check standard input as if it were this file
  --quiet                    print findings only, no summary line
  --timing                   say on standard error how long it took
  --color WHEN               auto (default), always or never

Options of fix
  --write                    make the changes
  --config, --no-config, --memcached-version, --include, --exclude as above

Options of baseline
  --output FILE              write it there
  --prune                    only remove what is gone
  --config, --no-config, --memcached-version, --include, --exclude as above

Options of listeners
  --memcached-version V      the version; without it, what holds for every version
  --json                     print JSON

Options of rules
  --json                     print JSON

  --help, --version

Exit codes
  0  nothing at or above --fail-on      2  wrong usage or configuration
  1  findings                           3  could not finish

Examples
  memcached-guard                                       check this folder
  memcached-guard check deploy/ --fail-on warning
  memcached-guard listeners --memcached-version 1.5.5 -- -l 127.0.0.1
  memcached-guard explain public-bind
`;

// src/command/parse-command-line.ts
const COMMANDS = [
	"check",
	"fix",
	"baseline",
	"listeners",
	"explain",
	"rules"
];
const COMMON = {
	help: {
		type: "boolean",
		short: "h"
	},
	version: {
		type: "boolean",
		short: "V"
	}
};
const SELECTION_OPTIONS = {
	...COMMON,
	config: {
		type: "string",
		short: "c"
	},
	"no-config": { type: "boolean" },
	"memcached-version": { type: "string" },
	include: {
		type: "string",
		multiple: true
	},
	exclude: {
		type: "string",
		multiple: true
	}
};
const BASELINE_OPTIONS = {
	...SELECTION_OPTIONS,
	output: {
		type: "string",
		short: "o"
	},
	prune: { type: "boolean" }
};
const FIX_OPTIONS = {
	...SELECTION_OPTIONS,
	write: {
		type: "boolean",
		short: "w"
	}
};
const CHECK_OPTIONS = {
	...SELECTION_OPTIONS,
	format: {
		type: "string",
		short: "f"
	},
	output: {
		type: "string",
		short: "o",
		multiple: true
	},
	"fail-on": { type: "string" },
	strict: { type: "boolean" },
	baseline: { type: "string" },
	"no-baseline": { type: "boolean" },
	"changed-since": { type: "string" },
	"stdin-path": { type: "string" },
	quiet: {
		type: "boolean",
		short: "q"
	},
	timing: { type: "boolean" },
	color: { type: "string" }
};
const LISTENERS_OPTIONS = {
	...COMMON,
	stdin: { type: "boolean" },
	json: { type: "boolean" },
	"memcached-version": { type: "string" }
};
/** Reads the arguments after the program's name. Throws a `UserError` that says what to write instead. */
function parseCommandLine(args, formats) {
	const first = args[0];
	const named = COMMANDS.find((name) => name === first);
	if (named === void 0 && (first === "--help" || first === "-h" || first === "help")) return { command: "help" };
	if (named === void 0 && (first === "--version" || first === "-V")) return { command: "version" };
	const rest = named === void 0 ? args : args.slice(1);
	switch (named) {
		case "fix": return parseFix(rest);
		case "baseline": return parseBaseline(rest);
		case "listeners": return parseListeners(rest);
		case "explain": return parseExplain(rest);
		case "rules": return parseRules(rest);
		default: return parseCheck(rest, formats);
	}
}
function parseCheck(args, formats) {
	const { values, positionals } = parse(args, CHECK_OPTIONS);
	if (values.help) return { command: "help" };
	if (values.version) return { command: "version" };
	const format = values.format ?? "text";
	const outputs = (values.output ?? []).map((output) => parseOutput(output, format, formats));
	const failOn = values["fail-on"];
	return {
		command: "check",
		...selection(positionals, values),
		format: oneOf("--format", format, formats),
		outputs,
		noBaseline: values["no-baseline"] ?? false,
		quiet: values.quiet ?? false,
		timing: values.timing ?? false,
		colour: oneOf("--color", values.color ?? "auto", [
			"auto",
			"always",
			"never"
		]),
		...failOn !== void 0 ? { failOn: oneOf("--fail-on", failOn, [...LEVELS, "never"]) } : {},
		...values.strict !== void 0 ? { strict: values.strict } : {},
		...values.baseline !== void 0 ? { baseline: values.baseline } : {},
		...values["changed-since"] !== void 0 ? { changedSince: values["changed-since"] } : {},
		...values["stdin-path"] !== void 0 ? { stdinPath: values["stdin-path"] } : {}
	};
}
function parseBaseline(args) {
	const { values, positionals } = parse(args, BASELINE_OPTIONS);
	if (values.help) return { command: "help" };
	if (values.version) return { command: "version" };
	return {
		command: "baseline",
		...selection(positionals, values),
		prune: values.prune ?? false,
		...values.output !== void 0 ? { output: values.output } : {}
	};
}
function parseFix(args) {
	const { values, positionals } = parse(args, FIX_OPTIONS);
	if (values.help) return { command: "help" };
	if (values.version) return { command: "version" };
	return {
		command: "fix",
		...selection(positionals, values),
		write: values.write ?? false
	};
}
function selection(paths, values) {
	return {
		paths,
		noConfig: values["no-config"] ?? false,
		include: values.include ?? [],
		exclude: values.exclude ?? [],
		...values.config !== void 0 ? { config: values.config } : {},
		...values["memcached-version"] !== void 0 ? { memcachedVersion: values["memcached-version"] } : {}
	};
}
/** `FORMAT=FILE`, or a file alone in the format of `--format`. */
function parseOutput(output, format, formats) {
	const named = /^([a-z]+)=(.+)$/.exec(output);
	if (named?.[1] === void 0 || named[2] === void 0) return {
		format,
		path: output
	};
	return {
		format: oneOf("--output", named[1], formats),
		path: named[2]
	};
}
function parseListeners(args) {
	const { values, positionals } = parse(args, LISTENERS_OPTIONS);
	if (values.help) return { command: "help" };
	const stdin = values.stdin ?? false;
	if (stdin && positionals.length > 0) throw new UserError("--stdin reads the command lines; give no words beside it.");
	return {
		command: "listeners",
		argv: positionals,
		stdin,
		json: values.json ?? false,
		...values["memcached-version"] !== void 0 ? { memcachedVersion: values["memcached-version"] } : {}
	};
}
function parseExplain(args) {
	const { values, positionals } = parse(args, COMMON);
	if (values.help) return { command: "help" };
	const [rule, ...others] = positionals;
	if (rule === void 0 || others.length > 0) throw new UserError("explain takes one rule, by name or id: memcached-guard explain public-bind.");
	return {
		command: "explain",
		rule
	};
}
function parseRules(args) {
	const { values, positionals } = parse(args, {
		...COMMON,
		json: { type: "boolean" }
	});
	if (values.help) return { command: "help" };
	if (positionals.length > 0) throw new UserError("rules takes no words; memcached-guard explain RULE shows one.");
	return {
		command: "rules",
		json: values.json ?? false
	};
}
function parse(args, options) {
	try {
		return parseArgs({
			args: [...args],
			options,
			allowPositionals: true,
			strict: true
		});
	} catch (error) {
		throw new UserError(explainParseError(error, Object.keys(options)));
	}
}
function explainParseError(error, options) {
	const text = error instanceof Error ? error.message : String(error);
	const unknown = /^Unknown option '(-{1,2})([^']+)'/.exec(text);
	if (unknown?.[1] === void 0 || unknown[2] === void 0) return `${text.replace(/\.?$/, ".")} See --help.`;
	const guess = nearest(unknown[2], options);
	const hint = guess === void 0 ? "see --help" : `did you mean --${guess}?`;
	return `There is no option ${unknown[1]}${unknown[2]}; ${hint} (memcached's own options stand after "listeners --").`;
}
function oneOf(option, value, allowed) {
	const found = allowed.find((candidate) => candidate === value);
	if (found === void 0) throw new UserError(`${option} takes ${allowed.join(", ")}, not "${value}".`);
	return found;
}

// src/command/main.ts
/** Names of the report formats; a test keeps them equal to the reporters' registry. */
const FORMAT_NAMES = [
	"text",
	"json",
	"sarif",
	"github",
	"markdown",
	"gitlab",
	"junit",
	"checkstyle",
	"rdjson"
];
/** Runs one command line. Returns the exit code; never throws. Heavy parts are loaded by the command that needs them. */
async function main(args, host) {
	try {
		return await run(args, host);
	} catch (error) {
		if (error instanceof UserError) {
			host.printError(`memcached-guard: ${error.message}\n`);
			return 2;
		}
		if (error instanceof CannotFinish) {
			host.printError(`memcached-guard: ${error.message}\n`);
			return 3;
		}
		const cause = error instanceof Error ? error.stack ?? error.message : String(error);
		host.printError(`memcached-guard: this is a bug, please report it with the lines below.\n${cause}\n`);
		return 3;
	}
}
async function run(args, host) {
	const command = parseCommandLine(args, FORMAT_NAMES);
	switch (command.command) {
		case "help":
			host.print(HELP);
			return 0;
		case "version":
			host.print(`${(await import("./chunks/tool-version.js")).TOOL_VERSION}\n`);
			return 0;
		case "rules": return (await import("./chunks/run-rules.js")).runRules(command.json, host);
		case "explain": return (await import("./chunks/run-rules.js")).runExplain(command.rule, host);
		case "listeners": return (await import("./chunks/run-listeners.js")).runListeners(command, host);
		case "fix": return (await import("./chunks/run-fix.js")).runFix(command, host);
		case "baseline": return (await import("./chunks/run-baseline.js")).runBaseline(command, host);
		case "check": return (await import("./chunks/run-check.js")).runCheck(command, host);
	}
}

// src/cli.ts
/** The command's door: the only place, beside the Action's, that knows the process it runs in. */
process.stdout.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
});
process.exitCode = await main(process.argv.slice(2), {
	workingDirectory: process.cwd().replaceAll("\\", "/").replace(/(.)\/$/, "$1"),
	fileSystem: nodeFileSystem(),
	environment: process.env,
	isTerminal: process.stdout.isTTY === true,
	print: (text) => void process.stdout.write(text),
	printError: (text) => void process.stderr.write(text),
	readStandardInput: async () => {
		process.stdin.setEncoding("utf8");
		let text = "";
		for await (const chunk of process.stdin) text += chunk;
		return text;
	},
	writeFile: (path, text) => writeFileSync(path, text),
	git: nodeGit(process.env),
	today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
	now: () => performance.now()
});

export {  };
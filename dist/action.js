import { n as nodeGit, t as nodeFileSystem } from "./chunks/node-file-system.js";
import { n as workflowCommand, t as planAnnotations } from "./chunks/annotation-plan.js";
import { a as check, i as readConfiguration, n as overrideConfiguration, r as loadConfiguration, t as openRepository } from "./chunks/open-repository.js";
import { n as exitCode, t as countsOf } from "./chunks/report.js";
import { i as findReporter, n as resolveCommit, r as parsePatch, t as changesSince } from "./chunks/git-changes.js";
import { t as RULES } from "./chunks/registry.js";
import { t as SourceFile } from "./chunks/source-file.js";
import { a as shownFindings, i as plural, o as shownLevel, p as visible, r as messageOf$1, s as worstFirst, t as helpOf, u as secretSpans } from "./chunks/wording.js";
import { n as verdict } from "./chunks/verdict.js";
import { t as firstLineOf } from "./chunks/region.js";
import { n as combineEdits, t as applyEdits } from "./chunks/apply-edits.js";
import { a as markdownText, o as markdownVerbatim } from "./chunks/markdown.js";
import { t as patternProblem } from "./chunks/pattern-problem.js";
import { t as LEVELS } from "./chunks/level.js";
import { t as BASELINE_PATH } from "./chunks/baseline.js";
import * as os from "os";
import os$1, { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import * as path from "path";
import * as events from "events";
import * as child from "child_process";
import { setTimeout } from "timers";
import { randomUUID } from "node:crypto";
import path$1 from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";

// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}

// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/summary.js
var __awaiter$6 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$6(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$6(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$6(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const _summary = new Summary();
const summary = _summary;

// node_modules/@actions/io/lib/io-util.js
var __awaiter$5 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs.promises;
const IS_WINDOWS$1 = process.platform === "win32";
const READONLY = fs.constants.O_RDONLY;
function exists(fsPath) {
	return __awaiter$5(this, void 0, void 0, function* () {
		try {
			yield stat(fsPath);
		} catch (err) {
			if (err.code === "ENOENT") return false;
			throw err;
		}
		return true;
	});
}
/**
* On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
* \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
*/
function isRooted(p) {
	p = normalizeSeparators(p);
	if (!p) throw new Error("isRooted() parameter \"p\" cannot be empty");
	if (IS_WINDOWS$1) return p.startsWith("\\") || /^[A-Z]:/i.test(p);
	return p.startsWith("/");
}
/**
* Best effort attempt to determine whether a file exists and is executable.
* @param filePath    file path to check
* @param extensions  additional file extensions to try
* @return if file exists and is executable, returns the file path. otherwise empty string.
*/
function tryGetExecutablePath(filePath, extensions) {
	return __awaiter$5(this, void 0, void 0, function* () {
		let stats = void 0;
		try {
			stats = yield stat(filePath);
		} catch (err) {
			if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
		}
		if (stats && stats.isFile()) {
			if (IS_WINDOWS$1) {
				const upperExt = path.extname(filePath).toUpperCase();
				if (extensions.some((validExt) => validExt.toUpperCase() === upperExt)) return filePath;
			} else if (isUnixExecutable(stats)) return filePath;
		}
		const originalFilePath = filePath;
		for (const extension of extensions) {
			filePath = originalFilePath + extension;
			stats = void 0;
			try {
				stats = yield stat(filePath);
			} catch (err) {
				if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
			}
			if (stats && stats.isFile()) {
				if (IS_WINDOWS$1) {
					try {
						const directory = path.dirname(filePath);
						const upperName = path.basename(filePath).toUpperCase();
						for (const actualName of yield readdir(directory)) if (upperName === actualName.toUpperCase()) {
							filePath = path.join(directory, actualName);
							break;
						}
					} catch (err) {
						console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
					}
					return filePath;
				} else if (isUnixExecutable(stats)) return filePath;
			}
		}
		return "";
	});
}
function normalizeSeparators(p) {
	p = p || "";
	if (IS_WINDOWS$1) {
		p = p.replace(/\//g, "\\");
		return p.replace(/\\\\+/g, "\\");
	}
	return p.replace(/\/\/+/g, "/");
}
function isUnixExecutable(stats) {
	return (stats.mode & 1) > 0 || (stats.mode & 8) > 0 && process.getgid !== void 0 && stats.gid === process.getgid() || (stats.mode & 64) > 0 && process.getuid !== void 0 && stats.uid === process.getuid();
}

// node_modules/@actions/io/lib/io.js
var __awaiter$4 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
/**
* Returns path of a tool had the tool actually been invoked.  Resolves via paths.
* If you check and the tool does not exist, it will throw.
*
* @param     tool              name of the tool
* @param     check             whether to check if tool exists
* @returns   Promise<string>   path to tool
*/
function which(tool, check) {
	return __awaiter$4(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		if (check) {
			const result = yield which(tool, false);
			if (!result) {
				if (IS_WINDOWS$1) throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
				else throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
			}
			return result;
		}
		const matches = yield findInPath(tool);
		if (matches && matches.length > 0) return matches[0];
		return "";
	});
}
/**
* Returns a list of all occurrences of the given tool on the system path.
*
* @returns   Promise<string[]>  the paths of the tool
*/
function findInPath(tool) {
	return __awaiter$4(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		const extensions = [];
		if (IS_WINDOWS$1 && process.env["PATHEXT"]) {
			for (const extension of process.env["PATHEXT"].split(path.delimiter)) if (extension) extensions.push(extension);
		}
		if (isRooted(tool)) {
			const filePath = yield tryGetExecutablePath(tool, extensions);
			if (filePath) return [filePath];
			return [];
		}
		if (tool.includes(path.sep)) return [];
		const directories = [];
		if (process.env.PATH) {
			for (const p of process.env.PATH.split(path.delimiter)) if (p) directories.push(p);
		}
		const matches = [];
		for (const directory of directories) {
			const filePath = yield tryGetExecutablePath(path.join(directory, tool), extensions);
			if (filePath) matches.push(filePath);
		}
		return matches;
	});
}

// node_modules/@actions/exec/lib/toolrunner.js
var __awaiter$3 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const IS_WINDOWS = process.platform === "win32";
var ToolRunner = class extends events.EventEmitter {
	constructor(toolPath, args, options) {
		super();
		if (!toolPath) throw new Error("Parameter 'toolPath' cannot be null or empty.");
		this.toolPath = toolPath;
		this.args = args || [];
		this.options = options || {};
	}
	_debug(message) {
		if (this.options.listeners && this.options.listeners.debug) this.options.listeners.debug(message);
	}
	_getCommandString(options, noPrefix) {
		const toolPath = this._getSpawnFileName();
		const args = this._getSpawnArgs(options);
		let cmd = noPrefix ? "" : "[command]";
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				cmd += toolPath;
				for (const a of args) cmd += ` ${a}`;
			} else if (options.windowsVerbatimArguments) {
				cmd += `"${toolPath}"`;
				for (const a of args) cmd += ` ${a}`;
			} else {
				cmd += this._windowsQuoteCmdArg(toolPath);
				for (const a of args) cmd += ` ${this._windowsQuoteCmdArg(a)}`;
			}
		} else {
			cmd += toolPath;
			for (const a of args) cmd += ` ${a}`;
		}
		return cmd;
	}
	_processLineBuffer(data, strBuffer, onLine) {
		try {
			let s = strBuffer + data.toString();
			let n = s.indexOf(os.EOL);
			while (n > -1) {
				onLine(s.substring(0, n));
				s = s.substring(n + os.EOL.length);
				n = s.indexOf(os.EOL);
			}
			return s;
		} catch (err) {
			this._debug(`error processing line. Failed with error ${err}`);
			return "";
		}
	}
	_getSpawnFileName() {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) return process.env["COMSPEC"] || "cmd.exe";
		}
		return this.toolPath;
	}
	_getSpawnArgs(options) {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
				for (const a of this.args) {
					argline += " ";
					argline += options.windowsVerbatimArguments ? a : this._windowsQuoteCmdArg(a);
				}
				argline += "\"";
				return [argline];
			}
		}
		return this.args;
	}
	_endsWith(str, end) {
		return str.endsWith(end);
	}
	_isCmdFile() {
		const upperToolPath = this.toolPath.toUpperCase();
		return this._endsWith(upperToolPath, ".CMD") || this._endsWith(upperToolPath, ".BAT");
	}
	_windowsQuoteCmdArg(arg) {
		if (!this._isCmdFile()) return this._uvQuoteCmdArg(arg);
		if (!arg) return "\"\"";
		const cmdSpecialChars = [
			" ",
			"	",
			"&",
			"(",
			")",
			"[",
			"]",
			"{",
			"}",
			"^",
			"=",
			";",
			"!",
			"'",
			"+",
			",",
			"`",
			"~",
			"|",
			"<",
			">",
			"\""
		];
		let needsQuotes = false;
		for (const char of arg) if (cmdSpecialChars.some((x) => x === char)) {
			needsQuotes = true;
			break;
		}
		if (!needsQuotes) return arg;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\"";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_uvQuoteCmdArg(arg) {
		if (!arg) return "\"\"";
		if (!arg.includes(" ") && !arg.includes("	") && !arg.includes("\"")) return arg;
		if (!arg.includes("\"") && !arg.includes("\\")) return `"${arg}"`;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\\";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_cloneExecOptions(options) {
		options = options || {};
		const result = {
			cwd: options.cwd || process.cwd(),
			env: options.env || process.env,
			silent: options.silent || false,
			windowsVerbatimArguments: options.windowsVerbatimArguments || false,
			failOnStdErr: options.failOnStdErr || false,
			ignoreReturnCode: options.ignoreReturnCode || false,
			delay: options.delay || 1e4
		};
		result.outStream = options.outStream || process.stdout;
		result.errStream = options.errStream || process.stderr;
		return result;
	}
	_getSpawnOptions(options, toolPath) {
		options = options || {};
		const result = {};
		result.cwd = options.cwd;
		result.env = options.env;
		result["windowsVerbatimArguments"] = options.windowsVerbatimArguments || this._isCmdFile();
		if (options.windowsVerbatimArguments) result.argv0 = `"${toolPath}"`;
		return result;
	}
	/**
	* Exec a tool.
	* Output will be streamed to the live console.
	* Returns promise with return code
	*
	* @param     tool     path to tool to exec
	* @param     options  optional exec options.  See ExecOptions
	* @returns   number
	*/
	exec() {
		return __awaiter$3(this, void 0, void 0, function* () {
			if (!isRooted(this.toolPath) && (this.toolPath.includes("/") || IS_WINDOWS && this.toolPath.includes("\\"))) this.toolPath = path.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
			this.toolPath = yield which(this.toolPath, true);
			return new Promise((resolve, reject) => __awaiter$3(this, void 0, void 0, function* () {
				this._debug(`exec tool: ${this.toolPath}`);
				this._debug("arguments:");
				for (const arg of this.args) this._debug(`   ${arg}`);
				const optionsNonNull = this._cloneExecOptions(this.options);
				if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + os.EOL);
				const state = new ExecState(optionsNonNull, this.toolPath);
				state.on("debug", (message) => {
					this._debug(message);
				});
				if (this.options.cwd && !(yield exists(this.options.cwd))) return reject(/* @__PURE__ */ new Error(`The cwd: ${this.options.cwd} does not exist!`));
				const fileName = this._getSpawnFileName();
				const cp = child.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
				let stdbuffer = "";
				if (cp.stdout) cp.stdout.on("data", (data) => {
					if (this.options.listeners && this.options.listeners.stdout) this.options.listeners.stdout(data);
					if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(data);
					stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.stdline) this.options.listeners.stdline(line);
					});
				});
				let errbuffer = "";
				if (cp.stderr) cp.stderr.on("data", (data) => {
					state.processStderr = true;
					if (this.options.listeners && this.options.listeners.stderr) this.options.listeners.stderr(data);
					if (!optionsNonNull.silent && optionsNonNull.errStream && optionsNonNull.outStream) (optionsNonNull.failOnStdErr ? optionsNonNull.errStream : optionsNonNull.outStream).write(data);
					errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.errline) this.options.listeners.errline(line);
					});
				});
				cp.on("error", (err) => {
					state.processError = err.message;
					state.processExited = true;
					state.processClosed = true;
					state.CheckComplete();
				});
				cp.on("exit", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				cp.on("close", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					state.processClosed = true;
					this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				state.on("done", (error, exitCode) => {
					if (stdbuffer.length > 0) this.emit("stdline", stdbuffer);
					if (errbuffer.length > 0) this.emit("errline", errbuffer);
					cp.removeAllListeners();
					if (error) reject(error);
					else resolve(exitCode);
				});
				if (this.options.input) {
					if (!cp.stdin) throw new Error("child process missing stdin");
					cp.stdin.end(this.options.input);
				}
			}));
		});
	}
};
var ExecState = class ExecState extends events.EventEmitter {
	constructor(options, toolPath) {
		super();
		this.processClosed = false;
		this.processError = "";
		this.processExitCode = 0;
		this.processExited = false;
		this.processStderr = false;
		this.delay = 1e4;
		this.done = false;
		this.timeout = null;
		if (!toolPath) throw new Error("toolPath must not be empty");
		this.options = options;
		this.toolPath = toolPath;
		if (options.delay) this.delay = options.delay;
	}
	CheckComplete() {
		if (this.done) return;
		if (this.processClosed) this._setResult();
		else if (this.processExited) this.timeout = setTimeout(ExecState.HandleTimeout, this.delay, this);
	}
	_debug(message) {
		this.emit("debug", message);
	}
	_setResult() {
		let error;
		if (this.processExited) {
			if (this.processError) error = /* @__PURE__ */ new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
			else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
			else if (this.processStderr && this.options.failOnStdErr) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
		}
		if (this.timeout) {
			clearTimeout(this.timeout);
			this.timeout = null;
		}
		this.done = true;
		this.emit("done", error, this.processExitCode);
	}
	static HandleTimeout(state) {
		if (state.done) return;
		if (!state.processClosed && state.processExited) {
			const message = `The STDIO streams did not close within ${state.delay / 1e3} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
			state._debug(message);
		}
		state._setResult();
	}
};

// node_modules/@actions/exec/lib/exec.js
var __awaiter$2 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};

// node_modules/@actions/core/lib/platform.js
var __awaiter$1 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const platform = os$1.platform();
const arch = os$1.arch();

// node_modules/@actions/core/lib/core.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Gets the values of an multiline input.  Each value is also trimmed.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string[]
*
*/
function getMultilineInput(name, options) {
	const inputs = getInput(name, options).split("\n").filter((x) => x !== "");
	if (options && options.trimWhitespace === false) return inputs;
	return inputs.map((input) => input.trim());
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Sets the action status to failed.
* When the action exits it will be with an exit code of 1
* @param message add error issue message
*/
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}

// src/github/input-error.ts
/** A mistake in how the workflow calls the action: one sentence that says what to write instead, no stack. */
var InputError = class extends Error {
	name = "InputError";
};

// src/github/log.ts
/**
* Prints text that quotes the repository. The runner obeys `::command::` at the start of a line and
* `##[command]` anywhere in one, so it is told to stop until a token that nobody can guess.
*/
function logVerbatim(text) {
	const token = randomUUID();
	info(workflowCommand("stop-commands", {}, token));
	info(text.trimEnd());
	info(workflowCommand(token, {}, ""));
}

// src/github/fail-step.ts
/**
* Fails the step for whatever was thrown: an action that could not check must never look green. A mistake of
* the workflow's author is one sentence; anything else says that it is a bug and where it happened.
*/
function failStep(thrown) {
	setFailed(thrown instanceof InputError ? thrown.message : describeBug(thrown));
	concludeFailed();
}
function describeBug(thrown) {
	const what = thrown instanceof Error ? thrown.message : textOf$1(thrown);
	logVerbatim(thrown instanceof Error ? thrown.stack ?? what : what);
	return `memcached-guard could not finish, and this is a bug of it: ${what}. Please report it with the log of this step.`;
}
function textOf$1(thrown) {
	try {
		return String(thrown);
	} catch {
		return "something that is no text";
	}
}
/** Later steps may ask, also after a crash; that there is no place for outputs must not hide what went wrong. */
function concludeFailed() {
	try {
		setOutput("conclusion", "failure");
	} catch {
		info("The outputs could not be set.");
	}
}

// src/github/annotations.ts
const SEND = {
	error,
	warning,
	notice
};
/** Sends the findings to the runner, within what it keeps. */
function annotate(report, whereToSeeAll) {
	for (const { level, title, message, place } of planAnnotations(report, whereToSeeAll)) SEND[level](message, {
		title,
		...place
	});
}

// src/github/api/failure.ts
/** Why GitHub's API did not do what was asked, as the end of a sentence: "the token lacks the permission checks: write". */
var ApiFailure = class extends Error {
	name = "ApiFailure";
	/** The HTTP status; `undefined` where there was no answer. */
	status;
	constructor(because, status) {
		super(because);
		this.status = status;
	}
};

// src/github/api/client.ts
/** A write channel is worth a little waiting, not a stuck job. */
const CLIENT_LIMITS = {
	request: 1e4,
	total: 6e4,
	wait: 20
};
const MOST_TRIES = 3;
const PER_PAGE = 100;
/** GitHub's REST API with patience: waits when asked to, tries again what can be, gives up with an `ApiFailure`. */
var ApiClient = class {
	#transport;
	#limits;
	#deadline;
	constructor(transport, limits = CLIENT_LIMITS) {
		this.#transport = transport;
		this.#limits = limits;
		this.#deadline = AbortSignal.timeout(limits.total);
	}
	/**
	* The data of a successful answer. Throws an `ApiFailure`.
	* @param permission what the token needs for this, as in a workflow: `checks: write`
	*/
	async request(route, parameters, permission) {
		return (await this.#answer(route, parameters, permission)).data;
	}
	/** The items of all pages, at most `most`. Throws an `ApiFailure`. */
	async all(route, parameters, permission, most) {
		const items = [];
		for (let page = 1; items.length < most; page++) {
			const query = {
				...parameters,
				per_page: PER_PAGE,
				page
			};
			const { data, headers } = await this.#answer(route, query, permission);
			if (!Array.isArray(data)) throw new ApiFailure("GitHub answered with something else than a list");
			items.push(...data);
			if (data.length === 0 || !/rel="next"/.test(String(headers["link"] ?? ""))) break;
		}
		return items.slice(0, most);
	}
	async #answer(route, parameters, permission) {
		for (let left = 2;; left--) {
			const answer = await this.#send(route, parameters, left);
			if (answer === void 0) continue;
			if (answer.status < 300) return answer;
			const wait = left > 0 ? this.#waitFor(route, answer, left) : void 0;
			if (wait === void 0) throw new ApiFailure(because(answer, permission), answer.status);
			await this.#sleep(wait);
		}
	}
	/** `undefined` where there was no answer and it is worth to ask again. */
	async #send(route, parameters, left) {
		const signal = AbortSignal.any([this.#deadline, AbortSignal.timeout(this.#limits.request)]);
		try {
			return await this.#transport(route, parameters, signal);
		} catch (error) {
			if (left > 0 && route.startsWith("GET ") && !this.#deadline.aborted) {
				await this.#sleep(MOST_TRIES - left);
				return;
			}
			throw new ApiFailure(`GitHub did not answer (${signal.aborted ? "it took too long" : textOf(error)})`);
		}
	}
	/** How many seconds to wait before asking again; `undefined` to give up. */
	#waitFor(route, { status, headers }, left) {
		if (!(status === 429 || status === 403 && isRateLimit(headers)) && !(status >= 500 && route.startsWith("GET "))) return void 0;
		const asked = Number(headers["retry-after"] ?? MOST_TRIES - left);
		return Number.isFinite(asked) && asked >= 0 && asked <= this.#limits.wait ? asked : void 0;
	}
	async #sleep(seconds) {
		try {
			await setTimeout$1(seconds * 1e3, void 0, { signal: this.#deadline });
		} catch {
			throw new ApiFailure("GitHub took too long");
		}
	}
};
function isRateLimit(headers) {
	return headers["retry-after"] !== void 0 || String(headers["x-ratelimit-remaining"]) === "0";
}
function because({ status, data, headers }, permission) {
	if (status === 429 || status === 403 && isRateLimit(headers)) return `GitHub limits how much may be asked (${status})`;
	if (status === 401) return "the token is not valid (401)";
	if (status === 403) return `the token lacks the permission ${permission} (403)`;
	if (status === 404) return `GitHub does not find it, or the token lacks the permission ${permission} (404)`;
	if (status >= 500) return `GitHub has a problem (${status})`;
	return `GitHub refused it (${status}${messageOf(data)})`;
}
function messageOf(data) {
	const message = data?.message;
	return typeof message === "string" ? `: ${visible(message).slice(0, 200)}` : "";
}
function textOf(error) {
	return visible(error instanceof Error ? error.message : String(error)).slice(0, 200);
}

// src/github/api/connect.ts
/** Opens the API when it is first asked for; `undefined` without a token, and then nothing of it is ever loaded. */
function connector(token, environment) {
	if (token === void 0) return void 0;
	const url = environment["GITHUB_API_URL"] || "https://api.github.com";
	let client;
	return () => {
		client ??= import("./chunks/octokit.js").then(({ octokitTransport }) => new ApiClient(octokitTransport(token, url)));
		return client;
	};
}

// src/github/pull-request-files.ts
/** GitHub lists so many files of a pull request and not one more. */
const MOST_FILES = 3e3;
/** The files of a pull request. Throws an `ApiFailure`. */
async function pullRequestFiles(client, { owner, repo }, number) {
	const items = await client.all("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", {
		owner,
		repo,
		pull_number: number
	}, "pull-requests: read", MOST_FILES);
	return {
		files: changedFiles(items),
		isComplete: items.length < MOST_FILES
	};
}
/** Entries of the API's lists of files; what is none is passed over. */
function changedFiles(items) {
	return items.flatMap((item) => {
		const { filename, previous_filename, status, patch, changes } = item;
		if (typeof filename !== "string") return [];
		return [{
			path: filename,
			status: typeof status === "string" ? status : "modified",
			...typeof previous_filename === "string" ? { previousPath: previous_filename } : {},
			...typeof patch === "string" ? { patch } : {},
			...typeof changes === "number" ? { lines: changes } : {}
		}];
	});
}

// src/github/api-changes.ts
/** A comparison of two commits lists so many files and not one more. */
const MOST_COMPARED = 300;
/**
* What changed, as GitHub tells, for a checkout that lacks the base: the files of the pull request, else the
* comparison with the commit before. A file without a patch is changed as a whole.
*/
function apiChanges(connect, event) {
	return async () => {
		const { pullRequest, baseSha } = event;
		if (pullRequest === void 0 && baseSha === void 0) return { unavailable: "The event does not say what it changes." };
		try {
			const client = await connect();
			const files = pullRequest === void 0 ? await compared(client, event, baseSha ?? "") : await ofPullRequest(client, event, pullRequest.number);
			return typeof files === "string" ? { unavailable: files } : files.flatMap(toChange);
		} catch (error) {
			if (!(error instanceof ApiFailure)) throw error;
			return { unavailable: `GitHub does not say what changed: ${error.message}.` };
		}
	};
}
async function ofPullRequest(client, event, number) {
	const { files, isComplete } = await pullRequestFiles(client, event, number);
	return isComplete ? files : tooMany("The pull request", MOST_FILES);
}
async function compared(client, event, baseSha) {
	const { owner, repo, headSha } = event;
	const files = (await client.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
		owner,
		repo,
		basehead: `${baseSha}...${headSha}`,
		per_page: 1
	}, "contents: read"))?.files;
	if (!Array.isArray(files)) return "GitHub lists no files of this comparison.";
	return files.length < MOST_COMPARED ? changedFiles(files) : tooMany("The comparison", MOST_COMPARED);
}
function tooMany(what, most) {
	return `${what} has ${most.toLocaleString("en")} files or more, and GitHub lists no more than that, so every file counts as changed.`;
}
const STATUSES = {
	added: "added",
	copied: "added",
	removed: "removed",
	renamed: "renamed"
};
function toChange({ path, previousPath, status, patch, lines }) {
	if (status === "unchanged") return [];
	const kind = STATUSES[status] ?? "modified";
	const edits = lines === 0 && kind === "renamed" ? [] : patch === void 0 ? void 0 : parsePatch(patch);
	return [{
		path,
		status: kind,
		...kind === "renamed" && previousPath !== void 0 ? { previousPath } : {},
		...edits === void 0 ? {} : { edits }
	}];
}

// src/github/check-run.ts
/** The API takes this many annotations in one request. */
const BATCH = 50;
/** More annotations than this are no help; the job summary has the rest. */
const MOST_ANNOTATIONS = 500;
/** `output.summary` may have 65,535 characters. */
const LONGEST_SUMMARY = 65e3;
const PERMISSION$1 = "checks: write";
const NAME = "memcached-guard";
/** Sets a check run on the head commit, with an annotation for every finding in batches. Throws an `ApiFailure`. */
async function publishCheckRun(client, { owner, repo, headSha }, report, passes, text) {
	const findings = worstFirst(shownFindings(report));
	const annotations = findings.slice(0, MOST_ANNOTATIONS).map(annotation);
	const missing = findings.length - annotations.length;
	const more = missing > 0 ? `\n\n_${plural(missing, "more finding")} without an annotation._` : "";
	const fits = text.summary.length + more.length <= LONGEST_SUMMARY;
	const output = {
		title: visible(text.title),
		summary: (fits ? text.summary : visible(text.title)) + more
	};
	const id = (await client.request("POST /repos/{owner}/{repo}/check-runs", {
		owner,
		repo,
		name: NAME,
		head_sha: headSha,
		status: "completed",
		conclusion: passes ? "success" : "failure",
		output: {
			...output,
			annotations: annotations.slice(0, BATCH)
		}
	}, PERMISSION$1))?.id;
	if (typeof id !== "number") return;
	for (let at = BATCH; at < annotations.length; at += BATCH) await client.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
		owner,
		repo,
		check_run_id: id,
		output: {
			...output,
			annotations: annotations.slice(at, at + BATCH)
		}
	}, PERMISSION$1);
}
function annotation(finding) {
	const level = shownLevel(finding);
	const { startLine, endLine, startColumn, endColumn } = firstLineOf(finding.at);
	return {
		path: finding.at.file.path,
		start_line: startLine,
		end_line: endLine,
		start_column: startColumn,
		end_column: endColumn,
		annotation_level: level === "error" ? "failure" : level,
		title: visible(`${finding.rule} ${finding.name}`),
		message: `${visible(messageOf$1(finding))}\nFix: ${visible(helpOf(finding))}`
	};
}

// src/github/suggestions/marker.ts
const MARKER = /<!-- memcached-guard suggestion ([0-9a-f]{1,64}) -->/;
/** An invisible mark that says which finding a comment is about. */
function marker(fingerprint) {
	return `<!-- memcached-guard suggestion ${fingerprint} -->`;
}
/** The finding that a comment of ours is about. */
function fingerprintIn(body) {
	return MARKER.exec(body)?.[1];
}
/** The body of a comment that is done with: it stays in its thread, and its suggestion cannot be taken any more. */
function withoutSuggestion(body) {
	return `${body.split("\n\n")[0] ?? ""}\n\nThis is mended.`;
}

// src/github/suggestions/patch-lines.ts
/** Reads the `patch` of a changed file, in which GitHub lets people comment on every line that it shows. */
function patchLines(patch) {
	const lines = /* @__PURE__ */ new Map();
	let at = 0;
	for (const line of patch.split("\n")) {
		const hunk = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/.exec(line);
		if (hunk?.[1] !== void 0) at = Number(hunk[1]);
		else if (line.startsWith("+") || line.startsWith(" ")) lines.set(at++, line.slice(1));
	}
	return lines;
}

// src/github/suggestions/review-comments.ts
const MOST_COMMENTS = 3e3;
/** Every comment of the pull request that carries our mark. Throws an `ApiFailure`. */
async function ownComments(client, { owner, repo }, number) {
	const comments = (await client.all("GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", {
		owner,
		repo,
		pull_number: number
	}, "pull-requests: read", MOST_COMMENTS)).map((item) => item);
	const answered = new Set(comments.map(({ in_reply_to_id }) => in_reply_to_id));
	return comments.flatMap(({ id, body, user }) => {
		const fingerprint = typeof body === "string" ? fingerprintIn(body) : void 0;
		if (typeof id !== "number" || typeof body !== "string" || fingerprint === void 0) return [];
		return [{
			id,
			fingerprint,
			body,
			isBot: user?.type === "Bot",
			hasReplies: answered.has(id)
		}];
	});
}

// src/github/suggestions/suggestion.ts
/** Nobody reads a suggestion that replaces more lines. */
const MOST_LINES = 10;
/**
* The suggestion for a finding, where its fix stays within lines that the diff shows and that read the same there:
* the checkout is a trial merge, whose lines may stand elsewhere than in the head of the pull request.
*/
function suggestionFor(finding, fix, shown) {
	const { file } = fix.edits[0]?.at ?? finding.at;
	const edits = combineEdits([fix])?.get(file.path);
	if (edits === void 0 || fix.edits.some(({ at }) => at.file !== file)) return void 0;
	const first = Math.min(...edits.map(({ start }) => file.positionAt(start).line));
	const last = Math.max(...edits.map(({ end }) => file.positionAt(end).line));
	if (last - first >= MOST_LINES) return void 0;
	for (let line = first; line <= last; line++) if (!!file.text.slice(file.lineStarts[line - 1], file.lineStarts[line]).includes("\r") || shown.get(line) !== file.line(line)) return void 0;
	const { start } = file.lineSpan(first);
	const { end } = file.lineSpan(last);
	const within = edits.map((edit) => ({
		...edit,
		start: edit.start - start,
		end: edit.end - start
	}));
	const text = applyEdits(file.text.slice(start, end), within);
	const block = markdownVerbatim("suggestion", text.split("\n"));
	if (block === void 0 || secretSpans(text).length > 0) return void 0;
	const body = `${`**${markdownText(`${finding.rule} ${finding.name}`)}**: ${markdownText(messageOf$1(finding))}`}\n\n${block}\n\n${marker(finding.fingerprint)}`;
	return {
		path: file.path,
		first,
		last,
		body
	};
}

// src/github/suggestions/publish.ts
/** A review with more comments than this is a wall. */
const MOST_SUGGESTIONS = 20;
const PERMISSION = "pull-requests: write";
/**
* Suggests the confirmed fixes on the lines of the pull request, each once, in one review; takes away those that
* are done with. Throws an `ApiFailure`.
*/
async function publishSuggestions(client, event, report, fixes) {
	const number = event.pullRequest?.number;
	if (number === void 0) return;
	const comments = await ownComments(client, event, number);
	const findings = worstFirst(shownFindings(report));
	const current = new Set(findings.map(({ fingerprint }) => fingerprint));
	for (const comment of comments) if (comment.isBot && !current.has(comment.fingerprint)) await takeAway(client, event, comment);
	const said = new Set(comments.map(({ fingerprint }) => fingerprint));
	const wanted = findings.filter((finding) => fixes.has(finding) && !said.has(finding.fingerprint));
	if (wanted.length === 0) return;
	const { files } = await pullRequestFiles(client, event, number);
	const patches = new Map(files.map(({ path, patch }) => [path, patch]));
	const suggestions = wanted.flatMap((finding) => {
		const fix = fixes.get(finding);
		const patch = patches.get(fix?.edits[0]?.at.file.path ?? "");
		const suggestion = fix && patch !== void 0 ? suggestionFor(finding, fix, patchLines(patch)) : void 0;
		return suggestion === void 0 ? [] : [suggestion];
	});
	if (suggestions.length > 0) await review(client, event, number, suggestions.slice(0, MOST_SUGGESTIONS));
}
async function review(client, { owner, repo, headSha }, number, suggestions) {
	await client.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
		owner,
		repo,
		pull_number: number,
		commit_id: headSha,
		event: "COMMENT",
		body: `memcached-guard suggests ${plural(suggestions.length, "change")}.`,
		comments: suggestions.map(({ path, first, last, body }) => ({
			path,
			body,
			side: "RIGHT",
			line: last,
			...first < last ? {
				start_line: first,
				start_side: "RIGHT"
			} : {}
		}))
	}, PERMISSION);
}
/** A comment that nobody answered goes; else it stays, since people's words are theirs, but says that it is done. */
async function takeAway(client, { owner, repo }, { id, body, hasReplies }) {
	const comment = {
		owner,
		repo,
		comment_id: id
	};
	const route = "/repos/{owner}/{repo}/pulls/comments/{comment_id}";
	try {
		if (!hasReplies) await client.request(`DELETE ${route}`, comment, PERMISSION);
		else await client.request(`PATCH ${route}`, {
			...comment,
			body: withoutSuggestion(body)
		}, PERMISSION);
	} catch (error) {
		if (!(error instanceof ApiFailure && error.status === 404)) throw error;
	}
}

// src/github/channels.ts
/**
* Writes to the pull request where it was asked for. A channel that fails is lost with one line that says why and
* what it needs; the lines are returned, since none of this may change the verdict. Never throws.
*/
async function writeChannels({ checks, suggestions }, event, connect, told) {
	const lost = [];
	const attempt = async (what, write) => {
		try {
			if (event === void 0) throw new ApiFailure("this is no run of a workflow");
			if (connect === void 0) throw new ApiFailure("the input github-token is empty");
			await write(await connect(), event);
		} catch (error) {
			lost.push(`${what}: ${reasonOf(error, event)}. The verdict does not depend on it.`);
		}
	};
	if (checks) {
		const title = verdict(told.report);
		await attempt("No check run", (client, at) => publishCheckRun(client, at, told.report, told.passes, {
			title,
			summary: told.summary
		}));
	}
	if (suggestions && (event === void 0 || event.pullRequest !== void 0)) await attempt("No suggestions", (client, at) => publishSuggestions(client, at, told.report, told.fixes));
	return lost;
}
function reasonOf(error, event) {
	if (!(error instanceof ApiFailure)) return `there is a bug (${error instanceof Error ? error.message : error})`;
	if (!(error.status === 403 || error.status === 404) || event?.pullRequest?.isFork !== true) return error.message;
	return `${error.message}, as usual for a pull request from a fork`;
}

// src/github/event.ts
const EVENT_LIMIT = 16777216;
const SHA = /^(?!0+$)[0-9a-f]{40,64}$/;
/** Reads the event from the runner's variables and file; `undefined` outside of a runner. Never throws. */
function readEvent(environment, fileSystem) {
	const [owner, repo] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
	const sha = environment["GITHUB_SHA"] ?? "";
	if (!owner || !repo || !SHA.test(sha)) return void 0;
	const payload = readPayload(environment["GITHUB_EVENT_PATH"] ?? "", fileSystem);
	const pull = payload["pull_request"];
	if (isRecord(pull) && Number.isSafeInteger(pull["number"])) {
		const head = field(pull, "head");
		const isFork = field(head, "repo")["full_name"] !== field(field(pull, "base"), "repo")["full_name"];
		return {
			owner,
			repo,
			headSha: shaOf(head["sha"]) ?? sha,
			...base(field(pull, "base")["sha"]),
			pullRequest: {
				number: Number(pull["number"]),
				isFork
			}
		};
	}
	return {
		owner,
		repo,
		headSha: sha,
		...base(field(payload, "merge_group")["base_sha"] ?? payload["before"])
	};
}
function readPayload(path, fileSystem) {
	const bytes = path === "" ? void 0 : fileSystem.read(path, EVENT_LIMIT);
	try {
		const value = JSON.parse(new TextDecoder().decode(bytes ?? /* @__PURE__ */ new Uint8Array()));
		return isRecord(value) ? value : {};
	} catch {
		return {};
	}
}
function base(value) {
	const baseSha = shaOf(value);
	return baseSha === void 0 ? {} : { baseSha };
}
function shaOf(value) {
	return typeof value === "string" && SHA.test(value) ? value : void 0;
}
function field(value, name) {
	const found = value[name];
	return isRecord(found) ? found : {};
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/github/inputs.ts
/** Reads the inputs. Throws a `InputError` that names the input and what it takes. */
function readInputs() {
	const failOn = choice("fail-on", [...LEVELS, "never"]);
	const strict = flag("strict");
	const version = text("memcached-version");
	const config = text("config");
	const baseline = text("baseline");
	const sarifFile = text("sarif-file");
	const jsonFile = text("json-file");
	const token = text("github-token");
	return {
		path: text("path") ?? "",
		...config === void 0 ? {} : { config },
		...baseline === void 0 ? {} : { baseline },
		scope: choice("scope", ["all", "changed"]) ?? "all",
		overrides: {
			...failOn === void 0 ? {} : { failOn },
			...strict === void 0 ? {} : { strict },
			...version === void 0 ? {} : { memcachedVersion: version },
			include: patterns("include"),
			exclude: patterns("exclude")
		},
		...sarifFile === void 0 ? {} : { sarifFile },
		...jsonFile === void 0 ? {} : { jsonFile },
		summary: flag("summary") ?? true,
		annotations: flag("annotations") ?? true,
		checks: flag("checks") ?? false,
		suggestions: flag("suggestions") ?? false,
		...token === void 0 ? {} : { token }
	};
}
function text(name) {
	const value = getInput(name);
	return value === "" ? void 0 : value;
}
function choice(name, allowed) {
	const value = text(name);
	if (value === void 0) return void 0;
	const found = allowed.find((each) => each === value);
	if (found === void 0) throw new InputError(`The input ${name} takes ${allowed.join(", ")}, not "${value}".`);
	return found;
}
function flag(name) {
	const value = text(name)?.toLowerCase();
	if (value === void 0) return void 0;
	if (value !== "true" && value !== "false") throw new InputError(`The input ${name} takes true or false, not "${value}".`);
	return value === "true";
}
/** One glob a line. */
function patterns(name) {
	const list = getMultilineInput(name).filter((pattern) => pattern !== "");
	for (const pattern of list) {
		const problem = patternProblem(pattern);
		if (problem !== void 0) throw new InputError(`The input ${name} has the pattern "${pattern}", but ${problem}.`);
	}
	return list;
}

// src/github/job-summary.ts
/** Adds Markdown to the job's summary. Without one (an old runner, a local run) it says so in the log and goes on. */
async function writeJobSummary(markdown) {
	try {
		await summary.addRaw(markdown, true).write();
	} catch (error) {
		info(`No job summary: ${error instanceof Error ? error.message : String(error)}`);
	}
}

// src/github/outputs.ts
/** Sets every output of action.yml; files that were not written are empty. */
function setOutputs(report, failOn, files) {
	const { errors, warnings, notices, waived, launches } = countsOf(report);
	const outputs = {
		conclusion: exitCode(report, failOn) === 0 ? "success" : "failure",
		errors,
		warnings,
		notices,
		waived,
		launches,
		"sarif-file": files.sarif ?? "",
		"json-file": files.json ?? ""
	};
	for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

// src/github/source-url.ts
/** Where the workflow's own repository can be looked at, from the runner's variables; `undefined` elsewhere. */
function sourceUrl(environment) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = environment;
	if (!server || !repository || !sha || !/^[0-9a-f]{40,64}$/.test(sha)) return void 0;
	return `${server}/${repository}/blob/${sha}`;
}

// src/github/event-changes.ts
/** What the event changed, as the checkout's own git tells: no token, no network. */
function localChanges(folder, event) {
	return async () => {
		if (event?.baseSha === void 0) return { unavailable: "What changed cannot be known, so every finding counts: the event names no commit to compare with, as the first push of a branch, a schedule or a manual run." };
		return changesSince(folder, await trialMergeBase(folder, event) ?? event.baseSha);
	};
}
/**
* What a pull request is merged into on trial. The checkout is that merge as a rule, and the branch may have moved
* on since the event, so that the event's base would blame the pull request for the commits of others.
*/
async function trialMergeBase(folder, event) {
	if (event.pullRequest === void 0) return void 0;
	return await resolveCommit(folder, "HEAD^2") === event.headSha ? resolveCommit(folder, "HEAD^1") : void 0;
}
/** The first source that knows; what the last one says where none does. */
async function firstKnown(sources) {
	let answer = { unavailable: "What changed cannot be known, so every finding counts." };
	for (const source of sources) {
		answer = await source();
		if (!("unavailable" in answer)) return answer;
	}
	return answer;
}

// src/github/what-counts.ts
/** The baseline of the input, from the workspace; else what the configuration names or the checked folder brings. */
async function baselineFor({ baseline }, { root, checkout, folder }, repository, configured, fileSystem) {
	if ((baseline ?? configured) === void 0 && !repository.has(repository.prefix + ".memcached-guard-baseline.json")) return [];
	const [{ findBaseline, readBaseline }, { BASELINE_LIMIT }] = await Promise.all([import("./chunks/find-baseline.js"), import("./chunks/baseline-file.js")]);
	const read = (file) => fileSystem.read(file, BASELINE_LIMIT + 1);
	if (baseline === void 0) {
		const found = findBaseline(repository, configured, (name) => read(path$1.join(folder, name)));
		if (found !== void 0 && "error" in found) throw new InputError(found.error);
		return found?.entries ?? [];
	}
	const file = path$1.resolve(root, baseline);
	const bytes = read(file);
	if (bytes === void 0) throw new InputError(`The input baseline takes a file of the workspace, and "${baseline}" cannot be read.`);
	const found = readBaseline(path$1.relative(checkout, file).replaceAll("\\", "/"), bytes);
	if ("error" in found) throw new InputError(found.error);
	return found.entries;
}
/**
* What the event changed where only that shall fail: from the checkout's git, else as the API tells. Where nobody
* knows, everything counts and one sentence says so.
*/
async function changeFor({ scope }, folder, event, api) {
	if (scope === "all") return void 0;
	const change = await firstKnown([localChanges(folder, event), ...api === void 0 ? [] : [api]]);
	if (!("unavailable" in change)) return change;
	notice(change.unavailable, { title: "scope: changed" });
}

// src/github/workspace.ts
/** Finds the folder that the input `path` names. Throws an `InputError` where it is none of the workspace. */
function resolveWorkspace(root, input, fileSystem) {
	const folder = path$1.resolve(root, input);
	if (!isWithin(path$1.resolve(root), folder)) throw new InputError(`The input path takes a folder of the workspace, and "${input}" lies outside.`);
	if (fileSystem.list(folder) === void 0) throw new InputError(input === "" ? `There is no workspace at ${root}: run actions/checkout before this action.` : `The input path takes a folder of the workspace, and "${input}" is none.`);
	const checkout = findCheckout(path$1.resolve(root), folder, fileSystem);
	const relative = path$1.relative(checkout, folder).replaceAll("\\", "/");
	return {
		root,
		checkout,
		folder,
		prefix: relative === "" ? "" : `${relative}/`
	};
}
/** The nearest folder with a `.git`, from `folder` up to the workspace; the workspace where there is none. */
function findCheckout(root, folder, fileSystem) {
	for (let at = folder; at !== root; at = path$1.dirname(at)) if (isCheckout(at, fileSystem)) return at;
	return root;
}
function isCheckout(folder, fileSystem) {
	return fileSystem.list(folder)?.some(({ name }) => name === ".git") ?? false;
}
/**
* Writes a report where an input says. The pull request may have put a link in its place, so what is there
* is removed first, and a folder that leads out of the workspace is refused.
*/
function writeReportFile(root, name, input, text) {
	const file = path$1.resolve(root, input);
	const directory = path$1.dirname(file);
	try {
		mkdirSync(directory, { recursive: true });
		if (!path$1.isAbsolute(input) && !isWithin(realpathSync(root), realpathSync(directory))) throw new Error("a link in it leads out of the workspace");
		if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error("it is a folder");
		rmSync(file, { force: true });
		writeFileSync(file, text, { flag: "wx" });
	} catch (error) {
		const because = error instanceof Error ? error.message : String(error);
		throw new InputError(`The file of the input ${name} cannot be written to ${input}: ${because}.`);
	}
}
function isWithin(outer, inner) {
	const relative = path$1.relative(outer, inner);
	return relative !== ".." && !relative.startsWith(`..${path$1.sep}`) && !path$1.isAbsolute(relative);
}

// src/github/run-action.ts
const CONFIGURATION_LIMIT = 1048576;
/** Inputs → options → check → channels. Returns the exit code of the step; a channel never changes it. */
async function runAction(host) {
	const inputs = readInputs();
	const root = host.environment["GITHUB_WORKSPACE"] || host.workingDirectory;
	const workspace = resolveWorkspace(root, inputs.path, host.fileSystem);
	const repository = openRepository(host.fileSystem, workspace.folder, workspace.prefix);
	const loaded = await configurationFor(inputs, workspace, repository, host.fileSystem);
	const configuration = overrideConfiguration(loaded.configuration, inputs.overrides);
	if (typeof configuration === "string") throw new InputError(`The input memcached-version does not fit: ${configuration}.`);
	const event = readEvent(host.environment, host.fileSystem);
	const connect = connector(inputs.token, host.environment);
	const own = workspace.checkout === path$1.resolve(root) && isCheckout(workspace.checkout, host.fileSystem);
	const api = connect && event && own ? apiChanges(connect, event) : void 0;
	const folder = {
		git: host.git,
		folder: workspace.folder,
		prefix: workspace.prefix
	};
	const change = await changeFor(inputs, folder, event, api);
	const options = {
		configuration,
		configurationFindings: loaded.findings,
		today: host.today,
		baseline: await baselineFor(inputs, workspace, repository, configuration.baseline, host.fileSystem)
	};
	const report = await check(repository, {
		...options,
		...change === void 0 ? {} : { change },
		configurationOf: (other) => configurationBefore(inputs, workspace, other, host.fileSystem)
	});
	const fixes = await fixesFor(report, repository, (edited) => check(edited, options));
	const link = own ? sourceUrl(host.environment) : void 0;
	const context = {
		colour: false,
		failOn: configuration.failOn,
		rules: RULES,
		today: host.today,
		fixes,
		...link === void 0 ? {} : { sourceUrl: link }
	};
	logVerbatim(await render("text", report, context));
	if (inputs.annotations) annotate(report, inputs.summary ? "see the job summary" : "see the log of this step");
	if (inputs.summary) await writeJobSummary(await render("markdown", report, context));
	const files = await writeReports(inputs, workspace, report, context);
	setOutputs(report, configuration.failOn, files);
	const passes = exitCode(report, configuration.failOn) === 0;
	const summary = inputs.checks ? await render("markdown", report, context) : "";
	const lost = await writeChannels(inputs, event, connect, {
		report,
		fixes,
		passes,
		summary
	});
	if (lost.length > 0) logVerbatim(lost.join("\n"));
	return passes ? 0 : 1;
}
async function fixesFor(report, repository, recheck) {
	if (report.findings.length === 0) return /* @__PURE__ */ new Map();
	return (await import("./chunks/offer-fixes2.js")).offerFixes(report, repository, recheck);
}
async function render(format, report, context) {
	return (await findReporter(format))?.(report, context) ?? "";
}
async function writeReports({ sarifFile, jsonFile }, { root }, report, context) {
	if (sarifFile !== void 0) writeReportFile(root, "sarif-file", sarifFile, await render("sarif", report, context));
	if (jsonFile !== void 0) writeReportFile(root, "json-file", jsonFile, await render("json", report, context));
	return {
		...sarifFile === void 0 ? {} : { sarif: sarifFile },
		...jsonFile === void 0 ? {} : { json: jsonFile }
	};
}
/** The configuration that the repository had before the change. */
async function configurationBefore(inputs, workspace, repository, fileSystem) {
	const { configuration } = await configurationFor(inputs, workspace, repository, fileSystem);
	const overridden = overrideConfiguration(configuration, inputs.overrides);
	return typeof overridden === "string" ? configuration : overridden;
}
/** The file of the input `config`, from the workspace; else what the checked folder brings. */
async function configurationFor({ config }, { root, checkout }, repository, fileSystem) {
	if (config === void 0) return loadConfiguration(repository);
	const bytes = fileSystem.read(path$1.resolve(root, config), CONFIGURATION_LIMIT);
	if (bytes === void 0) throw new InputError(`The input config takes a file of the workspace, and "${config}" cannot be read.`);
	const name = path$1.relative(checkout, path$1.resolve(root, config)).replaceAll("\\", "/");
	const file = new SourceFile(name, new TextDecoder().decode(bytes));
	return readConfiguration(file);
}

// src/action.ts
/** The GitHub Action's door: the only place, beside the command's, that knows the process it runs in. */
process.on("uncaughtException", failStep);
try {
	process.exitCode = await runAction({
		environment: process.env,
		workingDirectory: process.cwd(),
		fileSystem: nodeFileSystem(),
		git: nodeGit(process.env),
		today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
	});
} catch (thrown) {
	failStep(thrown);
}

export {  };
import { n as workflowCommand, t as planAnnotations } from "./annotation-plan.js";
import { n as verdict } from "./verdict.js";

// src/reporters/github.ts
/** Workflow commands, for `--format github` in a step that runs the command; the Action has its own channel. */
const github = (report, context) => {
	const lines = planAnnotations(report, "run memcached-guard with --format text to see them").map(({ level, title, message, place }) => workflowCommand(level, {
		file: place?.file,
		line: place?.startLine,
		endLine: place?.endLine,
		col: place?.startColumn,
		endColumn: place?.endColumn,
		title
	}, message));
	if (!context.quiet) lines.push(`memcached-guard: ${verdict(report)}`);
	return lines.map((line) => `${line}\n`).join("");
};

export { github };
import { findRule, RULES } from '../rules/registry.ts';
import type { Example, Rule } from '../rules/rule.ts';
import { nearest } from '../text/nearest.ts';
import type { Host } from './host.ts';
import { UserError } from './user-error.ts';

/** Lists the rules, one a line or as JSON. */
export function runRules(json: boolean, host: Host): number {
  if (json) {
    const rules = RULES.map(({ id, name, level, summary, why, fix, references }) => ({
      id,
      name,
      level,
      summary,
      why,
      fix,
      references,
    }));
    host.print(`${JSON.stringify(rules, null, 2)}\n`);
  } else {
    const width = Math.max(...RULES.map(({ name }) => name.length));
    for (const { id, name, level, summary } of RULES) {
      host.print(`${id}  ${name.padEnd(width)}  ${level.padEnd(7)}  ${summary}\n`);
    }
  }
  return 0;
}

/** Prints a rule's page as plain text. */
export function runExplain(name: string, host: Host): number {
  const rule = findRule(name);
  if (rule === undefined) {
    const guess = nearest(
      name.toLowerCase(),
      RULES.flatMap((known) => [known.name, known.id.toLowerCase()]),
    );
    const hint = guess === undefined ? 'memcached-guard rules lists them.' : `did you mean ${guess}?`;
    throw new UserError(`There is no rule "${name}"; ${hint}`);
  }
  host.print(page(rule));
  return 0;
}

function page(rule: Rule): string {
  const { examples } = rule;
  return [
    `${rule.id} ${rule.name} (${rule.level})`,
    `${rule.summary}.`,
    `Why\n${wrap(rule.why)}`,
    `Fix\n${wrap(rule.fix)}`,
    `Accept it when\n${wrap(rule.waiveWhen)}`,
    section('Fires on', examples.bad),
    section('Does not fire on', [...examples.good, ...examples.odd]),
    `References\n${rule.references.map((reference) => `  ${reference}\n`).join('')}`.trimEnd(),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(title: string, examples: readonly Example[]): string {
  const shown = examples.map(({ title: why, files }) => {
    const listing = Object.entries(files).map(([path, text]) => `    ${path}\n${indent(text, '      ')}`);
    return `  ${why}:\n${listing.join('\n')}`;
  });
  return `${title}\n${shown.join('\n\n')}`;
}

function indent(text: string, by: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > 100) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

import type { Example, Rule } from '../src/rules/rule.ts';

/** A rule's page under docs/rules, made from the rule itself. */
export function rulePage(rule: Rule): string {
  return `${[
    `# ${rule.id} ${rule.name}`,
    `${rule.summary}.\n\nDefault level: **${rule.level}**. Change it in the configuration: \`rules: { ${rule.name}: warning }\`.`,
    `## Why it matters\n\n${rule.why}`,
    `## What to do\n\n${rule.fix}`,
    `## When to accept it\n\n${rule.waiveWhen}`,
    `## It fires on\n\n${rule.examples.bad.map(exampleText).join('\n\n')}`,
    `## It does not fire on\n\n${[...rule.examples.good, ...rule.examples.odd].map(exampleText).join('\n\n')}`,
    `## References\n\n${rule.references.map((reference) => `- ${referenceText(reference)}`).join('\n')}`,
    '<!-- Made from src/rules by the test suite: change the rule, then run `npx vitest run -u __tests__/docs`. -->',
  ].join('\n\n')}\n`;
}

function exampleText({ title, files }: Example): string {
  const blocks = Object.entries(files).map(
    ([path, text]) => `\`${path}\`\n\n\`\`\`\n${text.replace(/\n$/, '')}\n\`\`\``,
  );
  return `${title[0]?.toUpperCase()}${title.slice(1)}:\n\n${blocks.join('\n\n')}`;
}

function referenceText(reference: string): string {
  return reference.startsWith('CVE-')
    ? `[${reference}](https://nvd.nist.gov/vuln/detail/${reference})`
    : `<${reference}>`;
}

/** The table of rules as the README has it. */
export function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, name, level, summary }) =>
      `| [${id}](docs/rules/${name}.md) | \`${name}\` | ${summary} | ${level} |`,
  );
  return ['| Id | Name | Fires when | Level |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/reporters/escape/json.ts';
import {
  markdownCode,
  markdownFence,
  markdownLink,
  markdownRow,
  markdownText,
} from '../../src/reporters/escape/markdown.ts';
import { mermaidLabel } from '../../src/reporters/escape/mermaid.ts';
import { sarifText } from '../../src/reporters/escape/sarif-message.ts';
import { terminalText } from '../../src/reporters/escape/terminal.ts';
import { pathUri } from '../../src/reporters/escape/uri.ts';
import { visible } from '../../src/reporters/escape/visible.ts';
import { commandPath, workflowCommand } from '../../src/reporters/escape/workflow-command.ts';
import { xmlElement, xmlText } from '../../src/reporters/escape/xml.ts';
import { parseCommand } from '../github/runner.ts';

const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '::error::',
        '::',
        '%0A',
        '%25',
        '%',
        '##[add-path]/tmp',
        '|',
        '`',
        '```',
        '~~~',
        '<script>',
        '</code>',
        '-->',
        ']]>',
        '&amp;',
        '"',
        "'",
        '\u001B[31m',
        '\u202E',
        '\u200B',
        '\uFEFF',
        '\0',
        '\r\n',
        '\n',
        '\r',
        '\t',
        '\u2028',
        '\uD800',
        ',',
        ':',
        '[x](http://evil.example)',
        '](',
        '\\',
        '#',
        '*',
        '_',
        '$x$',
        '@team',
        'https://evil.example',
        'www.evil.example',
        ';',
        '#quot;',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

function always(check: (text: string, other: string) => void): void {
  fc.assert(
    fc.property(hostile, hostile, (text, other) => void check(text, other)),
    { seed: 6, numRuns: 500 },
  );
}

describe('escapers', () => {
  it('terminal: one line, nothing unseen', () => {
    always((text) => expect(terminalText(text)).not.toMatch(UNSEEN));
  });

  it('workflow command: the runner reads back one command with these properties and this message', () => {
    always((text, other) => {
      const line = workflowCommand('error', { file: other, line: 3, title: text }, text);
      expect(line).not.toMatch(/[\r\n]/);
      const command = parseCommand(line)!;
      expect(command.name).toBe('error');
      expect(Object.keys(command.properties).every((key) => ['file', 'line', 'title'].includes(key))).toBe(
        true,
      );
      expect(command.properties['line']).toBe('3');
      // An empty value, or one of blanks at the end, is dropped by the runner, never turned into something else.
      if (other !== '') expect(command.properties['file']).toBe(other);
      expect(command.message).toBe(
        text
          .split(/\r\n|\r|\n/)
          .map(visible)
          .join('\n'),
      );
    });
  });

  it('workflow command: paths show what would steer a log', () => {
    always((text) => expect(commandPath(text)).not.toMatch(/[\p{Cc}\u202E\u2028]/u));
    expect(commandPath('खा\u200Dना.conf')).toBe('खा\u200Dना.conf');
  });

  it('Markdown: no markup, no HTML, no link, no cell ends', () => {
    always((text, other) => {
      const plain = markdownText(text);
      expect(plain.replace(/&#\d+;/g, '')).not.toMatch(/[&<>"'`*_~#!$@\\|[\]{}\r\n]|:\/\/|www\./i);
      expect(plain).not.toMatch(UNSEEN);
      expect(markdownRow([markdownText(text), markdownCode(other)]).match(/\|/g)).toHaveLength(3);
      expect(markdownCode(text).replace(/^<code>|<\/code>$/g, '')).not.toContain('<');
      expect(markdownLink(plain, `https://github.com/${text}`).slice(plain.length + 3, -1)).not.toMatch(
        /[()\s<>`|]/,
      );
    });
  });

  it('Markdown fence: ends with its last line and not before', () => {
    always((text, other) => {
      const lines = markdownFence('text', [text, other]).split('\n');
      expect(lines).toHaveLength(4);
      const fence = lines[3]!;
      expect(lines[0]).toBe(`${fence}text`);
      for (const line of lines.slice(1, 3)) expect(line).not.toContain(fence);
    });
  });

  it('Mermaid: one quoted label', () => {
    always((text) => expect(mermaidLabel(text)).toMatch(/^"(?:[^"`<>[\]{}|\\#;\r\n]|#\d+;)*"$/));
  });

  it('XML: text stays text, attributes stay attributes', () => {
    always((text) => {
      expect(xmlText(text).replace(/&(?:amp|lt|gt|quot|apos|#10);/g, '')).not.toMatch(/[&<>"'\r\n]/);
      expect(xmlText(text)).not.toMatch(UNSEEN);
      expect(xmlElement('a', { b: text }, xmlText(text)).match(/[<>]/g)?.join('')).toMatch(/^<>(<>)?$|^<>$/);
    });
  });

  it('JSON: the same value, and nothing unseen', () => {
    always((text) => {
      const shown = jsonText([text], 0);
      expect(shown.slice(0, -1)).not.toMatch(UNSEEN);
      expect(JSON.parse(shown)).toEqual([text]);
    });
  });

  it('SARIF: no link but those we make', () => {
    always((text) => expect(sarifText(text)).not.toMatch(/(^|[^\\])\]\(/));
  });

  it('URI: only characters of a path', () => {
    always((text) => expect(pathUri(text)).toMatch(/^[\w\-.!~*'()%/]*$/));
  });
});

describe('no other module builds such strings', () => {
  const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('reporters/escape/'));

  it.each([
    ['workflow commands', /['"`]::|::(?:error|warning|notice|debug|group|add-mask|stop-commands)\b|%0A|%0D/],
    ['ANSI', /\\x1b|\\u001b|\\u\{1b\}|\\033/i],
    ['XML or HTML entities', /&(?:lt|gt|quot|apos|amp|#\d+);/],
    ['HTML elements from values', /<(?:code|summary|details|a href)/],
    ['Markdown fences and rows', /['"`]`{3}|\\`\\`\\`|`\| \$\{/],
    ['own JSON', /(?<!\.)JSON\.stringify/],
  ])('%s', (_, pattern) => {
    const rivals = files
      .filter((path) => /^(?:reporters|github)\/|^action\.ts$/.test(path))
      .filter((path) => {
        const code = readFileSync(`${SRC}${path}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
        return pattern.test(code);
      });
    expect(rivals).toEqual([]);
  });
});

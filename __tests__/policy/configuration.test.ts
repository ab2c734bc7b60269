import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/policy/configuration-file.ts';
import { configurationSchema } from '../../src/policy/configuration-schema.ts';
import { SourceFile } from '../../src/text/source-file.ts';

async function read(text: string) {
  return readConfiguration(new SourceFile('.memcached-guard.yml', text));
}

describe('configuration file', () => {
  it('reads every key', async () => {
    const { configuration, findings } = await read(`
memcached-version: "1.6"
private-networks: ["100.64.0.0/10", "203.0.113.0/28"]
on-unknown: error
strict: true
fail-on: warning
require-explicit-udp-off: true
rules: { default-bind: warning, MG001: off }
exclude: ["**/vendor/**"]
include:
  - ops
files: { "ops/cache.args": memcached-conf }
hosts: { cache.internal: 10.0.0.5, two: [10.0.0.6, "::1"] }
`);
    expect(findings).toEqual([]);
    expect(configuration.memcachedVersion).toMatchObject({ state: 'known', label: '1.6' });
    expect(configuration.privateNetworks).toHaveLength(2);
    expect(configuration).toMatchObject({
      onUnknown: 'error',
      strict: true,
      failOn: 'warning',
      requireExplicitUdpOff: true,
    });
    expect([...configuration.rules]).toEqual([
      ['MG011', 'warning'],
      ['MG001', 'off'],
    ]);
    expect(configuration.exclude).toEqual(['**/vendor/**']);
    expect(configuration.include).toEqual(['ops']);
    expect(configuration.hosts).toEqual({ 'cache.internal': ['10.0.0.5'], two: ['10.0.0.6', '::1'] });
  });

  it.each([
    ['an unknown key', 'strict: true\nexcludes: [a]\n', 'excludes', /excludes is not a key/],
    ['an unknown rule', 'rules:\n  udp-off: error\n', 'udp-off', /udp-off is no rule/],
    ['a wrong level', 'rules:\n  MG001: fatal\n', 'fatal', /must be error, warning, notice or off/],
    ['a version that never was', 'memcached-version: 1.7\n', '1.7', /no version of memcached/],
    ['a network with too many bits', 'private-networks:\n  - 10.0.0.0/40\n', '10.0.0.0/40', /no network/],
    ['a host that resolves to a name', 'hosts: {a: b}\n', 'b', /must be an IP address|no IP address/],
    ['text in place of a switch', 'strict: maybe\n', 'maybe', /must be true or false/],
    ['one pattern in place of a list', 'exclude: vendor\n', 'vendor', /list of patterns/],
    [
      'a pattern that could take forever',
      'exclude: ["{a,b}{a,b}{a,b}{a,b}{a,b}"]\n',
      '{a,b}{a,b}{a,b}{a,b}{a,b}',
      /4 groups/,
    ],
    ['a format that does not exist', 'files: {a.txt: conf}\n', 'conf', /names no format/],
    ['a list at the top', '- strict\n', '- strict', /mapping of keys/],
    ['broken YAML', 'strict: [\n', undefined, /./],
  ])('points at %s', async (_title, text, word, message) => {
    const { findings } = await read(text);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.rule).toBe('MG030');
    expect(findings[0]?.message).toMatch(message);
    const at = findings[0]!.at;
    if (word !== undefined) expect(at.file.text.slice(at.start, at.end)).toBe(word);
  });

  it.each(['', '# nothing\n', 'strict:\n', 'rules: {}\n'])('takes %j as the defaults', async (text) => {
    const { findings, configuration } = await read(text);
    expect(findings).toEqual([]);
    expect(configuration.strict).toBe(false);
  });

  it('publishes its JSON Schema', async () => {
    const schema = toJsonSchema(configurationSchema, { errorMode: 'ignore' });
    const published = { title: 'memcached-guard configuration', ...schema };
    await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot(
      '../../schema/config.schema.json',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { parsePublished } from '../../src/network/published-port.ts';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/** Reads a value in which `{NAME}` stands for an unknown part. */
function traced(text: string): TracedText {
  const file = new SourceFile('ports', text);
  const pieces = [...text.matchAll(/\{(\w+)\}|[^{]+/g)].map((match) =>
    match[1] === undefined
      ? TracedText.source(file, match.index, match.index + match[0].length)
      : TracedText.unknown(
          match[1],
          `${match[1]} is set nowhere`,
          file.at(match.index, match.index + match[0].length),
        ),
  );
  return TracedText.concat(pieces);
}

function shown(text: string): string[] | string {
  const ports = parsePublished(traced(text));
  if ('error' in ports) return `error: ${ports.error}`;
  const range = (port: 'unknown' | { first: number; last: number } | undefined) =>
    typeof port === 'object'
      ? port.first === port.last
        ? `${port.first}`
        : `${port.first}-${port.last}`
      : port;
  return ports.map((port) => {
    const address = port.hostAddress === undefined ? '' : (port.hostAddress.known ?? '?');
    return `${address}|${range(port.hostPort) ?? ''}|${range(port.containerPort)}/${port.protocol}`;
  });
}

describe('published ports', () => {
  it.each([
    ['11211', ['||11211/tcp']],
    ['11211:11211', ['|11211|11211/tcp']],
    ['127.0.0.1:11211:11211', ['127.0.0.1|11211|11211/tcp']],
    ['127.0.0.1::11211', ['127.0.0.1||11211/tcp']],
    [':11211:11211', ['|11211|11211/tcp']],
    ['[::1]:1:1', ['::1|1|1/tcp']],
    ['::1:1:1', ['::1|1|1/tcp']],
    ['[]:11211:11211', ['|11211|11211/tcp']],
    ['11211:11211/UDP', ['|11211|11211/udp']],
    ['11211//udp', ['||11211/tcp']],
    ['1-3:11-13', ['|1|11/tcp', '|2|12/tcp', '|3|13/tcp']],
    ['1-3:11', ['|1-3|11/tcp']],
    ['1-3', ['||1/tcp', '||2/tcp', '||3/tcp']],
    ['1-60000:1-60000', ['|1-60000|1-60000/tcp']],
    ['011211:11211', ['|11211|11211/tcp']],
    ['0:11211', ['|0|11211/tcp']],
  ])('%s', (text, expected) => expect(shown(text)).toEqual(expected));

  it.each([
    ['{PORT}:11211', ['|unknown|11211/tcp']],
    ['{PORT}', ['?|unknown|unknown/unknown']],
    ['{IFACE}:11211:11211', ['?|11211|11211/tcp']],
    ['{BIND}11211:11211', ['?|unknown|11211/tcp']],
    ['1{N}211:11211', ['|unknown|11211/tcp']],
    ['11211:{PORT}', ['|11211|unknown/tcp']],
    ['11211:11211/{PROTO}', ['|11211|11211/unknown']],
    ['10.0.0.{N}:11211:11211', ['?|11211|11211/tcp']],
  ])('with unknown parts: %s', (text, expected) => expect(shown(text)).toEqual(expected));

  it.each([
    '',
    ':',
    '127.0.0.1:11211',
    '10.0.0.300:1:1',
    '010.0.0.1:1:1',
    '[fe80::1%eth0]:1:1',
    'localhost:1:1',
    '0x2bcb:1',
    '65536:1',
    '3-1:3-1',
    '1-2:1-3',
    '1:1/foo',
    ' 1',
  ])('refuses "%s"', (text) => expect(shown(text)).toMatch(/^error: /));

  it('keeps the places of the whole entry and of the address', () => {
    const ports = parsePublished(traced('127.0.0.1:11211:11211/udp'));
    if ('error' in ports) throw new Error(ports.error);
    expect(sourceText(ports[0]!.at)).toBe('127.0.0.1:11211:11211/udp');
    expect(sourceText(ports[0]!.hostAddress!.locate()!)).toBe('127.0.0.1');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confinement } from '../../../src/formats/systemd/confinement.ts';
import { readService } from '../../../src/formats/systemd/service.ts';
import { readUnitFile } from '../../../src/formats/systemd/unit-file.ts';
import { parseUnitName } from '../../../src/formats/systemd/unit-name.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { dump, reasonToSkip } from './real-systemd.ts';

const pick = (...words: readonly string[]) => fc.constantFrom(...words);
const line = (key: string, value: fc.Arbitrary<string>) => value.map((text) => `${key}=${text}`);
const address = pick(
  'any',
  'ANY',
  '"any"',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/8',
  'localhost',
  '%i',
  '127.1',
  '',
);
const addresses = fc.array(address, { maxLength: 3 }).map((words) => words.join(' '));
const bind = fc
  .tuple(
    pick('', 'ipv4:', 'ipv6:', 'IPv4:', 'any:', ':'),
    pick('', 'tcp:', 'udp:', 'UDP:', 'sctp:'),
    pick('', 'any', 'ANY', '0', '11211', '1-65535', '20-10', '65536', '011211', 'udp', 'ipv4', ' tcp '),
  )
  .map((parts) => parts.join(''));
const SETTINGS = fc
  .array(
    fc.oneof(
      line('PrivateNetwork', pick('yes', 'no', 'On', 'y', '', 'enable', '0', 'TRUE')),
      line('IPAddressDeny', addresses),
      line('SocketBindDeny', bind),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((lines) => lines.join('\n'));

/** Which of the settings bite, as this project reads them. */
function ours(text: string): string {
  const unit = parseUnitName('c.service')!;
  const service = readService(readUnitFile(new SourceFile('c.service', text)), [], { unit });
  const limits = confinement(service, { privileged: false }, 'system');
  const filters = limits.filter(({ because }) => because.startsWith('IPAddressDeny'));
  return JSON.stringify({
    privateNetwork: limits.some(({ because }) => because.startsWith('PrivateNetwork')),
    ipv4: filters.some(({ family }) => family !== 'ipv6'),
    ipv6: filters.some(({ family }) => family !== 'ipv4'),
    bind: [
      ...new Set(
        limits
          .filter(({ because }) => because.startsWith('SocketBindDeny'))
          .map(({ protocol, family, ports }) => [protocol, family, ports?.first].join(' ')),
      ),
    ].sort(),
  });
}

/** The same by systemd's own words, unit by unit. */
function theirs(text: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string[]>();
  let own: string[] = [];
  for (const each of text.split('\n')) {
    const unit = /^\t*-> Unit (\S+):$/.exec(each)?.[1];
    if (each.startsWith('-> By jobs')) break;
    if (unit === undefined) own.push(each.trim());
    else {
      own = [];
      lines.set(unit, own);
    }
  }
  return new Map([...lines].map(([unit, all]) => [unit, summary(all)]));
}

function summary(lines: readonly string[]): string {
  const values = (key: string) =>
    lines.filter((each) => each.startsWith(`${key}: `)).map((each) => each.slice(key.length + 2));
  const rules = values('SocketBindDeny')
    .flatMap((each) => each.split(' '))
    .map((rule) => rule.split(':'));
  const closed = rules.flatMap((parts) => {
    const families = ['ipv4', 'ipv6'].filter((family) => parts.includes(family));
    const protocols = ['tcp', 'udp'].filter((name) => parts.includes(name));
    const first = Number(/^\d+/.exec(parts.at(-1) ?? '')?.[0] ?? 1);
    const isAll = first === 1;
    return (protocols.length > 0 ? protocols : ['tcp', 'udp']).map((protocol) =>
      [protocol, families[0], isAll ? undefined : first].join(' '),
    );
  });
  return JSON.stringify({
    privateNetwork: values('PrivateNetwork').includes('yes'),
    ipv4: values('IPAddressDeny').includes('0.0.0.0/0'),
    ipv6: values('IPAddressDeny').includes('::/0'),
    bind: [...new Set(closed)].sort(),
  });
}

const reason = reasonToSkip();
if (reason) console.log(`systemd's own reading of confinement is not asked for: ${reason}`);

describe.skipIf(reason !== undefined)("systemd's own reading of settings that confine", () => {
  it('is the same', () => {
    const texts = fc
      .sample(SETTINGS, { seed: 20260103, numRuns: 400 })
      .map((settings) => `[Service]\nExecStart=/usr/bin/memcached\n${settings}\n`);
    const known = theirs(dump(texts.map((unit) => ({ unit, dropIns: new Map() }))));
    const wrong = texts.flatMap((text, i) => {
      const [want, got] = [known.get(`c${i}.service`), ours(text)];
      return want === got ? [] : [{ text, want, got }];
    });
    console.log(
      `systemd's own reading of confinement: ${texts.length - wrong.length} of ${texts.length} alike`,
    );
    expect(wrong).toEqual([]);
  });
});

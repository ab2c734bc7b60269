import { describe, expect, it } from 'vitest';
import { findReporter, REPORTER_NAMES } from '../../src/reporters/registry.ts';
import { CONTEXT, exposure, finding, locate, report, tcp } from './build.ts';

const SECRET = 'hunter2hunter2';
const TOKEN = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';

/** A report that mentions secrets wherever a report can mention anything. */
function leaky() {
  const line = `--password ${SECRET} -l 0.0.0.0 token=${TOKEN}`;
  const at = locate('a.conf', `PASSWORD=${SECRET}\n${line}\n`, '0.0.0.0');
  const via = [`published for PASSWORD=${SECRET}`, 'memcached on TCP 0.0.0.0:11211'];
  const words = ['--password', SECRET, `--token=${TOKEN}`, TOKEN, '-l', '0.0.0.0'];
  const launched = exposure(words, [tcp('0.0.0.0', 'public', { via })], {
    name: `service with token=${TOKEN}`,
    condition: `where SECRET=${SECRET} is set`,
    version: { state: 'unknown', because: `password=${SECRET} says nothing` },
  });
  const found = finding(at, {
    message: `memcached started with --password ${SECRET} listens everywhere.`,
    help: `Drop password=${SECRET}.`,
    related: [{ at, message: `SECRET=${SECRET} comes from here` }],
    exposure: launched,
  });
  const waiver = { reason: `the token=${TOKEN} is old`, expires: '2027-01-31', at };
  return report([found, { ...found, status: 'waived', waiver }], { exposures: [launched] });
}

describe('secrets', () => {
  it.each(REPORTER_NAMES)('%s never prints one', async (name) => {
    const reporter = (await findReporter(name))!;
    const shown = reporter(leaky(), { ...CONTEXT, verbose: true, today: '2027-01-30' });
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(TOKEN);
    expect(shown).toMatch(/\*\*\*|&#42;&#42;&#42;/);
  });
});

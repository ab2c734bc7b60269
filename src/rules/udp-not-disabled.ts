import type { Exposure } from '../exposure/exposure.ts';
import type { Hit, Rule, RuleSettings } from './rule.ts';
import { nameOf, peersOf, udpListeners, widest } from './words.ts';

export const udpNotDisabled: Rule = {
  id: 'MG003',
  name: 'udp-not-disabled',
  level: 'error',
  summary: 'No -U 0, and the version is unknown or may be one that opens UDP by default',
  why: 'Whether UDP is on depends on the version that happens to be installed: on until 1.5.5, off since 1.5.6. A file that says nothing is safe on one machine and an amplifier on the next.',
  fix: 'Add -U 0, or state the version with memcached-version in the configuration.',
  waiveWhen:
    'The file only ever meets memcached 1.5.6 or later; better: state the version in the configuration.',
  references: ['CVE-2018-1000115', 'https://github.com/memcached/memcached/wiki/ReleaseNotes156'],
  examples: {
    bad: [
      { title: 'a loopback bind alone', files: { 'etc/memcached.conf': '-l 127.0.0.1\n' } },
      {
        title: 'a private address on a unit',
        files: { 'memcached.service': '[Service]\nExecStart=/usr/bin/memcached -l 10.0.0.5\n' },
      },
    ],
    good: [
      { title: 'UDP off', files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n' } },
      {
        title: 'the configuration states the version',
        files: {
          'etc/memcached.conf': '-l 127.0.0.1\n',
          '.memcached-guard.yml': 'memcached-version: "1.6"\n',
        },
      },
    ],
    odd: [
      {
        title: 'a private build in a container that nobody outside can reach',
        files: {
          'compose.yaml': 'services:\n  cache:\n    image: registry.example/cache/memcached:stable\n',
        },
      },
      {
        title: 'a unix socket replaces TCP and UDP',
        files: { 'etc/memcached.conf': '-s /run/memcached/memcached.sock\n' },
      },
    ],
  },
  *check(exposure: Exposure, settings: RuleSettings): Iterable<Hit> {
    const { prediction, launch } = exposure;
    if (prediction.udpPort.state !== 'default') return;
    const listeners = udpListeners(exposure);
    const reach = widest(listeners);
    const undecided =
      prediction.udp.state === 'depends' ||
      (prediction.udp.state === 'on' && launch.version.state === 'unknown');
    if (undecided && listeners.length > 0) {
      if (reach === 'container' || reach === 'none') return;
      const who = reach === 'loopback' ? 'programs on this machine' : peersOf(reach, exposure);
      yield {
        at: launch.at,
        message: `${nameOf(exposure)} does not turn UDP off, and memcached before 1.5.6 opens it by default: ${because(exposure)}. Where it is open, ${who} can use it to flood others.`,
        evidence: nameOf(exposure),
        ...(reach === 'loopback' ? { level: 'warning' as const } : {}),
      };
    } else if (settings.requireExplicitUdpOff && prediction.udp.state === 'off' && opensNetwork(exposure)) {
      yield {
        at: launch.at,
        message: `${nameOf(exposure)} does not say -U 0, which this repository requires also where the version has UDP off.`,
        evidence: nameOf(exposure),
      };
    }
  },
};

function because({ launch }: Exposure): string {
  return launch.version.because;
}

function opensNetwork({ listeners }: Exposure): boolean {
  return listeners.some(({ listener }) => listener.protocol !== 'unix');
}

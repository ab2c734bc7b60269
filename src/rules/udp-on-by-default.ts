import type { Exposure } from '../exposure/exposure.ts';
import type { RelatedPlace } from '../launch/launch.ts';
import { describeReleases } from '../memcached/version.ts';
import type { Hit, Rule } from './rule.ts';
import { listSockets, nameOf, peersOf, udpListeners, widest } from './words.ts';

export const udpOnByDefault: Rule = {
  id: 'MG002',
  name: 'udp-on-by-default',
  level: 'error',
  summary: 'No -U, and the version is known to open UDP by default (1.2.5 to 1.5.5)',
  why: 'Until 1.5.6 memcached opened a UDP port unless it was told not to. Nothing in the file shows it, yet the port answers small forged requests with up to 51,000 times as many bytes. In 1.2.5 and 1.2.6 UDP cannot be turned off at all.',
  fix: 'Add -U 0 (with 1.4.3 to 1.5.3 also -p 11211), or use memcached 1.5.6 or later.',
  waiveWhen:
    'The packaged build is older but has UDP switched off; better: state the version in the configuration.',
  references: ['CVE-2018-1000115', 'https://github.com/memcached/memcached/wiki/ReleaseNotes156'],
  examples: {
    bad: [
      {
        title: 'an image from before 1.5.6',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.5.5\n' },
      },
      {
        title: 'a frozen series tag',
        files: {
          'compose.yaml': 'services:\n  cache:\n    image: memcached:1.4-alpine\n    command: -m 64\n',
        },
      },
    ],
    good: [
      {
        title: 'the same image with UDP off',
        files: {
          'compose.yaml': 'services:\n  cache:\n    image: memcached:1.5.5\n    command: -p 11211 -U 0\n',
        },
      },
      {
        title: 'a later image',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.5.6\n' },
      },
    ],
    odd: [
      {
        title: 'the tag 1.5 has meant 1.5.22 since 2020',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.5\n' },
      },
      {
        title: 'an exporter is no memcached',
        files: { 'compose.yaml': 'services:\n  stats:\n    image: prom/memcached-exporter:v0.5.0\n' },
      },
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    const { prediction, launch } = exposure;
    const listeners = udpListeners(exposure);
    const asked = prediction.udpPort.state === 'known' && prediction.udpPort.value !== 0;
    if (prediction.udp.state !== 'on' || asked || listeners.length === 0) return;
    if (launch.version.state === 'unknown') return;
    const related: RelatedPlace[] = launch.version.at
      ? [{ at: launch.version.at, message: `the version comes from here: ${launch.version.because}` }]
      : [];
    yield {
      at: launch.at,
      message: `${nameOf(exposure)} leaves UDP on: memcached ${describeReleases(launch.version.releases)} opens ${listSockets(listeners)} by default, to ${peersOf(widest(listeners), exposure)}, and anybody who can send it a packet can use it to flood others.`,
      related,
      evidence: `${nameOf(exposure)} ${describeReleases(launch.version.releases)}`,
    };
  },
};

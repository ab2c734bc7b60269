import type { Exposure } from '../exposure/exposure.ts';
import { placeOfOption, wordText } from './place.ts';
import type { Hit, Rule } from './rule.ts';
import { listSockets, nameOf, peersOf, udpListeners, widest } from './words.ts';

export const udpEnabled: Rule = {
  id: 'MG001',
  name: 'udp-enabled',
  level: 'error',
  summary: 'The command line turns UDP on, whatever the bind',
  why: 'memcached answers a small UDP request with up to 51,000 times as many bytes, to whatever source address the request claims. In 2018 open UDP ports carried the largest denial-of-service attacks seen until then. Hardly anybody needs UDP: every current client speaks TCP.',
  fix: 'Write -U 0 in place of the port.',
  waiveWhen: 'A client in a closed network really speaks UDP and cannot be changed.',
  references: [
    'CVE-2018-1000115',
    'https://github.com/memcached/memcached/wiki/ReleaseNotes156',
    'https://www.cisa.gov/news-events/alerts/2014/01/17/udp-based-amplification-attacks',
  ],
  examples: {
    bad: [
      {
        title: 'UDP on its usual port, on loopback',
        files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 11211\n' },
      },
      {
        title: 'glued to a cluster of short options',
        files: { 'etc/memcached.conf': '-l 127.0.0.1\n-vvU11211\n' },
      },
      {
        title: 'the last -U decides',
        files: { 'etc/sysconfig/memcached': 'PORT="11211"\nOPTIONS="-l 127.0.0.1 -U 0 --udp-port=11211"\n' },
      },
    ],
    good: [
      { title: 'UDP off', files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n' } },
      {
        title: 'UDP off in the long form',
        files: {
          'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    command: --udp-port=0\n',
        },
      },
    ],
    odd: [
      {
        title: 'turned on, then off again',
        files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 11211\n-U 0\n' },
      },
      { title: '-u names a user', files: { 'etc/memcached.conf': '-l 127.0.0.1\n-u 11211\n-U 0\n' } },
      {
        title: 'a unix socket replaces TCP and UDP',
        files: { 'etc/memcached.conf': '-s /run/memcached/memcached.sock\n-U 11211\n' },
      },
      {
        title: 'the option stands in a comment',
        files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n# -U 11211\n' },
      },
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    const { udpPort } = exposure.prediction;
    if (udpPort.state !== 'known' || udpPort.value === 0) return;
    const listeners = udpListeners(exposure);
    if (listeners.length === 0) return;
    const sockets = listSockets(listeners);
    const reach = widest(listeners);
    const consequence =
      reach === 'none'
        ? `${sockets}, which nobody can reach now; once somebody can, it floods others`
        : `${sockets} to ${peersOf(reach, exposure)}, and anybody who can send it a packet can use it to flood others`;
    yield {
      at: placeOfOption(exposure, udpPort.cause),
      message: `${nameOf(exposure)} turns UDP on: memcached opens ${consequence}.`,
      evidence: `${nameOf(exposure)} -U ${wordText(exposure, udpPort.cause)}`,
    };
  },
};

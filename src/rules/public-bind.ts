import type { ExposedListener, Exposure } from '../exposure/exposure.ts';
import type { RelatedPlace } from '../launch/launch.ts';
import { placeOf, wordText } from './place.ts';
import type { Hit, Rule } from './rule.ts';
import { authenticationNote, listSockets, nameOf, peersOf, withoutDoubtfulUdp } from './words.ts';

export const publicBind: Rule = {
  id: 'MG010',
  name: 'public-bind',
  level: 'error',
  summary: 'An address written in the file lets memcached listen on every interface or on a global address',
  why: 'memcached has no access control of its own: whoever reaches the port reads, changes and deletes everything in the cache. A wildcard or a global address leaves that to firewalls somebody else keeps.',
  fix: 'Write -l 127.0.0.1, or the private address that the clients use.',
  waiveWhen: 'A firewall that this team owns admits only the clients.',
  references: [
    'https://github.com/memcached/memcached/wiki/ConfiguringServer#networking',
    'https://cwe.mitre.org/data/definitions/1327.html',
  ],
  examples: {
    bad: [
      { title: 'the wildcard', files: { 'etc/memcached.conf': '-l 0.0.0.0\n-U 0\n' } },
      {
        title: 'one public address among others',
        files: { 'etc/memcached.conf': '-l 127.0.0.1,8.8.4.4\n-U 0\n' },
      },
      { title: 'an odd spelling of the wildcard', files: { 'etc/memcached.conf': '-l 0\n-p 11211 -U 0\n' } },
      {
        title: 'with a port in a unit file',
        files: { 'memcached.service': '[Service]\nExecStart=/usr/bin/memcached -l [::]:11211 -U 0\n' },
      },
    ],
    good: [
      { title: 'loopback', files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n' } },
      { title: 'a private address', files: { 'etc/memcached.conf': '-l 10.0.0.5\n-U 0\n' } },
      {
        title: 'a network that the configuration names private',
        files: {
          'etc/memcached.conf': '-l 203.0.113.7\n-U 0\n',
          '.memcached-guard.yml': 'private-networks: ["203.0.113.0/28"]\n',
        },
      },
    ],
    odd: [
      {
        title: "a drop-in of the package's unit keeps the network away",
        files: {
          'etc/memcached.conf': '-l 0.0.0.0\n-U 0\n',
          'etc/systemd/system/memcached.service.d/network.conf': '[Service]\nPrivateNetwork=yes\n',
        },
      },
      { title: 'all of 127/8 is loopback', files: { 'etc/memcached.conf': '-l 127.55.0.1\n-U 0\n' } },
      { title: 'loopback as one number', files: { 'etc/memcached.conf': '-l 2130706433\n-U 0\n' } },
      {
        title: 'a wildcard in a container that publishes nothing',
        files: {
          'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    command: -l 0.0.0.0 -U 0\n',
        },
      },
      {
        title: 'a unit without a network',
        files: {
          'memcached.service':
            '[Service]\nPrivateNetwork=yes\nExecStart=/usr/bin/memcached -l 0.0.0.0 -U 0\n',
        },
      },
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    const open = exposure.listeners.filter(
      (exposed) =>
        exposed.reach === 'public' && exposed.published === undefined && causeOf(exposed) !== undefined,
    );
    const first = open[0];
    const cause = first && causeOf(first);
    if (first === undefined || cause === undefined) return;
    const at = placeOf(exposure, cause);
    const others = open.filter((exposed) => placeDiffers(exposure, exposed, at));
    yield {
      at,
      message: `${nameOf(exposure)} listens on ${listSockets(withoutDoubtfulUdp(open, exposure))}: ${peersOf('public', exposure)} can read and change the cache.${authenticationNote(exposure)}`,
      related: relatedPlaces(exposure, others),
      evidence: `${nameOf(exposure)} -l ${addresses(exposure, open).join(' ')}`,
    };
  },
};

/** Every public address as written: one more makes it another finding to a baseline. */
function addresses(exposure: Exposure, open: readonly ExposedListener[]): readonly string[] {
  const texts = open.flatMap((exposed) => {
    const cause = causeOf(exposed);
    return cause === undefined ? [] : [wordText(exposure, cause)];
  });
  return [...new Set(texts)].sort();
}

function causeOf({ listener }: ExposedListener) {
  return listener.protocol === 'unix' ? undefined : listener.addressCause;
}

function placeDiffers(exposure: Exposure, exposed: ExposedListener, at: { readonly start: number }): boolean {
  const cause = causeOf(exposed);
  return cause !== undefined && placeOf(exposure, cause).start !== at.start;
}

function relatedPlaces(exposure: Exposure, others: readonly ExposedListener[]): readonly RelatedPlace[] {
  const places = new Map<number, RelatedPlace>();
  for (const other of others) {
    const cause = causeOf(other);
    if (cause === undefined) continue;
    const at = placeOf(exposure, cause);
    places.set(at.start, { at, message: 'this address is public too' });
  }
  return [...places.values()];
}

import type { Rule } from './rule.ts';

/** Its findings come from applying the waivers, after every launch is judged. */
export const expiredWaiver: Rule = {
  id: 'MG031',
  name: 'expired-waiver',
  level: 'error',
  summary: 'The last day of a waiver has passed, so the finding it accepted is live again',
  why: 'A waiver with a date is a promise to look again. On the day after its last one the finding counts as if the waiver were not there, and the place of the waiver is shown beside it, so that somebody decides anew.',
  fix: 'Mend the finding and delete the waiver, or give it a later date and say in its reason why.',
  waiveWhen: 'Never; a later date in the waiver itself says the same.',
  references: ['https://www.iso.org/iso-8601-date-and-time-format.html'],
  examples: {
    bad: [
      {
        title: 'a comment whose day has passed; what it accepted is reported too',
        files: {
          'etc/memcached.conf':
            '# memcached-guard: allow public-bind until 2020-06-30 by @team-cache -- moves behind the VPN\n-l 0.0.0.0\n-U 0\n',
        },
      },
      {
        title: 'an entry of the configuration whose day has passed',
        files: {
          'dev/compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    ports: ["11211:11211"]\n',
          '.memcached-guard.yml':
            'waivers:\n  - rule: published-port\n    path: dev/compose.yaml\n    reason: laptop only\n    expires: 2020-06-30\n',
        },
      },
    ],
    good: [
      {
        title: 'a waiver whose last day is far away',
        files: {
          'etc/memcached.conf':
            '# memcached-guard: allow public-bind until 2999-12-31 by @team-cache -- a firewall stands before it\n-l 0.0.0.0\n-U 0\n',
        },
      },
      {
        title: 'a waiver without a date',
        files: {
          'etc/memcached.conf':
            '-U 0\n# memcached-guard: allow public-bind -- a firewall stands before it\n-l 0.0.0.0\n',
        },
      },
    ],
    odd: [
      {
        title: 'an old waiver for a finding that is gone is unused, which is only a warning',
        files: {
          'etc/memcached.conf':
            '# memcached-guard: allow public-bind until 2020-06-30 -- moves behind the VPN\n-l 127.0.0.1\n-U 0\n',
        },
      },
    ],
  },
};

import type { Rule } from './rule.ts';

/** Its findings come from applying the waivers, after every launch is judged. */
export const unusedWaiver: Rule = {
  id: 'MG032',
  name: 'unused-waiver',
  level: 'warning',
  summary: 'A waiver accepts a finding that is not there',
  why: 'The finding was mended, or the waiver stands at the wrong line or names the wrong rule. Left alone, it would one day accept a finding that nobody has looked at.',
  fix: 'Delete the waiver, or move it to the line of the finding or the one above.',
  waiveWhen: 'Never; a waiver that accepts nothing is not needed.',
  references: ['https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments'],
  examples: {
    bad: [
      {
        title: 'the finding was mended',
        files: {
          'etc/memcached.conf':
            '# memcached-guard: allow public-bind -- a firewall stands before it\n-l 127.0.0.1\n-U 0\n',
        },
      },
      {
        title: 'an entry of the configuration for a file that is gone',
        files: {
          '.memcached-guard.yml':
            'waivers:\n  - rule: published-port\n    path: dev/compose.yaml\n    reason: laptop only\n',
        },
      },
    ],
    good: [
      {
        title: 'it accepts a finding on its own line',
        files: {
          'compose.yaml':
            'services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - "11211:11211" # memcached-guard: allow published-port -- laptop only\n',
        },
      },
    ],
    odd: [
      {
        title: 'other comments that name this program',
        files: {
          'etc/memcached.conf': '# memcached-guard: checks this file on every push\n-l 127.0.0.1\n-U 0\n',
        },
      },
      {
        title: 'a waiver inside a command of several lines',
        files: {
          'cache.service':
            '[Service]\nExecStart=/usr/bin/memcached \\\n  # memcached-guard: allow public-bind -- a firewall stands before it\n  -l 0.0.0.0 \\\n  -U 0\n',
        },
      },
    ],
  },
};

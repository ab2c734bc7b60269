import type { Rule } from './rule.ts';

/** Its findings come from reading the configuration and the waivers in comments. */
export const invalidWaiver: Rule = {
  id: 'MG030',
  name: 'invalid-waiver',
  level: 'error',
  summary:
    'A waiver is incomplete or names no rule, or the configuration has an unknown key or a wrong value',
  why: 'A mistake in the configuration can switch off a check without anybody noticing. The run ends with exit code 2 until the configuration is mended. A waiver that cannot be understood accepts nothing, and the finding it was meant for stays.',
  fix: 'Correct the configuration; schema/config.schema.json describes every key.',
  waiveWhen: 'Never.',
  references: ['https://json-schema.org/draft-07'],
  examples: {
    bad: [
      { title: 'an unknown key', files: { '.memcached-guard.yml': 'excludes: ["vendor/**"]\n' } },
      { title: 'an unknown rule', files: { '.memcached-guard.yml': 'rules: { udp-off: error }\n' } },
      {
        title: 'a waiver without a reason',
        files: {
          'etc/memcached.conf': '# memcached-guard: allow public-bind\n-l 127.0.0.1\n-U 0\n',
        },
      },
      {
        title: 'a waiver until a day that does not exist',
        files: {
          'etc/memcached.conf':
            '# memcached-guard: allow public-bind until 2027-02-30 -- behind a firewall\n-l 127.0.0.1\n-U 0\n',
        },
      },
      {
        title: 'a waiver in a comment where the configuration forbids them',
        files: {
          '.memcached-guard.yml': 'inline-waivers: forbid\n',
          'etc/memcached.conf':
            '# memcached-guard: allow public-bind -- behind a firewall\n-l 127.0.0.1\n-U 0\n',
        },
      },
      { title: 'no such version', files: { '.memcached-guard.yml': 'memcached-version: "2.0-beta"\n' } },
      { title: 'no such network', files: { '.memcached-guard.yml': 'private-networks: ["10.0.0.0/40"]\n' } },
    ],
    good: [
      { title: 'known keys', files: { '.memcached-guard.yml': 'exclude: ["vendor/**"]\nstrict: true\n' } },
    ],
    odd: [
      {
        title: 'several rules, an owner and a last day, in one comment',
        files: {
          'etc/memcached.conf':
            '# memcached-guard: allow public-bind, MG001 until 2999-12-31 by @team-cache -- behind a firewall\n-l 0.0.0.0 -U 11211\n',
        },
      },
      {
        title: 'a waiver with every key in the configuration',
        files: {
          'dev/compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    ports: ["11211:11211"]\n',
          '.memcached-guard.yml':
            'waivers:\n  - rule: published-port\n    path: dev/**\n    reason: laptop only, never deployed\n    owner: "@team-cache"\n    expires: 2999-12-31\n',
        },
      },
      { title: 'an empty configuration', files: { '.memcached-guard.yml': '# nothing yet\n' } },
      { title: 'a version without quotes', files: { '.memcached-guard.yml': 'memcached-version: 1.6\n' } },
      { title: 'a rule by its id', files: { '.memcached-guard.yml': 'rules: { MG011: off }\n' } },
      {
        title: 'a file of that name deeper down is not the configuration',
        files: { 'docs/.memcached-guard.yml': 'excludes: ["vendor/**"]\n' },
      },
    ],
  },
};

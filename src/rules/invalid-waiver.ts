import type { Rule } from './rule.ts';

/** Its findings come from reading the configuration, before any launch is judged. */
export const invalidWaiver: Rule = {
  id: 'MG030',
  name: 'invalid-waiver',
  level: 'error',
  summary: 'The configuration has an unknown key, an unknown rule or a wrong value',
  why: 'A mistake in the configuration can switch off a check without anybody noticing. The run ends with exit code 2 until it is mended.',
  fix: 'Correct the configuration; schema/config.schema.json describes every key.',
  waiveWhen: 'Never.',
  references: ['https://json-schema.org/draft-07'],
  examples: {
    bad: [
      { title: 'an unknown key', files: { '.memcached-guard.yml': 'excludes: ["vendor/**"]\n' } },
      { title: 'an unknown rule', files: { '.memcached-guard.yml': 'rules: { udp-off: error }\n' } },
      { title: 'no such version', files: { '.memcached-guard.yml': 'memcached-version: "2.0-beta"\n' } },
      { title: 'no such network', files: { '.memcached-guard.yml': 'private-networks: ["10.0.0.0/40"]\n' } },
    ],
    good: [
      { title: 'known keys', files: { '.memcached-guard.yml': 'exclude: ["vendor/**"]\nstrict: true\n' } },
    ],
    odd: [
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

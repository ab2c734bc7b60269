import * as v from 'valibot';
import { patternProblem } from '../discovery/pattern-problem.ts';
import { parseReleases } from '../memcached/version.ts';
import { parseNetwork } from '../network/address-class.ts';
import { isDay } from './waivers/day.ts';

const level = v.picklist(['error', 'warning', 'notice', 'off'], 'must be error, warning, notice or off');

const pattern = v.pipe(
  v.string('must be a text'),
  v.check(
    (text) => patternProblem(text) === undefined,
    ({ input }) => `is no usable pattern: ${patternProblem(input)}`,
  ),
);

const patterns = v.array(pattern, 'must be a list of patterns');

const release = v.pipe(
  v.string('must be a version such as "1.6" or ">=1.5.6"'),
  v.check(
    (text) => parseReleases(text) !== undefined,
    'is no version of memcached: write "1.5.22", "1.6" or ">=1.5.6"',
  ),
);

const network = v.pipe(
  v.string('must be a text'),
  v.check((text) => parseNetwork(text) !== undefined, 'is no network: write it as in "203.0.113.0/28"'),
);

const address = v.pipe(
  v.string('must be a text'),
  v.check((text) => parseNetwork(text) !== undefined && !text.includes('/'), 'is no IP address'),
);

const filled = v.pipe(
  v.string('must be a text'),
  v.check((text) => /[\p{L}\p{N}]/u.test(text), 'must not be empty'),
);

/** Who accepts what and until when; the same in the configuration and in a baseline. */
export const decisionEntries = {
  reason: v.pipe(filled, v.description('Why the finding is accepted.')),
  owner: v.optional(v.pipe(filled, v.description('Who answers for it: "@team-cache".'))),
  expires: v.optional(
    v.pipe(
      v.string('must be a day such as 2027-01-31'),
      v.check(isDay, 'is no day; write it as 2027-01-31'),
      v.description('The last day on which it holds, YYYY-MM-DD.'),
    ),
  ),
};

const waiver = v.strictObject(
  {
    rule: v.pipe(v.string('must be the name or id of a rule'), v.description('The rule, by name or id.')),
    path: v.pipe(pattern, v.description('A glob of the files, from the root of the repository.')),
    ...decisionEntries,
    fingerprint: v.optional(
      v.pipe(
        v.string('must be a text'),
        v.regex(/^[0-9a-f]{32}$/, 'is no fingerprint; --format json shows those of findings'),
        v.description('Only the finding with this fingerprint, as --format json shows it.'),
      ),
    ),
  },
  waiverProblem,
);

/** What strictObject says where something is no mapping, lacks a key or has one too many. */
function waiverProblem({ expected, received }: { expected: string | null; received: string }): string {
  if (expected === 'never')
    return 'is not a key of a waiver; the keys are rule, path, reason, owner, expires, fingerprint';
  if (received === 'undefined') return 'is missing';
  return 'must be a mapping with rule, path and reason';
}

/** The configuration file, as people write it. `scripts` and the published JSON Schema come from here. */
export const configurationSchema = v.strictObject(
  {
    'memcached-version': v.optional(
      v.pipe(
        release,
        v.description('The version of memcached where the files cannot say it: "1.5.22", "1.6", ">=1.5.6".'),
      ),
    ),
    'private-networks': v.optional(
      v.pipe(
        v.array(network, 'must be a list of networks'),
        v.description('Networks in CIDR notation whose addresses count as private.'),
      ),
    ),
    hosts: v.optional(
      v.pipe(
        v.record(v.string(), v.union([address, v.array(address)], 'must be an IP address or a list of them')),
        v.description('What host names in -l resolve to.'),
      ),
    ),
    'on-unknown': v.optional(
      v.pipe(
        level,
        v.description(
          'Level of a value that decides UDP or the bind and cannot be known (default: warning).',
        ),
      ),
    ),
    'require-explicit-udp-off': v.optional(
      v.pipe(
        v.boolean('must be true or false'),
        v.description('Every launch must say -U 0, also where its version has UDP off (default: false).'),
      ),
    ),
    strict: v.optional(
      v.pipe(v.boolean('must be true or false'), v.description('Warnings count as errors (default: false).')),
    ),
    'fail-on': v.optional(
      v.pipe(
        v.picklist(['error', 'warning', 'notice', 'never'], 'must be error, warning, notice or never'),
        v.description('The lowest level that fails the check (default: error).'),
      ),
    ),
    rules: v.optional(
      v.pipe(
        v.record(v.string(), level),
        v.description('Level of a rule by its name or id; off silences it.'),
      ),
    ),
    exclude: v.optional(v.pipe(patterns, v.description('Globs of paths that are left out.'))),
    include: v.optional(v.pipe(patterns, v.description('Globs of the only paths that are looked at.'))),
    files: v.optional(
      v.pipe(
        v.record(v.string(), v.string('must be the name of a format')),
        v.description('Path to the name of its format, where neither path nor content tells.'),
      ),
    ),
    waivers: v.optional(
      v.pipe(
        v.array(waiver, 'must be a list of waivers'),
        v.description('Findings that are accepted, each with its reason.'),
      ),
    ),
    'inline-waivers': v.optional(
      v.pipe(
        v.picklist(['allow', 'forbid'], 'must be allow or forbid'),
        v.description(
          'With forbid, waivers in comments count for nothing and are findings (default: allow).',
        ),
      ),
    ),
    baseline: v.optional(
      v.pipe(
        v.string('must be a path'),
        v.check(isInside, 'must be a path inside the repository'),
        v.description(
          'The file of known findings, from the root (default: .memcached-guard-baseline.json if there is one).',
        ),
      ),
    ),
  },
  'is not a key of the configuration',
);

function isInside(path: string): boolean {
  return path !== '' && !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path);
}

export type ConfigurationInput = v.InferOutput<typeof configurationSchema>;

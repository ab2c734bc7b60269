import * as v from 'valibot';
import { patternProblem } from '../discovery/path-filter.ts';
import { parseReleases } from '../memcached/version.ts';
import { parseNetwork } from '../network/address-class.ts';

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
  },
  'is not a key of the configuration',
);

export type ConfigurationInput = v.InferOutput<typeof configurationSchema>;

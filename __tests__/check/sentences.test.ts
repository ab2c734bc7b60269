import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import { RULES } from '../../src/rules/registry.ts';
import { UNKNOWN_MARK } from '../../src/text/traced-text.ts';

type Files = Readonly<Record<string, string>>;

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

function fixture(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]),
  );
}

function fixtures(): readonly (readonly [string, Files])[] {
  const formats = readdirSync(FIXTURES).map((name) => join(FIXTURES, name));
  return formats
    .flatMap((format) => readdirSync(format).map((name) => join(format, name)))
    .map((path) => [
      relative(FIXTURES, path),
      statSync(path).isDirectory() ? fixture(path) : { [path]: readFileSync(path, 'utf8') },
    ]);
}

/** Everything that people are told about a repository. */
async function sentences(files: Files): Promise<readonly string[]> {
  const { findings, exposures } = await check(memoryRepository(files), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  return [
    ...findings.flatMap(({ message, help, related }) => [
      message,
      help,
      ...related.map((place) => place.message),
    ]),
    ...exposures.flatMap(({ launch, listeners }) => [
      launch.name,
      launch.condition ?? '',
      launch.version.because,
      ...launch.related.map((place) => place.message),
      ...listeners.flatMap(({ via }) => via),
    ]),
  ];
}

const MADE_UP: readonly (readonly [string, Files])[] = [
  ['a tag that the build is given', { Dockerfile: 'ARG TAG\nFROM memcached:$TAG\nCMD ["-l", "0.0.0.0"]\n' }],
  [
    'an image that the build is given',
    { Dockerfile: 'ARG BASE\nFROM $BASE\nRUN touch /etc/memcached.conf\nCMD memcached -l 0.0.0.0\n' },
  ],
  [
    'a service that is built on such a tag',
    {
      'compose.yaml':
        'services:\n  c:\n    build: .\n    profiles: ["$P"]\n    ports: ["11211:11211"]\n    command: -U 11211\n',
      Dockerfile: 'ARG TAG\nFROM memcached:$TAG\n',
    },
  ],
  [
    'a script that the image is given',
    { Dockerfile: 'ARG S\nFROM memcached:1.6\nENV S=$S\nENTRYPOINT ["sh", "-c", "/$S/start.sh"]\n' },
  ],
  [
    'a unit with a condition that a template fills in',
    {
      'memcached.service.j2':
        '[Unit]\nConditionHost={{ host }}\n[Service]\nRestrictAddressFamilies={{ families }}\nUser={{ user }}\nExecStart=/usr/bin/memcached -l 0.0.0.0 -U 11211\n',
    },
  ],
];

describe('what people are told', () => {
  it.each([
    ...RULES.flatMap(({ name, examples }) =>
      [...examples.bad, ...examples.good, ...examples.odd].map(
        ({ title, files }) => [`${name}: ${title}`, files] as const,
      ),
    ),
    ...fixtures(),
    ...MADE_UP,
  ])('names unknown values as they are written: %s', async (_, files) => {
    expect((await sentences(files)).filter((text) => text.includes(UNKNOWN_MARK))).toEqual([]);
  });
});

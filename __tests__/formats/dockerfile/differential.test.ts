import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildImage } from '../../../src/formats/dockerfile/build.ts';
import { DEFAULT_PATH } from '../../../src/formats/dockerfile/stage-state.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

interface Case {
  readonly dockerfile: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
}

interface Config {
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly env: readonly string[];
  readonly ports: readonly string[];
  readonly user: string;
}

/**
 * Left out is where buildah is known to differ from BuildKit, which is what is followed: `SHELL`, a stage's name in
 * another case, text after `]`, ranges and odd spellings in `EXPOSE`, `${V+a}` and its kind without a colon,
 * `\` in `ENV` under another escape character, `ARG` after `ENV` of the same name (BuildKit: the later counts), `ARG`
 * in a stage built on the stage that has it (BuildKit: it is inherited).
 */
const CASES: Readonly<Record<string, Case>> = {
  'CMD as a list': { dockerfile: 'CMD ["memcached", "-U", "0", "-l", "0.0.0.0"]' },
  'CMD as a shell line': { dockerfile: 'CMD memcached -m 64 -U 11211' },
  'ENTRYPOINT as a list': { dockerfile: 'ENTRYPOINT ["memcached", "-vv"]' },
  'ENTRYPOINT as a shell line': { dockerfile: 'ENTRYPOINT exec memcached -l 127.0.0.1' },
  'both as lists': { dockerfile: 'ENTRYPOINT ["memcached"]\nCMD ["-m", "64"]' },
  'ENTRYPOINT a list, CMD a line': { dockerfile: 'ENTRYPOINT ["memcached"]\nCMD -m 64' },
  'ENTRYPOINT a line, CMD a list': { dockerfile: 'ENTRYPOINT memcached -p 11212\nCMD ["-m", "64"]' },
  'CMD before ENTRYPOINT': { dockerfile: 'CMD ["-m", "64"]\nENTRYPOINT ["memcached"]' },
  'the last of each counts': {
    dockerfile: 'CMD ["a"]\nENTRYPOINT ["b"]\nENTRYPOINT ["memcached"]\nCMD ["-U", "0"]',
  },
  'single quotes are a shell line': { dockerfile: "CMD ['memcached', '-U', '0']" },
  'a list that is not closed is a shell line': { dockerfile: 'CMD ["memcached", "-U"' },
  'numbers in a list are refused': { dockerfile: 'CMD ["memcached", 64]' },
  'escapes in a list': { dockerfile: 'CMD ["memcached", "-P", "/run/a\\tb", "\\u002dv", "\\""]' },
  'lower case and other spaces': { dockerfile: 'cmd\t["memcached"]\nexpose\t11211' },
  'continued over comments and empty lines': {
    dockerfile: 'CMD memcached \\\n  # memory\n  -m 64 \\\n\n# port\n  -p 11211\nUSER memcache',
  },
  'a list over several lines': { dockerfile: 'CMD ["memcached", \\\n     "-U", "0", \\\n# why\n     "-v"]' },
  'the escape directive': {
    dockerfile: '# escape=`\nFROM scratch\nCMD memcached `\n  -U 0 \\',
  },
  'ENV in both forms': { dockerfile: 'ENV A=1 B="two words" C=a\\ b\nENV D all of this\nENV E=\'$A\'' },
  'ENV of ENV': { dockerfile: 'ENV A=1\nENV A=2 B=$A C=${A}x D=\\$A E=${NONE}\nENV F=${B}' },
  'defaults in ENV': { dockerfile: 'ENV A= B=b\nENV C=${A:-c} D=${B:-d} E=${B:+e} F=${A:+f}' },
  'ARG with a default': { dockerfile: 'ARG PORT=11212\nENV P=$PORT\nEXPOSE $PORT' },
  'ARG that is given': { dockerfile: 'ARG PORT=11212\nENV P=$PORT\nEXPOSE $PORT', args: { PORT: '11300' } },
  'ENV after ARG': { dockerfile: 'ARG M=2\nENV M=1\nENV N=$M', args: { M: '3' } },
  'ARG before FROM': {
    dockerfile: 'ARG BASE=scratch\nARG M=64\nFROM $BASE\nARG M\nENV MEM=$M OTHER=${BASE}',
  },
  'no variables in CMD': { dockerfile: 'ENV M=64\nCMD ["memcached", "-m", "$M"]' },
  'EXPOSE of several': { dockerfile: 'EXPOSE 11211 11211/udp\nEXPOSE 11212/tcp' },
  'EXPOSE of a variable': { dockerfile: 'ENV P=11213\nEXPOSE ${P}/udp' },
  'USER with a group and a variable': { dockerfile: 'ENV U=cache\nUSER $U:nobody' },
  'the last stage': {
    dockerfile: 'FROM scratch AS one\nCMD ["one"]\nEXPOSE 1/udp\nFROM scratch\nCMD ["two"]',
  },
  'a stage on another': {
    dockerfile:
      'FROM scratch AS one\nENV A=1\nUSER u\nEXPOSE 1\nCMD ["memcached", "-U", "0"]\nFROM one\nENV B=$A\nEXPOSE 2',
  },
  'a stage as the target': {
    dockerfile: 'FROM scratch AS one\nCMD ["one"]\nFROM scratch AS two\nCMD ["two"]',
    target: 'one',
  },
  'ARG ends with its stage': {
    dockerfile: 'FROM scratch AS one\nARG M=1\nENV A=$M\nFROM scratch\nENV B=x$M',
  },
  'nothing at all': { dockerfile: '' },
};

const home = mkdtempSync(join(tmpdir(), 'buildah-'));
mkdirSync(join(home, 'context'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function fileOf({ dockerfile }: Case): string {
  return /^FROM/m.test(dockerfile) ? `${dockerfile}\n` : `FROM scratch\n${dockerfile}\n`;
}

/** Runs buildah on a store of its own; nothing is pulled and nothing is run. */
function buildah(...words: readonly string[]) {
  const store = ['--storage-driver', 'vfs', '--root', join(home, 'store'), '--runroot', join(home, 'run')];
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: home };
  return spawnSync('buildah', [...store, ...words], { encoding: 'utf8', env, timeout: 20_000 });
}

function build(test: Case) {
  const path = join(home, 'Dockerfile');
  writeFileSync(path, fileOf(test));
  const target = test.target === undefined ? [] : ['--target', test.target];
  const args = Object.entries(test.args ?? {}).flatMap(([name, value]) => [
    '--build-arg',
    `${name}=${value}`,
  ]);
  const how = ['--isolation', 'chroot', '--layers=false', '--format', 'docker', ...target, ...args];
  return buildah('bud', ...how, '-f', path, '-t', 'case', join(home, 'context'));
}

/** Why buildah cannot be asked here. */
function missing(): string | undefined {
  const { error, status, stderr } = build({ dockerfile: '' });
  if (error !== undefined) {
    return 'code' in error && error.code === 'ENOENT' ? 'it is not installed' : error.message;
  }
  return status === 0 ? undefined : `it cannot build here: ${stderr.trim().split('\n').at(-1) ?? ''}`;
}

const reason = missing();
if (reason !== undefined) {
  console.info(`Dockerfiles are not compared with buildah's reading: ${reason}`);
  // Hooks of skipped tests do not run.
  rmSync(home, { recursive: true, force: true });
}

const orNull = (words: readonly string[] | null | undefined) =>
  words === null || words === undefined || words.length === 0 ? null : words;

const withoutPath = (env: readonly string[]) => env.filter((entry) => entry !== `PATH=${DEFAULT_PATH}`);

/** What buildah itself says; anything that is not a fault of the Dockerfile fails the test. */
function observed(test: Case): Config | 'refused' {
  const made = build(test);
  if (made.status !== 0) {
    expect(made.stderr).toContain('parsing main Dockerfile');
    return 'refused';
  }
  const { config } = JSON.parse(buildah('inspect', '--type', 'image', 'case').stdout).Docker as {
    config: {
      readonly Entrypoint: readonly string[] | null;
      readonly Cmd: readonly string[] | null;
      readonly Env?: readonly string[] | null;
      readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
      readonly User: string;
    };
  };
  return {
    entrypoint: orNull(config.Entrypoint),
    cmd: orNull(config.Cmd),
    env: withoutPath(config.Env ?? []),
    ports: Object.keys(config.ExposedPorts ?? {}).sort(),
    user: config.User,
  };
}

function predicted(test: Case): Config | 'refused' {
  const argument = (value: string) =>
    TracedText.decoded(value, new SourceFile('arguments', value).at(0, value.length));
  const built = buildImage(new SourceFile('Dockerfile', fileOf(test)), {
    args: new Map(Object.entries(test.args ?? {}).map(([name, value]) => [name, argument(value)])),
    platform: 'linux/amd64',
    ...(test.target === undefined ? {} : { target: test.target }),
  });
  if ('error' in built) return 'refused';
  const { image } = built;
  const texts = (words: readonly TracedText[] | null | undefined) => orNull(words?.map(({ text }) => text));
  return {
    entrypoint: texts(image.entrypoint),
    cmd: texts(image.cmd),
    env: withoutPath([...image.env].map(([name, value]) => `${name}=${value.text}`)),
    ports: image.exposed.map(({ port, protocol }) => `${port.first}/${protocol}`).sort(),
    user: image.user?.text ?? '',
  };
}

describe.skipIf(reason !== undefined)(
  `buildah itself${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    it.each(Object.entries(CASES))('%s', (_, test) => {
      expect(predicted(test)).toEqual(observed(test));
    });
  },
);

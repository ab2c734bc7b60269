import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildImage } from '../../../src/formats/dockerfile/build.ts';
import { DEFAULT_PATH } from '../../../src/formats/dockerfile/stage-state.ts';
import { baseImage, type ImageConfig } from '../../../src/images/image.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

interface Observed {
  readonly Entrypoint: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly Shell: readonly string[] | null;
  readonly ExposedPorts: readonly string[];
  readonly Env: readonly string[];
  readonly User: string;
  readonly OnBuild: readonly string[];
  readonly error?: string;
}

interface Case {
  readonly family: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly build_args?: Readonly<Record<string, string>>;
  readonly observed: Observed;
}

const cases = readFileSync(new URL('../../oracle/dockerfile.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Case);

/** The stand-ins that the recorded builds had for real images. */
function standIn(reference: TracedText): ImageConfig | undefined {
  const image = baseImage(reference);
  const at = reference.locate();
  if (image === undefined || at === undefined) return image;
  const env =
    image.convention === 'bitnami'
      ? ['PATH', `/opt/bitnami/common/bin:/opt/bitnami/memcached/bin:${DEFAULT_PATH}`]
      : ['MEMCACHED_VERSION', '1.6.38'];
  return { ...image, env: new Map([[env[0]!, TracedText.decoded(env[1]!, at)]]) };
}

function argument(value: string): TracedText {
  return TracedText.decoded(value, new SourceFile('arguments', value).at(0, value.length));
}

function built(test: Case): Observed | 'refused' {
  const args = new Map(Object.entries(test.build_args ?? {}).map(([name, value]) => [name, argument(value)]));
  const result = buildImage(new SourceFile('Dockerfile', test.dockerfile), {
    args,
    platform: 'linux/amd64',
    baseImage: standIn,
    ...(test.target === undefined ? {} : { target: test.target }),
  });
  if ('error' in result) return 'refused';
  const { image } = result;
  const words = (list: readonly TracedText[] | null | undefined) =>
    list === null || list === undefined || list.length === 0 ? null : list.map((word) => word.text);
  const ports = image.exposed.flatMap(({ port, protocol }) =>
    Array.from({ length: port.last - port.first + 1 }, (_, i) => `${port.first + i}/${protocol}`),
  );
  return {
    Entrypoint: words(image.entrypoint),
    Cmd: words(image.cmd),
    Shell: words(image.shell),
    ExposedPorts: [...new Set(ports)].sort(),
    Env: [...image.env]
      .filter(([name, value]) => name !== 'PATH' || value.text !== DEFAULT_PATH)
      .map(([name, value]) => `${name}=${value.text}`),
    User: image.user?.text ?? '',
    OnBuild: result.onBuild,
  };
}

/** Refused because the stand-ins have no /etc/passwd in which `WORKDIR` could look its user up; real images have one. */
const isStandInsFault = (test: Case) => test.observed.error?.startsWith('invalid user index') === true;

describe('image configurations that BuildKit built', () => {
  it.each(
    cases.map(
      (test) => [`${test.family}: ${JSON.stringify(test.dockerfile)} ${test.target ?? ''}`, test] as const,
    ),
  )('%s', (_, test) => {
    const expected = test.observed.error === undefined ? test.observed : 'refused';
    if (isStandInsFault(test)) expect(built(test)).not.toBe('refused');
    else
      expect(built(test)).toEqual(
        expected === 'refused' ? expected : { ...expected, Env: [...expected.Env] },
      );
  });
});

import { describe, expect, it } from 'vitest';
import { bake } from '../../../src/formats/bake/format.ts';
import { version } from '../dockerfile/read.ts';
import { placeOf, readAs, show } from '../systemd/fixture.ts';

const DOCKERFILE = `ARG TAG=1.5.5
FROM memcached:\${TAG} AS Cache
CMD ["memcached", "-l", "0.0.0.0"]
FROM scratch AS app
CMD ["/app"]
`;

const launches = async (hcl: string, more: Readonly<Record<string, string>> = { Dockerfile: DOCKERFILE }) =>
  (await readAs(bake, { 'docker-bake.hcl': hcl, ...more })).launches;

const target = (body: string, name = 'cache') => `target "${name}" {\n${body}\n}\n`;

describe('stages that bake builds', () => {
  it.each<[string, string, Readonly<Record<string, string>>?]>([
    ['a target', target('  target = "cache"')],
    ['a name without quotes', 'target cache {\n  target = "cache"\n}\n'],
    ['everything said', target('  context = "."\n  dockerfile = "Dockerfile"\n  target = "cache"')],
    ['in a folder', target('  context = "a"\n  target = "cache"'), { 'a/Dockerfile': DOCKERFILE }],
    [
      'a Dockerfile of another name',
      target('  context = "./a"\n  dockerfile = "x/Cachefile"\n  target = "cache"'),
      { 'a/x/Cachefile': DOCKERFILE },
    ],
    ['inherited', target('  target = "cache"', '_all') + target('  inherits = ["_all"]')],
    [
      'own before inherited',
      target('  target = "app"', 'a') + target('  inherits = ["a"]\n  target = "cache"'),
    ],
    [
      'in a circle',
      target('  inherits = ["b"]\n  target = "cache"', 'a') + target('  inherits = ["a"]', 'b'),
    ],
    ['two targets of one stage', target('  target = "cache"') + target('  target = "cache"', 'b')],
    [
      'two blocks of one target',
      target('  dockerfile = "None"\n  target = "cache"') + target('  dockerfile = "Dockerfile"'),
    ],
    ['files of its own', target('  contexts = { src = "./src" }\n  target = "cache"')],
  ])('%s', async (_, hcl, more) => {
    expect((await launches(hcl, more)).map(({ argv }) => argv.map(show).join(' '))).toEqual(['-l 0.0.0.0']);
  });

  it('have the place in the Dockerfile, the name of the stage and the target', async () => {
    const [launch] = await launches(target('  target = "cache"'));
    expect(launch?.name).toBe('stage cache of bake target cache');
    expect(launch?.image).toEqual({ path: 'Dockerfile', stage: 'cache' });
    expect(launch?.network).toEqual({ kind: 'image', usedHere: false });
    expect(placeOf(launch?.at)).toBe('Dockerfile:3:5-35');
    expect(launch?.related.map(({ at, message }) => `${placeOf(at)} ${message}`)).toEqual([
      'docker-bake.hcl:2:13-18 the bake target cache builds this stage',
    ]);
  });

  it('have the arguments', async () => {
    const [launch] = await launches(target('  target = "cache"\n  args = {\n    TAG = "1.6.12"\n  }'));
    expect(launch && version(launch)).toBe('1.6.12');
    const [plain] = await launches(target('  target = "cache"'));
    expect(plain && version(plain)).toBe('1.5.5');
  });

  it('are told apart where their arguments differ', async () => {
    const other = target('  target = "cache"\n  args = { TAG = "1.6.12" }', 'new');
    const found = await launches(other + target('  target = "cache"'));
    expect(found.map((launch) => `${launch.name} ${version(launch)}`)).toEqual([
      'stage cache of bake target new 1.6.12',
      'stage cache of bake target cache 1.5.5',
    ]);
  });

  it('are found from a folder below', async () => {
    const files = { 'ci/docker-bake.hcl': target('  target = "cache"'), Dockerfile: DOCKERFILE };
    expect((await readAs(bake, files)).launches).toHaveLength(1);
  });
});

describe('nothing of its own', () => {
  it.each<[string, string]>([
    ['no target', target('  context = "."')],
    ['the last stage, which the Dockerfile stands for', target('  target = "app"')],
    ['an unknown stage', target('  target = "nobody"')],
    ['a stage that is computed', target('  target = stage')],
    ['a stage with an unknown part', target('  target = "${x}cache"')],
    ['a remote context', target('  context = "https://example.com/x.git"\n  target = "cache"')],
    ['a Dockerfile that is not there', target('  dockerfile = "None"\n  target = "cache"')],
    ['a path outside', target('  context = "../.."\n  target = "cache"')],
    ['an inline Dockerfile', target('  target = "cache"\n  dockerfile-inline = "FROM scratch"')],
    ['another base', target('  target = "cache"\n  contexts = { "memcached:1.5.5" = "target:x" }')],
    ['groups and variables', 'variable "target" { default = "cache" }\ngroup "g" { targets = ["cache"] }\n'],
    ['broken', 'target "cache" {\n  target = "cac'],
    ['empty', ''],
  ])('%s', async (_, hcl) => {
    const reading = await readAs(bake, { 'docker-bake.hcl': hcl, Dockerfile: DOCKERFILE });
    expect([reading.launches, reading.problems]).toEqual([[], []]);
  });

  it('of a last stage that runs memcached', async () => {
    const files = { Dockerfile: 'FROM memcached:1.5.5 AS cache\nCMD ["memcached", "-l", "0.0.0.0"]\n' };
    expect(await launches(target('  target = "cache"'), files)).toEqual([]);
  });

  it('follows long inheritance only so far', async () => {
    const chain = Array.from({ length: 400 }, (_, i) =>
      target(`  inherits = ["t${i + 1}", "t${i + 2}"]`, `t${i}`),
    );
    expect(await launches(chain.join(''))).toEqual([]);
  });
});

it('takes the files that buildx takes', () => {
  for (const path of [
    'docker-bake.hcl',
    'a/docker-bake.override.hcl',
    'docker-bake-ci.hcl',
    'ci.bake.hcl',
    'docker-bake.json',
    'docker-bake.override.json',
    'ci.bake.json',
  ])
    expect(bake.hasPath(path), path).toBe(true);
  for (const path of [
    'main.hcl',
    'docker-bake.md',
    'job.nomad.hcl',
    'docker-bake.hcl.md',
    'xdocker-bake.hcl',
  ])
    expect(bake.hasPath(path), path).toBe(false);
});

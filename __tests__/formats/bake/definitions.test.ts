import { describe, expect, it } from 'vitest';
import { bake } from '../../../src/formats/bake/format.ts';
import { commandLine, shown, version } from '../dockerfile/read.ts';
import { placeOf, readAs } from '../systemd/fixture.ts';

const DOCKERFILE = 'ARG TAG=1.6.9\nFROM memcached:${TAG} AS cache\nFROM memcached:1.4 AS old\nFROM scratch\n';

type Files = Readonly<Record<string, string>>;

/** `name version` of each launch. */
async function built(files: Files, dockerfile = DOCKERFILE): Promise<readonly string[]> {
  const { launches } = await readAs(bake, { Dockerfile: dockerfile, ...files });
  return launches.map((launch) => `${launch.name}: ${version(launch)}`);
}

const CACHE = 'stage cache of bake target cache';

describe('definitions of bake', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'in JSON',
      { 'docker-bake.json': '{"target":{"cache":{"target":"cache","args":{"TAG":"1.5.5"}}}}' },
      [`${CACHE}: 1.5.5`],
    ],
    [
      'in JSON with a variable',
      {
        'x.bake.json':
          '{"variable":{"V":{"default":"5"}},"target":{"cache":{"target":"cache","args":{"TAG":"1.5.${V}"}}}}',
      },
      [`${CACHE}: 1.5.5`],
    ],
    [
      'an override beside it',
      {
        'docker-bake.override.hcl': 'target "cache" {\n  args = { TAG = "1.5.5" }\n}\n',
        'docker-bake.hcl': 'target "cache" {\n  target = "cache"\n  args = { TAG = "1.6.1", X = 1 }\n}\n',
      },
      [`${CACHE}: 1.5.5`],
    ],
    [
      'an override in JSON before that in HCL',
      {
        'docker-bake.override.json': '{"target":{"cache":{"args":{"TAG":"1.5.4"}}}}',
        'docker-bake.override.hcl': 'target "cache" {\n  args = { TAG = "1.5.5" }\n}\n',
        'docker-bake.json': '{"target":{"cache":{"target":"cache"}}}',
      },
      [`${CACHE}: 1.5.5`],
    ],
    [
      'variables, from each other and by themselves',
      {
        'docker-bake.hcl':
          'variable "MINOR" { default = "5" }\nvariable "TAG" {\n  default = "1.5.${MINOR}"\n}\nSTAGE = "cache"\ntarget "cache" {\n  target = STAGE\n  args = { TAG = TAG }\n}\n',
      },
      [`${CACHE}: 1.5.5`],
    ],
    [
      'a variable that only the caller sets',
      {
        'docker-bake.hcl':
          'variable "TAG" {}\ntarget "cache" {\n  target = "cache"\n  args = { TAG = TAG }\n}\n',
      },
      [`${CACHE}: unknown`],
    ],
    [
      'a variable that is null',
      {
        'docker-bake.hcl':
          'variable "TAG" { default = null }\ntarget "cache" {\n  target = "cache"\n  args = { TAG = TAG }\n}\n',
      },
      [`${CACHE}: unknown`],
    ],
    [
      'a matrix',
      {
        'docker-bake.hcl':
          'target "cache" {\n  name = "cache-${v}"\n  matrix = { v = ["1.5.5", "1.6.1"] }\n  target = "cache"\n  args = { TAG = v }\n}\n',
      },
      ['stage cache of bake target cache-1.5.5: 1.5.5', 'stage cache of bake target cache-1.6.1: 1.6.1'],
    ],
    [
      'a matrix of objects and stages',
      {
        'docker-bake.hcl':
          'target "all" {\n  name = item.stage\n  matrix = {\n    item = [{ stage = "cache", tag = "1.5.5" }, { stage = "old", tag = "x" }]\n  }\n  target = item.stage\n  args = { TAG = item.tag }\n}\n',
      },
      [`${CACHE}: 1.5.5`, 'stage old of bake target old: 1.4.39'],
    ],
    [
      'inherited arguments, the last one first',
      {
        'docker-bake.hcl':
          'target "a" { args = { TAG = "1.5.4" } }\ntarget "b" { args = { TAG = "1.5.5" } }\ntarget "cache" {\n  inherits = ["a", "b"]\n  target = "cache"\n}\n',
      },
      [`${CACHE}: 1.5.5`],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await built(files)).toEqual(expected);
  });

  it('are of one folder', async () => {
    const files = {
      'docker-bake.hcl': 'target "cache" {\n  target = "cache"\n}\n',
      'x/docker-bake.override.hcl': 'target "cache" {\n  args = { TAG = "1.5.5" }\n}\n',
    };
    expect(await built(files)).toEqual([`${CACHE}: 1.6.9`]);
  });

  it('point at the default of a variable', async () => {
    const { launches } = await readAs(bake, {
      Dockerfile: DOCKERFILE,
      'docker-bake.json':
        '{"variable": {"TAG": {"default": "1.5.5"}},\n "target": {"c": {"target": "cache", "args": {"TAG": "${TAG}"}}}}',
    });
    const [launch] = launches;
    expect(launch?.version.state === 'known' ? shown(launch.version.at) : '').toBe('1:35 1.5.5');
    expect(launch?.related.map(({ at }) => placeOf(at))).toEqual(['docker-bake.json:2:30-35']);
  });

  it('may hold the Dockerfile', async () => {
    const { launches } = await readAs(bake, {
      'docker-bake.hcl':
        'target "cache" {\n  dockerfile-inline = <<EOT\nFROM memcached:1.5.5\nCMD ["-l", "0.0.0.0"]\nEOT\n}\n',
    });
    expect(launches.map(commandLine)).toEqual(['memcached -l 0.0.0.0']);
    expect(launches[0]?.argv.map((word) => shown(word.locate()))).toEqual(['4:7 -l', '4:13 0.0.0.0']);
    expect(launches[0]?.name).toBe('image of bake target cache');
  });
});

describe('the last stage', () => {
  const LAST = 'ARG TAG=1.6.9\nFROM memcached:${TAG}\n';
  it.each<[string, readonly string[]]>([
    ['', []],
    ['args = { TAG = "1.6.9" }', []],
    ['args = { OTHER = "1" }', []],
    ['args = { TAG = "1.5.5" }', ['image of bake target cache: 1.5.5']],
  ])('with %s', async (body, expected) => {
    expect(await built({ 'docker-bake.hcl': `target "cache" {\n  ${body}\n}\n` }, LAST)).toEqual(expected);
  });
});

describe('hostile definitions', () => {
  it.each<[string, string]>([
    [
      'variables that double each other',
      Array.from({ length: 60 }, (_, i) => `v${i} = "${'${'}v${i + 1}}${'${'}v${i + 1}}"\n`.repeat(20)).join(
        '',
      ),
    ],
    [
      'long texts that refer to long texts',
      `a = "${'${b}'.repeat(5000)}"\nb = "${'${c}'.repeat(5000)}"\nc = "${'x'.repeat(5000)}"\n`,
    ],
    [
      'many matrices',
      `target "t" {\n  matrix = { a = [${'"1",'.repeat(50)}], b = [${'"1",'.repeat(50)}] }\n  target = "cache"\n}\n`.repeat(
        300,
      ),
    ],
    ['a name that stands for itself', 'a = a\nb = "${b}"\ntarget "t" {\n  target = a\n}\n'],
  ])('%s', async (_, hcl) => {
    const start = performance.now();
    await built({ 'docker-bake.hcl': hcl });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

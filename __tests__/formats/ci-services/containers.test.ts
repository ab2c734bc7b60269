import { describe, expect, it } from 'vitest';
import { ciServices } from '../../../src/formats/ci-services/format.ts';
import { networkText } from '../docker-run/read-script.ts';
import { commandLine, shown, version } from '../dockerfile/read.ts';
import { readAs } from '../systemd/fixture.ts';

/** Words and network of each launch. */
async function started(path: string, text: string): Promise<readonly string[]> {
  const { launches, problems } = await readAs(ciServices, { [path]: text });
  expect(problems).toEqual([]);
  for (const { network } of launches) expect(network).toMatchObject({ kind: 'container', ciService: true });
  return launches.map((launch) => `${commandLine(launch)} | ${networkText(launch.network)}`);
}

const service = (body: string) => `jobs:\n  t:\n    services:\n      mc: ${body}\n    steps: []\n`;

describe("services of GitHub's workflows", () => {
  it.each<[string, readonly string[]]>([
    ['memcached', ['memcached | container']],
    ['{image: memcached}', ['memcached | container']],
    ["{image: memcached, ports: ['11211:11211']}", ['memcached | container *:11211:11211/tcp']],
    ['{image: memcached, ports: [11211, 11211/tcp]}', ['memcached | container *::11211/tcp *::11211/tcp']],
    [
      "{image: memcached, ports: ['127.0.0.1:11211:11211']}",
      ['memcached | container 127.0.0.1:11211:11211/tcp'],
    ],
    ["{image: memcached, options: '-p 11211:11211/udp'}", ['memcached | container *:11211:11211/udp']],
    ["{image: memcached, options: '--entrypoint memcached'}", ['memcached | container']],
    ["{image: memcached, options: '--entrypoint sleep'}", []],
    [
      `{image: memcached, options: '--health-cmd "nc -z localhost 11211" --name mc'}`,
      ['memcached | container'],
    ],
    ["{image: memcached, options: '--network host'}", ['memcached | container']],
    ["{image: memcached, command: '-m 128 -U 0'}", ['memcached -m 128 -U 0 | container']],
    [`{image: memcached, command: '-o "a b" -l $X'}`, ['memcached -o a b -l $X | container']],
    ['{image: memcached, entrypoint: /bin/sh, command: -c "memcached -v"}', ['memcached -v | container']],
    [
      "{image: bitnami/memcached, env: {MEMCACHED_EXTRA_FLAGS: '-U 1'}}",
      ['memcached -u memcached -p 11211 -v -U 1 | container'],
    ],
    ["{image: ''}", []],
    ['{image: nginx, ports: [11211]}', []],
    ['{image: prom/memcached-exporter}', []],
  ])('%s', async (body, expected) => {
    expect(await started('.github/workflows/t.yml', service(body))).toEqual(expected);
  });

  it('have an image for each value of the matrix', async () => {
    const { launches } = await readAs(ciServices, {
      '.github/workflows/t.yml':
        "jobs:\n  t:\n    strategy: {matrix: {mc: ['1.4', '1.5.5', '1.4'], include: [{mc: '1.6.9'}]}}\n    services:\n      mc: {image: 'memcached:${{ matrix.mc }}'}\n      other: {image: 'memcached:${{ matrix.none }}'}\n",
    });
    expect(launches.map(version)).toEqual(['1.4.39', '1.5.5', '1.6.9', 'unknown']);
  });

  it('are no containers of a job, in which the runner waits', async () => {
    expect(await started('.github/workflows/t.yml', 'jobs: {t: {container: memcached:1.5.5}}')).toEqual([]);
  });
});

describe('services of other systems', () => {
  it.each<[string, string, readonly string[]]>([
    ['.gitlab-ci.yml', 'services: [memcached]', ['memcached | container']],
    ['.gitlab-ci.yml', 'default: {services: [{name: memcached, alias: c}]}', ['memcached | container']],
    [
      '.gitlab-ci.yml',
      't: {services: [{name: memcached, entrypoint: [memcached], command: [-U, "1"]}]}',
      ['memcached -U 1 | container'],
    ],
    [
      '.gitlab-ci.yml',
      't: {services: [{name: memcached, command: [sh, -c, "memcached -v"]}], script: [make]}',
      ['memcached -v | container'],
    ],
    ['.gitlab-ci.yml', 'variables: {V: "1.5"}\nt: {services: ["memcached:$V"]}', ['memcached | container']],
    ['.gitlab-ci.yml', 't: {image: memcached, script: [make]}', []],
    [
      '.circleci/config.yml',
      'jobs: {t: {docker: [{image: a}, {image: memcached}]}}',
      ['memcached | container'],
    ],
    [
      '.circleci/config.yml',
      'jobs: {t: {docker: [{image: a}, {image: memcached, command: "-m 64"}]}}',
      ['memcached -m 64 | container'],
    ],
    [
      '.circleci/config.yml',
      'jobs: {t: {docker: [{image: a}, {image: memcached, entrypoint: [memcached], command: [-v]}]}}',
      ['memcached -v | container'],
    ],
    ['.circleci/config.yml', 'jobs: {t: {docker: [{image: memcached}]}}', []],
    ['.drone.yml', 'services: [{name: c, image: memcached}]', ['memcached | container']],
    [
      '.drone.yml',
      'services: [{name: c, image: memcached, commands: ["memcached -m 64 -U 1"]}]',
      ['memcached -m 64 -U 1 | container'],
    ],
    ['.drone.yml', 'services: [{name: c, image: memcached, commands: ["sleep 1"]}]', []],
    [
      '.woodpecker/t.yml',
      'services: {c: {image: memcached, commands: [memcached -v], ports: [11211]}}',
      ['memcached -v | container'],
    ],
    [
      'bitbucket-pipelines.yml',
      'definitions: {services: {c: {image: memcached}}}\npipelines: {}',
      ['memcached | container'],
    ],
    [
      'azure-pipelines.yml',
      'resources: {containers: [{container: c, image: memcached, ports: ["11211:11211"]}]}',
      ['memcached | container *:11211:11211/tcp'],
    ],
    ['.travis.yml', 'services: [memcached]', []],
    ['.buildkite/pipeline.yml', 'steps: [{plugins: [{docker#v5: {image: memcached}}]}]', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await started(path, text)).toEqual(expected);
  });

  it('point at the commands of a service', async () => {
    const { launches } = await readAs(ciServices, {
      '.drone.yml': 'services:\n  - image: memcached:1.5.5\n    commands:\n      - memcached -U 11211\n',
    });
    expect(launches[0]?.argv.map((word) => shown(word.locate()))).toEqual(['4:19 -U', '4:22 11211']);
  });
});

import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { ciServices } from '../../../src/formats/ci-services/format.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { networkText } from '../docker-run/read-script.ts';
import { commandLine, shown } from '../dockerfile/read.ts';
import { readAs } from '../systemd/fixture.ts';

const DOCKER = 'docker run -d -p 11211:11211 memcached:1.5.5 -U 11211';
const LINE = 'memcached -U 11211';
const DIRECT = 'memcached -d -l 0.0.0.0 -U 11211';

/** A file of each system with both commands, and what the launches are called. */
const SYSTEMS: readonly (readonly [string, string, string])[] = [
  [
    '.github/workflows/t.yml',
    `on: push\njobs:\n  t:\n    steps:\n      - uses: actions/checkout@v4\n      - run: ${DOCKER}\n      - name: x\n        run: |\n          set -e\n          ${DIRECT}\n`,
    'job t',
  ],
  [
    '.forgejo/workflows/t.yaml',
    `jobs:\n  t:\n    steps: [{run: "${DOCKER}"}, {run: "${DIRECT}", shell: bash -e}]\n`,
    'job t',
  ],
  [
    '.github/actions/cache/action.yml',
    `runs:\n  using: composite\n  steps:\n    - run: ${DOCKER}\n      shell: bash\n    - run: ${DIRECT}\n      shell: sh\n`,
    'the pipeline',
  ],
  [
    '.gitlab-ci.yml',
    `.base: &base\n  - ${DOCKER}\nt:\n  before_script:\n    - *base\n    - true\n  script: [make]\n  after_script: ${DIRECT}\n`,
    'job t',
  ],
  [
    '.circleci/config.yml',
    `jobs:\n  t:\n    machine: true\n    steps:\n      - checkout\n      - run: ${DOCKER}\n      - run:\n          name: mc\n          background: true\n          command: |\n            ${DIRECT}\n`,
    'job t',
  ],
  [
    '.drone.yml',
    `kind: pipeline\nsteps:\n  - name: a\n    image: docker\n    commands:\n      - ${DOCKER}\n      - ${DIRECT}\n`,
    'the pipeline',
  ],
  [
    '.woodpecker/t.yml',
    `steps:\n  a:\n    image: docker\n    commands: ["${DOCKER}", "${DIRECT}"]\n`,
    'the pipeline',
  ],
  [
    'azure-pipelines.yml',
    `stages:\n- stage: s\n  jobs:\n  - job: j\n    steps:\n    - script: ${DOCKER}\n    - bash: ${DIRECT}\n`,
    'the pipeline',
  ],
  [
    'bitbucket-pipelines.yml',
    `pipelines:\n  default:\n    - parallel:\n        - step:\n            script:\n              - ${DOCKER}\n              - ${DIRECT}\n`,
    'the pipeline',
  ],
  [
    '.travis.yml',
    `services: [memcached]\nbefore_script:\n  - ${DOCKER}\nscript: ${DIRECT}\n`,
    'the pipeline',
  ],
  [
    '.buildkite/pipeline.yml',
    `steps:\n  - command: ${DOCKER}\n  - commands:\n      - ${DIRECT}\n`,
    'the pipeline',
  ],
  [
    '.semaphore/semaphore.yml',
    `blocks:\n  - task:\n      jobs:\n        - commands:\n            - ${DOCKER}\n            - ${DIRECT}\n`,
    'the pipeline',
  ],
  [
    'Jenkinsfile',
    `node {\n  docker.image('memcached:1.5.5').withRun('-p 11211:11211', "-U 11211") { c ->\n    sh 'make'\n  }\n  sh """\n    ${DIRECT}\n  """\n}\n`,
    'the pipeline',
  ],
];

describe('scripts of CI jobs', () => {
  it.each(SYSTEMS)('%s', async (path, text, name) => {
    const { launches, problems } = await readAs(ciServices, { [path]: text });
    expect(launches.map(commandLine).sort()).toEqual([LINE, DIRECT].sort());
    const [direct, container] = [DIRECT, LINE].map((line) =>
      launches.find((launch) => commandLine(launch) === line),
    );
    expect(direct?.name).toBe(name);
    expect(networkText(container?.network)).toBe('container *:11211:11211/tcp');
    expect(shown(direct?.argv.at(-1)?.locate())).toMatch(/^\d+:\d+ 11211$/);
    expect(problems).toEqual([]);
  });

  it.each(SYSTEMS)('are no public bind, but UDP stays UDP: %s', async (path, text) => {
    const report = await check(memoryRepository({ [path]: text }), {
      configuration: DEFAULT_CONFIGURATION,
      today: '2027-01-01',
    });
    expect(report.findings.map(({ rule }) => rule)).toEqual(['MG001', 'MG001']);
  });

  it('point at the words', async () => {
    const { launches } = await readAs(ciServices, { '.gitlab-ci.yml': `t:\n  script:\n    - ${DOCKER}\n` });
    expect(launches[0]?.argv.map((word) => shown(word.locate()))).toEqual(['3:52 -U', '3:55 11211']);
    expect(shown(launches[0]?.at)).toBe('3:52 -U 11211');
  });

  it.each<[string, string]>([
    ['.github/workflows/t.yml', 'jobs: {t: {steps: [{run: docker run -d -p 11211:11211 memcached}]}}'],
    ['.github/workflows/t.yml', 'jobs: {t: {steps: [{run: docker run -d --net host memcached}]}}'],
    ['.github/workflows/t.yml', 'jobs: {t: {steps: [{run: docker run -d $OPTIONS memcached}]}}'],
    ['.github/workflows/t.yml', 'jobs: {t: {steps: [{run: "docker run memcached:${{ matrix.mc }}"}]}}'],
    [
      '.github/workflows/t.yml',
      'jobs: {t: {steps: [{run: sudo apt-get install memcached && memcached -d}]}}',
    ],
    ['.github/workflows/t.yml', 'jobs: {t: {steps: [{run: memcached -u root -l $BIND -d}]}}'],
    ['.github/workflows/t.yml', 'jobs: {t: {steps: [{run: sudo service memcached start}]}}'],
    ['.travis.yml', 'services: memcached\ninstall: pip install python-memcached\n'],
    ['.gitlab-ci.yml', 't: {script: [memcached -d, !reference [.x, script]]}'],
    ['Jenkinsfile', "docker.image('memcached:1.6').run('-p 11211:11211')"],
  ])('nothing is said of %s: %s', async (path, text) => {
    const report = await check(memoryRepository({ [path]: text }), {
      configuration: DEFAULT_CONFIGURATION,
      today: '2027-01-01',
    });
    expect(report.findings).toEqual([]);
  });

  it.each<[string, string]>([
    ['another shell', 'jobs: {t: {steps: [{run: memcached -U 1, shell: pwsh}]}}'],
    ['an input of an action', 'jobs: {t: {steps: [{uses: a/b@v1, with: {args: memcached -U 1}}]}}'],
    ['a name', 'jobs: {t: {name: memcached -U 1, steps: [{name: docker run memcached, run: make}]}}'],
    ['a variable', 'env: {run: memcached -U 1}\njobs: {t: {steps: [{run: make}]}}'],
    ['a container that does other things', 'jobs: {t: {container: memcached, steps: [{run: make}]}}'],
  ])('nothing starts: %s', async (_, text) => {
    const { launches } = await readAs(ciServices, { '.github/workflows/t.yml': text });
    expect(launches).toEqual([]);
  });

  it('know the variables around them', async () => {
    const { launches } = await readAs(ciServices, {
      '.github/workflows/t.yml':
        'env: {TAG: 1.5.5, PORT: "11300"}\njobs:\n  t:\n    env: {PORT: "11311", UDP: "${{ inputs.udp }}"}\n    steps:\n      - run: docker run memcached:$TAG -p $PORT -U $UDP\n',
    });
    expect(launches.map(commandLine)).toEqual(['memcached -p 11311 -U ‹inputs.udp›']);
    expect(launches[0]?.version).toMatchObject({ label: '1.5.5' });
  });
});

describe('pipelines that build images', () => {
  const files = { Dockerfile: 'ARG V=1.6.9\nFROM memcached:${V} AS cache\nFROM nginx AS web\n' };
  const step = (options: string) =>
    `jobs:\n  b:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: ${options}\n`;

  it.each<[string, readonly string[]]>([
    ['{context: ., target: cache}', ['1.6.9']],
    ['{target: cache, build-args: "V=1.5.5\\nW=1"}', ['1.5.5']],
    ['{target: web}', []],
    ['{context: .}', []],
    ['{target: "${{ matrix.target }}"}', []],
    ['{context: "https://example.org/x.git", target: cache}', []],
    ['{file: none/Dockerfile, target: cache}', []],
  ])('with %s', async (options, versions) => {
    const { launches } = await readAs(ciServices, { ...files, '.github/workflows/b.yml': step(options) });
    expect(launches.map(({ version }) => version.state === 'known' && version.label)).toEqual(versions);
    for (const launch of launches) {
      expect(launch.network).toEqual({ kind: 'image', usedHere: false });
      expect(launch.name).toBe('stage cache of job b');
    }
  });
});

describe('files that a GitLab pipeline includes', () => {
  const included = { 'ci/cache.yml': 't: {services: [memcached:1.5.5], script: [memcached -d]}\n' };
  const of = async (include: string, files: Readonly<Record<string, string>> = included) =>
    (await readAs(ciServices, { '.gitlab-ci.yml': `include: ${include}\n`, ...files })).launches.map(
      (launch) => `${launch.at.file.path} ${launch.name}`,
    );
  const FOUND = ['ci/cache.yml service memcached of job t', 'ci/cache.yml job t'];

  it.each([
    'ci/cache.yml',
    '/ci/cache.yml',
    '[ci/cache.yml]',
    '{local: ci/cache.yml}',
    "[{local: '/ci/cache.yml'}]",
  ])('%s', async (include) => expect(await of(include)).toEqual(FOUND));

  it('may include others, and each other', async () => {
    const files = { ...included, 'a.yml': 'include: [b.yml]\n', 'b.yml': 'include: [a.yml, ci/cache.yml]\n' };
    expect(await of('a.yml', files)).toEqual(FOUND);
  });

  it.each([
    '{project: other/ci, file: ci/cache.yml}',
    '{remote: "https://example.org/ci/cache.yml"}',
    'https://example.org/ci/cache.yml',
    'ci/*.yml',
    '$DIR/cache.yml',
    'ci/none.yml',
    '../ci/cache.yml',
    '{template: ci/cache.yml}',
  ])('not %s', async (include) => expect(await of(include)).toEqual([]));
});

it('says who a job can reach, which is no container network', async () => {
  const files = { '.github/workflows/t.yml': `on: push\njobs:\n  t:\n    steps:\n      - run: ${DIRECT}\n` };
  const options = { configuration: DEFAULT_CONFIGURATION, today: '2027-01-01' };
  const { findings } = await check(memoryRepository(files), options);
  expect(findings.map(({ message }) => message)).toEqual([
    'job t turns UDP on: memcached opens UDP 0.0.0.0:11211 to whatever else runs in the job, and anybody who can send it a packet can use it to flood others.',
  ]);
});

import { describe, expect, it } from 'vitest';
import { jenkinsScripts } from '../../../src/formats/ci-services/jenkins.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { shown, wordText } from '../dockerfile/read.ts';

const scripts = (text: string) => jenkinsScripts(new SourceFile('Jenkinsfile', text));

describe('texts of Jenkinsfiles', () => {
  it.each<[string, readonly string[]]>([
    ["sh 'memcached -d'", ['memcached -d']],
    ['sh "memcached -p ${PORT} -l $env.BIND -U 0"', ['memcached -p ‹PORT› -l ‹env.BIND› -U 0']],
    ["sh(script: 'a', returnStdout: true)", ['a']],
    ['sh(label: \'x\', script: "a")', ['a']],
    ["sh '''a\n  b'''", ['a\n  b']],
    ['sh """\n  a \\$X\n"""', ['\n  a $X\n']],
    ["sh 'it\\'s'", ["it's"]],
    ["docker.image('memcached').run('-p 1:1', '-m 64')", ['docker run -d -p 1:1 memcached -m 64']],
    ['docker.image("memcached:${V}").withRun() { }', ['docker run -d  memcached:‹V› ']],
    ["docker\n  .image('memcached')\n  .run('-p 1:1')", ['docker run -d -p 1:1 memcached ']],
    ["docker.build('cache', '--target c .')", ['docker build -t cache --target c .']],
    ["docker.build('cache')", ['docker build -t cache .']],
  ])('%s', (text, expected) => {
    expect(scripts(text).map((script) => wordText(script.text))).toEqual(expected);
  });

  it.each([
    "// sh 'memcached'",
    " * sh 'memcached'",
    "docker.image('memcached').inside { }",
    "docker.image('memcached').pull()",
    'docker.image(name).run()',
    "bash 'memcached'",
    "my.sh 'memcached'",
    "sh 'memcached\n'",
    'sh """memcached',
    'sh command',
  ])('nothing in %j', (text) => {
    expect(scripts(text)).toEqual([]);
  });

  it('have their places', () => {
    const [script] = scripts("node {\n  docker.image('memcached:1.6').run('-p 11211:11211', '-U 1')\n}\n");
    const text = script?.text;
    const at = text?.text.indexOf('-U') ?? 0;
    expect(shown(text?.locate(at, at + 4))).toBe('2:56 -U 1');
  });

  it.each([
    ['texts that never end', 'sh """'.repeat(100_000)],
    ['blanks', `docker${' '.repeat(500_000)}`.repeat(2)],
    ['one line', "sh 'a' ".repeat(100_000)],
  ])('are read in time: %s', (_, text) => {
    const start = performance.now();
    scripts(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

import { describe, expect, it } from 'vitest';
import { buildImage } from '../../../src/formats/dockerfile/build.ts';
import type { BuildOptions } from '../../../src/formats/dockerfile/build-options.ts';
import { containerProcess } from '../../../src/images/container.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';
import { wordText } from './read.ts';

/** The process of the image, each word in its own brackets; or that the build is refused. */
function processOf(text: string, options: BuildOptions = {}): string {
  const built = buildImage(new SourceFile('Dockerfile', text), options);
  if ('error' in built) return 'refused';
  return containerProcess(built.image, {})
    .map((word) => `[${wordText(word)}]`)
    .join('');
}

const onScratch = (text: string) => processOf(`FROM scratch\n${text}`);

describe('how lines are read', () => {
  it.each([
    ['instructions in any case, after blanks', 'from scratch\n  cMd ["a"]\n', '[a]'],
    ['a byte order mark', '\uFEFFFROM scratch\nCMD ["a"]\n', '[a]'],
    ['no comment behind an instruction', 'FROM scratch\nCMD a # b\n', '[/bin/sh][-c][a # b]'],
    ['blanks behind the backslash', 'FROM scratch\nCMD ["a", \\ \t\n  "b"]\n', '[a][b]'],
    ['comments and blank lines within', 'FROM scratch\nCMD ["a", \\\n# x\n\n  "b"]\n', '[a][b]'],
    ['blanks of continued lines', 'FROM scratch\nCMD a \\\n  b\n', '[/bin/sh][-c][a   b]'],
    ['another escape character', '# escape=`\nFROM scratch\nCMD ["a", `\n "b"]\n', '[a][b]'],
    ['its name in any case', '# ESCAPE = `\nFROM scratch\nCMD ["a", `\n "b"]\n', '[a][b]'],
    ['a directive after a comment', '# x\n# escape=`\nFROM scratch\nCMD a `\n', '[/bin/sh][-c][a `]'],
    ['a directive given twice', '# escape=`\n# escape=`\nFROM scratch\n', 'refused'],
    ['other directives', '# syntax=docker/dockerfile:1\n# check=skip=all\nFROM scratch\nCMD ["a"]\n', '[a]'],
    ['here-documents of COPY', 'FROM scratch\nCOPY <<E /x\nCMD ["b"]\nE\nCMD ["a"]\n', '[a]'],
    ['none of CMD', 'FROM scratch\nCMD cat <<E\nCMD ["b"]\n', '[b]'],
    ['ENV in its old form', 'FROM scratch\nENV A b c\nENV B=$A\nCMD ["a"]\n', '[a]'],
  ])('%s', (_, text, expected) => expect(processOf(text)).toBe(expected));
});

describe('forms of CMD and ENTRYPOINT', () => {
  it.each([
    ['CMD ["a","b"]', '[a][b]'],
    ['CMD a b', '[/bin/sh][-c][a b]'],
    ['SHELL ["/bin/bash","-ec"]\nCMD a b', '[/bin/bash][-ec][a b]'],
    ["CMD ['a','b']", "[/bin/sh][-c][['a','b']]"],
    ['CMD ["-p", 11211]', 'refused'],
    // Since Dockerfile frontend 1.9.0; before, the rest of the line was ignored.
    ['CMD ["a"] # c', '[/bin/sh][-c][["a"] # c]'],
    ['CMD ["a"', '[/bin/sh][-c][["a"]'],
    ['CMD ["a",]', '[/bin/sh][-c][["a",]]'],
    ['CMD []', ''],
    ['CMD ["a"]\nCMD ["b"]', '[b]'],
    ['ENTRYPOINT ["a"]\nENTRYPOINT ["b"]', '[b]'],
    ['ENV P=1\nCMD ["a","$P","${P}"]', '[a][$P][${P}]'],
    ['ENV P=1\nCMD a $P', '[/bin/sh][-c][a $P]'],
    ['CMD ["-l 0.0.0.0"]', '[-l 0.0.0.0]'],
    ['ENTRYPOINT ["e"]\nCMD ["c","d"]', '[e][c][d]'],
    ['ENTRYPOINT ["e"]\nCMD c', '[e][/bin/sh][-c][c]'],
    ['ENTRYPOINT e\nCMD ["c"]', '[/bin/sh][-c][e][c]'],
    ['ENTRYPOINT []\nCMD ["c"]', '[c]'],
  ])('%s', (text, expected) => expect(onScratch(text)).toBe(expected));

  it.each([
    ['FROM memcached\n', '[docker-entrypoint.sh][memcached]'],
    ['FROM memcached\nENTRYPOINT ["memcached","-m","64"]\n', '[memcached][-m][64]'],
    ['FROM memcached\nENTRYPOINT []\n', ''],
    ['FROM memcached\nCMD ["c"]\nENTRYPOINT ["e"]\n', '[e][c]'],
    ['FROM memcached\nENTRYPOINT ["e"]\nCMD ["c"]\n', '[e][c]'],
    ['FROM scratch AS x\nCMD ["c"]\nFROM x\nENTRYPOINT ["e"]\n', '[e]'],
    ['FROM scratch AS x\nCMD ["c"]\nFROM x\nUSER root\n', '[c]'],
    ['FROM scratch AS x\nENTRYPOINT ["e"]\nFROM x\nCMD ["c"]\n', '[e][c]'],
    ['FROM scratch AS x\nSHELL ["/bin/bash","-c"]\nFROM x\nCMD c\n', '[/bin/bash][-c][c]'],
    ['FROM scratch AS x\nSHELL ["/bin/bash","-c"]\nFROM scratch\nCMD c\n', '[/bin/sh][-c][c]'],
    ['FROM scratch AS x\nONBUILD CMD ["ob"]\nFROM x\n', '[ob]'],
    ['FROM scratch AS x\nONBUILD CMD ["ob"]\nFROM x AS y\nFROM y\n', '[ob]'],
    ['FROM scratch AS x\nONBUILD CMD ["ob"]\n', ''],
  ])('and what stages inherit: %j', (text, expected) => expect(processOf(text)).toBe(expected));
});

describe('stages and variables', () => {
  const STAGES =
    'FROM memcached:1.4 AS Cache\nCMD ["-m","1"]\nFROM scratch AS web\nCMD ["web"]\nFROM scratch\nCMD ["last"]\n';
  it.each([
    [undefined, '[last]'],
    ['', '[last]'],
    ['cache', '[docker-entrypoint.sh][-m][1]'],
    ['CACHE', '[docker-entrypoint.sh][-m][1]'],
    ['web', '[web]'],
    ['0', 'refused'],
    ['nobody', 'refused'],
  ])('the target %s', (target, expected) =>
    expect(processOf(STAGES, target === undefined ? {} : { target })).toBe(expected),
  );

  const given = (text: string) => TracedText.decoded(text, new SourceFile('x', 'x').at(0, 1));
  const baseOf = (text: string, args?: Readonly<Record<string, string>>) => {
    const values = args && new Map(Object.entries(args).map(([name, value]) => [name, given(value)]));
    const built = buildImage(
      new SourceFile('Dockerfile', text),
      values === undefined ? {} : { args: values },
    );
    return 'error' in built ? 'refused' : wordText(built.base);
  };

  it.each<[string, Readonly<Record<string, string>> | undefined, string]>([
    ['ARG T=1.5.5\nFROM memcached:$T\n', undefined, 'memcached:1.5.5'],
    ['ARG T=1.5.5\nFROM memcached:$T\n', { T: '1.6' }, 'memcached:1.6'],
    ['ARG T\nFROM memcached:${T:-1.5}\n', { T: '' }, 'memcached:1.5'],
    ['ARG T\nFROM memcached:${T-1.5}\n', {}, 'memcached:1.5'],
    ['ARG T=a\nFROM memcached:${T:+1.5}\n', undefined, 'memcached:1.5'],
    ['ARG T\nFROM memcached${T+:1.5}\n', {}, 'memcached'],
    ['ARG T\nFROM memcached:${T:?none}\n', {}, 'refused'],
    ['ARG T=v1.5.5\nFROM memcached:${T#v}\n', undefined, 'memcached:1.5.5'],
    ['ARG T=1.5.5-x\nFROM memcached:${T%-*}\n', undefined, 'memcached:1.5.5'],
    ['ARG T=1_5\nFROM memcached:${T/_/.}\n', undefined, 'memcached:1.5'],
    ['ARG IMG=memcached\nARG T=1.5\nFROM ${IMG:-x}:${T}\n', undefined, 'memcached:1.5'],
    ['ARG T\nFROM memcached:${T}\n', undefined, 'memcached:‹T›'],
    ['ARG T\nFROM memcached:${T}\n', {}, 'refused'],
    ['FROM --platform=$BUILDPLATFORM memcached:1.5 AS x\n', undefined, 'memcached:1.5'],
    ['FROM memcached:1.5@sha256:aa\n', undefined, 'refused'],
    [`FROM memcached:1.5@sha256:${'a'.repeat(64)}\n`, undefined, `memcached:1.5@sha256:${'a'.repeat(64)}`],
    ['FROM scratch AS memcached\nFROM memcached\n', undefined, 'scratch'],
    ['FROM scratch AS Build\nFROM build\n', undefined, 'scratch'],
  ])('the base of %j with %j', (text, args, expected) => expect(baseOf(text, args)).toBe(expected));

  const environmentOf = (text: string, name: string) => {
    const built = buildImage(new SourceFile('Dockerfile', text), { args: new Map() });
    const value = 'error' in built ? undefined : built.image.env.get(name);
    return value === undefined ? undefined : wordText(value);
  };

  it.each([
    ['ARG T=1\nFROM scratch\nENV A=x$T\n', 'x'],
    ['ARG T=1\nFROM scratch\nARG T\nENV A=x$T\n', 'x1'],
    ['FROM scratch\nENV T=e\nARG T=a\nENV A=$T\n', 'a'],
    ['FROM scratch\nARG T=a\nENV T=e\nENV A=$T\n', 'e'],
    ['FROM scratch\nENV A=1\nENV A=2 B=$A\nENV A=$B\n', '1'],
    ['FROM scratch AS x\nARG T=1\nFROM x\nENV A=$T\n', '1'],
    ['FROM scratch\nENV A="b c" D=\'$X\'\n', 'b c'],
    ['FROM scratch\nENV A b  c\n', 'b  c'],
  ])('the variable that %j sets', (text, expected) => expect(environmentOf(text, 'A')).toBe(expected));
});

describe('exposed ports', () => {
  const exposed = (text: string) => {
    const built = buildImage(new SourceFile('Dockerfile', `FROM scratch\n${text}\n`));
    if ('error' in built) return 'refused';
    return built.image.exposed
      .map(({ port, protocol }) => `${port.first}-${port.last}/${protocol}`)
      .join(' ');
  };
  it.each([
    ['EXPOSE 11211', '11211-11211/tcp'],
    ['EXPOSE 11211/udp 11211/TCP', '11211-11211/udp 11211-11211/tcp'],
    ['EXPOSE 11211-11213/udp', '11211-11213/udp'],
    ['ENV P=11300\nEXPOSE $P', '11300-11300/tcp'],
    ['EXPOSE 11211/${X:-udp}', 'refused'],
    ['EXPOSE x', 'refused'],
  ])('%s', (text, expected) => expect(exposed(text)).toBe(expected));
});

import { describe, expect, it } from 'vitest';
import { buildImage } from '../../../src/formats/dockerfile/build.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { read, shown } from './read.ts';

async function only(text: string, more: Readonly<Record<string, string>> = {}) {
  const { launches } = await read({ Dockerfile: text, ...more });
  expect(launches).toHaveLength(1);
  return launches[0]!;
}

describe('places in Dockerfiles', () => {
  it('puts each word of an array at its characters, an escape included', async () => {
    const launch = await only(
      'FROM memcached:1.6\nCMD ["memcached", "\\u002dU", \\\n  "11211" ,"-l","0.0.\\u0030.0"]\n',
    );
    expect(launch.argv.map((word) => shown(word.locate()))).toEqual([
      '2:20 \\u002dU',
      '3:4 11211',
      '3:13 -l',
      '3:18 0.0.\\u0030.0',
    ]);
    expect(shown(launch.argv[0]!.locate(0, 1))).toBe('2:20 \\u002d');
    expect(shown(launch.argv[3]!.locate(4, 5))).toBe('3:22 \\u0030');
    expect(shown(launch.at)).toBe('2:5 ["memcached", "\\u002dU", \\\n  "11211" ,"-l","0.0.\\u0030.0"]');
  });

  it('puts words of the shell form at their characters, across continuation lines and comments', async () => {
    const launch = await only(
      'FROM memcached:1.6\r\nCMD memcached -U \\\r\n  # why\r\n\r\n  11211 \\\r\n -l"0.0.0.0"\r\n',
    );
    expect(launch.argv.map((word) => shown(word.locate()))).toEqual([
      '2:15 -U',
      '5:3 11211',
      '6:2 -l"0.0.0.0',
    ]);
    expect(shown(launch.argv[2]!.locate(2))).toBe('6:5 0.0.0.0');
  });

  it('puts a variable where its value stands', async () => {
    const launch = await only('FROM memcached:1.6\nARG BIND=0.0.0.0\nENV L=${BIND}\nCMD memcached -l $L\n');
    expect(shown(launch.argv[1]!.locate())).toBe('2:10 0.0.0.0');
  });

  it('puts what the image implies at the image word, and the version at the tag', async () => {
    const launch = await only('# old\nFROM --platform=linux/amd64 memcached:1.5.5 AS cache\n');
    expect(shown(launch.at)).toBe('2:29 memcached:1.5.5');
    expect(shown(launch.program.locate())).toBe('2:29 memcached:1.5.5');
    expect(launch.version.state === 'known' ? shown(launch.version.at) : '').toBe('2:39 1.5.5');
    expect(launch.name).toBe('stage cache');
  });

  it('puts a packaged version at the package', async () => {
    const launch = await only(
      'FROM debian:11\nRUN apt-get update && \\\n  apt-get install -y memcached\nCMD ["memcached"]\n',
    );
    expect(launch.version.state === 'known' ? shown(launch.version.at) : '').toBe('3:22 memcached');
    expect(launch.related.map(({ at, message }) => `${shown(at)}: ${message}`)).toEqual([
      '1:6 debian:11: the image is built on debian:11',
    ]);
  });

  it.each([
    ['ENTRYPOINT ["memcached"]\nCMD ["-m","64"]\n', '3:5 ["-m","64"]'],
    ['CMD ["-m","64"]\nENTRYPOINT memcached -v\n', '3:12 memcached -v'],
    ['ENTRYPOINT ["memcached","-v"]\n', '2:12 ["memcached","-v"]'],
    ['CMD ["a"]\nCMD ["-v"]\n', '3:5 ["-v"]'],
    ['USER root\n', '1:6 memcached'],
  ])('names the value that decides: %j', async (text, expected) => {
    expect(shown((await only(`FROM memcached\n${text}`)).at)).toBe(expected);
  });

  it('names the place of what keeps a file from being built', async () => {
    const { problems } = await read({ Dockerfile: 'FROM memcached\nCMD ["-p", 11211]\n' });
    expect(problems.map(({ kind, at }) => `${kind} ${shown(at)}`)).toEqual([
      'unreadable 2:1 CMD ["-p", 11211]',
    ]);
    const built = buildImage(new SourceFile('Dockerfile', 'FROM memcached\nENV A=1 B=${U:?no}\n'), {
      args: new Map(),
    });
    expect('error' in built ? shown(built.error.at) : '').toBe('2:11 ${U:?no}');
  });
});

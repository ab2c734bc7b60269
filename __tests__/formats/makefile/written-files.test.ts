import { describe, expect, it } from 'vitest';
import { makefile } from '../../../src/formats/makefile/format.ts';
import { commandLines, read } from '../host/read.ts';

const lines = async (text: string) => commandLines(await read(makefile, { Makefile: text }));

const PACKAGED = '-m 64 -p 11211 -u memcache';

describe('what recipes write', () => {
  it.each<[string, string[]]>([
    // A here-document needs more than one line: the file is left empty.
    ['a:\n\tcat > /etc/memcached.conf <<EOF; true\n', ['-u root']],
    ["a:\n\tprintf -- '-l 0.0.0.0\\n-U 0\\n' > /etc/memcached.conf\n", ['-l 0.0.0.0 -U 0']],
    [
      'a:\n\tsed -i "s/-l 127.0.0.1/-l 0.0.0.0/" /etc/memcached.conf\n\techo "-U 0" >> /etc/memcached.conf\n',
      [`${PACKAGED} -l 0.0.0.0 -P /var/run/memcached/memcached.pid -U 0`],
    ],
    [
      'IP = 10.0.0.5\na:\n\t@echo "-l $(IP)" | sudo tee -a /etc/memcached.conf\nb:\n\techo "-m 9" > /etc/memcached.conf\n',
      [`${PACKAGED} -l 127.0.0.1 -P /var/run/memcached/memcached.pid -l 10.0.0.5`, '-m 9'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it.each([
    'a:\n\tcp memcached.conf /etc/memcached.conf\n',
    'a:\n\tsed -i "s/-m 64/-m 512/" /etc/memcached.conf\n',
    'a:\n\techo "-l 0.0.0.0" > /tmp/note # memcached\n',
    'a:\n\t# echo "-l 0.0.0.0" > /etc/memcached.conf\n',
    'a:\n\techo "echo -l 0.0.0.0 > /etc/memcached.conf"\n',
  ])('nothing: %j', async (text) => {
    expect(await lines(text)).toEqual([]);
  });
});

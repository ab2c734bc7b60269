import { describe, expect, it } from 'vitest';
import { environmentOf } from '../../src/shell/environment.ts';
import { invocationsIn } from '../../src/shell/invocations.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/** The words of memcached in a script of whose environment nothing is set; `‹…›` is not known. */
const words = (text: string, dialect: 'sh' | 'bash' = 'sh'): string[] => {
  const file = new SourceFile('x.sh', text);
  const environment = environmentOf(new Map(), 'unset');
  const options = { dialect, interest: (name: string) => name === 'memcached' };
  return invocationsIn(TracedText.source(file, 0, text.length), environment, options).map(({ argv }) =>
    argv.map((word) => word.known ?? `‹${word.unknowns.map(({ name }) => name).join()}›`).join(' '),
  );
};

describe('a sourced file that is not at hand', () => {
  it.each([
    ['. /etc/default/memcached\nmemcached -l $IP', '-l ‹IP›'],
    ['IP=::1\n. /etc/default/memcached\nmemcached -l $IP', '-l ‹IP›'],
    ['. /etc/default/a\n. /etc/default/b\nmemcached -l $IP', '-l ‹IP›'],
    ['BIN=/usr/bin/memcached\n. /etc/default/memcached\n$BIN -v', '-v'],
    ['OPTIONS="-l ::1"\n. /etc/sysconfig/network\nmemcached $OPTIONS', '-l ::1'],
    ['OPTIONS="-l ::1"\n. /etc/rc.d/init.d/functions\nmemcached $OPTIONS', '-l ::1'],
    ['OPTIONS="-l ::1"\n. /etc/sysconfig/network-scripts\nmemcached $OPTIONS', '‹OPTIONS›'],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual([expected]);
  });

  it('is named without the mark of what is unknown in its path', () => {
    const text = '. /etc/default/memcached$I\nmemcached -l $IP';
    const [call] = invocationsIn(
      TracedText.source(new SourceFile('x.sh', text), 0, text.length),
      environmentOf(new Map(), 'unknown'),
      { dialect: 'sh', interest: (name) => name === 'memcached' },
    );
    expect(call?.argv[1]?.unknowns[0]?.because).not.toContain('\uFDD0');
  });

  it('costs no more the more there are', () => {
    const many = Array.from({ length: 200 }, (_, i) => `. /opt/lib/part${i}.sh\nX${i}=$Y${i}\n`).join('');
    expect(words(`${many}memcached -l $IP`)).toEqual(['-l ‹IP›']);
  });
});

describe('what the shell gives a value', () => {
  it.each([
    ['memcached -s ~root/m.sock', '-s /root/m.sock'],
    ['memcached ~root', '/root'],
    ['memcached ~rooter ~memcache/x "~root"', '~rooter ~memcache/x ~root'],
    ['S=~root/m.sock\nmemcached -s $S', '-s /root/m.sock'],
    ['memcached ~ ~/m.sock', '~ ~/m.sock'],
    ['HOME=/h\nmemcached ~/m.sock', '/h/m.sock'],
    ['memcached "$IFS"', ' \t\n'],
    ['IFS=:\nmemcached "$IFS"', ':'],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual([expected]);
  });

  it('bash asks the system for the home of a user without HOME', () => {
    expect(words('memcached -s ~/m.sock', 'bash')).toEqual(['-s ‹~›']);
  });
});

import { describe, expect, it } from 'vitest';
import { environmentOf, unknownEnvironment } from '../../src/shell/environment.ts';
import type { Environment } from '../../src/shell/invocation.ts';
import { invocationsOf } from '../../src/shell/invocations.ts';
import { splitWords } from '../../src/shell/words.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/** Words of a plain line; `<X>` is an unknown word that may be any number of words. */
function words(line: string): TracedText[] {
  const file = new SourceFile('argv', line);
  return splitWords(TracedText.source(file, 0, line.length), 'posix').words.map((word) => {
    const name = /^<(.*)>$/.exec(word.text)?.[1];
    return name === undefined ? word : TracedText.unknown(name, 'it is unknown', file.at(0, 1), true);
  });
}

const shown = (line: string, environment: Environment = unknownEnvironment) =>
  invocationsOf(words(line), environment).map(({ name, argv }) =>
    [
      name,
      ...argv.map((word) =>
        word.runs.map((run) => (run.kind === 'literal' ? run.text : `<${run.name}>`)).join(''),
      ),
    ].join(' '),
  );

describe('wrappers are taken away with their own options', () => {
  it.each([
    'memcached -l x',
    '/usr/bin/memcached -l x',
    'memcached.exe -l x',
    'exec memcached -l x',
    'sudo -u nobody -g nobody A=1 memcached -l x',
    'sudo --user=nobody -- memcached -l x',
    'doas -u nobody memcached -l x',
    'env -i A=1 PATH=/bin memcached -l x',
    'env -u A -- memcached -l x',
    "env -S 'A=1 memcached -l' x",
    'nice -n 5 memcached -l x',
    'nice -5 memcached -l x',
    'ionice -c 2 -n 7 memcached -l x',
    'taskset -c 0-3 memcached -l x',
    'numactl --interleave all memcached -l x',
    'numactl -N 0 -m 0 memcached -l x',
    'chrt -f 10 memcached -l x',
    'timeout -s KILL -k 1 5 memcached -l x',
    'setsid -w memcached -l x',
    'nohup nice ionice -c3 memcached -l x',
    'stdbuf -o0 -e L memcached -l x',
    'chpst -u memcache -e /etc/env memcached -l x',
    's6-setuidgid memcache memcached -l x',
    'gosu memcache memcached -l x',
    'su-exec memcache:memcache memcached -l x',
    'runuser -u memcache -- memcached -l x',
    "su - memcache -s /bin/sh -c 'memcached -l x'",
    "su -c 'exec memcached -l x' memcache",
    'setpriv --reuid 1 --regid=1 --clear-groups memcached -l x',
    'tini -g -- memcached -l x',
    'dumb-init -c memcached -l x',
    'strace -f -o log memcached -l x',
    'valgrind --tool=massif memcached -l x',
    'gdb -batch --args memcached -l x',
    'chroot --userspec=a /srv memcached -l x',
    'firejail --net=none memcached -l x',
    'systemd-run --unit mc -p MemoryMax=1G memcached -l x',
    'flock -n /run/lock memcached -l x',
    "flock /run/lock -c 'memcached -l x'",
    'prlimit --nofile=1024 memcached -l x',
    'cgexec -g memory:mc memcached -l x',
    'authbind --deep memcached -l x',
    'daemon --pidfile=/run/x -u nobody memcached -l x',
    'daemonize -u nobody -p /run/x memcached -l x',
    'start-stop-daemon --start -b -c nobody --exec memcached -- -l x',
    'start-stop-daemon -S -x memcached -p /run/x -- -l x',
    'screen -dmS mc memcached -l x',
    'tmux new-session -d -s mc memcached -l x',
    "tmux new -d 'memcached -l x'",
    'time -p memcached -l x',
    'busybox nice memcached -l x',
    'bash -euo pipefail -c \'memcached -l "$1"\' x x',
    "dash -c 'memcached -l $0' x",
    'sh -c \'exec "$@"\' sh memcached -l x',
    '<SUDO> memcached -l x',
    'nice <NICE_OPTS> memcached -l x',
  ])('%s', (line) => {
    expect(shown(line)).toEqual(['memcached -l x']);
  });

  it.each([
    'sudo -v',
    'sudo apt-get install memcached',
    'apt-get install -y memcached',
    'systemctl restart memcached',
    'service memcached start',
    'pgrep -x memcached',
    'pkill memcached',
    'env memcached=1',
    'start-stop-daemon --stop --exec /usr/bin/memcached',
    'start-stop-daemon --status -x memcached',
    'command -v memcached',
    'nice',
    'timeout memcached',
    'chrt -p 10 memcached',
    'gdb memcached',
    'tmux attach -t memcached',
    'screen -r memcached',
    'ip link show memcached',
    'sh -n memcached',
    "sh -c 'echo memcached -l x'",
    'ssh host memcached -l x',
    'kubectl exec mc -- memcached -l x',
    'watch memcached',
    '<INSTALL> memcached -l x',
    '/etc/init.d/memcached start',
  ])('%s starts none', (line) => {
    expect(shown(line).filter((one) => one.startsWith('memcached'))).toEqual([]);
  });

  it('an argument of docker is docker’s', () => {
    expect(shown('sudo docker exec mc memcached-tool x')).toEqual(['docker exec mc memcached-tool x']);
  });

  it.each([
    ['ip netns exec a memcached', true],
    ['unshare -n memcached', true],
    ['unshare --net --map-root-user memcached', true],
    ['nsenter -t 1 -n memcached', true],
    ['ip vrf exec a memcached', false],
    ['unshare -m memcached', false],
    ['memcached -n 1', false],
  ])('%s: a network of its own %s', (line, expected) => {
    expect(invocationsOf(words(line), unknownEnvironment)[0]!.ownNetwork).toBe(expected);
  });

  it('know POSIXLY_CORRECT', () => {
    const posix = (line: string) => invocationsOf(words(line), unknownEnvironment)[0]!.posixlyCorrect;
    expect(posix('env POSIXLY_CORRECT=1 memcached')).toBe(true);
    expect(posix('sudo POSIXLY_CORRECT= memcached')).toBe(true);
    expect(posix('memcached POSIXLY_CORRECT=1')).toBe(false);
  });

  it('hand the environment to the shell', () => {
    const file = new SourceFile('env', '10.0.0.5');
    const environment = environmentOf(new Map([['IP', TracedText.source(file, 0, 8)]]), 'unset');
    expect(shown("sh -c 'memcached -l $IP $NOPE'", environment)).toEqual(['memcached -l 10.0.0.5']);
    expect(shown("sh -c 'memcached -l $IP'")).toEqual(['memcached -l <IP>']);
    expect(shown("env IP=x sh -c 'memcached -l $IP'", environment)).toEqual(['memcached -l x']);
    expect(shown('env -i sh -c \'memcached -l "$IP"\'', environment)).toEqual(['memcached -l ']);
  });

  it('place the invocation from its first word to its last', () => {
    const { at } = invocationsOf(words('sudo memcached -l  x'), unknownEnvironment)[0]!;
    expect(at.file.text.slice(at.start, at.end)).toBe('sudo memcached -l  x');
  });
});

import { describe, expect, it } from 'vitest';
import { unknownEnvironment } from '../../src/shell/environment.ts';
import { invocationsIn } from '../../src/shell/invocations.ts';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

const invocations = (line: string) => {
  const file = new SourceFile('start.sh', line);
  return invocationsIn(TracedText.source(file, 0, line.length), unknownEnvironment, { dialect: 'bash' });
};
/** Name and words, each in brackets. */
const shown = (line: string): string[] =>
  invocations(line).map(({ name, argv }) => [name, ...argv.map(({ text }) => `[${text}]`)].join(' '));

describe('memcached is seen behind what runs it as a service', () => {
  it.each([
    // Debian's and OpenRC's start-stop-daemon.
    'start-stop-daemon -b -O /dev/null -x memcached -- -l x',
    'start-stop-daemon -b -1 /x -2 /y -3 /z -4 /w -x memcached -- -l x',
    'start-stop-daemon --start --exec memcached --ionice 2:3 -e B=2 --progress -- -l x',
    'start-stop-daemon --start -x memcached --oom-score-adj 5 --secbits x -- -l x',
    'start-stop-daemon --start --name x --startas /bin/bash -- -c "exec memcached -l x"',
    'supervise-daemon memcached --start memcached --pidfile /p --respawn-max 5 -u nobody -- -l x',
    'supervise-daemon memcached -S -r / --stdout /log /usr/bin/memcached -- -l x',
    // The function of Red Hat's init scripts: its words go to bash once more.
    'daemon +10 --user=nobody memcached -l x',
    'daemon --user=nobody "memcached -l x"',
    'daemon --pidfile /p --check memcached "memcached -l \'x\' >/dev/null 2>&1"',
    `daemon --user=nobody 'ARGS=(-l x); memcached "\${ARGS[@]}"'`,
    // libslack and FreeBSD.
    'daemon --name=mc --respawn --user memcache -- memcached -l x',
    'daemon -f -p /run/x -u nobody memcached -l x',
    'daemon -cf -P /run/x -r -R 5 memcached -l x',
    'daemon -f -o /var/log/x -t title memcached -l x',
    'daemon -n mc --command "memcached -l x"',
    // Servers that wait for a connection.
    'tcpserver -v -c 100 -u 1 -g 2 -x rules.cdb 0 11211 memcached -l x',
    'tcpsvd -c 9 0 11211 memcached -l x',
    'systemd-socket-activate -l 11211 --inetd memcached -l x',
    'socat TCP-LISTEN:1,fork SYSTEM:"memcached -l x"',
    "socat 'EXEC:memcached -l x,pty,stderr' STDIO",
    // systemd.
    'systemd-run -d -P -t memcached -l x',
    'systemd-run -q -G -S memcached -l x',
    'systemd-inhibit --what shutdown memcached -l x',
    'systemd-cat -t mc -p info memcached -l x',
    // Jobs, terminals.
    'at now <<< "memcached -l x"',
    'echo "memcached -l x" | at now + 1 minute',
    'batch <<EOF\nmemcached -l x\nEOF',
    'script -q -c "memcached -l x" /dev/null',
    'script -qc "memcached -l x"',
    'script -q /dev/null memcached -l x',
    'dtach -n sock -Ez memcached -l x',
    'launchctl submit -l mc -o /log -- memcached -l x',
    'run-one memcached -l x',
    'bundle exec memcached -l x',
    'mise exec -- memcached -l x',
    'pidproxy /run/x.pid memcached -l x',
    's6-env A=1 memcached -l x',
  ])('%s', (line) => {
    expect(shown(line)).toEqual(['memcached [-l] [x]']);
  });

  it.each([
    'start-stop-daemon --test --start --exec memcached -- -l x',
    'supervise-daemon memcached --stop --pidfile /p',
    'daemon --name memcached --stop',
    'daemon --name memcached --running',
    'socat TCP-LISTEN:11211,fork TCP:memcached:11211',
    'socat TCP-LISTEN:11211,fork EXEC:"echo memcached"',
    'tcpserver 0 11211 echo memcached',
    '/lib/svc/method/memcached start',
    '/usr/local/etc/rc.d/memcached onestart',
    'bundle install memcached',
    'at -l memcached',
    'echo "memcached -l x" | at -d 1',
    'script memcached.log',
    'launchctl start memcached',
    'launchctl submit -l memcached -- redis-server',
    'pidproxy memcached.pid redis-server',
    'systemd-cat -t memcached echo hi',
    'dtach -a memcached',
    'systemd-run -H cache.example memcached -l x',
  ])('%s starts none', (line) => {
    expect(shown(line).filter((one) => /^memcached(?: |$)/.test(one))).toEqual([]);
  });

  it.each<[options: string, ownNetwork: boolean]>([
    ['-p PrivateNetwork=yes', true],
    ['--property=PrivateNetwork=true --unit x', true],
    ['--property NetworkNamespacePath=/run/netns/x', true],
    ['-p PrivateNetwork=yes -p MemoryMax=1G', true],
    ['-p PrivateNetwork=yes -p PrivateNetwork=no', false],
    ['-p PrivateTmp=yes', false],
    ['--scope', false],
  ])('systemd-run %s: a network of its own, %s', (options, ownNetwork) => {
    const calls = invocations(`systemd-run ${options} memcached -l 0.0.0.0`);
    expect(calls.map((call) => [call.name, call.ownNetwork])).toEqual([['memcached', ownNetwork]]);
  });

  it('a word keeps its place within the words that the function gives to bash', () => {
    const line = 'daemon --user=nobody "memcached -l 0.0.0.0 -U \'0\'"';
    const [call] = invocations(line);
    expect(call!.argv.map((word) => sourceText(word.locate()!))).toEqual(['-l', '0.0.0.0', '-U', '0']);
    expect(call!.argv[1]!.locate()).toMatchObject({ start: 35, end: 42 });
  });
});

describe('memcached is seen behind what sets how and as whom it runs', () => {
  it.each([
    'numactl -l memcached -l x',
    'numactl --cpubind 0 memcached -l x',
    'numactl -a -P 0,1 memcached -l x',
    'prlimit --output RESOURCE,SOFT --nofile=1 memcached -l x',
    'prlimit -n1024 memcached -l x',
    'chroot -u a -g b /srv memcached -l x',
    'runuser -u memcache memcached -- -l x',
    'runuser -u memcache -g cache -G sup memcached -- -l x',
    'su memcache -s /bin/sh -- -c "memcached -l x"',
    'su root -- -c \'exec memcached "$@"\' sh -l x',
    'su -s /bin/bash -c \'ARGS=(-l x); memcached "${ARGS[@]}"\' memcache',
    'sg cache "memcached -l x"',
    'sg - cache -c "memcached -l x"',
    'setpriv --ptracer any --groups 1,2 memcached -l x',
    'setarch x86_64 -R memcached -l x',
    'setarch -R memcached -l x',
    'runcon u:r:t:s0 memcached -l x',
    'runcon -t x_t memcached -l x',
    'capsh --drop=cap_net_raw -- -c "memcached -l x"',
    'aa-exec -p profile -- memcached -l x',
    'fakeroot -- memcached -l x',
    'rtprio 5 memcached -l x',
    'cpuset -l 0-3 memcached -l x',
    'limits -n 1000 memcached -l x',
    'jexec -u nobody mc memcached -l x',
    'caffeinate -i memcached -l x',
    'arch -x86_64 memcached -l x',
    'wine memcached.exe -l x',
    'nsenter -n/proc/7/ns/net memcached -l x',
  ])('%s', (line) => {
    expect(shown(line)).toEqual(['memcached [-l] [x]']);
  });

  it.each([
    'su memcached',
    'su - memcached -c id',
    'runuser -u memcached -- id',
    'sg memcached id',
    'capsh --user=memcached --print',
    'runcon -t memcached_t id',
    'jexec memcached id',
    'limits -P 7 memcached',
    'numactl --show memcached',
    'arch',
    'setarch memcached',
    'wine memcached-tool.exe',
  ])('%s starts none', (line) => {
    expect(shown(line).filter((one) => /^memcached(?: |$)/.test(one))).toEqual([]);
  });
});

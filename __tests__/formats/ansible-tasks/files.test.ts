import { describe, expect, it } from 'vitest';
import { ansibleTasks } from '../../../src/formats/ansible-tasks/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string, others: Readonly<Record<string, string>> = {}) =>
  commandLines(await read(ansibleTasks, { 'roles/cache/tasks/main.yml': text, ...others }));

const CONF = '-m 64 -p 11211 -u memcache';
const PID = '-P /var/run/memcached/memcached.pid';

describe('configuration files that tasks write', () => {
  it.each<[string, string[]]>([
    [
      '- copy:\n    dest: /etc/memcached.conf\n    content: |\n      -m 64\n      -l 0.0.0.0\n',
      ['-m 64 -l 0.0.0.0'],
    ],
    [
      '- copy:\n    dest: /etc/systemd/system/memcached.service\n    content: |\n      [Service]\n      ExecStart=/usr/bin/memcached -l ::\n',
      ['-l ::'],
    ],
    [
      "- lineinfile:\n    path: /etc/memcached.conf\n    regexp: '^-l'\n    line: '-l 0.0.0.0'\n",
      [`${CONF} -l 0.0.0.0 ${PID}`],
    ],
    [
      '- lineinfile: dest=/etc/memcached.conf regexp="^-l" line="-l 0.0.0.0"\n',
      [`${CONF} -l 0.0.0.0 ${PID}`],
    ],
    [
      '- lineinfile: dest=/etc/memcached.conf regexp="{{ item.r }}" line="{{ item.l }}"\n  with_items:\n    - {r: "^-m", l: "-m 5"}\n    - {r: "^-l", l: "-l ::"}\n',
      [`-m 5 -p 11211 -u memcache -l :: ${PID}`],
    ],
    [
      "- lineinfile:\n    path: /etc/memcached.conf\n    regexp: '^(-l) .*'\n    line: '\\1 0.0.0.0'\n    backrefs: yes\n",
      [`${CONF} -l 0.0.0.0 ${PID}`],
    ],
    [
      '- lineinfile:\n    path: /etc/memcached.conf\n    line: "-U 11211"\n    insertafter: "^-p"\n',
      [`-m 64 -p 11211 -U 11211 -u memcache -l 127.0.0.1 ${PID}`],
    ],
    [
      "- replace:\n    path: /etc/memcached.conf\n    regexp: '127\\.0\\.0\\.1'\n    replace: '0.0.0.0'\n",
      [`${CONF} -l 0.0.0.0 ${PID}`],
    ],
    [
      "- replace:\n    dest: /etc/memcached.conf\n    regexp: '^-l 127.0.0.1'\n    replace: '#-l 127.0.0.1'\n",
      [`${CONF} ${PID}`],
    ],
    [
      '- blockinfile:\n    path: /etc/memcached.conf\n    block: |\n      -U 11211\n',
      [`${CONF} -l 127.0.0.1 ${PID} -U 11211`],
    ],
    [
      "- lineinfile:\n    path: /etc/memcached.conf\n    regexp: '^-l'\n    state: absent\n",
      [`${CONF} ${PID}`],
    ],
    ["- shell: sed -i 's/127.0.0.1/0.0.0.0/' /etc/memcached.conf\n", [`${CONF} -l 0.0.0.0 ${PID}`]],
    ["- command: sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\n", [`${CONF} -l 0.0.0.0 ${PID}`]],
    [
      '- lineinfile:\n    path: /etc/sysconfig/memcached\n    regexp: ^OPTIONS\n    line: OPTIONS="-l 0.0.0.0 -U 0"\n',
      ['-p 11211 -u memcached -m 64 -c 1024 -l 0.0.0.0 -U 0'],
    ],
    [
      '- lineinfile:\n    path: /lib/systemd/system/memcached.service\n    regexp: ^ExecStart=\n    line: ExecStart=/usr/bin/memcached -l 0.0.0.0\n',
      ['-l 0.0.0.0'],
    ],
    [
      '- copy: {dest: /etc/memcached.conf, content: "-l ::1\\n"}\n  when: dev\n- copy: {dest: /etc/memcached.conf, content: "-l ::\\n"}\n  when: prod\n',
      ['-l ::1', '-l ::'],
    ],
    [
      '- copy:\n    dest: /etc/memcached.conf\n    content: |\n      {% if all %}\n      -l 0.0.0.0\n      {% else %}\n      -l {{ ip }}\n      {% endif %}\n',
      ['-l 0.0.0.0', '-l ‹{{ ip }}›'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('have places in the tasks', async () => {
    const { launches } = await read(ansibleTasks, {
      'site.yml':
        "- hosts: all\n  tasks:\n    - lineinfile:\n        path: /etc/memcached.conf\n        regexp: '^-l'\n        line: '-l {{ ip }}'\n  vars: {ip: 0.0.0.0}\n",
    });
    expect(place(launches[0]!)).toContain('6:16');
    expect(positions(launches[0]!).slice(6, 8)).toEqual(['6:16', '7:14']);
  });
});

describe('templates that only their task names', () => {
  const DEFAULTS = { 'roles/cache/defaults/main.yml': 'cache_ip: 0.0.0.0\n' };
  const template = (source: string, path: string) => `- template: src=${source} dest=${path} # memcached\n`;

  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    [
      template('options.j2', '/etc/sysconfig/memcached'),
      { 'roles/cache/templates/options.j2': 'OPTIONS="-l {{ cache_ip }}"\n' },
      ['-p ‹PORT› -u ‹USER› -m ‹CACHESIZE› -c ‹MAXCONN› -l 0.0.0.0'],
    ],
    [
      template('m.j2', '/etc/memcached.conf'),
      { 'roles/cache/templates/m.j2': '-l {{ cache_ip }}\n' },
      ['-l 0.0.0.0'],
    ],
    [
      '- copy: {src: plain, dest: /etc/memcached.conf}\n',
      { 'roles/cache/files/plain': '-l ::\n' },
      ['-l ::'],
    ],
    [
      template('memcached.conf.j2', '/etc/memcached.conf'),
      { 'roles/cache/templates/memcached.conf.j2': '-l ::\n' },
      [],
    ],
    [template('missing.j2', '/etc/memcached.conf'), {}, []],
    [template('a.j2', '/etc/redis.conf'), { 'roles/cache/templates/a.j2': '-l 0.0.0.0\n' }, []],
  ])('%j %j', async (text, others, expected) => {
    const found = await lines(text, { ...DEFAULTS, ...others });
    expect(found.map((line) => line.replace(/‹(\w+)[^›]*›/g, '‹$1›'))).toEqual(expected);
  });

  it('also of tasks in a folder below', async () => {
    const reading = await read(ansibleTasks, {
      ...DEFAULTS,
      'roles/cache/tasks/debian/main.yml': '- shell: memcached -l {{ cache_ip }}\n',
    });
    expect(commandLines(reading)).toEqual(['-l 0.0.0.0']);
  });
});

describe('edits that open nothing', () => {
  it.each([
    "- lineinfile: dest=/etc/memcached.conf regexp='^-m' line='-m 512'\n",
    "- lineinfile: dest=/etc/memcached.conf regexp='^-l' line='-l 127.0.0.1'\n",
    "- replace: path=/etc/memcached.conf regexp='-m 64' replace='-m 512'\n",
    '- lineinfile: dest=/etc/redis.conf line="bind 0.0.0.0 # memcached"\n',
    '- lineinfile: dest=/etc/php.ini line="session.save_path=memcached:11211"\n',
    '- lineinfile: dest=/etc/memcached.conf regexp="^# -v" state=absent\n',
    '- blockinfile: {path: /etc/memcached.conf, block: "-v", state: absent}\n',
    '- copy: {src: memcached.conf, dest: /etc/memcached.conf}\n',
    '- copy: {content: "memcached -l 0.0.0.0", dest: /root/notes.txt}\n',
    '- lineinfile: {path: "{{ conf }}", line: "-l 0.0.0.0"} # memcached\n',
    '- replace: {path: /etc/memcached.conf, regexp: "(a+)+$", replace: x}\n',
  ])('%j', async (text) => {
    expect(await lines(text)).toEqual([]);
  });
});

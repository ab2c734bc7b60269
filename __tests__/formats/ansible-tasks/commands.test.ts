import { describe, expect, it } from 'vitest';
import { ansibleTasks } from '../../../src/formats/ansible-tasks/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const TASKS = 'roles/cache/tasks/main.yml';
const lines = async (text: string, others: Readonly<Record<string, string>> = {}) =>
  commandLines(await read(ansibleTasks, { [TASKS]: text, ...others }));

describe('commands of tasks', () => {
  it.each<[string, string[]]>([
    ['- command: memcached -d -l 0.0.0.0\n', ['-d -l 0.0.0.0']],
    ['- name: x\n  ansible.builtin.command: memcached -d creates=/run/m.pid -vv\n', ['-d -vv']],
    ['- command: memcached -d chdir="/a b"\n', ['-d']],
    ['- command:\n    cmd: memcached -l "0.0.0.0"\n    creates: /x\n', ['-l 0.0.0.0']],
    ['- command:\n    argv: [memcached, -l, 0.0.0.0, "-p 1"]\n', ['-l 0.0.0.0 -p 1']],
    ['- command: memcached -l 0.0.0.0 > /dev/null\n', ['-l 0.0.0.0 > /dev/null']],
    ['- command: memcached -l $IP -P ${D}/x\n', ['-l ‹IP› -P ‹D›/x']],
    ['- command: memcached -l $IP\n  environment:\n    IP: "::1"\n', ['-l ::1']],
    ['- shell: IP=::1; memcached -l $IP > /dev/null 2>&1 &\n', ['-l ::1']],
    ['- shell: |\n    memcached -p 1\n    memcached -p 2\n', ['-p 1', '-p 2']],
    ['- shell: memcached -d <<< x\n  args:\n    executable: /bin/bash\n', ['-d']],
    ['- shell: sudo -u memcache memcached -vv chdir=/tmp executable=/bin/bash\n', ['-vv']],
    ['- raw: memcached -d -U 11211\n', ['-d -U 11211']],
    ['- block:\n    - shell: memcached -d\n  rescue:\n    - shell: memcached -vv\n', ['-d', '-vv']],
    [
      '- hosts: all\n  pre_tasks:\n    - shell: memcached -d\n  handlers:\n    - shell: memcached -vv\n',
      ['-d', '-vv'],
    ],
    ['- shell: memcached -p {{ item }}\n  with_items:\n    - 1\n    - 2\n', ['-p 1', '-p 2']],
    [
      '- command: memcached -p {{ i.port }}\n  loop: [{port: 1}, {port: 2}]\n  loop_control: {loop_var: i}\n',
      ['-p 1', '-p 2'],
    ],
    ['- shell: memcached -p {{ item }}\n  with_sequence: count=2\n', ['-p ‹{{ item }}›']],
    ['- shell: memcached {{ opts }} -l {{ ip }} {{ more }}\n', ['‹{{ opts }}…› -l ‹{{ ip }}› ‹{{ more }}…›']],
    ["- shell: memcached -l {{ ip | default('0.0.0.0') }}\n", ['-l 0.0.0.0']],
    ['- cron: name=m special_time=reboot job="memcached -d -l 0.0.0.0"\n', ['-d -l 0.0.0.0']],
    [
      '- copy:\n    dest: /opt/start\n    content: "#!/bin/sh\\nmemcached -vv\\n"\n- command: /opt/start\n',
      ['-vv'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('take the values that the role and the inventory set', async () => {
    const found = await lines('- shell: memcached -d -l {{ cache_ip }}\n', {
      'roles/cache/defaults/main.yml': 'cache_ip: 127.0.0.1\n',
      'host_vars/web1.yml': 'cache_ip: 0.0.0.0\n',
    });
    expect(found).toEqual(['-d -l 127.0.0.1', '-d -l 0.0.0.0']);
  });

  it('stand in the task, their values where they are set', async () => {
    const reading = await read(ansibleTasks, {
      [TASKS]:
        '- name: Start it\n  shell: >-\n    memcached -l {{ cache_ip }}\n    -U 11211\n- command: "{{ whole }}"\n',
      'roles/cache/defaults/main.yml': 'cache_ip: 0.0.0.0\nwhole: memcached -vv\n',
    });
    const [first, second] = reading.launches;
    expect(first?.name).toBe('task Start it');
    expect(positions(first!)).toEqual(['3:15', '1:11', '4:5', '4:8']);
    expect(wordPlaces(first!)).toEqual(['-l', '0.0.0.0', '-U', '11211']);
    expect(place(second!)).toBe('5:13 {{ whole }}');
    expect(positions(second!)).toEqual(['2:18']);
  });

  it('under a condition may not run', async () => {
    const { launches } = await read(ansibleTasks, {
      [TASKS]: '- when: x\n  block:\n    - shell: memcached\n- shell: memcached\n',
    });
    expect(launches.map(({ condition }) => condition)).toEqual([
      'where the condition of its task holds',
      undefined,
    ]);
  });
});

describe('tasks that start none', () => {
  it.each([
    '- command: echo memcached -l 0.0.0.0\n',
    '- command: service memcached restart\n',
    '- service: name=memcached state=started\n',
    '- name: memcached -l 0.0.0.0\n  command: ls\n',
    '- debug: msg="memcached -l 0.0.0.0"\n  vars: {command: memcached -l 0.0.0.0}\n',
    '- command: pgrep memcached\n  register: memcached\n',
    '- shell: echo stats | nc 127.0.0.1 11211 # memcached\n',
    '- command: "memcached -l \'0.0.0.0"\n',
    '- command: memcached -h\n  vars:\n    shell: memcached -l 0.0.0.0\n- assert: {that: x}\n',
    'command: memcached -l 0.0.0.0\n',
    '- apt: pkg=memcached\n- command:\n',
    '- cron: name=m job="memcached -d" state=absent\n',
    '- hosts: all\n  roles: [memcached]\n  tasks: []\n',
    '- command: [memcached, -l\n',
  ])('%j', async (text) => {
    const found = (await lines(text)).filter((line) => line !== '-h');
    expect(found).toEqual([]);
  });

  it('as in the scenarios of molecule, which run in containers', async () => {
    const text = '- hosts: all\n  tasks:\n    - shell: memcached -l 0.0.0.0\n';
    expect(await read(ansibleTasks, { 'molecule/default/converge.yml': text })).toEqual({
      launches: [],
      problems: [],
    });
  });

  it.each<[string, string, boolean]>([
    ['x.yml', '- command: memcached\n', true],
    ['x.yaml', '- name: a\n  "shell": memcached\n', true],
    ['compose.yml', 'services:\n  cache:\n    command: memcached\n', false],
    ['x.txt', '- command: memcached\n', false],
    ['x.yml', '- apt: name=memcached\n', false],
  ])('%s %j is one of Ansible: %s', (path, text, expected) => {
    expect(ansibleTasks.hasContent(text, path)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';

type Files = Readonly<Record<string, string>>;

/** Rule, place and the text there of each finding, the whole pipeline from discovery on. */
async function findings(files: Files): Promise<readonly string[]> {
  const report = await check(memoryRepository(files), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  return report.findings
    .filter(({ rule }) => rule !== 'MG003')
    .map(({ rule, at }) => {
      const { line, column } = at.file.positionAt(at.start);
      return `${rule} ${at.file.path}:${line}:${column} ${at.file.text.slice(at.start, at.end)}`;
    });
}

const TASKS = 'roles/cache/tasks/main.yml';

describe('what is found', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'in a command of Ansible',
      { [TASKS]: '- name: start\n  shell: memcached -d -l 0.0.0.0 -U 11211\n' },
      [`MG010 ${TASKS}:2:26 0.0.0.0`, `MG001 ${TASKS}:2:34 -U 11211`],
    ],
    [
      'in an edit of Ansible, at the value of the inventory',
      {
        [TASKS]: "- lineinfile: {path: /etc/memcached.conf, regexp: '^-l', line: '-l {{ ip }}'}\n",
        'group_vars/all.yml': 'ip: 0.0.0.0\n',
      },
      ['MG010 group_vars/all.yml:1:5 0.0.0.0'],
    ],
    [
      'in a container of Ansible',
      {
        'site.yml':
          '- hosts: all\n  tasks:\n    - docker_container:\n        image: memcached:1.6\n        ports:\n          - "11211:11211"\n',
      },
      ['MG012 site.yml:6:14 11211:11211'],
    ],
    [
      'in the definition of a Compose project',
      {
        [TASKS]:
          '- community.docker.docker_compose_v2:\n    project_name: x\n    definition:\n      services:\n        cache:\n          image: memcached:1.6\n          ports:\n            - "{{ port }}:11211"\n    state: present\n',
      },
      [`MG012 ${TASKS}:8:16 {{ port }}:11211`],
    ],
    [
      'in a Salt state',
      { 'cache/init.sls': 'start:\n  cmd.run:\n    - name: memcached -d -l 0.0.0.0\n' },
      ['MG010 cache/init.sls:3:29 0.0.0.0'],
    ],
    [
      'in user data of Terraform',
      {
        'main.tf':
          'resource "x" "y" {\n  user_data = <<-EOF\n    #!/bin/sh\n    memcached -l 0.0.0.0\n  EOF\n}\n',
      },
      ['MG010 main.tf:4:18 0.0.0.0'],
    ],
    [
      'in user data of CloudFormation',
      {
        'stack.yaml':
          'Resources:\n  Cache:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n          #!/bin/bash\n          memcached -d -l 0.0.0.0 -U 0\n',
      },
      ['MG010 stack.yaml:8:27 0.0.0.0'],
    ],
    [
      'in a docker provisioner of Vagrant',
      { Vagrantfile: 'c.vm.provision "docker" do |d|\n  d.run "memcached", args: "-p 11211:11211"\nend\n' },
      ['MG012 Vagrantfile:2:32 11211:11211'],
    ],
    [
      'in what monit starts',
      {
        'monit.d/cache':
          'check process m with pidfile /m.pid\n  start program = "/usr/bin/memcached -d -l ::"\n',
      },
      ['MG010 monit.d/cache:2:45 ::'],
    ],
    [
      'in a resource of Chef with its defaults',
      { 'recipes/default.rb': "memcached_instance 'cache'\n" },
      [
        "MG001 recipes/default.rb:1:1 memcached_instance 'cache'",
        "MG010 recipes/default.rb:1:1 memcached_instance 'cache'",
      ],
    ],
    [
      'in a release of saz-memcached that turns UDP on',
      { Puppetfile: "mod 'saz-memcached', '3.0.0'\n", 'site.pp': 'include memcached\n' },
      ['MG001 site.pp:1:1 include memcached'],
    ],
    [
      'in a resource of Puppet',
      { 'site.pp': "exec { 'x':\n  command => 'memcached -l 0.0.0.0 -U 0',\n}\n" },
      ['MG010 site.pp:2:28 0.0.0.0'],
    ],
    [
      'in a value of a target',
      { Makefile: 'run: IP = 0.0.0.0\nrun:\n\tmemcached -l $(IP) -U 0\n' },
      ['MG010 Makefile:1:11 0.0.0.0'],
    ],
    [
      'in a Compose file that user data writes',
      {
        'main.tf':
          'resource "x" "y" {\n  user_data = <<-EOT\n    #!/bin/bash\n    cat > /opt/app/docker-compose.yml <<EOF\n    services:\n      cache:\n        image: memcached:1.6\n        ports:\n          - "11211:11211"\n    EOF\n    docker compose up -d\n  EOT\n}\n',
      },
      ['MG012 main.tf:9:14 11211:11211'],
    ],
    [
      'in a Compose file that a task writes',
      {
        [TASKS]:
          '- copy:\n    dest: /srv/compose.yaml\n    content: |\n      services:\n        cache:\n          image: memcached:1.6\n          ports: ["{{ port }}:11211"]\n',
        'roles/cache/defaults/main.yml': 'port: 11211\n',
      },
      ['MG012 roles/cache/defaults/main.yml:1:7 11211'],
    ],
    [
      'in a Compose file that cloud-init writes',
      {
        'user-data':
          '#cloud-config\nwrite_files:\n  - path: /srv/docker-compose.yml\n    content: |\n      services:\n        cache:\n          image: memcached:1.6\n          ports:\n            - 11211:11211\n',
      },
      ['MG012 user-data:9:15 11211:11211'],
    ],
    [
      'in a file in base64',
      {
        'user-data':
          '#cloud-config\nwrite_files:\n  - path: /etc/memcached.conf\n    encoding: b64\n    content: LWwgMC4wLjAuMAotVSAwCg==\n',
      },
      ['MG010 user-data:5:14 LWwgMC4wLjAuMAotVSAwCg=='],
    ],
  ])('%s', async (_what, files, expected) => {
    expect(await findings(files)).toEqual(expected);
  });
});

describe('what is safe', () => {
  it.each<[string, Files]>([
    [
      'a role of loopback',
      {
        [TASKS]: '- shell: memcached -d -l {{ ip }} -U 0\n',
        'roles/cache/defaults/main.yml': 'ip: 127.0.0.1\n',
      },
    ],
    [
      'a container on the loopback of its host',
      { [TASKS]: '- docker_container: {image: "memcached:1.6", ports: ["127.0.0.1:11211:11211"]}\n' },
    ],
    ['a container that publishes nothing', { [TASKS]: '- docker_container: {image: "memcached:1.6"}\n' }],
    ['an edit of memory', { [TASKS]: "- lineinfile: dest=/etc/memcached.conf regexp='^-m' line='-m 512'\n" }],
    ['a package alone', { [TASKS]: '- apt: name=memcached\n- service: name=memcached state=started\n' }],
    [
      'a managed cache',
      { 'main.tf': 'resource "aws_elasticache_cluster" "memcached" {\n  engine = "memcached"\n}\n' },
    ],
    [
      'a check of monit',
      { monitrc: 'check process memcached\n  start program = "/etc/init.d/memcached start"\n' },
    ],
    [
      'a recipe of loopback',
      { 'recipes/a.rb': "memcached_instance 'x' do\n  listen '127.0.0.1'\n  udp_port 0\nend\n" },
    ],
    ['a current module', { Puppetfile: "mod 'saz-memcached', '8.1.0'\n", 'site.pp': 'include memcached\n' }],
    [
      'a port that Vagrant forwards from the host itself',
      {
        Vagrantfile:
          'c.vm.network "forwarded_port", guest: 11211, host: 11211, host_ip: "127.0.0.1"\nc.vm.provision "shell", inline: "memcached -d -U 0"\n',
      },
    ],
  ])('%s', async (_what, files) => {
    expect(await findings(files)).toEqual([]);
  });
});

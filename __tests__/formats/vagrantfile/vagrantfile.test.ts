import { describe, expect, it } from 'vitest';
import { vagrantfile } from '../../../src/formats/vagrantfile/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const lines = async (text: string, path = 'Vagrantfile') =>
  commandLines(await read(vagrantfile, { [path]: text }));
const provision = (value: string) =>
  `Vagrant.configure("2") do |config|\n  config.vm.provision "shell", ${value}\nend\n`;

describe('inline provisioners', () => {
  it.each<[string, string[]]>([
    [provision('inline: <<-SHELL\n    memcached -d -l 0.0.0.0\n  SHELL'), ['-d -l 0.0.0.0']],
    [provision(':inline => <<SHELL, privileged: false\nmemcached -vv\nSHELL'), ['-vv']],
    [provision('inline: "memcached -d -u \\"root\\""'), ['-d -u root']],
    [provision("inline: 'memcached -l $IP'"), ['-l ‹IP…›']],
    [provision('inline: "memcached -l #{ip} -d"'), ['-l ‹#{ip}› -d']],
    [`ip = "0.0.0.0"\n${provision('inline: "memcached -l #{ip}"')}`, ['-l 0.0.0.0']],
    [`ip = "::"\nip = "::1"\n${provision('inline: "memcached -l #{ip}"')}`, ['-l ‹#{ip}›']],
    [`$script = <<SCRIPT\nmemcached -p 1\nSCRIPT\n${provision('inline: $script')}`, ['-p 1']],
    [
      `setup = <<~'SCRIPT'\n  memcached -s '#{x}'\nSCRIPT\n${provision('inline: setup, run: "always"')}`,
      ['-s #{x}'],
    ],
    [provision('inline: <<-S\nIP=::1; memcached -l \\$IP \\\n  -d\n  S'), ['-l ::1 -d']],
    [provision('inline: <<-S.strip\r\n  memcached -d\r\n  S\r'), ['-d']],
    ['c.vm.provision "shell" do |s|\n  s.inline = "memcached -vv"\nend\n', ['-vv']],
    ['c.vm.provision "shell",\n  inline:\n    "memcached -vv"\n', ['-vv']],
    [
      provision('inline: <<-SHELL\n    cat > /etc/memcached.conf <<EOF\n-m 64\n-l 0.0.0.0\nEOF\n  SHELL'),
      ['-m 64 -l 0.0.0.0'],
    ],
    [
      provision('inline: <<~SHELL\n    cat > /etc/memcached.conf <<EOF\n    -l ::\n    EOF\n  SHELL'),
      ['-l ::'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('edit what the package brings', async () => {
    const text = provision("inline: <<-S\n  sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\n  S");
    expect((await lines(text)).join()).toContain('-l 0.0.0.0');
  });

  it('have names and places', async () => {
    const { launches } = await read(vagrantfile, {
      'a/Vagrantfile':
        'IP = "0.0.0.0"\nx.vm.provision :shell, inline: <<~S\n  sudo memcached -l #{IP} -U 11211\nS\n',
    });
    expect(launches[0]!.name).toBe('shell provisioner');
    expect(place(launches[0]!)).toMatch(/^3:3 sudo memcached -l/);
    expect(positions(launches[0]!)).toEqual(['3:18', '1:7', '3:27', '3:30']);
    expect(wordPlaces(launches[0]!)).toEqual(['-l', '0.0.0.0', '-U', '11211']);
  });

  it('may run a container', async () => {
    const { launches } = await read(vagrantfile, {
      Vagrantfile: provision('inline: "docker run -d -p 11211:11211 memcached:1.5"'),
    });
    expect(launches.map(({ name, network }) => [name, network.kind])).toEqual([
      ['container memcached:1.5', 'container'],
    ]);
  });
});

describe('docker provisioners', () => {
  const docker = (calls: string) =>
    `Vagrant.configure("2") do |config|\n  config.vm.provision "docker" do |d|\n${calls}\n  end\nend\n`;

  it.each<[string, string[], unknown[]]>([
    [docker('    d.run "memcached", args: "-p 11211:11211", cmd: "-m 64 -U 0"'), ['-m 64 -U 0'], [11211]],
    [docker('    d.run "cache",\n      image: "memcached:1.5",\n      args: "-p 1:11211"'), [''], [1]],
    [docker("    d.run('cache', :image => 'memcached', :cmd => 'memcached -vv')"), ['-vv'], []],
    [`args = "-p 2:11211"\n${docker('    d.run "memcached", args: args')}`, [''], [2]],
  ])('%j', async (text, argv, ports) => {
    const reading = await read(vagrantfile, { Vagrantfile: text });
    expect(commandLines(reading)).toEqual(argv);
    const found = reading.launches.flatMap(({ network }): unknown[] =>
      network.kind === 'container' ? network.published.map(({ hostPort }) => hostPort) : [network.kind],
    );
    expect(found).toEqual(ports.map((port) => ({ first: port, last: port })));
  });

  it('have places', async () => {
    const text = docker('    d.run "memcached", args: "-p 11211:11211", cmd: "-U 11211"');
    const { launches } = await read(vagrantfile, { Vagrantfile: text });
    expect(place(launches[0]!)).toBe('3:54 -U 11211');
    expect(positions(launches[0]!)).toEqual(['3:54', '3:57']);
    const { network } = launches[0]!;
    const at = network.kind === 'container' ? network.published[0]?.at : undefined;
    expect(at?.file.positionAt(at.start)).toEqual({ line: 3, column: 34 });
  });
});

describe('forwarded ports', () => {
  const machine = (networks: string, script = 'memcached -d -u root') =>
    `Vagrant.configure("2") do |config|\n${networks}\n  config.vm.provision "shell", inline: "${script}"\nend\n`;
  const launchOf = async (text: string) => (await read(vagrantfile, { Vagrantfile: text })).launches[0]!;

  it.each<[string, string]>([
    ['  config.vm.network "forwarded_port", guest: 11211, host: 11211', '2:3'],
    ['  config.vm.network :forwarded_port, guest: 11211, host: 1, host_ip: "0.0.0.0"', '2:3'],
    ['  # x\n  config.vm.network(:forwarded_port,\n    :guest => 11211, :host => 11211)', '3:3'],
  ])('from everywhere are named: %j', async (networks, at) => {
    const { related, network } = await launchOf(machine(networks));
    const places = related.map(({ at: { file, start }, message }) => {
      const { line, column } = file.positionAt(start);
      return `${line}:${column} ${message}`;
    });
    expect(places).toEqual([`${at} Vagrant forwards this port of the machine from its host`]);
    expect(network).toEqual({ kind: 'host', limits: [] });
  });

  it.each([
    '  config.vm.network "forwarded_port", guest: 11211, host: 11211, host_ip: "127.0.0.1"',
    "  config.vm.network 'forwarded_port', guest: 80, host: 80\n  config.vm.network :forwarded_port, host_ip: 'localhost', guest: 11211, host: 2",
  ])('from the host itself alone keep others away: %j', async (networks) => {
    const { network } = await launchOf(machine(networks));
    const limits = network.kind === 'host' ? network.limits : [];
    expect(limits.map(({ reach }) => reach)).toEqual(['loopback']);
  });

  it.each([
    '  config.vm.network "forwarded_port", guest: 80, host: 80, host_ip: "127.0.0.1"',
    '  config.vm.network "forwarded_port", guest: 11211, host: 1, host_ip: "127.0.0.1"\n  config.vm.network "public_network"',
    '  config.vm.network "forwarded_port", guest: 11211, host: 1, host_ip: "127.0.0.1"\n  config.vm.network :private_network, ip: "10.0.0.5"',
    '  config.vm.network "forwarded_port", guest: 11211, host: 1, host_ip: "127.0.0.1"\n  config.vm.provider :aws do |a|\n  end',
    '  # config.vm.network "forwarded_port", guest: 11211, host: 11211, host_ip: "127.0.0.1"',
  ])('leave the machine as it is: %j', async (networks) => {
    const { network, related } = await launchOf(machine(networks));
    expect([network, related]).toEqual([{ kind: 'host', limits: [] }, []]);
  });
});

describe('what starts none', () => {
  it.each([
    'config.vm.provision "docker" do |d|\n  d.run "redis", args: "-p 6379:6379" # memcached\nend\n',
    'config.vm.provision "docker", images: ["memcached"]\n',
    '# d.run "memcached", args: "-p 11211:11211"\n',
    'd.run memcached\n',
    provision('path: "memcached.sh"'),
    provision('inline: "echo memcached -l 0.0.0.0"'),
    provision('inline: "apt-get install -y memcached && service memcached restart"'),
    provision('inline: <<-S\n  # memcached -l 0.0.0.0\n  S'),
    provision('inline: <<-S\n#!/usr/bin/env python3\nmemcached -l 0.0.0.0\n  S'),
    provision('inline: "ls" # inline: "memcached -l 0.0.0.0"'),
    provision('inline: $script'),
    `# ${provision('inline: "memcached"').replace(/\n/g, '\n# ')}`,
    `=begin\n${provision('inline: "memcached -l 0.0.0.0"')}=end\n`,
    `__END__\n${provision('inline: "memcached -l 0.0.0.0"')}`,
    '$script = <<SCRIPT\nmemcached -l 0.0.0.0\nSCRIPT\n',
    'puts <<TEXT\ninline: "memcached -l 0.0.0.0"\nTEXT\n',
    'puts "memcached -l 0.0.0.0"\n',
    provision('inline: <<-SHELL\n  memcached -l 0.0.0.0\n'),
    provision('inline: "memcached -l 0.0.0.0'),
    provision("inline: <<-S\n  sed -i 's/-m 64/-m 512/' /etc/memcached.conf\n  S"),
    'config.vm.network "forwarded_port", guest: 11211, host: 11211 # memcached\n',
  ])('%j', async (text) => {
    expect(await read(vagrantfile, { Vagrantfile: text })).toEqual({ launches: [], problems: [] });
  });

  it.each<[string, boolean]>([
    ['Vagrantfile', true],
    ['test/Vagrantfile.local', true],
    ['Vagrantfile.erb', true],
    ['vagrantfile.rb', false],
    ['Vagrantfile/x', false],
    ['VagrantfileNotes', false],
  ])('%s is a Vagrantfile: %s', (path, expected) => {
    expect(vagrantfile.hasPath(path)).toBe(expected);
  });
});

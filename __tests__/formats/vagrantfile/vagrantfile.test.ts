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

describe('what starts none', () => {
  it.each([
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

import { describe, expect, it } from 'vitest';
import { homebrew } from '../../../src/formats/homebrew/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const PATH = 'Formula/m/memcached.rb';
const formula = (body: string): string => `class Memcached < Formula
  desc "A cache"
  url "https://example.org/files/memcached-1.6.41.tar.gz"
  ${body}
end
`;
const lines = async (body: string): Promise<string[]> =>
  commandLines(await read(homebrew, { [PATH]: formula(body) }));

describe('the service block', () => {
  it.each<[string, string[]]>([
    [
      'service do\n    run [opt_bin/"memcached", "-l", "localhost"]\n    keep_alive true\n  end',
      ['-l localhost'],
    ],
    ['service do\n    run opt_bin/"memcached"\n  end', ['']],
    [
      `service do\n    run [\n      opt_bin/"memcached", # the server\n      '-l', "0.0.0.0",\n    ]\n  end`,
      ['-l 0.0.0.0'],
    ],
    [
      'service do\n    run ["#{opt_bin}/memcached", "-l", "#{ip}", "-p", port]\n  end',
      ['-l ‹#{ip}› -p ‹port›'],
    ],
    ['service do\n    run(["/usr/bin/nice", opt_bin/"memcached", "-U", "0"])\n  end', ['-U 0']],
  ])('%s', async (body, expected) => {
    expect(await lines(body)).toEqual(expected);
  });

  it('has places, and the release of the archive', async () => {
    const { launches } = await read(homebrew, {
      [PATH]: formula('service do\n    run [opt_bin/"memcached", "-l", "0.0.0.0"]\n  end'),
    });
    const [launch] = launches;
    expect(place(launch!)).toBe('5:9 [opt_bin/"memcached", "-l", "0.0.0.0"]');
    expect(positions(launch!)).toEqual(['5:32', '5:38']);
    expect(launch!.version).toMatchObject({ state: 'known', label: '1.6.41' });
  });
});

describe('the property list of an older formula', () => {
  it('is the job that it becomes', async () => {
    const body = `def plist
    <<~EOS
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0"><dict>
        <key>Label</key><string>#{plist_name}</string>
        <key>ProgramArguments</key>
        <array>
          <string>#{opt_bin}/memcached</string>
          <string>-l</string>
          <string>0.0.0.0</string>
        </array>
      </dict></plist>
    EOS
  end`;
    const reading = await read(homebrew, { 'Formula/memcached.rb': formula(body) });
    expect(commandLines(reading)).toEqual(['-l 0.0.0.0']);
    expect(positions(reading.launches[0]!)).toEqual(['12:19', '13:19']);
    expect(reading.launches[0]!.format).toBe('homebrew');
  });
});

describe('what starts none', () => {
  it.each<[string, string]>([
    [PATH, formula('test do\n    system bin/"memcached", "-l", "0.0.0.0"\n  end')],
    [PATH, formula('depends_on "libevent"')],
    ['Formula/web.rb', formula('depends_on "memcached"\n  service do\n    run opt_bin/"web"\n  end')],
    ['Formula/web.rb', formula('service do\n    run [opt_bin/"web", "--cache", "memcached"]\n  end')],
    ['lib/memcached.rb', 'class Memcached\n  def run\n    run ["memcached", "-l", "0.0.0.0"]\n  end\nend\n'],
    ['recipes/memcached.rb', 'service "memcached" do\n  action :start\nend\n'],
  ])('%s %j', async (path, text) => {
    expect(await read(homebrew, { [path]: text })).toEqual({ launches: [], problems: [] });
  });
});

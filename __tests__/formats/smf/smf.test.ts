import { describe, expect, it } from 'vitest';
import { shellScript } from '../../../src/formats/shell-script/format.ts';
import { smf } from '../../../src/formats/smf/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const manifest = (body: string): string => `<?xml version="1.0"?>
<service_bundle type="manifest" name="memcached">
  <service name="application/memcached" type="service" version="1">
    ${body}
  </service>
</service_bundle>
`;
const lines = async (body: string): Promise<string[]> =>
  commandLines(await read(smf, { 'manifest.xml': manifest(body) }));

describe('start methods', () => {
  it.each<[string, string[]]>([
    [
      `<exec_method type="method" name="start" exec="/opt/bin/memcached -d -l 10.0.0.5" />`,
      ['-d -l 10.0.0.5'],
    ],
    [
      `<exec_method name='start' exec='@PREFIX@/bin/memcached -l %{config/ip} -m %{config/memory}' timeout_seconds='30'>
      <method_context/></exec_method>
    <property_group name='config' type='application'>
      <propval name='ip' type='astring' value='127.0.0.1' /><propval name='memory' type='integer' value='64' />
    </property_group>`,
      ['-l 127.0.0.1 -m 64'],
    ],
    [`<exec_method name='start' exec='memcached -l %{a/b} -U 0'/>`, ['-l ‹%{a/b}› -U 0']],
    [`<exec_method name='start' exec='memcached -l &quot;::1&quot; &gt;/dev/null &amp;'/>`, ['-l ::1']],
    [`<exec_method name='start' exec='/bin/sh -c "memcached -l ::1 > /log"'/>`, ['-l ::1']],
    // The script of the distributions' service takes its words from here.
    [
      `<exec_method name='start' exec='/lib/svc/method/memcached start'/>
    <property_group name='memcached'><property name='options' type='astring'><astring_list>
      <value_node value='-u'/><value_node value='nobody'/></astring_list></property></property_group>`,
      ['-u nobody'],
    ],
  ])('%s', async (body, expected) => {
    expect(await lines(body)).toEqual(expected);
  });

  it('get a value as one word, whatever it holds', async () => {
    const { launches } = await read(smf, {
      'a.xml': manifest(
        `<exec_method name='start' exec='memcached %{a/b} -v'/><property_group name='a'><propval name='b' value='-l 1.2.3.4;'/></property_group>`,
      ),
    });
    expect(launches[0]!.argv.map(({ text }) => text)).toEqual(['-l 1.2.3.4;', '-v']);
  });

  it('have places', async () => {
    const { launches } = await read(smf, {
      'a.xml': manifest(
        `<exec_method name='start' exec='memcached -l %{c/ip}'/>\n<property_group name='c'><propval name='ip' value='0.0.0.0'/></property_group>`,
      ),
    });
    expect(launches[0]!.name).toBe('SMF service application/memcached');
    expect(place(launches[0]!)).toBe('4:37 memcached -l %{c/ip}');
    expect(positions(launches[0]!)).toEqual(['4:47', '5:52']);
  });

  it.each([
    `<exec_method name='stop' exec='memcached -l 0.0.0.0'/>`,
    `<exec_method name='start' exec='/lib/svc/method/memcached start'/>`,
    `<exec_method name='start' exec='web --cache memcached'/>`,
    `<!-- <exec_method name='start' exec='memcached'/> -->`,
    `<dependency name='memcached'/><exec_method name='start' exec='web'/>`,
    `<exec_method name='start' exec='memcached`,
  ])('starts none: %s', async (body) => {
    expect(await lines(body)).toEqual([]);
  });
});

describe('svccfg in scripts', () => {
  const inScript = async (text: string): Promise<string[]> =>
    commandLines(await read(shellScript, { 'setup.sh': text }));

  it.each<[string, string[]]>([
    [
      `svccfg -s memcached:default setprop memcached/options = '("-m" "64" "-l" "127.0.0.1")'\n`,
      ['-m 64 -l 127.0.0.1'],
    ],
    [`svccfg -s memcached setprop memcached/options = astring: '("-l" "a b")'\n`, ['-l a b']],
    [`pfexec svccfg -s memcached setprop 'memcached/options=("-u" "nobody")'\n`, []],
    [`sudo svccfg -s memcached setprop 'memcached/options=("-u" "nobody")'\n`, ['-u nobody']],
    [`IP=0.0.0.0\nsvccfg -s memcached setprop memcached/options = "(\\"-l\\" \\"$IP\\")"\n`, ['-l 0.0.0.0']],
    [`svccfg -s memcached setprop memcached/enable_64bit = true\n`, []],
    [`svccfg -s memcached listprop memcached/options\n`, []],
    ['svcadm enable memcached\n', []],
  ])('%j', async (text, expected) => {
    expect(await inScript(text)).toEqual(expected);
  });
});

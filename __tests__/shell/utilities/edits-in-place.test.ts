import { describe, expect, it } from 'vitest';
import { unknownEnvironment } from '../../../src/shell/environment.ts';
import { readScript } from '../../../src/shell/invocations.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

const CONF = new SourceFile('/etc/m.conf', '-m 64\n-l 127.0.0.1\n');

/** What the last command left in the file; an unknown part is its name in `‹›`. */
function written(text: string): string | undefined {
  const file = new SourceFile('setup.sh', text);
  const { writes } = readScript(TracedText.source(file, 0, text.length), unknownEnvironment, {
    dialect: 'bash',
    files: (path) => (path === CONF.path ? CONF : undefined),
  });
  return writes
    .at(-1)
    ?.text.runs.map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}›`))
    .join('');
}

describe('edits in place', () => {
  it.each<[string, string]>([
    ["sed -i 's/127.0.0.1/::/' /etc/m.conf", '-m 64\n-l ::\n'],
    ["sed 's/127.0.0.1/::/' -i /etc/m.conf", '-m 64\n-l ::\n'],
    ["sed /etc/m.conf -i.bak -e 's/127.0.0.1/::/'", '-m 64\n-l ::\n'],
    ["sed -i '' 's/127.0.0.1/::/' /etc/m.conf", '-m 64\n-l ::\n'],
    ["sed -Ei 's/(-l) .*/\\1 ::/' /etc/m.conf", '-m 64\n-l ::\n'],
    ["sed -i '/^-l/c\\-l ::' /etc/m.conf", '-m 64\n-l ::\n'],
    ["sed -i '$a -U 11211' /etc/m.conf", '-m 64\n-l 127.0.0.1\n-U 11211\n'],
    ["sed -i '/^-l/{s/127.0.0.1/::/}' /etc/m.conf", '-m 64\n-l ::\n'],
    ['sed -i "s/^-l .*/-l $IP/" /etc/m.conf', '-m 64\n-l ‹IP›\n'],
    ['sed -i "s/^-l .*/-l $IP/" /etc/m.conf\nsed -i "s/^-m .*/-m 128/" /etc/m.conf', '-m 128\n-l ‹IP›\n'],
    ["perl -pi -e 's/127.0.0.1/::/' /etc/m.conf", '-m 64\n-l ::\n'],
    ["perl -i.orig -pe 's/^(-l)\\s+\\S+/$1 ::/; s#-m 64#-m 1#g' /etc/m.conf", '-m 1\n-l ::\n'],
    ["perl -p -i -e 's/(\\d+)/[$1&]/' /etc/m.conf", '-m [64&]\n-l [127&].0.0.1\n'],
    ["cp /etc/m.conf /etc/n.conf\nsed -i 's/127.0.0.1/::/' /etc/n.conf", '-m 64\n-l ::\n'],
    ["crudini --set /etc/m.conf '' OPTIONS '-l ::'", '-m 64\n-l 127.0.0.1\nOPTIONS = -l ::\n'],
    ['echo \'O=1\' > /etc/x\ncrudini --set /etc/x \'\' O "\\"-l $IP\\""', 'O="-l ‹IP›"\n'],
    ["printf 'O = 1\\n[a]\\nO=2\\n' > /etc/x\ncrudini --set /etc/x '' O 3", 'O = 3\n[a]\nO=2\n'],
    ["printf 'O=1\\n[a]\\nO=2\\n' > /etc/x\ncrudini --set /etc/x a O 3", 'O=1\n[a]\nO=3\n'],
    ["echo 'O=1' > /etc/x\ncrudini --set /etc/x DEFAULT O 3", '[DEFAULT]\nO=3\n'],
    ['perl -pi -e "s/-l 127.0.0.1/-l $HOST_IP/" /etc/m.conf', '-m 64\n-l ‹HOST_IP›\n'],
  ])('%s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it.each([
    "sed 's/127.0.0.1/::/' /etc/m.conf",
    "sed -i 's/127.0.0.1/::/' /etc/other.conf",
    "sed -i 's/127.0.0.1/\\U&/' /etc/m.conf",
    "perl -ne 's/127.0.0.1/::/; print' /etc/m.conf",
    "perl -pi -e 's/127.0.0.1/$ip/' /etc/m.conf",
    "perl -pi -e 's/(?i)-L/x/' /etc/m.conf",
    "perl -pi -e 's/-l .*?/x/' /etc/m.conf",
    "perl -pi -e '$_ = q(-l ::)' /etc/m.conf",
    "perl -pi -e 's{127}{::}' /etc/m.conf",
    'perl script.pl /etc/m.conf',
    "crudini --get /etc/m.conf '' O",
    "crudini --set /etc/other.conf '' O 1",
    "crudini --del /etc/m.conf '' O",
  ])('says nothing of %s', (text) => {
    expect(written(text)).toBeUndefined();
  });
});

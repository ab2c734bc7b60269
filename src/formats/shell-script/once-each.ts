import type { Invocation } from '../../shell/invocation.ts';
import type { ScriptReading } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';

interface FileReading {
  readonly file: SourceFile;
  readonly reading: ScriptReading;
}

/**
 * A script that others run or source is read with them and by itself. The same command line counts once; and what is
 * unknown when the script is read alone (`memcached "$@"`) is left out where its callers say it.
 */
export function onceEach(readings: readonly FileReading[]): readonly FileReading[] {
  const seen = new Set<string>();
  const called = new Set<string>();
  for (const { file, reading } of readings)
    for (const call of reading.invocations) if (call.at.file.path !== file.path) called.add(placeKey(call));
  return readings.map(({ file, reading }) => {
    const invocations = reading.invocations.filter((call) => {
      const isOwn = call.at.file.path === file.path;
      const isOpen = call.argv.some((word) => !word.isKnown);
      if (isOwn && isOpen && called.has(placeKey(call))) return false;
      if (isOwn && !called.has(placeKey(call))) return true;
      const key = `${placeKey(call)} ${call.argv.map((word) => word.text).join('\0')}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    return { file, reading: { ...reading, invocations } };
  });
}

function placeKey({ at }: Invocation): string {
  return `${at.file.path}:${at.start}`;
}

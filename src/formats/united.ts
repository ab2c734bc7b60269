import type { Launch, Problem, Reading } from '../launch/launch.ts';
import type { Location } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';

/**
 * The launches of several readings of the same files. Those at one place that say the same about sockets
 * are one: the first of them.
 */
export function uniteLaunches(readings: readonly (readonly Launch[])[]): readonly Launch[] {
  if (readings.length === 1) return readings[0] ?? [];
  const seen = new Set<string>();
  const united: Launch[] = [];
  readings.forEach((launches, reading) => {
    // Two launches of one reading are two, however alike.
    const keys = launches.map(launchKey);
    launches.forEach((launch, index) => {
      if (reading > 0 && seen.has(keys[index] ?? '')) return;
      united.push(launch);
    });
    for (const key of keys) seen.add(key);
  });
  return united;
}

/**
 * The problems of several readings of the same files. That a file's reader refuses it counts only where it
 * refuses every form of it.
 */
export function uniteProblems(readings: readonly Reading[]): readonly Problem[] {
  const [first] = readings;
  if (first === undefined || readings.length === 1) return first?.problems ?? [];
  const seen = new Set<string>();
  return readings.flatMap(({ problems }) =>
    problems.filter((problem) => {
      const key = `${problem.kind} ${placeKey(problem.at)}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return problem.kind === 'unresolved' || readings.every((reading) => concerns(reading, problem));
    }),
  );
}

function concerns({ problems }: Reading, { at }: Problem): boolean {
  return problems.some((other) => other.kind !== 'unresolved' && other.at.file.path === at.file.path);
}

function launchKey({ format, name, program, argv, at }: Launch): string {
  const words = argv.flatMap((word, index) => {
    // Also `-vl ADDRESS` and whatever may hold options of its own.
    const isOption = /^-{1,2}[A-Za-z-]*[lspUA]/.test(word.text) || word.splits;
    return isOption ? [word, argv[index + 1]] : [];
  });
  return [format, name, program.text, at.file.path, ...words.map(wordKey)].join('\n');
}

function wordKey(word: TracedText | undefined): string {
  const at = word?.locate();
  return `${word?.text ?? ''} ${at ? placeKey(at) : ''}`;
}

function placeKey({ file, start, end }: Location): string {
  return `${file.path} ${start} ${end}`;
}

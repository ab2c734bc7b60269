import type { Problem } from '../launch/launch.ts';
import type { Hit, Rule } from './rule.ts';

export const unreadableFile: Rule = {
  id: 'MG021',
  name: 'unreadable-file',
  level: 'warning',
  summary: 'A file that names memcached cannot be parsed or exceeds a limit',
  why: 'What cannot be read cannot be checked. Saying nothing would look like a clean bill of health.',
  fix: 'Mend the file, or exclude it in the configuration if it is not meant to be read.',
  waiveWhen: 'The file is broken on purpose, such as a test fixture; better: exclude it.',
  references: ['https://yaml.org/spec/1.2.2/'],
  examples: {
    bad: [
      {
        title: 'broken YAML',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: "memcached:1.6\n    ports: [\n' },
      },
    ],
    good: [
      {
        title: 'a file that parses',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n' },
      },
    ],
    odd: [
      {
        title: 'broken YAML that does not name the program',
        files: { 'compose.yaml': 'services:\n  web:\n    image: "nginx:1.27\n    ports: [\n' },
      },
      { title: 'an empty file of another kind', files: { Dockerfile: '' } },
    ],
  },
  *checkProblem(problem: Problem): Iterable<Hit> {
    if (problem.kind !== 'unreadable') return;
    yield { at: problem.at, message: `${problem.message}.`, evidence: '' };
  },
};

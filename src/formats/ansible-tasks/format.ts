import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { repositoryVariables } from '../../templates/repository-variables.ts';
import type { TemplateVariables } from '../../templates/value.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { leadsToMemcached } from '../docker-run/leading-programs.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { MachineFiles } from '../provisioning/machine-files.ts';
import { readWrittenCompose } from '../provisioning/written-compose.ts';
import { uniteLaunches, uniteProblems } from '../united.ts';
import { readWrites } from '../written-files/read-writes.ts';
import { Filler } from './filled.ts';
import { taskReading } from './task-reading.ts';
import { type Task, tasksOf } from './tasks.ts';

/** A list at the top, and a module that can start memcached. */
const LIST = /^(?:-[ \t]|\[)/m;
const MODULE =
  /^[ \t]*(?:-[ \t]+)?["']?(?:\w+\.){0,4}(?:command|shell|raw|copy|template|lineinfile|replace|blockinfile|cron|docker_container|podman_container|docker|docker_swarm_service|docker_compose|docker_compose_v2)["']?[ \t]*:/m;
/** Scenarios of tests run in containers of their own. */
const TRIAL = /(?:^|\/)molecule\//;

/** Playbooks and tasks of Ansible: what they start on a machine, and the configuration that they write there. */
export const ansibleTasks: Format = {
  name: 'ansible-tasks',
  title: 'Ansible playbook or tasks',
  hasPath: () => false,
  hasContent: (text, path) => /\.ya?ml$/.test(path) && LIST.test(text) && MODULE.test(text),
  async read(files, repository) {
    const variables = repositoryVariables(repository);
    const readings: Reading[] = [];
    for (const file of files) {
      if (!/memcached/i.test(file.text + file.path) || TRIAL.test(file.path)) continue;
      const { documents } = await parseYaml(file);
      const tasks = documents.flatMap(({ root }) => tasksOf(root));
      if (tasks.length > 0) readings.push(await readFile(file, tasks, variables, repository));
    }
    return joinReadings(readings);
  },
};

/** All tasks of a file run on one machine, in order: what the first writes, the next may change. */
async function readFile(
  file: SourceFile,
  tasks: readonly Task[],
  variables: TemplateVariables,
  repository: Repository,
): Promise<Reading> {
  const readings: Reading[] = [];
  for (let round = 0, rounds = 1; round < rounds; round++) {
    const filler = new Filler(variables, file.path, round);
    const files = new MachineFiles();
    const context = { format: ansibleTasks.name, interest: leadsToMemcached, filler, files, repository };
    const ofTasks = tasks.map((task) => taskReading(task, context));
    readings.push(
      joinReadings([
        ...ofTasks,
        await readWrites(files.writes, repository),
        await readWrittenCompose(files.writes),
      ]),
    );
    rounds = filler.rounds;
  }
  return {
    launches: uniteLaunches(readings.map(({ launches }) => launches)),
    problems: uniteProblems(readings),
  };
}

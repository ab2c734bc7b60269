import type { Reading } from '../../launch/launch.ts';
import type { Format } from '../format.ts';
import { isTerraformPath } from '../kubernetes/terraform/resources.ts';
import { hasTaskDefinition } from './recognition.ts';
import { taskLaunches } from './task-definition.ts';
import { networkModes, tasksIn, terraformTasks } from './tasks.ts';

/** Task definitions of Amazon ECS: by themselves, in CloudFormation templates and in Terraform. */
export const ecs: Format = {
  name: 'ecs',
  title: 'Amazon ECS task definition',
  readsAlone: true,
  hasPath: isTerraformPath,
  hasContent: hasTaskDefinition,

  async read(files, repository) {
    const readings: Reading[] = [];
    const plain = files.filter(({ path }) => !isTerraformPath(path));
    const modes = plain.length === 0 ? new Set<string>() : networkModes(repository);
    for (const file of files) {
      const tasks = isTerraformPath(file.path) ? await terraformTasks(file) : await tasksIn(file, modes);
      readings.push(...tasks.map((task) => taskLaunches(task, ecs.name)));
    }
    return {
      launches: readings.flatMap(({ launches }) => launches),
      problems: readings.flatMap(({ problems }) => problems),
    };
  },
};

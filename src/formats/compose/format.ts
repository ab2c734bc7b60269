import type { ImageContents, Launch, Problem } from '../../launch/launch.ts';
import type { Format } from '../format.ts';
import { templated } from '../templated.ts';
import { partsBeside } from './parts.ts';
import { yamlProblems } from './problems.ts';
import { ProjectReader } from './project-reader.ts';
import { type ProjectCall, projectCalls } from './projects.ts';
import { hasComposeContent, hasComposePath } from './recognition.ts';
import { launchKey, placeKey, placesOf } from './same-launch.ts';

/** Names of templates, folders of roles and of cookiecutter. In other files `{{.Node.Hostname}}` and the like are Swarm's. */
const TEMPLATE = /\.(?:j2|jinja2?|erb|epp|tmpl|tpl|ctmpl|tftpl|template)$|(?:^|\/)templates\/|\{\{/i;

/** Compose files, as Compose 2.40 reads them with every profile on. */
export const compose: Format = {
  ...templatedFormat([]),

  async read(files, repository) {
    const images: ImageContents[] = [];
    const reading = await templatedFormat(images).read(files, repository);
    return { ...reading, images };
  },
};

/** The format for files and templates, which lists what its services put into images in `images`. */
function templatedFormat(images: ImageContents[]): Format {
  return templated(
    {
      name: 'compose',
      readsAll: true,
      title: 'Compose file',
      hasPath: hasComposePath,
      hasContent: hasComposeContent,

      async read(files, repository) {
        const reader = new ProjectReader(repository);
        const launches: Launch[] = [];
        const problems: Problem[] = [];
        for (const file of files) problems.push(...yamlProblems(file, await reader.parse(file)));
        const seen = new Set<string>();
        const named = new Set<string>();
        for (const call of await projectCalls(files, partsBeside(files, repository), reader)) {
          const reading = await reader.launches(call);
          for (const found of reading.launches) {
            const key = `${placesOf(found)} ${launchKey(found)}`;
            if (seen.has(key)) continue;
            seen.add(key);
            const launch = call.overlay === undefined ? found : overlaid(found, call);
            const name = `${placeKey(launch.at)} ${launch.name}`;
            launches.push(named.has(name) ? inProject(launch, call) : launch);
            named.add(name);
          }
          problems.push(...reading.problems);
          images.push(...(reading.images ?? []));
        }
        return { launches, problems: distinct(problems) };
      },
    },
    (path) => TEMPLATE.test(path),
  );
}

/** Projects that extend one service, each in its own way, start it at the same place. */
function inProject(launch: Launch, { paths }: ProjectCall): Launch {
  return { ...launch, name: `${launch.name} in ${paths.at(-1) ?? ''}` };
}

function overlaid(launch: Launch, { paths }: ProjectCall): Launch {
  const short = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const names = new Set(short).size < short.length ? paths : short;
  const overlay = names.at(-1) ?? '';
  const clause = `with ${overlay} laid over ${names.slice(0, -1).join(', ')}`;
  const condition = launch.condition === undefined ? clause : `${launch.condition}, ${clause}`;
  return { ...launch, name: `${launch.name} with ${overlay}`, condition };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ at, message }) => {
    const key = `${at.file.path} ${at.start} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

import type { Format } from '../format.ts';
import { jobLaunches } from './job.ts';

/** Nomad job files in HCL. */
export const nomad: Format = {
  name: 'nomad',
  title: 'Nomad job',
  hasPath: (path) => /\.nomad(?:\.hcl)?(?:\.(?:tpl|tmpl|tftpl|j2|template))?$/.test(path),
  hasContent: (text, path) =>
    /\.(?:hcl|tpl|tmpl|tftpl|j2|template)$/.test(path) &&
    /^[ \t]*job[ \t]+(?:"[^"\n]*"|[\w-]+)[ \t]*\{/m.test(text) &&
    /^[ \t]*task[ \t]+(?:"[^"\n]*"|[\w-]+)[ \t]*\{/m.test(text),

  async read(files) {
    const readings = files.map((file) => jobLaunches(file, nomad.name));
    return {
      launches: readings.flatMap(({ launches }) => launches),
      problems: readings.flatMap(({ problems }) => problems),
    };
  },
};

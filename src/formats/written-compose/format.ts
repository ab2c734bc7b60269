import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { readWrittenCompose } from '../provisioning/written-compose.ts';
import { shellScript } from '../shell-script/format.ts';
import { isScriptTemplate } from '../shell-script/recognition.ts';
import { writtenFiles } from '../shell-script/script-reading.ts';
import { templated } from '../templated.ts';

/** A name of a Compose file beside a memcached: only then is a script worth a further look. */
const COMPOSE = /compose[\w.-]{0,60}\.ya?ml/;

/** Compose files that shell scripts write, as those do that set a machine up. */
export const writtenComposeFiles: Format = templated(
  {
    name: 'written-compose',
    readsAlone: true,
    title: 'Compose file that a script writes',
    hasPath: (path) => shellScript.hasPath(path),
    hasContent: (text, path) => COMPOSE.test(text) && shellScript.hasContent(text, path),
    async read(files, repository) {
      const readings = files
        .filter(({ text }) => /memcached/i.test(text) && COMPOSE.test(text))
        .map((file) => readWrittenCompose(writtenFiles(file, repository)));
      return joinReadings(await Promise.all(readings));
    },
  },
  isScriptTemplate,
);

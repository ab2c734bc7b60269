import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { folderOf, joinPath } from './paths.ts';
import { isStackFile } from './recognition.ts';

/** Files that may deploy: scripts, recipes of make and the like, CI. */
const MAY_DEPLOY =
  /(?:^|\/)(?:(?:GNU)?[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|\.gitlab-ci\.ya?ml|[^/]+\.(?:sh|bash|mk))$|^\.github\/workflows\/[^/]+\.ya?ml$/;
/** Looked through at most, so that a repository of scripts costs no more. */
const MOST_FILES = 300;
const DEPLOY = /\bdocker[ \t]+stack[ \t]+(?:deploy|up)\b([^\n;&|]{0,1000})/g;
const FILE_OPTION = /(?:^|[ \t])(?:-c|--compose-file)(?:[ \t]+|=)["']?([^\s"']+)/g;

/** Tells the files that `docker stack deploy` gets: by their names, or since something in the repository says so. */
export class StackFiles {
  readonly #repository: Repository;
  #deployed: ReadonlySet<string> | undefined;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  has({ path, text }: SourceFile): boolean {
    if (isStackFile(path, text)) return true;
    this.#deployed ??= deployedFiles(this.#repository);
    return this.#deployed.has(path);
  }
}

function deployedFiles(repository: Repository): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of repository.paths.filter((each) => MAY_DEPLOY.test(each)).slice(0, MOST_FILES)) {
    const file = repository.read(path);
    if (!isReadable(file) || !file.text.includes('docker stack')) continue;
    for (const [, words = ''] of file.text.replace(/\\\r?\n/g, ' ').matchAll(DEPLOY))
      for (const [, name = ''] of words.matchAll(FILE_OPTION)) {
        const own = name.replace(/^\$(?:\(pwd\)|\{?PWD\}?|\(PWD\))\//, '');
        for (const folder of [folderOf(path), '.']) found.add(joinPath(folder, own));
      }
  }
  return found;
}

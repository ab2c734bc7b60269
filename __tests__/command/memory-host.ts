import type { Host } from '../../src/command/host.ts';
import { main } from '../../src/command/main.ts';
import type { DirectoryEntry, FileSystem } from '../../src/repository/file-system.ts';

/** A machine in memory with these files in its working directory, for running the command in a test. */
export class MemoryMachine {
  readonly files: Map<string, string>;
  today = '2027-01-31';
  git: Host['git'] = async () => undefined;

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files).map(([path, text]) => [`/project/${path}`, text]));
  }

  /** Runs the command; says what it printed and how it ended. */
  async run(...args: readonly string[]) {
    let output = '';
    let errors = '';
    const exitCode = await main(args, {
      workingDirectory: '/project',
      fileSystem: this.#fileSystem(),
      environment: {},
      isTerminal: false,
      print: (text) => {
        output += text;
      },
      printError: (text) => {
        errors += text;
      },
      readStandardInput: async () => '',
      writeFile: (path, text) => void this.files.set(path, text),
      git: (folder, words) => this.git(folder, words),
      today: this.today,
      now: () => 0,
    });
    return { exitCode, output, errors };
  }

  write(path: string, text: string): void {
    this.files.set(`/project/${path}`, text);
  }

  read(path: string): string {
    return this.files.get(`/project/${path}`) ?? '';
  }

  #fileSystem(): FileSystem {
    return {
      list: (directory) => {
        const entries = new Map<string, DirectoryEntry>();
        for (const path of this.files.keys()) {
          if (!path.startsWith(`${directory}/`)) continue;
          const [name = '', ...rest] = path.slice(directory.length + 1).split('/');
          entries.set(name, { name, kind: rest.length > 0 ? 'directory' : 'file' });
        }
        return entries.size === 0 ? undefined : [...entries.values()];
      },
      read: (path, limit) => {
        const text = this.files.get(path);
        return text === undefined ? undefined : new TextEncoder().encode(text).subarray(0, limit);
      },
    };
  }
}

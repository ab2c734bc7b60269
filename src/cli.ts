#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { nodeGit } from './changes/node-git.ts';
import { main } from './command/main.ts';
import { nodeFileSystem } from './repository/node-file-system.ts';

/** The command's door: the only place, beside the Action's, that knows the process it runs in. */
// A reader that goes away (`| head`) is not an error worth a stack.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  workingDirectory: process
    .cwd()
    .replaceAll('\\', '/')
    .replace(/(.)\/$/, '$1'),
  fileSystem: nodeFileSystem(),
  environment: process.env,
  isTerminal: process.stdout.isTTY === true,
  print: (text) => void process.stdout.write(text),
  printError: (text) => void process.stderr.write(text),
  readStandardInput: async () => {
    process.stdin.setEncoding('utf8');
    let text = '';
    for await (const chunk of process.stdin) text += chunk;
    return text;
  },
  writeFile: (path, text) => writeFileSync(path, text),
  git: nodeGit(process.env),
  today: new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
});

import { nodeGit } from './changes/node-git.ts';
import { failStep } from './github/fail-step.ts';
import { runAction } from './github/run-action.ts';
import { nodeFileSystem } from './repository/node-file-system.ts';

/** The GitHub Action's door: the only place, beside the command's, that knows the process it runs in. */
process.on('uncaughtException', failStep);

try {
  process.exitCode = await runAction({
    environment: process.env,
    workingDirectory: process.cwd(),
    fileSystem: nodeFileSystem(),
    git: nodeGit(process.env),
    today: new Date().toISOString().slice(0, 10),
  });
} catch (thrown) {
  failStep(thrown);
}

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run check`: types, lint and format one after the other, and beside them the tests, so that two cores are done
 * together. All of them run to their end, whichever fails.
 */
interface Ended {
  readonly script: string;
  readonly code: number;
  readonly seconds: number;
}

/** Runs one script of package.json; `live`: it writes as it goes, otherwise in one piece at its end. */
function runScript(script: string, live: boolean): Promise<Ended> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(`npm run --silent ${script}`, {
      shell: true,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = Math.round((performance.now() - begun) / 1000);
      if (said.length > 0) process.stdout.write(`\n== ${script}\n${Buffer.concat(said).toString()}`);
      resolve({ script, code: code ?? 1, seconds });
    });
  });
}

async function oneAfterTheOther(scripts: readonly string[]): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  for (const script of scripts) ended.push(await runScript(script, false));
  return ended;
}

const [still, tests] = await Promise.all([oneAfterTheOther(['typecheck', 'lint', 'format']), runScript('unit', true)]);
console.log('');
for (const { script, code, seconds } of [...still, tests])
  console.log(`${script}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
const reports = process.env['LEMBAR_REPORTS'];
if (reports) {
  mkdirSync(reports, { recursive: true });
  writeFileSync(join(reports, 'check.json'), JSON.stringify([...still, tests]));
}
process.exitCode = [...still, tests].every(({ code }) => code === 0) ? 0 : 1;

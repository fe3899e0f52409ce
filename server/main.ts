import { parseArgs } from 'node:util';

const usage = `node server/main.ts --port P --data DIR [--host H] [--tls CERT KEY] [--demo] [--block-size N] [--restored] [--state DIR]
node server/main.ts --data DIR --import FILE.csv --type agencies|regencies|instructions|classification|holidays
node server/main.ts --data DIR --bring-in FILE   (with the server stopped)`;

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Lembar's server needs Node 24 or newer; this is ${process.version}. Start it with "npm run server".`);
  process.exit(1);
}

function readArgs() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4600' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        tls: { type: 'string' },
        demo: { type: 'boolean', default: false },
        restored: { type: 'boolean', default: false },
        state: { type: 'string' },
        'block-size': { type: 'string', default: '10' },
        'bring-in': { type: 'string' },
        import: { type: 'string' },
        type: { type: 'string' },
        log: { type: 'string', default: 'info' },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

const { values, positionals } = readArgs();
if (!values.data) {
  console.error(usage);
  process.exit(2);
}
// Loaded only now: on an old Node the database driver ends the process silently.
const run = await import('./run.ts');
const args = { ...values, data: values.data, key: positionals[0] ?? null };
try {
  await run.run(args, { now: () => Date.now() });
} catch (error) {
  const refusal = run.forConsole(error, args);
  if (!refusal) throw error;
  console.error(refusal.message);
  // What was opened before the fault may keep the process alive.
  process.exit(refusal.exitCode);
}

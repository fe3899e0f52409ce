// Plain JavaScript on purpose: an older Node cannot even read the .ts files it is meant to warn about.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Lembar's scripts need Node 24 or newer and this is Node ${major}.${minor}: ` +
      'install it from https://nodejs.org (on Linux x64 "npm ci" brings it along and npm scripts use it).',
  );
  process.exit(1);
}

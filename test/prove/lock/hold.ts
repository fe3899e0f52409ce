import { lockFolder as lockDesk } from '../../../main/desk/folder-lock.ts';
import { lockFolder as lockRegister } from '../../../server/store/sqlite/folder-lock.ts';

// A process that takes a folder, says so and stays until it is killed: `node hold.ts desk|register FOLDER AT`, where AT is
// the moment, ms since 1970, at which it tries.
const [, , kind, folder = '', at = '0'] = process.argv;
while (Date.now() < Number(at));
try {
  const lock = kind === 'desk' ? lockDesk(folder) : lockRegister(folder);
  if (!lock) throw new Error('in use');
  console.log('held');
  setInterval(() => lock, 60_000);
} catch (error) {
  console.log(error instanceof Error ? `refused: ${error.message}` : error);
}

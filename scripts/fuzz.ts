import { parseArgs } from 'node:util';
import { fuzzDesk, fuzzRegister } from '../test/security/fuzz-servers.ts';

const usage = `npm run fuzz -- [--requests N] [--seed S]
  Requests over all routes of register and local desk, three in four to the register; an answer of 5xx is a finding.`;

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isInteger(requests) || !Number.isInteger(seed)) throw new Error(usage);

/** A new register every so often: what one request left behind does not shield the next thousands. */
const stretch = 5000;
let found = 0;
for (let done = 0; done < requests; done += stretch) {
  const count = Math.min(stretch, requests - done);
  const toDesk = Math.floor(count / 4);
  const faults = [...(await fuzzRegister(count - toDesk, seed + done)), ...(await fuzzDesk(toDesk, seed + done + 1))];
  found += faults.length;
  for (const fault of faults.slice(0, 5)) console.log(JSON.stringify(fault).slice(0, 2000));
  console.log(`${done + count} requests, ${found} answered with a fault`);
}
process.exitCode = found > 0 ? 1 : 0;

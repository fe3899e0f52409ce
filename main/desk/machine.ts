import { createHash } from 'node:crypto';

/** What the system calls this machine and user, hashed: enough to notice a copied profile, too little to name anybody. */
export function machineHash(hostname: string, username: string): string {
  return createHash('sha256').update(`${hostname} ${username}`).digest('hex').slice(0, 32);
}

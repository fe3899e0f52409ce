import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { layOut } from './lay-out.ts';
import { serverPlaces, startDesk, startServer, type DeskProcess } from './processes.ts';
import type { Disk } from './rebuild.ts';
import { clerk, type Session } from './session.ts';

/** Lays out the rebuilt disks and starts server and desk on them; `work` gets what it needs to open a window. */
export async function withDisks<T>(
  session: Session,
  disk: Disk,
  folder: string,
  rendererDir: string,
  work: (desk: DeskProcess, profile: string) => Promise<T>,
): Promise<T> {
  const { program, serverPort, deskPort } = session;
  for (const name of ['server', 'state', 'desk', 'profile']) mkdirSync(join(folder, name), { recursive: true });
  layOut(disk, folder);
  const ends: (() => Promise<void>)[] = [];
  try {
    const server = await startServer(program.code, serverPlaces(folder), serverPort, {});
    ends.push(server.close);
    const order = { ...clerk, dataDir: join(folder, 'desk'), rendererDir, port: deskPort, online: false };
    const desk = await startDesk(program.code, { ...order, server: server.address }, {});
    ends.push(desk.close);
    return await work(desk, join(folder, 'profile'));
  } finally {
    for (const close of ends.reverse()) await close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

import { join } from 'node:path';
import { buildRendererIfStale } from '../../../scripts/build-renderer.ts';
import { pageLaunch } from './browser.ts';

/** Once before all specs: a browser is there (a failure otherwise, never a skip) and the renderer is built. */
export default async function globalSetup(): Promise<void> {
  pageLaunch();
  await buildRendererIfStale(join(import.meta.dirname, '../../..'));
}

import { join } from 'node:path';
import { buildRendererIfStale } from '../../../scripts/build-renderer.ts';
import { browserLaunch } from './browser.ts';

/** Once before all specs: a browser is there (a failure otherwise, never a skip) and the renderer is built. */
export default async function globalSetup(): Promise<void> {
  browserLaunch();
  await buildRendererIfStale(join(import.meta.dirname, '../../..'));
}

import { hash } from 'node:crypto';
import type { Digest } from '../../shared/sync/operation.ts';

export const sha256: Digest = (text) => hash('sha256', text);

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../scripts/need-node.mjs');

function runAs(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
  return spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, script], {
    encoding: 'utf8',
  });
}

it('says in one sentence that Node is too old', () => {
  const { status, stderr } = runAs('20.19.4');
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('need Node 24');
});

it('is silent under a Node that is new enough', () => {
  expect(runAs('24.1.0')).toMatchObject({ status: 0, stderr: '', stdout: '' });
});

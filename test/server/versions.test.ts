import { beforeEach, describe, expect, it } from 'vitest';
import { ownSequence } from '../../server/store/op-place.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
});

const aLetter = () => registerArgs({ letterId: newId('letter') });

describe('versions', () => {
  it('[V2] an unknown command and a newer version are quarantined and delay nothing', async () => {
    const answer = await tu.push([
      tu.op('letter.teleport', { x: 1 }),
      tu.op('letter.register', aLetter(), { v: 99 }),
      tu.registerOp(aLetter()),
    ]);
    expect(answer.results.map(({ status, code }) => [status, code])).toEqual([
      ['quarantined', 'UNKNOWN_OP'],
      ['quarantined', 'UNKNOWN_OP'],
      ['applied', undefined],
    ]);
  });

  it('[V3] an envelope with members this version does not know keeps its chain and its members', async () => {
    const op = tu.op('letter.register', aLetter(), { raw: { tte: { reserved: true } } });
    expect((await tu.push([op])).results[0]?.status).toBe('applied');
    const kept = await register.store.read((tx) => tx.desks.op({ ...ownSequence(tu), seq: op.seq }));
    expect(JSON.parse(kept?.body ?? '')).toHaveProperty('tte.reserved', true);
    expect((await tu.register(aLetter())).status).toBe('applied');
  });

  it('[P12] two administrators save one document: what the first changed stands, the second sees both', async () => {
    const doc = { id: 'x', name: 'Dinas X', kind: 'dinas', code: null, closed: false };
    await register.put('agency', doc);
    const admin = await register.desk('admin');
    const { rv } = await register.store.read((tx) => tx.clock());
    const base = { 'agency:x': rv };
    await admin.say('agency.save', { doc: { ...doc, name: 'Dinas A' } }, { base });
    const other = await register.desk('admin');
    const second = await other.say('agency.save', { doc: { ...doc, name: 'Dinas B', kind: 'badan' } }, { base });
    expect(second).toMatchObject({ status: 'merged', notes: [{ field: 'name', mine: 'Dinas B', now: 'Dinas A' }] });
    const row = (await tu.pull()).rows.find(({ id }) => id === 'x');
    expect(row?.d).toMatchObject({ name: 'Dinas A', kind: 'badan' });
  });

  it('[V3] fields of a document this version does not know survive a change of it', async () => {
    await register.put('agency', { id: 'x', name: 'Dinas X', kind: 'dinas', code: null, closed: false, npsn: '99' });
    const admin = await register.desk('admin');
    const doc = { id: 'x', name: 'Dinas Y', kind: 'dinas', code: null, closed: false };
    const { rv } = await register.store.read((tx) => tx.clock());
    await admin.say('agency.save', { doc }, { base: { 'agency:x': rv } });
    const row = (await tu.pull()).rows.find(({ id }) => id === 'x');
    expect(row?.d).toMatchObject({ name: 'Dinas Y', npsn: '99' });
  });

  it('[V4] pushing is taken from every protocol version', async () => {
    const body = { proto: 99, app: 'later', epoch: null, inc: 1, ops: [tu.registerOp(aLetter())] };
    expect((await tu.send('POST', '/api/sync/push', body)).status).toBe(200);
  });
});

import { afterEach, beforeEach } from 'vitest';
import { openTestOffice, type TestDesk, type TestOffice } from './office.ts';
import { settled, until } from './wait.ts';

interface OfficeForEach extends Omit<TestOffice, 'close'> {
  /** A desk where this person signed in and that read everything. */
  ready(username: string, deskName?: string): Promise<TestDesk>;
}

/** An office of its own for each test of the file or group that calls this; closed after it. */
export function officeForEach(): OfficeForEach {
  let place: TestOffice;
  beforeEach(async () => {
    place = await openTestOffice();
  });
  afterEach(() => place.close());
  return {
    get clock() {
      return place.clock;
    },
    get dataDir() {
      return place.dataDir;
    },
    pass: (ms) => place.pass(ms),
    desk: (username, options) => place.desk(username, options),
    whileStopped: (work) => place.whileStopped(work),
    backup: () => place.backup(),
    async ready(username, deskName) {
      const desk = await place.desk(username, deskName === undefined ? {} : { deskName });
      await until(desk.office, 'settled', () => settled(desk.office));
      return desk;
    },
  };
}

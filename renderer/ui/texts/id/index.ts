import { admin } from './admin.ts';
import { agency } from './agency.ts';
import { app } from './app.ts';
import { carry } from './carry.ts';
import { cases } from './cases.ts';
import { centre } from './centre.ts';
import { command } from './command.ts';
import { complaints } from './complaints.ts';
import { dispositions } from './dispositions.ts';
import { documents } from './documents.ts';
import { holidays } from './holidays.ts';
import { interchange } from './interchange.ts';
import { letters } from './letters.ts';
import { manage } from './manage.ts';
import { numbers } from './numbers.ts';
import { refusal } from './refusal.ts';
import { scans } from './scans.ts';
import { services } from './services.ts';
import { session } from './session.ts';
import { sheet } from './sheet.ts';
import { sync } from './sync.ts';

/** Indonesian, the complete catalogue; it defines which texts there are. */
export const id = {
  agency,
  app,
  session,
  sync,
  admin,
  manage,
  numbers,
  carry,
  cases,
  command,
  refusal,
  scans,
  letters,
  dispositions,
  documents,
  sheet,
  services,
  complaints,
  interchange,
  centre,
  holidays,
} as const;

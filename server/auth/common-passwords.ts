import { minPassword } from '../../shared/sync/session-api.ts';

/** What one tries first in an office of this province, in lower case; the list of the library knows nothing of it. */
const here = [
  ...['admin12345', 'admin123456', 'adminadmin', 'akusayangkamu', 'alhamdulillah', 'bismillah1', 'bismillah123'],
  ...['cintaku123', 'diskominfo', 'diskominfo1', 'diskominfo123', 'diskominfotik', 'gantipassword', 'garuda1945'],
  ...['indonesia1', 'indonesia123', 'indonesiaraya', 'katasandi1', 'katasandi123', 'katasandiku', 'merdeka123'],
  ...['merdeka1945', 'passwordbaru', 'passwordku', 'pekanbaru1', 'pekanbaru123', 'provinsiriau', 'rahasia123'],
  ...['rahasia1234', 'rahasiaku1', 'sayangkamu', 'sekretariat', 'selamatdatang', 'selamatpagi', 'suratmasuk'],
  ...['suratmasuk1'],
];

let common: Promise<ReadonlySet<string>> | null = null;

/** The library's list is read when the first password is set, and only what is as long as ours have to be is kept. */
async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const known = dictionary['passwords-common'].filter(({ length }) => length >= minPassword);
  return new Set([...known, ...here]);
}

/** Whether a password is one of those that are guessed first, in whatever case. */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= readCommon();
  return (await common).has(password.trim().toLowerCase());
}

/** Whether a body gives a new password, under that name, that is too short or one of those guessed first. */
export async function givesWeakPassword(body: unknown, name: 'password' | 'next' = 'password'): Promise<boolean> {
  const password = (body as Readonly<Partial<Record<typeof name, unknown>>> | null)?.[name];
  return typeof password === 'string' && (password.length < minPassword || (await isCommonPassword(password)));
}

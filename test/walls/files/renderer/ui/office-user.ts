import type { Office } from '../data/office.ts';

export const nameOf = (office: Office): string => office.account;

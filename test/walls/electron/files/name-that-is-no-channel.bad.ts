// types: Type '"cetak"' is not assignable to type 'keyof Desk'
import type { Desk } from '../../../../shared/desk/desk.ts';

export const names: readonly (keyof Desk)[] = ['print', 'cetak'];

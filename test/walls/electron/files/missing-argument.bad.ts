// types: Expected 3 arguments, but got 2
import type { Desk } from '../../../../shared/desk/desk.ts';

export const call = (desk: Desk): unknown => desk.print('#/cetak/1', 'pdf');

// types: Argument of type '"file"' is not assignable to parameter of type '"paper" | "pdf"'
import type { Desk } from '../../../../shared/desk/desk.ts';

export const call = (desk: Desk): unknown => desk.print('#/cetak/1', 'file', 'x');

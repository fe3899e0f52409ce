// types: Argument of type 'string' is not assignable to parameter of type 'number'
import type { Desk } from '../../../../shared/desk/desk.ts';

export const call = (desk: Desk): unknown => desk.pending('10');

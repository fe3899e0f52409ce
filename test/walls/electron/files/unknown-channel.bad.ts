// types: Property 'deleteEverything' does not exist on type 'Desk'
import type { Desk } from '../../../../shared/desk/desk.ts';

export const call = (desk: Desk): unknown => desk.deleteEverything();

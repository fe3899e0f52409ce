// types: Property 'value' does not exist on type
import type { Desk } from '../../../../shared/desk/desk.ts';

export const call = async (desk: Desk): Promise<unknown> => (await desk.leases()).value;

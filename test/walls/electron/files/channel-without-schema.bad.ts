// types: Property 'append' is missing in type
import type { Channel } from '../../../../shared/desk/channels.ts';
import { channelArgs } from '../../../../shared/desk/channels.ts';

const { append: _left, ...rest } = channelArgs;
export const table: Record<Channel, unknown> = rest;

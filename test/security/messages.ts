import { z } from 'zod';
import { gapsQuery } from '../../server/http/gaps-routes.ts';
import { bookRequest } from '../../server/http/number-routes.ts';
import { channelArgs } from '../../shared/desk/channels.ts';
import { bundleRequest } from '../../shared/sync/bundle.ts';
import { operationSchema } from '../../shared/sync/operation.ts';
import * as protocol from '../../shared/sync/protocol.ts';
import { reconcileRequest, renewRequest } from '../../shared/sync/recovery-api.ts';
import {
  accountRequest,
  deskProofRequest,
  passwordRequest,
  enrolRequest,
  setupRequest,
  signInRequest,
} from '../../shared/sync/session-api.ts';
import {
  confirmRemovalRequest,
  deskPatch,
  judgeRequest,
  jumpRequest,
  quarantineQuery,
  retireRequest,
} from '../../shared/sync/trust-api.ts';

/** Every message the register reads from a desk, by the name its fields have in the tables. */
export const registerMessages = {
  hello: protocol.helloRequest,
  push: protocol.pushRequest,
  operation: operationSchema,
  pull: protocol.pullRequest,
  snapshot: protocol.snapshotRequest,
  buckets: protocol.bucketsRequest,
  bucket: protocol.bucketRequest,
  renew: renewRequest,
  reconcile: reconcileRequest,
  carried: bundleRequest,
  lease: protocol.leaseRequest,
  close: protocol.closeLeaseRequest,
  enrol: enrolRequest,
  signIn: signInRequest,
  setup: setupRequest,
  deskProof: deskProofRequest,
  password: passwordRequest,
  account: accountRequest,
  book: bookRequest,
  gaps: gapsQuery,
  desk: deskPatch,
  retire: retireRequest,
  jump: jumpRequest,
  confirm: confirmRemovalRequest,
  waiting: quarantineQuery,
  judge: judgeRequest,
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type RegisterMessage = keyof typeof registerMessages;

/** What a window may say on each channel of its desk core. */
export const channelMessages: Readonly<Record<string, z.ZodType>> = channelArgs;

type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema as JSON Schema, as it is read. */
export function jsonOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
}

function walk(node: unknown, path: string, into: Set<string>): void {
  if (!isObject(node)) return;
  for (const key of ['anyOf', 'allOf', 'oneOf']) {
    if (Array.isArray(node[key])) for (const one of node[key]) walk(one, path, into);
  }
  if (Array.isArray(node['prefixItems'])) node['prefixItems'].forEach((one, i) => walk(one, `${path}${i}.`, into));
  if (isObject(node['items'])) walkAt(node['items'], `${path.slice(0, -1)}[]`, into);
  if (isObject(node['propertyNames'])) walkAt(node['additionalProperties'], `${path.slice(0, -1)}{}`, into);
  for (const [name, field] of Object.entries(isObject(node['properties']) ? node['properties'] : {})) {
    walkAt(field, `${path}${name}`, into);
  }
}

const isInner = (node: unknown): boolean => {
  if (!isObject(node)) return false;
  const choices = ['anyOf', 'allOf', 'oneOf'].flatMap((key) => (Array.isArray(node[key]) ? node[key] : []));
  return 'properties' in node || isObject(node['items']) || isObject(node['propertyNames']) || choices.some(isInner);
};

function walkAt(node: unknown, path: string, into: Set<string>): void {
  if (isInner(node)) walk(node, `${path}.`, into);
  else into.add(path);
}

/** Names of all fields of a message that hold a value of their own: `leases[].id`, `args`, `scopes{}`. */
export function fieldsOf(schema: z.ZodType): readonly string[] {
  const found = new Set<string>();
  const json = jsonOf(schema);
  if (isObject(json) && Array.isArray(json['prefixItems'])) {
    json['prefixItems'].forEach((one, i) => walkAt(one, String(i), found));
  } else walk(json, '', found);
  return [...found];
}
